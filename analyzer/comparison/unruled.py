"""Columns without rules between them, which reading cannot part: passages whose lines run across.

A finished pairing → the same, where what stands below a clause in such lines on both sides is
joined as one passage, also where one print was read as a table in part. Its paragraphs end where a
line ends and not where a sentence does, so that one of them has no counterpart of its own: paired
line by line, the figures of a row would be told as gone and as come, and words of one cell as those
of another.
"""

from __future__ import annotations

import re

from analyzer.comparison.pairing import Group, Pairing, likeness_of
from analyzer.comparison.sides import Side
from analyzer.records import ClauseKind

#: most paragraphs of a passage, and least likeness of two passages
_MOST, _ALIKE = 8, 0.4
# '$5.192 million', '105%', '12 percent': what a cell of such columns says
_FIGURE = re.compile(r"\$\s?\d|\d\s?%|\bper ?cent\b")
_LINES = frozenset({ClauseKind.CLAUSE, ClauseKind.HEADING, ClauseKind.TABLE})
#: signs with which a sentence or an item ends
_STOPS = (".", ";", ".”", '."', ".)")


def join_unruled(pairing: Pairing) -> None:
    """Join the passages below matched clauses of which a paragraph is left over."""
    for i, j in enumerate(list(pairing.partner)):
        if j < 0:
            continue
        olds, news = _list_lines(pairing.old, i), _list_lines(pairing.new, j)
        group = _without_edges(pairing, olds, news)
        if group is not None and _is_passage(pairing, *group):
            pairing.regroup(*group)


def _list_lines(side: Side, above: int) -> tuple[int, ...]:
    """The first paragraphs below a clause that have no label and nothing below them."""
    lines = []
    for child in side.children[above]:
        if side.clauses[child].kind not in _LINES or side.labels[child] or side.children[child]:
            break
        lines.append(child)
    return tuple(lines)


def _without_edges(pairing: Pairing, olds: tuple[int, ...], news: tuple[int, ...]) -> Group | None:
    """What is left without the paragraphs that say the same at the beginning and at the end; None
    where one side has none left."""
    while olds and news and _is_same(pairing, olds[0], news[0]):
        olds, news = olds[1:], news[1:]
    while olds and news and _is_same(pairing, olds[-1], news[-1]):
        olds, news = olds[:-1], news[:-1]
    return (olds, news) if olds and news else None


def _is_same(pairing: Pairing, i: int, j: int) -> bool:
    return pairing.partner[i] == j and pairing.old.words[i] == pairing.new.words[j]


def _is_passage(pairing: Pairing, olds: tuple[int, ...], news: tuple[int, ...]) -> bool:
    """True of alike lines on both sides that no sentence ends, with figures, one of them free."""
    if not 2 < len(olds) + len(news) <= 2 * _MOST or pairing.groups_with(olds, news):
        return False
    if not pairing.has_free(olds, news) or not pairing.is_closed(olds, news):
        return False
    if not (_has_text(pairing.old, olds) or _has_text(pairing.new, news)):
        return False
    if not (_runs_across(pairing.old, olds) and _runs_across(pairing.new, news)):
        return False
    return likeness_of(pairing.old.words_of(olds), pairing.new.words_of(news)) >= _ALIKE


def _has_text(side: Side, positions: tuple[int, ...]) -> bool:
    """True where one of them is no table: tables are laid beside each other by themselves."""
    return any(side.clauses[position].kind is ClauseKind.CLAUSE for position in positions)


def _runs_across(side: Side, positions: tuple[int, ...]) -> bool:
    texts = [side.clauses[position].text.rstrip() for position in positions]
    return any(map(_FIGURE.search, texts)) and not any(text.endswith(_STOPS) for text in texts)
