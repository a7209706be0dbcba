"""What stands beside a matched clause and says the words that its partner has more: the rest of it.

A pairing → the same pairing with such rests joined as splits and mergers. One print parts a
paragraph that the other runs on; without this a rest reads as removed on one side and its words as
put in on the other. Only the sure case is taken: a free neighbour, or the one behind it, nearly all
of whose words are found in a row among those of the partner that the clause itself does not say.
Footnotes, which stand where the page ends, part no neighbours. Where a list is none any more, the
one item that its lead-in has taken up is such a rest too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rapidfuzz.distance import Indel

from analyzer.comparison.pairing import Pairing
from analyzer.comparison.sides import Side
from analyzer.records import ClauseKind

#: rests on either side of a clause, and the least words of one
_MOST, _LEAST = 3, 3
#: so many paragraphs without a label that came (or went) may stand before a rest
_SKIPPED = 1
#: share of a rest's words that the partner must say, in runs of so many words or the whole rest
_SAID, _RUN = 0.8, 4
#: the share that is enough where so many words from its first on are said in a row
_OPENED, _OPENING = 0.5, 10
#: of what a lead-in has more, the share that an item of its list said, the least words of that, and
#: how many more it said than any other item
_FOLDED, _TAKEN_UP, _LEADING = 0.7, 12, 3
_TEXT = frozenset({ClauseKind.CLAUSE, ClauseKind.SECTION, ClauseKind.DEFINITION})

Words = Sequence[str]


def join_rests(pairing: Pairing) -> None:
    """Join the rests of matched clauses, nearest first."""
    grouped = {olds[0] for olds, _ in pairing.groups}
    for i, j in enumerate(list(pairing.partner)):
        if j < 0 or i in grouped or pairing.old.words[i] == pairing.new.words[j]:
            continue
        olds = _extend(pairing.old, i, pairing.new.words[j], pairing.is_free_old)
        news = _extend(pairing.new, j, pairing.old.words[i], pairing.is_free_new)
        if len(olds) == len(news) == 1:
            olds += _find_folded(pairing.old, i, (pairing.new, j), pairing.is_free_old)
            news += _find_folded(pairing.new, j, (pairing.old, i), pairing.is_free_new)
        if len(olds) == len(news) == 1:
            continue
        confidence = pairing.confidence[i]
        if len(news) >= len(olds):
            olds = (i,)
        else:
            news = (j,)
        pairing.regroup(olds, news)
        pairing.confidence[olds[0]] = max(confidence, 0.6)


def _extend(side: Side, at: int, other: Words, is_free: Callable[[int], bool]) -> tuple[int, ...]:
    """The clause with the rests before and behind it, in reading order."""
    found: tuple[int, ...] = (at,)
    for step in (1, -1):
        rest, skipped = at + step, 0
        most = _SKIPPED if step > 0 else 0
        while 0 <= rest < len(side) and len(found) <= _MOST and skipped <= most:
            if side.clauses[rest].kind is ClauseKind.FOOTNOTE:
                rest += step
                continue
            if not is_free(rest) or not _may_be_rest(side, at, rest, step=step):
                break
            longer = (*found, rest) if step > 0 else (rest, *found)
            if _says_more(side, longer, rest, other):
                found, skipped = longer, 0
            elif side.labels[rest]:
                break
            else:
                skipped += 1
            rest += step
    return found


def _find_folded(
    side: Side, at: int, partner: tuple[Side, int], is_free: Callable[[int], bool]
) -> tuple[int, ...]:
    """Of a list that is none any more, the free item that its lead-in has taken up: the partner
    says most of it, and of what it has more hardly anything else; () where there is none."""
    other, j = partner
    if not side.clauses[at].text.rstrip().endswith(":") or any(
        other.labels[child] for child in other.children[j]
    ):
        return ()
    more = [
        word
        for step in Indel.opcodes(side.words[at], other.words[j])
        if step.tag == "insert"
        for word in other.words[j][step.dest_start : step.dest_end]
    ]
    said = {item: _count_said(side.words[item], more) for item in side.children[at]}
    best = max(said, key=lambda item: said[item], default=at)
    most = said.pop(best, 0)
    least = max(_TAKEN_UP, _FOLDED * len(more), _OPENED * len(side.words[best]))
    telling = most >= least and most >= max(said.values(), default=0) + _LEADING
    return (best,) if telling and side.labels[best] and is_free(best) else ()


def _count_said(words: Words, other: Words) -> int:
    """How many of the words the other says in runs."""
    steps = (step for step in Indel.opcodes(words, other) if step.tag == "equal")
    runs = (step.src_end - step.src_start for step in steps)
    return sum(run for run in runs if run >= _RUN)


def _may_be_rest(side: Side, at: int, rest: int, *, step: int) -> bool:
    """Text beside the clause in its own family; a heading only in front of its own text."""
    if side.clauses[rest].kind not in _TEXT and not (step < 0 and side.headings[rest]):
        return False
    if step > 0:
        return not side.headings[rest] and side.parent[rest] in (at, side.parent[at])
    if side.headings[at]:
        return False
    return rest == side.parent[at] or side.parent[rest] == side.parent[at]


def _says_more(side: Side, joined: Sequence[int], rest: int, other: Words) -> bool:
    """True when the partner says nearly all words of the rest, where the rest would stand."""
    size = len(side.words[rest])
    heads = bool(side.headings[rest]) and tuple(other[:size]) == side.words[rest]
    if size < (1 if heads else _LEAST):
        return False
    words = side.words_of(joined)
    start = sum(len(side.words[position]) for position in joined if position < rest)
    least = min(_RUN, size)
    said, share = 0, _SAID
    for step in Indel.opcodes(words, other):
        if step.tag == "equal":
            run = min(step.src_end, start + size) - max(step.src_start, start)
            said += run if run >= least else 0
            if step.src_start <= start and run >= _OPENING:
                share = _OPENED
    alone = side.words_of([position for position in joined if position != rest])
    gained = Indel.distance(alone, other) - Indel.distance(words, other)
    return said >= share * size and gained >= (2 * share - 1) * size
