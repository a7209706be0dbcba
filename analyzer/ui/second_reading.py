"""Quotes held against a second reading beside the screen: begun when the answer is drawn, told in
places of their own.

Found of a document, or the quotes of a screen → their verdicts, as soon as they are there, in
words. The work goes on when the screen is left.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape
from threading import Lock
from typing import TypeVar

import streamlit as st

from analyzer.pipeline import Analyzer
from analyzer.pipeline.confirming import Quote
from analyzer.records import ClauseId, Confirmed, Document, DocumentId
from analyzer.results import Found, ProgressCallback
from analyzer.ui.told_later import Places
from analyzer.ui.verdicts import has_words, line_html, meanwhile_html, said_of, tell
from analyzer.ui.working import Make, Work, Works

#: documents, and sets of quotes, whose verdicts are kept
MOST = 64
#: seconds that the browser has for the answer before its pages are read again
AFTER = 0.5
#: of a long list, the entries that are read twice together: the open one and its neighbours
READ_AT_ONCE = 40
Wanted = tuple[Hashable, Found]
Span = tuple[ClauseId, int, int]
Known = Mapping[Span, Confirmed]
#: quotes → what is said of them, as HTML
Tell = Callable[[Sequence[Quote]], str]
_Item = TypeVar("_Item")


@st.cache_resource(show_spinner=False)
def _works() -> Works:
    return Works(MOST, after=AFTER)


def forget(is_gone: Callable[[Hashable], bool]) -> None:
    """Drop the verdicts whose key is gone."""
    _works().drop(is_gone)
    _said().drop(is_gone)


# ── what was found ───────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class TwiceFound:
    """What was found of some documents, each with the key of its second reading: all its quotes are
    read twice, and the screen tells of those that it shows."""

    wanted: Mapping[DocumentId, Wanted]
    places: Places = field(default_factory=Places)

    def show(self, document: Document, words: Callable[[Found], str]) -> None:
        """What `words` tell of what was found in a document, once its verdicts are there."""
        key, _ = self.wanted[document.id]
        self.places.show(
            lambda: line_html(words(found)) if (found := confirmed(key)) is not None else "",
            meanwhile_html,
        )

    def begin(self, library: Analyzer) -> None:
        """Read the pages a second time, where nobody did: the answer is on the screen."""
        works = [
            _works().ask(key, _confirmer(library, found))
            for key, found in self.wanted.values()
            if len(found)
        ]
        self.places.follow(works, last=partial(_unread_html, works))


def confirmed(key: Hashable) -> Found | None:
    """What was found, with the verdicts of a second reading; None unless one has ended well."""
    work = _works().ended(key)
    result = None if work is None or work.failed else work.result
    return result if isinstance(result, Found) else None


def _unread_html(works: Sequence[Work[object]]) -> str:
    """Why quotes could not be read twice; '' where they were."""
    results = [work.result for work in works if work.ended.is_set() and not work.failed]
    reasons = [why for found in results if isinstance(found, Found) for why in found.unread]
    return "".join(
        f'<p role="note">Quotes were not held against a second reading. {escape(why)}</p>'
        for why in dict.fromkeys(reasons)
    )


def _confirmer(library: Analyzer, found: Found) -> Make[object]:
    def make(_: ProgressCallback) -> Found:
        return library.confirm(found)

    return make


# ── the quotes of a screen ───────────────────────────────────────────────────────────────────────
def part_around(items: Sequence[_Item], at: int) -> Sequence[_Item]:
    """The part of a long list that is read twice together with the open one."""
    first = at - at % READ_AT_ONCE
    return items[first : first + READ_AT_ONCE]


def part_ahead(items: Sequence[_Item], at: int) -> Sequence[_Item]:
    """The part after that one; () in the first half of a part, from which it is far away."""
    if at % READ_AT_ONCE < READ_AT_ONCE // 2:
        return ()
    first = at - at % READ_AT_ONCE + READ_AT_ONCE
    return items[first : first + READ_AT_ONCE]


@dataclass(frozen=True, slots=True)
class Twice:
    """The quotes that a screen shows of these documents, to be read twice; those of `first` before
    the others."""

    documents: tuple[Document, ...]
    quotes: tuple[Quote, ...]
    first: tuple[Quote, ...] = ()
    places: Places = field(default_factory=Places)

    def html(self, *quotes: Quote) -> str:
        """What is said of these, in words; '' while nobody looked at one of them."""
        return _told_html(quotes, self._known())

    def show(self, *quotes: Quote) -> None:
        """What is said of these, as soon as it is known; nothing where they have no words."""
        if any(map(has_words, quotes)):
            self.places.show(partial(self.html, *quotes), meanwhile_html)

    def show_within(self, words: Callable[[Tell], str]) -> None:
        """HTML in which it is told of many quotes; drawn again once, when all is known."""
        before = self._known()

        def whole() -> str:
            return "" if self._left() else words(partial(_told_html, known=self._known()))

        def so_far(ended: bool) -> str:
            known = self._known() if ended else before
            unknown = meanwhile_html(ended)
            return words(lambda quotes: _told_html(quotes, known, unknown=unknown))

        self.places.show(whole, so_far)

    def begin(self, library: Analyzer) -> None:
        """Look at those at which nobody did: the answer is on the screen."""
        work = self._look(library)
        self.places.follow([] if work is None else [work])

    def look_ahead(self, library: Analyzer) -> None:
        """Look at them beside the screen, which tells of none of them: none is open yet."""
        self._look(library)

    def _look(self, library: Analyzer) -> Work[object] | None:
        """The look at those at which nobody did; None where there are none."""
        left = self._left()
        if not left:
            return None

        def make(_: ProgressCallback) -> None:
            for part in filter(None, self._parts()):
                for quote, said in zip(part, library.confirm_quotes(part), strict=True):
                    _said().keep(self._document(quote), _span(quote), said)

        return _works().ask(("quotes", self.documents, frozenset(map(_span, left))), make)

    def _left(self) -> tuple[Quote, ...]:
        known = self._known()
        return tuple(quote for quote in self.quotes if _span(quote) not in known)

    def _parts(self) -> Iterator[tuple[Quote, ...]]:
        """What is read together: what is open, then document by document."""
        spans = set(map(_span, self.first))
        left = self._left()
        yield tuple(quote for quote in left if _span(quote) in spans)
        for document in self.documents:
            yield tuple(q for q in left if q[0].document == document.id and _span(q) not in spans)

    def _document(self, quote: Quote) -> Document:
        return next(each for each in self.documents if each.id == quote[0].document)

    def _known(self) -> dict[Span, Confirmed]:
        known: dict[Span, Confirmed] = {}
        for document in self.documents:
            known.update(_said().of(document))
        return known


class SaidOf:
    """What was said of the quotes of each document; of so many documents, the last kept."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held: dict[Document, dict[Span, Confirmed]] = {}
        self._lock = Lock()

    def of(self, document: Document) -> dict[Span, Confirmed]:
        """All that was said of one."""
        with self._lock:
            return dict(self._held.get(document, {}))

    def keep(self, document: Document, span: Span, said: Confirmed) -> None:
        """Keep what was said of one quote."""
        with self._lock:
            self._held.setdefault(document, {})[span] = said
            for old in list(self._held)[: max(0, len(self._held) - self._most)]:
                del self._held[old]

    def drop(self, is_gone: Callable[[Hashable], bool]) -> None:
        """Forget those of documents that are gone."""
        with self._lock:
            for document in list(filter(is_gone, self._held)):
                del self._held[document]


@st.cache_resource(show_spinner=False)
def _said() -> SaidOf:
    return SaidOf()


def _told_html(quotes: Sequence[Quote], known: Known, *, unknown: str = "") -> str:
    """What is said of these; `unknown` where nobody looked at one of them."""
    told = [said_of(quote, known.get(_span(quote))) for quote in quotes if has_words(quote)]
    return unknown if None in told else line_html(tell(filter(None, told)))


def _span(quote: Quote) -> Span:
    clause, start, end = quote
    return clause.id, start, end
