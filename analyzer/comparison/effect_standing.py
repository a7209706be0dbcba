"""Words that went from one clause and stand in another: nobody lost them, and nobody won them.

The changes of a whole comparison → `Standing`, which gives of a `SentencePair` what is left to be
read: nothing where a sentence only changed its place, and the sentence with what it was before
where it came back with other words. What stands in another clause as before is no loss either; nor
is what a clause leaves to another one that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analyzer.comparison.effect_pairs import Hunk, SentencePair, stands_in
from analyzer.comparison.effect_renames import Renames, find_renames, fold_name
from analyzer.comparison.tokens import STOP_WORDS
from analyzer.comparison.words import text_without
from analyzer.records import Change, Clause, ClauseId, WordOperation
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import split_sentences

#: fewer words than this stand anywhere by chance
ENOUGH = 12
#: so many words in a row lead to a sentence that is nearly the same
_ANCHOR = 6
#: … in which so large a share of its steps from word to word stands, or the other way
_NEAR = 0.9
#: of two sentences that are nearly the same, one has at most so many times the words of the other
_TWICE = 2
#: a clause that is named says words of another where it has so large a share of those that tell
_NAMED = 0.7
#: a name has at most so many characters
_NAME = 60
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


@dataclass(frozen=True, slots=True)
class _Side:
    """The clauses of one side, folded, and the sentences which only this side's changes hold,
    folded and as printed."""

    clauses: _Texts
    changed: _Texts
    printed: tuple[str, ...]
    #: the clauses in the order of their texts
    keys: tuple[ClauseId, ...]

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


@dataclass(frozen=True, slots=True)
class Standing:
    """Both sides of a comparison, to ask where the words of a change stand otherwise."""

    old: _Side
    new: _Side
    #: what the clauses say, folded, that the change in hand names
    named: tuple[str, ...] = ()
    renames: Renames = frozenset()

    @classmethod
    def of(cls, changes: Sequence[Change], clauses: Mapping[ClauseId, Clause]) -> Standing:
        """The sides of these changes, whose clauses are `clauses`."""
        return cls(
            _side(changes, clauses, WordOperation.DELETE),
            _side(changes, clauses, WordOperation.INSERT),
            renames=find_renames(changes),
        )

    def beside(self, change: Change, clauses: Mapping[ClauseId, Clause]) -> Standing:
        """The same for one change: with the clauses that its new ones name."""
        targets = list_named(change, clauses)
        return replace(self, named=tuple(fold(clauses[key].text) for key in targets))

    def without_names(self, pair: SentencePair) -> SentencePair:
        """The pair without new names of what the old text names otherwise."""
        if not self.renames:
            return pair
        return pair.keep(lambda hunk: not self._is_name(pair, hunk))

    def left_of(self, pair: SentencePair) -> SentencePair | None:
        """The pair without what only changed its place; None where nothing is left."""
        if pair.old and pair.new:
            return pair.keep(lambda hunk: not self._is_elsewhere(pair, hunk))
        lost = not pair.new
        sentence = pair.old or pair.new
        if self.is_moved(sentence, lost=lost):
            return None
        folded = fold(sentence)
        if len(folded.split()) < ENOUGH:
            return pair
        twin = (self.new if lost else self.old).closest(sentence, folded)
        if twin is None:
            return pair
        return None if lost else replace(pair, old=twin)

    def _is_name(self, pair: SentencePair, hunk: Hunk) -> bool:
        old, new = pair.old[hunk.a0 : hunk.a1], pair.new[hunk.b0 : hunk.b1]
        if not old or not new or len(old) > _NAME or len(new) > _NAME:
            return False
        return (fold_name(old), fold_name(new)) in self.renames

    def _is_elsewhere(self, pair: SentencePair, hunk: Hunk) -> bool:
        """True of words only struck, or only put in, that changed their place."""
        struck, put = pair.old[hunk.a0 : hunk.a1], pair.new[hunk.b0 : hunk.b1]
        if struck.strip() and put.strip() and f" {put.casefold()} " in f" {struck.casefold()} ":
            put = ""
        if bool(struck.strip()) == bool(put.strip()):
            return False
        if struck.strip() and any(says(text, struck) for text in self.named):
            return True
        return self.is_moved(struck or put, lost=bool(struck))

    def is_moved(self, words: str, *, lost: bool) -> bool:
        """True of lost words that another clause of the new text has, and of those that came of
        which the old text had as many."""
        folded = fold(words)
        if len(folded.split()) < ENOUGH:
            return False
        after = self.new.count(folded)
        return after > 0 and (lost or self.old.count(folded) >= after)

    def places(self, words: str) -> tuple[ClauseId, ...]:
        """The new clauses that have these words, where they are enough to be known."""
        folded = fold(words)
        return self.new.places(folded) if len(folded.split()) >= ENOUGH else ()


def list_named(change: Change, clauses: Mapping[ClauseId, Clause]) -> tuple[ClauseId, ...]:
    """The clauses, but its own, that the new clauses of a change refer to."""
    named = (ref.target for key in change.new if key in clauses for ref in clauses[key].references)
    own = {*change.new, *change.old}
    return tuple(dict.fromkeys(key for key in named if key and key in clauses and key not in own))


def says(text: str, words: str) -> bool:
    """True of a text, folded, that has nearly all of the words that tell, and every figure."""
    folded = fold(words).split()
    if len(folded) < ENOUGH:
        return False
    held = set(text.split())
    telling = {word for word in folded if word not in STOP_WORDS}
    figures = {word for word in telling if any(sign.isdigit() for sign in word)}
    return figures <= held and len(telling & held) >= _NAMED * len(telling)


def _side(
    changes: Sequence[Change], clauses: Mapping[ClauseId, Clause], own: WordOperation
) -> _Side:
    is_old = own is WordOperation.DELETE
    keys = [key for change in changes for key in (change.old if is_old else change.new)]
    keys = [key for key in keys if key in clauses]
    texts = [clauses[key].text for key in keys]
    changed = tuple(both for change in changes for both in list_alone(change, own))
    return _Side(
        _Texts(map(fold, texts)),
        _Texts(folded for folded, _ in changed),
        tuple(printed for _, printed in changed),
        tuple(keys),
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
    for start, end in split_sentences(text):
        folded = fold(text[start:end])
        if len(folded.split()) >= ENOUGH and folded in there:
            yield folded, text[start:end]


def _are_near(one: str, other: str) -> bool:
    """True of two sentences of which one has nearly every step of the other."""
    sizes = sorted((len(one.split()), len(other.split())))
    if sizes[1] > _TWICE * sizes[0]:
        return False
    return stands_in(one, other, share=_NEAR) or stands_in(other, one, share=_NEAR)


def fold(text: str) -> str:
    """Lower-case words, a blank around each."""
    return f" {' '.join(_WORD.findall(plain_text(text).casefold()))} "
