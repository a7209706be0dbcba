"""Which clauses are about AI at all.

Input: the tree of a document and the taxonomy. Output: a `Gate`: for each place how it comes in
(its own words, a defined term, its lead-in, its article) or None, and the places that are articles
about AI.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from analyzer.findings.ai_terms import NO_TERMS, AiTerms, find_ai_terms
from analyzer.findings.context import SILENT_KINDS, ClauseTree
from analyzer.records import ClauseKind
from analyzer.taxonomy import Signal, Taxonomy
from analyzer.wording.sentences import Span, split_sentences

#: an article is about AI when so many of its clauses say so, and at least this share of them
ARTICLE_CLAUSES = 3
ARTICLE_SHARE = 0.6
#: an item of a terse list has no more words; such a list is about what its first two items are
TERSE_WORDS = 25
_FIRST = 2
#: no more characters of one clause are searched for AI: no real one comes near
LONGEST_READ = 30_000
# "subject to the conditions that:", "topics include"
_LEAD_IN_END = re.compile(
    r"(?::|;|—|-|\b(?:that|following|include|includes|including|if|unless))\W*$"
)


class Entry(StrEnum):
    """How a clause comes through the gate, the surest first."""

    OWN_WORDS = "own_words"
    DEFINITION = "definition"
    LEAD_IN = "lead_in"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Gate:
    """How each place comes in, where its own words say so, and which places are AI articles."""

    entries: tuple[Entry | None, ...]
    signals: tuple[tuple[Span, ...], ...]
    articles: tuple[int, ...]
    #: True for a place in an AI article or below an AI lead-in, whatever its own words say
    inside: tuple[bool, ...]
    #: names that the document gives to AI things of its own
    terms: AiTerms = NO_TERMS

    def article_of(self, at: int, tree: ClauseTree) -> int | None:
        """The outermost AI article around a place, or None."""
        around = {at, *tree.above(at)}
        return next((article for article in self.articles if article in around), None)


def open_gate(tree: ClauseTree, taxonomy: Taxonomy) -> Gate:
    """Judge every place of a document."""
    own = tuple(_own_signals(tree, at, taxonomy.signals) for at in range(len(tree.places)))
    titled = tuple(bool(signal_spans(tree.title(at), taxonomy.signals)) for at in range(len(own)))
    entries: list[Entry | None] = [
        Entry.OWN_WORDS if own[at] or titled[at] else None for at in range(len(own))
    ]
    articles = {at for at in range(len(own)) if titled[at]} | _articles_by_share(tree, own)
    _let_in_below(tree, entries, own, articles)
    _let_in_terse_lists(tree, entries)
    outside = [p.text for at, p in enumerate(tree.places) if entries[at] is None and p.speaks]
    terms = find_ai_terms(tree, own, outside, taxonomy=taxonomy)
    if terms.pattern:
        own = _let_in_by_terms(tree, entries, own, terms)
        named = {at for at in range(len(own)) if terms.uses(tree.title(at))}
        articles |= named
        for at in named:
            entries[at] = entries[at] or Entry.DEFINITION
        _let_in_below(tree, entries, own, articles)
        articles |= _articles_by_share(tree, entries)
        _let_in_below(tree, entries, own, articles)
    outermost = tuple(sorted(at for at in articles if not articles.intersection(tree.above(at))))
    inside = tuple(
        at in articles
        or bool(articles.intersection(tree.above(at)))
        or (place.parent is not None and _leads_in(tree, place.parent, entries, own))
        for at, place in enumerate(tree.places)
    )
    return Gate(tuple(entries), own, outermost, inside, terms)


def signal_spans(text: str, signals: Sequence[Signal]) -> tuple[Span, ...]:
    """Where a plain text speaks of AI, in order."""
    if not text:
        return ()
    text = text[:LONGEST_READ]
    spans: list[Span] = []
    for signal in signals:
        found = [match.span() for match in signal.pattern.finditer(text)]
        if found and signal.unless:
            barred = [s for s in split_sentences(text) if signal.unless.search(text, *s)]
            found = [span for span in found if not _lies_in(span, barred)]
        spans.extend(found)
    return tuple(sorted(set(spans)))


def is_lead_in(text: str) -> bool:
    """True for a text that its children complete: it ends with a colon, 'that', 'include'."""
    return bool(_LEAD_IN_END.search(text))


def _lies_in(span: Span, sentences: Sequence[Span]) -> bool:
    return any(start <= span[0] < end for start, end in sentences)


def _own_signals(tree: ClauseTree, at: int, signals: Sequence[Signal]) -> tuple[Span, ...]:
    place = tree.places[at]
    if place.clause.kind in SILENT_KINDS:
        return ()
    return signal_spans(place.text, signals)


def _articles_by_share(tree: ClauseTree, says: Sequence[object]) -> set[int]:
    """Places most of whose clauses are about AI, as `says` has it, whatever their heading is."""
    speaking: Counter[int] = Counter()
    about: Counter[int] = Counter()
    for at, place in enumerate(tree.places):
        if not place.speaks:
            continue
        for above in tree.above(at):
            speaking[above] += 1
            about[above] += bool(says[at])
    return {
        at
        for at, count in about.items()
        if count >= ARTICLE_CLAUSES and count >= ARTICLE_SHARE * speaking[at]
    }


def _let_in_below(
    tree: ClauseTree,
    entries: list[Entry | None],
    own: Sequence[tuple[Span, ...]],
    articles: set[int],
) -> None:
    """Let in what stands below an AI article or an AI lead-in."""
    for at, place in enumerate(tree.places):
        if entries[at] is not None or place.clause.kind in SILENT_KINDS:
            continue
        if articles.intersection(tree.above(at)):
            entries[at] = Entry.ARTICLE
        elif place.parent is not None and _leads_in(tree, place.parent, entries, own):
            entries[at] = Entry.LEAD_IN


def _let_in_terse_lists(tree: ClauseTree, entries: list[Entry | None]) -> None:
    """Let in the other items of a list of catchwords whose first two items are about AI."""
    lists: dict[int | None, list[int]] = defaultdict(list)
    for at, place in enumerate(tree.places):
        if place.speaks and place.clause.label:
            lists[place.parent].append(at)
    for items in lists.values():
        terse = all(len(tree.places[at].text.split()) <= TERSE_WORDS for at in items)
        if terse and len(items) > _FIRST and all(entries[at] for at in items[:_FIRST]):
            for at in items[_FIRST:]:
                entries[at] = entries[at] or Entry.LEAD_IN


def _leads_in(
    tree: ClauseTree, at: int, entries: Sequence[Entry | None], own: Sequence[tuple[Span, ...]]
) -> bool:
    """True when what stands below a place is about AI because the place is.

    Its first or last sentence must say so: a long clause that mentions AI in passing leads nothing
    in; a lead-in that came in itself does.
    """
    place = tree.places[at]
    if entries[at] is None:
        return False
    if entries[at] is Entry.LEAD_IN:
        return is_lead_in(place.text)
    sentences = split_sentences(place.text)
    edges = sentences[:1] + sentences[-1:]
    return any(start <= span[0] < end for span in own[at] for start, end in edges)


def _let_in_by_terms(
    tree: ClauseTree,
    entries: list[Entry | None],
    own: Sequence[tuple[Span, ...]],
    terms: AiTerms,
) -> tuple[tuple[Span, ...], ...]:
    """Let in what uses a defined term; its uses count as words about AI."""
    signals = list(own)
    for at, place in enumerate(tree.places):
        if place.clause.kind in SILENT_KINDS or place.clause.kind is ClauseKind.HEADING:
            continue
        uses = terms.uses(place.text)
        if uses:
            signals[at] = tuple(sorted({*signals[at], *uses}))
            if entries[at] is None:
                entries[at] = Entry.DEFINITION
    return tuple(signals)
