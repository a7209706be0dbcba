"""Pages of one document that nobody could read: what seems added or removed may stand on them.

A finished pairing and the two documents → the clauses without a counterpart whose matched
neighbours stand around such a page of the other document, with one line for each document that has
unread pages.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from analyzer.comparison.sides import Side
from analyzer.records import ClauseId, Document, NotCompared

#: neighbours of fewer words (letterhead, signatures) stand in many places: they tell no page
_TELLING_WORDS = 12


def find_perhaps_unread(
    side: Side, partner: Sequence[int], other: Side, *, unread: Collection[int]
) -> Mapping[ClauseId, tuple[int, ...]]:
    """Clauses of `side` without a partner, between neighbours whose partners stand before and
    after (or on) a page of `unread`, with these pages, counted from 1 in the other document. Of
    more pages than were not read, those that go on what stands beside them."""
    if not unread:
        return {}
    before = _pages_before(partner, other)
    after = _pages_after(partner, other)
    missing = {
        at: tuple(page for page in unread if before[at] <= page <= after[at])
        for at, there in enumerate(partner)
        if there < 0
    }
    runs: dict[tuple[int, int], list[int]] = {}
    for at, pages in missing.items():
        if pages:
            runs.setdefault((before[at], after[at]), []).append(at)
    found = [at for run in runs.values() for at in _held(side, run, len(missing[run[0]]))]
    return {side.clauses[at].id: missing[at] for at in sorted(found)}


def _held(side: Side, run: Sequence[int], pages: int) -> Sequence[int]:
    """What of a run so many pages can hold, where the run goes on one of its neighbours only."""
    last, following = run[0] - 1, run[-1] + 1
    top = side.outermost
    goes_on = last >= 0 and top[run[0]] == top[last]
    leads_on = following < len(side) and top[run[-1]] == top[following]
    if goes_on == leads_on:
        return run
    beside = side.clauses[last if goes_on else following].pages[-1:]
    numbers = sorted({page for at in run for page in side.clauses[at].pages[:1]} - {*beside})
    near = {*beside, *(numbers[:pages] if goes_on else numbers[-pages:])}
    return [at for at in run if near.issuperset(side.clauses[at].pages[:1])]


def _pages_before(partner: Sequence[int], other: Side) -> list[int]:
    """For each clause, the page on which the nearest matched clause before it ends over there."""
    found, page = [], 1
    for there in partner:
        found.append(page)
        if _tells_page(there, other):
            page = other.clauses[there].pages[-1]
    return found


def _pages_after(partner: Sequence[int], other: Side) -> list[int]:
    """For each clause, the page on which the nearest matched clause after it begins over there."""
    ends = [clause.pages[-1] for clause in other.clauses if clause.pages]
    found, page = [], max(ends, default=1) + 1
    for there in reversed(partner):
        found.append(page)
        if _tells_page(there, other):
            page = other.clauses[there].pages[0]
    return found[::-1]


def _tells_page(there: int, other: Side) -> bool:
    if there < 0 or not other.clauses[there].pages:
        return False
    return len(other.words[there]) >= _TELLING_WORDS


def tell_unread(document: Document, doubted: int, *, seems: str) -> tuple[NotCompared, ...]:
    """One line for a document with unread pages; () for one that was read in full."""
    pages = document.unread_pages
    if not pages:
        return ()
    name = "page" if len(pages) == 1 else "pages"
    why = "hold a picture and no words, perhaps a scan: nothing was read there"
    if doubted:
        clauses = "clause that seems" if doubted == 1 else "clauses that seem"
        why += f"; {doubted} {clauses} {seems} may stand on them"
    return (
        NotCompared(document.id, f"{name} {', '.join(map(str, pages))} of {document.title}", why),
    )
