"""The same words in a row, cut into other clauses: a list in columns whose cells two prints set in
other lines, a label that one print takes for the beginning of a clause and the other for text.

A finished pairing → the same, with what stands between two clauses that kept their words joined as
one where both sides say the same there, labels read as words. Where several clauses became several
others nothing was split or merged: such a pair is unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.comparison.pairing import Group, Pairing
from analyzer.comparison.sides import Side, label_and_words

#: least words of both sides, and most clauses
_LEAST, _MOST = 6, 40


def join_recut(pairing: Pairing) -> None:
    """Join every run in which a clause was left without a counterpart."""
    for olds, news in list(_list_runs(pairing)):
        if not _is_open(pairing, olds, news):
            continue
        words = _read(pairing.old, olds)
        if len(words) >= _LEAST and words == _read(pairing.new, news):
            pairing.regroup(olds, news)


def _list_runs(pairing: Pairing) -> Iterator[Group]:
    """What stands between two clauses that say what they said, of those that kept their order."""
    pairing.survey()
    last = (-1, -1)
    for i, j in [*pairing.anchors, (len(pairing.old), len(pairing.new))]:
        if i < len(pairing.old) and pairing.old.words[i] != pairing.new.words[j]:
            continue
        olds, news = tuple(range(last[0] + 1, i)), tuple(range(last[1] + 1, j))
        if olds and news and 2 < len(olds) + len(news) <= _MOST:
            yield olds, news
        last = i, j


def _is_open(pairing: Pairing, olds: tuple[int, ...], news: tuple[int, ...]) -> bool:
    """True where a clause of the run is free, and no other goes with one outside of it."""
    if not pairing.has_free(olds, news) or not pairing.is_closed(olds, news):
        return False
    return all(
        {*group[0]} <= {*olds} and {*group[1]} <= {*news}
        for group in pairing.groups_with(olds, news)
    )


def _read(side: Side, positions: Sequence[int]) -> list[str]:
    return [word for position in positions for word in label_and_words(side, position)]
