"""What is matched so far, and how well a further pair would sit in its place.

`Pairing` is the one mutable thing of matching: the steps of matching.py write to it, and ask it of
a pair whether parents, order and neighbours speak for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from analyzer.comparison.candidates import RunIndex, Vectors
from analyzer.comparison.sides import Side
from analyzer.comparison.tokens import STOP_WORDS
from analyzer.comparison.words import text_similarity
from analyzer.order import longest_run
from analyzer.records import ClauseKind

_NOWHERE = -1
#: room for the sum of what breaks ties below what decides
_BITS = 48

#: (old positions, new positions)
Group = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Place:
    """How a pair sits among what is matched: the same parents, the same order, beside the same
    neighbour, the same label, the same label with all above it, the same heading."""

    family: bool
    order: bool
    neighbour: bool
    label: bool
    path: bool
    heading: bool

    @property
    def is_kept(self) -> bool:
        """True when the pair would not be a move."""
        return self.family and self.order

    @property
    def prior(self) -> float:
        """What the place adds to the likeness of the words, at most 0.36."""
        return (
            0.12 * self.family
            + 0.08 * self.order
            + 0.06 * self.neighbour
            + 0.05 * self.label
            + 0.05 * self.heading
        )


class Pairing:
    """Partners found so far; -1 stands for none."""

    def __init__(
        self, old: Side, new: Side, *, vectors: tuple[Vectors, Vectors] | None = None
    ) -> None:
        self.old, self.new = old, new
        self.vectors = vectors
        self.partner = [_NOWHERE] * len(old)
        self.back = [_NOWHERE] * len(new)
        self.confidence = [0.0] * len(old)
        #: splits and mergers; the first of each are partners
        self.groups: list[Group] = []
        self._grouped: tuple[set[int], set[int]] = (set(), set())
        #: letters without a title that were compared as wholes, and those that are alike
        self.letters: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
        self.alike: frozenset[tuple[int, int]] = frozenset()
        self._weights: dict[tuple[int, int], int] = {}
        self._likeness: dict[tuple[int, int], float] = {}
        self._contents: tuple[dict[int, Counter[str]], dict[int, Counter[str]]] = ({}, {})
        #: the nearest matched clause above each clause that was asked for, since the last change
        self._kin: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self._anchors: tuple[list[int], list[int]] = ([], [])
        self._fences: dict[int, tuple[int, int]] = {}
        self._indexes: tuple[RunIndex, RunIndex] | None = None

    def join(self, i: int, j: int, *, confidence: float) -> None:
        """Hold old clause i and new clause j to be the same one."""
        self.partner[i], self.back[j] = j, i
        self.confidence[i] = confidence
        self._forget_kin()

    def join_group(self, olds: tuple[int, ...], news: tuple[int, ...]) -> None:
        """Hold several clauses on one side to be one clause on the other."""
        self.join(olds[0], news[0], confidence=0.9)
        self.groups.append((olds, news))
        self._grouped[0].update(olds[1:])
        self._grouped[1].update(news[1:])

    def regroup(self, olds: tuple[int, ...], news: tuple[int, ...]) -> None:
        """The same for clauses of which some have partners already: these are taken back."""
        for i in olds:
            if self.partner[i] >= 0:
                self.part(i)
        self.join_group(olds, news)

    def part(self, i: int) -> None:
        """Take back that old clause i has a partner, and the group that it heads."""
        self.back[self.partner[i]] = _NOWHERE
        self.partner[i], self.confidence[i] = _NOWHERE, 0.0
        self._forget_kin()
        for group in [group for group in self.groups if group[0][0] == i]:
            self.groups.remove(group)
            self._grouped[0].difference_update(group[0])
            self._grouped[1].difference_update(group[1])

    def are_free(self, i: int, j: int) -> bool:
        """True when neither is matched yet."""
        return self.is_free_old(i) and self.is_free_new(j)

    def are_all_free(self, olds: tuple[int, ...], news: tuple[int, ...]) -> bool:
        """True when none of them is matched yet."""
        return all(self.are_free(i, j) for i in olds for j in news)

    def has_free(self, olds: tuple[int, ...], news: tuple[int, ...]) -> bool:
        """True when any of them is not matched yet."""
        return any(map(self.is_free_old, olds)) or any(map(self.is_free_new, news))

    def is_closed(self, olds: tuple[int, ...], news: tuple[int, ...]) -> bool:
        """True when none of them has a partner that is not of them."""
        inside = all(self.partner[i] < 0 or self.partner[i] in news for i in olds)
        return inside and all(self.back[j] < 0 or self.back[j] in olds for j in news)

    def groups_with(self, olds: tuple[int, ...], news: tuple[int, ...]) -> list[Group]:
        """The groups that hold any of them."""
        return [
            group
            for group in self.groups
            if not (set(group[0]).isdisjoint(olds) and set(group[1]).isdisjoint(news))
        ]

    def is_free_old(self, i: int) -> bool:
        """True for an old clause without a partner; for one clause quicker than `free_old`."""
        return self.partner[i] < 0 and i not in self._grouped[0]

    def is_free_new(self, j: int) -> bool:
        """True for a new clause without a partner."""
        return self.back[j] < 0 and j not in self._grouped[1]

    @property
    def free_old(self) -> set[int]:
        """Old clauses without a partner."""
        return {i for i, j in enumerate(self.partner) if j < 0} - self._grouped[0]

    @property
    def free_new(self) -> set[int]:
        """New clauses without a partner."""
        return {j for j, i in enumerate(self.back) if i < 0} - self._grouped[1]

    # ── words ────────────────────────────────────────────────────────────────────────────────────
    def likeness(self, i: int, j: int) -> float:
        """How much the words of two clauses agree, from 0 to 1."""
        known = self._likeness.get((i, j))
        if known is None:
            bags = self._content(0, i), self._content(1, j)
            known = _agree(self.old.words[i], self.new.words[j], *bags)
            self._likeness[i, j] = known
        return known

    def shared_content(self, i: int, j: int) -> tuple[int, int]:
        """Words with a meaning that both clauses hold, and how many the one with fewer has."""
        ours, theirs = self._content(0, i), self._content(1, j)
        return (ours & theirs).total(), min(ours.total(), theirs.total())

    def _content(self, side: int, position: int) -> Counter[str]:
        """The words with a meaning of a clause, as a bag; read once."""
        bag = self._contents[side].get(position)
        if bag is None:
            words = (self.old, self.new)[side].words[position]
            bag = self._contents[side][position] = content_of(words)
        return bag

    def closeness(self, i: int, j: int) -> float:
        """The cosine of the clauses' vectors; 0 where there are none."""
        if self.vectors is None:
            return 0.0
        return float(self.vectors[0][i] @ self.vectors[1][j])

    @property
    def indexes(self) -> tuple[RunIndex, RunIndex]:
        """All clauses of both sides by their words and word pairs; made when first asked for."""
        if self._indexes is None:
            old, new = self.old.words, self.new.words
            self._indexes = RunIndex(old, range(len(old))), RunIndex(new, range(len(new)))
        return self._indexes

    def weight(self, i: int) -> int:
        """Words of a matched clause and its partner, with all below; then a check sum of the texts
        and how little both moved, so that ties are broken alike in both directions."""
        j = self.partner[i]
        known = self._weights.get((i, j))
        if known is None:
            texts = sorted(("".join(self.old.printed[i]), "".join(self.new.printed[j])))
            known = self.old.weight[i] + self.new.weight[j]
            known = (known << _BITS) + crc32("\0".join(texts).encode())
            known = (known << _BITS) - abs(i - j)
            self._weights[i, j] = known
        return known

    # ── place ────────────────────────────────────────────────────────────────────────────────────
    def survey(self) -> None:
        """Take up what was matched since: the anchors of order, whole and among siblings."""
        pairs = [(i, j) for i, j in enumerate(self.partner) if j >= 0]
        run = longest_run([j for _, j in pairs], [self.weight(i) for i, _ in pairs])
        kept = [pair for at, pair in enumerate(pairs) if at in run]
        self._anchors = ([i for i, _ in kept], [j for _, j in kept])
        self._fences = {}
        for siblings in self.old.children:
            above = self.old.parent[siblings[0]] if siblings else _NOWHERE
            if siblings and (above < 0 or self.partner[above] >= 0):
                self._fence(siblings, self.partner[above] if above >= 0 else _NOWHERE)

    def _fence(self, siblings: tuple[int, ...], above: int) -> None:
        """Between which partners below `above` each unmatched sibling stands."""
        matched = [
            i
            for i in siblings
            if self.partner[i] >= 0 and self.new.parent[self.partner[i]] == above
        ]
        run = longest_run([self.partner[i] for i in matched], [self.weight(i) for i in matched])
        anchors = {i for at, i in enumerate(matched) if at in run}
        low, waiting = _NOWHERE, list[int]()
        for i in siblings:
            if i in anchors:
                high = self.partner[i]
                self._fences.update((w, (low, high)) for w in waiting)
                low, waiting = high, []
            elif self.partner[i] < 0:
                waiting.append(i)
        self._fences.update((w, (low, len(self.new))) for w in waiting)

    @property
    def anchors(self) -> tuple[tuple[int, int], ...]:
        """The pairs that kept their order, as the last survey saw them."""
        return tuple(zip(*self._anchors, strict=True))

    def distance(self, i: int, j: int) -> int:
        """How far the pair stands from where both would stand if nothing had moved."""
        olds, news = self._anchors
        return abs(_expect(olds, news, i) - j) + abs(_expect(news, olds, j) - i)

    def expected(self, i: int) -> int:
        """Where in the new document old clause i would stand if nothing had moved."""
        return _expect(*self._anchors, i)

    def expected_back(self, j: int) -> int:
        """Where in the old document new clause j would stand if nothing had moved."""
        olds, news = self._anchors
        return _expect(news, olds, j)

    def place(self, i: int, j: int) -> Place:
        """How the pair sits among what was matched at the last survey."""
        label = bool(self.old.labels[i]) and self.old.labels[i] == self.new.labels[j]
        return Place(
            family=self._same_family(i, j),
            order=self._between_anchors(i, j)
            or self._between_siblings(i, j)
            or self._are_notes(i, j),
            neighbour=self._beside(i, j),
            label=label,
            path=label and self.old.paths[i] == self.new.paths[j],
            heading=bool(self.old.headings[i]) and self.old.headings[i] == self.new.headings[j],
        )

    def kin(self, i: int, j: int) -> tuple[int, int]:
        """The nearest matched clauses above both; -1 where there is none."""
        return (
            _nearest_matched(self.old, self.partner, i, self._kin[0]),
            _nearest_matched(self.new, self.back, j, self._kin[1]),
        )

    def _forget_kin(self) -> None:
        for known in self._kin:
            known.clear()

    def _same_family(self, i: int, j: int) -> bool:
        above_old, above_new = self.kin(i, j)
        return (self.partner[above_old] if above_old >= 0 else _NOWHERE) == above_new

    def _between_anchors(self, i: int, j: int) -> bool:
        olds, news = self._anchors
        at = bisect_left(olds, i)
        low = news[at - 1] if at else _NOWHERE
        high = news[at] if at < len(news) else len(self.new)
        return low < j < high

    def _between_siblings(self, i: int, j: int) -> bool:
        above_old, above_new = self.old.parent[i], self.new.parent[j]
        matched = self.partner[above_old] == above_new if above_old >= 0 else above_new < 0
        if not matched or i not in self._fences:
            return False
        low, high = self._fences[i]
        return low < j < high

    def _are_notes(self, i: int, j: int) -> bool:
        """True for two footnotes: they stand where the page ends, in no order of their own."""
        kinds = {self.old.clauses[i].kind, self.new.clauses[j].kind}
        return kinds == {ClauseKind.FOOTNOTE}

    def _beside(self, i: int, j: int) -> bool:
        before = i > 0 and j > 0 and self.partner[i - 1] == j - 1
        after = i + 1 < len(self.old) and j + 1 < len(self.new) and self.partner[i + 1] == j + 1
        return before or after


def _expect(here: Sequence[int], there: Sequence[int], position: int) -> int:
    at = bisect_left(here, position) - 1
    return there[at] + position - here[at] if at >= 0 else position


def likeness_of(a: Sequence[str], b: Sequence[str]) -> float:
    """How much two texts agree, from 0 to 1: half words in order, half words with a meaning."""
    return _agree(a, b, content_of(a), content_of(b))


def content_of(words: Sequence[str]) -> Counter[str]:
    """The words with a meaning, as a bag."""
    return Counter([word for word in words if word not in STOP_WORDS])


def _agree(a: Sequence[str], b: Sequence[str], ours: Counter[str], theirs: Counter[str]) -> float:
    """The likeness of two texts by their words and by their bags of words with a meaning; where
    neither has such a word, the texts are the same or share nothing."""
    total = ours.total() + theirs.total()
    shared = 2 * (ours & theirs).total() / total if total else float(tuple(a) == tuple(b))
    return (text_similarity(a, b) + shared) / 2


def _nearest_matched(
    side: Side, partner: Sequence[int], position: int, known: dict[int, int]
) -> int:
    """The nearest clause above that has a partner; -1 where there is none."""
    above = known.get(position)
    if above is None:
        above = next((p for p in side.ancestors(position) if partner[p] >= 0), _NOWHERE)
        known[position] = above
    return above
