"""Two clause trees → which clauses are the same one, by content first and place second.

Exact texts come first (setting aside), parents follow their children, then what is left is scored
on sparse candidates and taken best first, in rounds, so that each round's matches are the next
round's context. A pair that would be a move must be beyond doubt: a doubtful one stays removed and
added.
"""

from __future__ import annotations

from analyzer.comparison.candidates import (
    Vectors,
    pairs_by_path,
    pairs_by_place,
    pairs_by_vectors,
    pairs_by_words,
)
from analyzer.comparison.continued import join_second_halves
from analyzer.comparison.doubt import part_doubtful
from analyzer.comparison.exact import join_repeated, join_unique
from analyzer.comparison.groups import join_groups
from analyzer.comparison.pairing import Pairing
from analyzer.comparison.parents import join_headed, lift_parents
from analyzer.comparison.rate_tables import list_tables, match_tables
from analyzer.comparison.rates import answer_each_other
from analyzer.comparison.rests import join_rests
from analyzer.comparison.sides import Side
from analyzer.comparison.similar import join_similar

#: each round takes pairs of at least this likeness
_ROUNDS = (0.95, 0.8, 0.6, 0.4, 0.0)
#: how sure two tables are one by caption, header and row labels
_SAME_TABLE = 0.9


def match_sides(old: Side, new: Side, *, vectors: tuple[Vectors, Vectors] | None = None) -> Pairing:
    """Match two clause trees."""
    pairing = Pairing(old, new, vectors=vectors)
    join_unique(pairing, lambda side, i: side.printed[i])
    join_unique(pairing, lambda side, i: side.words[i])
    join_headed(pairing)
    lift_parents(pairing)
    _join_tables(pairing)
    join_repeated(pairing)
    join_groups(pairing)
    lift_parents(pairing)
    _match_reworded(pairing)
    join_rests(pairing)
    part_doubtful(pairing)
    return pairing


def _join_tables(pairing: Pairing) -> None:
    """Tables that kept their place, as their rates are compared: those of a series, one a period,
    from the last one back. What is repeated beside each of them then goes with its own."""
    pairing.survey()
    ours, theirs = list_tables(pairing.old.clauses), list_tables(pairing.new.clauses)
    olds = {clause.id: at for at, clause in enumerate(pairing.old.clauses)}
    news = {clause.id: at for at, clause in enumerate(pairing.new.clauses)}
    for left, right in match_tables(ours, theirs):
        i, j = olds[ours[left].clause.id], news[theirs[right].clause.id]
        stays = pairing.are_free(i, j) and pairing.place(i, j).is_kept
        if stays and answer_each_other(ours[left], theirs[right]):
            pairing.join(i, j, confidence=_SAME_TABLE)
    join_second_halves(pairing)


def _match_reworded(pairing: Pairing) -> None:
    old, new = pairing.old, pairing.new
    free_old, free_new = pairing.free_old, pairing.free_new
    pairs = pairs_by_words(old, new, free_old, free_new)
    pairs |= pairs_by_path(old, new, free_old, free_new)
    if pairing.vectors is not None:
        pairs |= pairs_by_vectors(*pairing.vectors, free_old, free_new)
    for least in _ROUNDS:
        pairing.survey()
        beside = pairs_by_place(old, new, pairing.partner, pairing.back)
        join_similar(pairing, pairs | beside, least=least)
        lift_parents(pairing)
