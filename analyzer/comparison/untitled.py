"""Letters and other attachments without a title, known by what they say, by their date and parties.

A pairing → the same pairing with such letters joined. 'Letter of Agreement' over each of a row of
letters names none of them: where nothing in a letter stayed word for word, its number in the row
would be all that is left. Words that all letters share (the parties' opening, the form of the
date) count for little, those of one letter alone for much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from analyzer.comparison.candidates import Pair, RunIndex
from analyzer.comparison.pairing import Pairing
from analyzer.comparison.sides import Side
from analyzer.records import ClauseKind

#: least likeness of two letters, and how sure it is that they are one
_ALIKE, _CONFIDENCE = 0.25, 0.8


def join_untitled(pairing: Pairing) -> None:
    """Join letters without a title, the likest first."""
    olds = [i for i in _list_untitled(pairing.old) if pairing.is_free_old(i)]
    news = [j for j in _list_untitled(pairing.new) if pairing.is_free_new(j)]
    if not olds or not news:
        return
    ours = [_words_of(pairing.old, i) for i in olds]
    theirs = [_words_of(pairing.new, j) for j in news]
    bags = [Counter(words) for words in ours], [Counter(words) for words in theirs]
    held = Counter(word for bag in (*bags[0], *bags[1]) for word in bag)
    size = len(ours) + len(theirs) + 1
    telling = {word: log(size / count) for word, count in held.items()}
    scored = [
        (-_likeness(bags[0][a], bags[1][b], telling), abs(a - b), olds[a], news[b])
        for a, b in _find_near(ours, theirs)
    ]
    pairing.letters = frozenset(olds), frozenset(news)
    pairing.alike = frozenset((i, j) for alike, _, i, j in scored if -alike >= _ALIKE)
    for _, _, i, j in sorted(scored, key=lambda row: (row[0], row[1], row[2] + row[3])):
        if (i, j) in pairing.alike and pairing.are_free(i, j):
            pairing.join(i, j, confidence=_CONFIDENCE)


def are_strangers(pairing: Pairing, pair: Pair) -> bool:
    """True of two letters that neither a title nor a label of their own tells from others, and that
    say nothing alike beyond what all letters say."""
    i, j = pair
    known = i in pairing.letters[0] and j in pairing.letters[1]
    if not known or pair in pairing.alike:
        return False
    return _is_nameless(pairing.old, i) and _is_nameless(pairing.new, j)


def _list_untitled(side: Side) -> list[int]:
    """Attachments that bear no title and say something, in reading order."""
    return [
        at
        for at, clause in enumerate(side.clauses)
        if clause.kind is ClauseKind.ATTACHMENT and not side.headings[at] and side.weight[at]
    ]


def _is_nameless(side: Side, position: int) -> bool:
    """Under a label that others beside it bear too, or under none."""
    label = side.labels[position]
    beside = side.children[side.parent[position]]
    return not label or sum(side.labels[other] == label for other in beside) > 1


def _words_of(side: Side, position: int) -> tuple[str, ...]:
    return side.words_of(side.subtree(position))


def _find_near(ours: Sequence[tuple[str, ...]], theirs: Sequence[tuple[str, ...]]) -> set[Pair]:
    """Pairs of letters that share rare words, the best few of each."""
    back, forth = RunIndex(ours, range(len(ours))), RunIndex(theirs, range(len(theirs)))
    near = {(a, b) for a, words in enumerate(ours) for b in forth.nearest(words)}
    return near | {(a, b) for b, words in enumerate(theirs) for a in back.nearest(words)}


def _likeness(one: Counter[str], other: Counter[str], telling: Mapping[str, float]) -> float:
    """The share of the words of both that both hold, each by how much it tells, from 0 to 1."""
    total = sum(telling[word] * count for bag in (one, other) for word, count in bag.items())
    shared = sum(telling[word] * count for word, count in (one & other).items())
    return 2 * shared / total if total else 0.0
