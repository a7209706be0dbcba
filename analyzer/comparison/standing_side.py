"""One side of a comparison, to ask which of its clauses and changed sentences say given words.

The changes of a whole comparison → a `StandingSide` of the old or of the new clauses: where words
stand as they are, which changed sentence is nearly a given one, and which says nearly the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

from analyzer.comparison.effect_likeness import Read, says_nearly, without_cells
from analyzer.comparison.effect_pairs import stands_in
from analyzer.comparison.words import text_without
from analyzer.records import Change, Clause, ClauseId, WordOperation
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import list_sentences

#: fewer words than this stand anywhere by chance
ENOUGH = 12
#: so many texts are kept folded: each is asked for several times in a row
_KEPT = 64
#: so many words in a row lead to a sentence that is nearly the same
_ANCHOR = 6
#: … in which so large a share of its steps from word to word stands, or the other way
_NEAR = 0.9
#: of two sentences that are nearly the same, one has at most so many times the words of the other
_TWICE = 2
#: so many rare words of a sentence lead to what says nearly the same, each in so few texts …
_RARE, _FEW = 8, 60
#: … of which so many that hold most of them are read
_READ = 4
# 'rest', '$100', "Performer's"
_WORD = re.compile(r"[\w$%]+(?:'\w+)?")


class _Texts:
    """Folded texts, and in which of them each word stands: what is asked costs as much as the texts
    that share its rarest word, not as all of them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(texts)
        self._among: dict[str, list[int]] = {}
        for at, text in enumerate(self.texts):
            for word in set(text.split()):
                self._among.setdefault(word, []).append(at)

    def holding(self, words: Sequence[str]) -> Iterator[int]:
        """Places of the texts with these words in a row, in order."""
        run = f" {' '.join(words)} "
        rarest = min((self._among.get(word, []) for word in words), key=len)
        return (at for at in rarest if run in self.texts[at])

    def weigh(self, word: str) -> float:
        """How much a word tells: the more, the fewer texts hold it."""
        return log(1 + len(self.texts) / (1 + len(self._among.get(word, ()))))

    def likely(self, words: Iterable[str]) -> list[int]:
        """Places of the few texts that hold most of the rarest of these words, best first."""
        known = {word: held for word in words if (held := self._among.get(word))}
        rare = sorted(known.values(), key=len)[:_RARE]
        votes = Counter(at for held in rare if len(held) <= _FEW for at in held)
        return sorted(votes, key=lambda at: (-votes[at], at))[:_READ]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that says nearly what another says, folded and as printed, and its clause."""

    clause: ClauseId
    folded: str
    printed: str


@dataclass(frozen=True, slots=True)
class StandingSide:
    """The clauses of one side, folded, and the sentences which only this side's changes hold,
    folded and as printed."""

    clauses: _Texts
    changed: _Texts
    printed: tuple[str, ...]
    #: the clauses in the order of their texts
    keys: tuple[ClauseId, ...]
    #: their texts as printed, and the sentences of those that were asked for
    whole: tuple[str, ...]
    split: dict[int, tuple[tuple[str, str, Read], ...]] = field(default_factory=dict)
    #: what `nearly` answered: it is asked what an effect is, and then where its words stand
    answered: dict[tuple[str, bool], Said | None] = field(default_factory=dict)

    def count(self, folded: str) -> int:
        """How often these folded words stand on this side."""
        texts = self.clauses.texts
        return sum(texts[at].count(folded) for at in self.clauses.holding(folded.split()))

    def places(self, folded: str) -> tuple[ClauseId, ...]:
        """The clauses of this side that have these folded words, in order."""
        return tuple(self.keys[at] for at in self.clauses.holding(folded.split()))

    def closest(self, sentence: str, folded: str) -> str | None:
        """A changed sentence that is nearly this one."""
        words = folded.split()
        for start in range(0, len(words) - _ANCHOR + 1, _ANCHOR):
            for at in self.changed.holding(words[start : start + _ANCHOR]):
                if _are_near(sentence, self.printed[at]):
                    return self.printed[at]
        return None

    def nearly(self, sentence: str, *, either: bool = False) -> Said | None:
        """The sentence of this side that says nearly this one; `either`: or that this one says."""
        asked = (sentence, either)
        if asked not in self.answered:
            self.answered[asked] = self._find_nearly(sentence, either=either)
        return self.answered[asked]

    def _find_nearly(self, sentence: str, *, either: bool) -> Said | None:
        ours = Read(fold(without_cells(sentence)))
        if len(ours.words) < ENOUGH:
            return None
        weigh = self.clauses.weigh
        for at in self.clauses.likely(dict.fromkeys(ours.words)):
            for folded, printed, other in self.sentences(at):
                if says_nearly(ours, other, weigh) or (either and says_nearly(other, ours, weigh)):
                    return Said(self.keys[at], folded, printed)
        return None

    def sentences(self, at: int) -> tuple[tuple[str, str, Read], ...]:
        """The sentences of a clause, folded, as printed, and read."""
        if at not in self.split:
            parts = list_sentences(plain_text(self.whole[at]))
            folded = [(fold(part), part) for part in parts]
            self.split[at] = tuple((words, part, Read(words)) for words, part in folded)
        return self.split[at]


def side_of(
    changes: Sequence[Change], clauses: Mapping[ClauseId, Clause], own: WordOperation
) -> StandingSide:
    """The clauses and changed sentences of the side whose own words `own` marks."""
    is_old = own is WordOperation.DELETE
    keys = [key for change in changes for key in (change.old if is_old else change.new)]
    keys = [key for key in keys if key in clauses]
    texts = [clauses[key].text for key in keys]
    changed = tuple(both for change in changes for both in list_alone(change, own))
    return StandingSide(
        _Texts(map(fold, texts)),
        _Texts(folded for folded, _ in changed),
        tuple(printed for _, printed in changed),
        tuple(keys),
        tuple(texts),
    )


def list_alone(change: Change, own: WordOperation) -> Iterator[tuple[str, str]]:
    """Sentences of one side of which every word came, or went, long enough to be known: folded, and
    as printed."""
    other = WordOperation.INSERT if own is WordOperation.DELETE else WordOperation.DELETE
    held = [piece.text for piece in change.words if piece.op is own]
    if not any(len(text.split()) >= ENOUGH for text in held):
        return
    there = "¦".join(map(fold, held))
    text = plain_text(text_without(change.words, other))
    for sentence in list_sentences(text):
        folded = fold_known(sentence)
        if folded and folded in there:
            yield folded, sentence


def _are_near(one: str, other: str) -> bool:
    """True of two sentences of which one has nearly every step of the other."""
    sizes = sorted((len(one.split()), len(other.split())))
    if sizes[1] > _TWICE * sizes[0]:
        return False
    return stands_in(one, other, share=_NEAR) or stands_in(other, one, share=_NEAR)


@lru_cache(maxsize=_KEPT)
def fold(text: str) -> str:
    """Lower-case words, a blank around each."""
    return f" {' '.join(_WORD.findall(plain_text(text).casefold()))} "


def fold_known(text: str) -> str:
    """The folded text where it has words enough to be known; '' of any other."""
    if len(text) < 2 * ENOUGH - 1:
        return ""
    folded = fold(text)
    return folded if len(folded.split()) >= ENOUGH else ""
