"""Quotes held against a second reading beside the screen: begun when the answer is drawn.

Found of a document, or the quotes of a screen → their verdicts, as soon as they are there, in
words. The work goes on when the screen is left.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from threading import Lock
from typing import TypeVar

import streamlit as st

from analyzer.confirming import NO_PLACE
from analyzer.pipeline import Analyzer
from analyzer.pipeline.confirming import Quote
from analyzer.records import ClauseId, Confirmation, Confirmed, Document, Finding
from analyzer.results import Found, ProgressCallback
from analyzer.ui.working import LOOK, Make, Work, Works

#: documents, and sets of quotes, whose verdicts are kept
MOST = 64
#: of a long list, the entries that are read twice together: the open one and its neighbours
READ_AT_ONCE = 40
Wanted = tuple[Hashable, Found]
Span = tuple[ClauseId, int, int]
#: words, what a second reading says of them, what it saw where it differs, why it says nothing
Said = tuple[str, Confirmation, str | None, str | None]
_Item = TypeVar("_Item")
_NOT_CHECKED = (Confirmation.NOT_CHECKED, None)
BEING_HELD = "These words are being held against a second reading of the printed page."
#: the same where each row of many says it
HELD_SHORT = "being held against a second reading"


@st.cache_resource
def _works() -> Works:
    return Works(MOST)


def forget(is_gone: Callable[[Hashable], bool]) -> None:
    """Drop the verdicts whose key is gone."""
    _works().drop(is_gone)
    _said().drop(is_gone)


def with_verdicts(key: Hashable, found: Found) -> Found:
    """The same with the verdicts of a second reading, where it has ended well."""
    result = _result(key)
    return result if isinstance(result, Found) else found


def has_looked(key: Hashable) -> bool:
    """True where a second reading of these has ended."""
    return _result(key) is not None


def _result(key: Hashable) -> object:
    work = _works().ended(key)
    return None if work is None or work.failed else work.result


def begin(library: Analyzer, wanted: Sequence[Wanted]) -> None:
    """Read the pages of these a second time, where nobody did, and draw the screen again then."""
    waiting = [_works().ask(key, _confirmer(library, found)) for key, found in wanted if len(found)]
    if not all(work.ended.is_set() for work in waiting):
        _watch(waiting, "Quotes of {} being held")
        return
    results = [work.result for work in waiting if not work.failed]
    reasons = [why for found in results if isinstance(found, Found) for why in found.unread]
    for why in dict.fromkeys(reasons):
        st.html(f'<p role="note">Quotes were not held against a second reading. {escape(why)}</p>')


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
    """The quotes that a screen shows of these documents, to be read twice."""

    documents: tuple[Document, ...]
    quotes: tuple[Quote, ...]

    def html(self, *quotes: Quote) -> str:
        """What is said of these, in words; '' while nobody looked."""
        return self.rows([quotes])[0]

    def rows(self, rows: Sequence[Sequence[Quote]], *, unknown: str = "") -> list[str]:
        """The same of each row of quotes; `unknown` stands for one at which nobody looked yet."""
        known = self._known()
        told: list[str] = []
        for quotes in rows:
            words = tell(s for quote in quotes if (s := _said_of(quote, known.get(_span(quote)))))
            words = words or (unknown if any(start < end for _, start, end in quotes) else "")
            told.append(f'<p class="where second">{escape(words)}</p>' if words else "")
        return told

    def begin(self, library: Analyzer) -> None:
        """Look at those at which nobody did, and draw the screen again then."""
        work = self._look(library)
        if work is not None and not work.ended.is_set():
            _watch([work], "What is shown is being held")

    def look_ahead(self, library: Analyzer) -> None:
        """Look at them beside the screen, which is not drawn again: none of them is open yet."""
        self._look(library)

    def show_alone(self, library: Analyzer, *quotes: Quote) -> None:
        """What is said of these, as soon as it is known: for a view over the screen, which would go
        if the screen were drawn again."""

        def draw(waits: bool) -> None:
            if waits:
                st.html(f'<p class="where" role="status">{BEING_HELD}</p>')
            elif words := self.html(*quotes):
                st.html(words)

        self.draw_alone(library, draw)

    def draw_alone(self, library: Analyzer, draw: Callable[[bool], None]) -> None:
        """Draw a part of the screen that tells of these, and it alone again as soon as more is
        known; `draw` is told whether something is still being read."""
        work = self._look(library)
        waits = work is not None and not work.ended.is_set()
        st.fragment(_draw_alone, run_every=LOOK if waits else None)(work, draw)

    def _look(self, library: Analyzer) -> Work[object] | None:
        """The look at those at which nobody did; None where there are none."""
        known = self._known()
        left = {_span(quote): quote for quote in self.quotes if _span(quote) not in known}
        if not left:
            return None

        def make(_: ProgressCallback) -> None:
            quotes = tuple(left.values())
            for quote, said in zip(quotes, library.confirm_quotes(quotes), strict=True):
                _said().keep(self._document(quote), _span(quote), said)

        return _works().ask(("quotes", self.documents, frozenset(left)), make)

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


@st.cache_resource
def _said() -> SaidOf:
    return SaidOf()


def _draw_alone(work: Work[object] | None, draw: Callable[[bool], None]) -> None:
    draw(work is not None and not work.ended.is_set())


def _said_of(quote: Quote, known: Confirmed | None) -> Said | None:
    """What is said of a quote; None while nobody looked, and of one without words."""
    clause, start, end = quote
    if start == end:
        return None
    if known is not None:
        return clause.text[start:end], known.confirmed, known.second, known.why
    return None if clause.boxes else (clause.text[start:end], *_NOT_CHECKED, NO_PLACE)


def _span(quote: Quote) -> Span:
    clause, start, end = quote
    return clause.id, start, end


def _confirmer(library: Analyzer, found: Found) -> Make[object]:
    def make(_: ProgressCallback) -> Found:
        return library.confirm(found)

    return make


@st.fragment(run_every=LOOK)
def _watch(waiting: list[Work[object]], what: str) -> None:
    left = sum(not work.ended.is_set() for work in waiting)
    if not left:
        st.rerun()
    documents = "1 document are" if left == 1 else f"{left} documents are"
    st.html(
        f'<p class="where" role="status">{what.format(documents)} against a second reading of '
        "the printed pages.</p>"
    )


def verdict_words(finding: Finding) -> str:
    """What a second reading says of a finding's quotes, in words, once it has ended."""
    quotes: list[Said] = [(e.quote, e.confirmed, e.second, None) for e in finding.evidence]
    quotes += [(t.quote, t.confirmed, t.second, None) for t in finding.terms if t.start < t.end]
    return tell(quotes)


def tell(said: Iterable[Said]) -> str:
    """Verdicts in one sentence: both readings of each that differs, then how many are confirmed,
    and how many could not be checked."""
    quotes = tuple(said)
    count = len(quotes)
    parts = [
        f"a second reading differs: “{second}” in place of “{quote}”; look at the page"
        for quote, verdict, second, _ in dict.fromkeys(quotes)
        if verdict is Confirmation.DIFFERS
    ]
    same = sum(verdict is Confirmation.YES for _, verdict, _, _ in quotes)
    reasons = [why or "" for _, verdict, _, why in quotes if verdict is Confirmation.NOT_CHECKED]
    if same and same == count:
        parts.append("confirmed by a second reading")
    elif same:
        parts.append(f"{same} of {count} quotes confirmed by a second reading")
    if reasons:
        which = "" if len(reasons) == count else f"{len(reasons)} of {count} quotes "
        why = next(filter(None, reasons), "")
        parts.append(f"{which}not checked by a second reading{f': {why}' if why else ''}")
    return "; ".join(parts)
