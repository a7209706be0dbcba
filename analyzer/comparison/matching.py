"""Two clause trees → which clauses are the same one, by content first and place second.

Exact texts come first (setting aside), parents follow their children, then what is left is scored
on sparse candidates and taken best first, in rounds, so that each round's matches are the next
round's context. A pair that would be a move must be beyond doubt: a doubtful one stays removed and
added.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.comparison.candidates import (
    Vectors,
    pairs_by_path,
    pairs_by_place,
    pairs_by_vectors,
    pairs_by_words,
)
from analyzer.comparison.doubt import part_doubtful
from analyzer.comparison.exact import join_repeated, join_unique
from analyzer.comparison.groups import join_groups
from analyzer.comparison.headed_texts import join_headed_texts
from analyzer.comparison.letters import part_strays
from analyzer.comparison.pairing import Pairing
from analyzer.comparison.parents import join_headed, lift_parents
from analyzer.comparison.recut import join_recut
from analyzer.comparison.rests import join_rests
from analyzer.comparison.sides import Side
from analyzer.comparison.similar import join_similar
from analyzer.comparison.table_pairs import TablePairs, pair_tables
from analyzer.comparison.unruled import join_unruled
from analyzer.comparison.untitled import join_untitled
from analyzer.comparison.watching import Watch
from analyzer.ports import Neighbours

#: each round takes pairs of at least this likeness
_ROUNDS = (0.95, 0.8, 0.6, 0.4, 0.0)
#: how sure two tables are one by caption, header and row labels
_SAME_TABLE = 0.9
#: how often a watcher is told that matching is further
STEPS = 5 + len(_ROUNDS)


def match_sides(
    old: Side,
    new: Side,
    *,
    vectors: tuple[Vectors, Vectors] | None = None,
    tables: TablePairs | None = None,
    neighbours: Neighbours | None = None,
    watch: Watch | None = None,
) -> Pairing:
    """Match two clause trees; `tables` are the pairs of their tables where they are known.
    Vectors give candidates where `neighbours` finds the nearest. `watch` is told after each of
    STEPS steps."""
    pairing = Pairing(old, new, vectors=vectors)
    for done, _ in enumerate(_match_in_steps(pairing, tables, neighbours), 1):
        if watch is not None:
            watch(done, STEPS)
    return pairing


def _match_in_steps(
    pairing: Pairing, tables: TablePairs | None, neighbours: Neighbours | None
) -> Iterator[None]:
    old, new = pairing.old, pairing.new
    join_unique(pairing, lambda side, i: side.printed[i])
    join_unique(pairing, lambda side, i: side.words[i])
    join_headed(pairing)
    lift_parents(pairing)
    join_untitled(pairing)
    yield
    _join_tables(pairing, tables or pair_tables(old.clauses, new.clauses))
    join_repeated(pairing)
    yield
    join_groups(pairing)
    lift_parents(pairing)
    part_strays(pairing)
    yield
    yield from _match_reworded(pairing, neighbours)
    part_strays(pairing)
    join_headed_texts(pairing)
    join_rests(pairing)
    join_unruled(pairing)
    join_recut(pairing)
    part_doubtful(pairing)
    yield


def _join_tables(pairing: Pairing, tables: TablePairs) -> None:
    """Tables that kept their place, as their rates are compared: those of a series, one a period,
    from the last one back. What is repeated beside each of them then goes with its own."""
    pairing.survey()
    olds = {clause.id: at for at, clause in enumerate(pairing.old.clauses)}
    news = {clause.id: at for at, clause in enumerate(pairing.new.clauses)}
    for pair in tables.matched:
        ours = tuple(olds[clause.id] for clause in pair.old.clauses)
        theirs = tuple(news[clause.id] for clause in pair.new.clauses)
        i, j = ours[0], theirs[0]
        if pairing.are_free(i, j) and pairing.place(i, j).is_kept and pair.answers:
            pairing.join(i, j, confidence=_SAME_TABLE)
        if pairing.partner[i] == j:
            _join_parts(pairing, ours, theirs)


def _join_parts(pairing: Pairing, olds: tuple[int, ...], news: tuple[int, ...]) -> None:
    """The parts of a table that runs on over pages in their order; where one side has fewer, its
    last part is all that is left of the other."""
    shared = min(len(olds), len(news))
    for i, j in zip(olds[1:shared], news[1:shared], strict=True):
        if not pairing.are_free(i, j):
            return
        pairing.join(i, j, confidence=_SAME_TABLE)
    more, last = (olds[shared:], news[shared:]), shared - 1
    if any(more) and pairing.free_old.issuperset(more[0]) and pairing.free_new.issuperset(more[1]):
        pairing.regroup(olds[last:], news[last:])


def _match_reworded(pairing: Pairing, neighbours: Neighbours | None) -> Iterator[None]:
    old, new = pairing.old, pairing.new
    free_old, free_new = pairing.free_old, pairing.free_new
    pairs = pairs_by_words(old, new, free_old, free_new)
    pairs |= pairs_by_path(old, new, free_old, free_new)
    if pairing.vectors is not None and neighbours is not None:
        pairs |= pairs_by_vectors(pairing.vectors, free_old, free_new, neighbours)
    yield
    for least in _ROUNDS:
        pairing.survey()
        beside = pairs_by_place(old, new, pairing.partner, pairing.back)
        join_similar(pairing, pairs | beside, least=least)
        lift_parents(pairing)
        yield
