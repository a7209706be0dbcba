"""Words that went from one clause and stand in another: nobody lost them, and nobody won them.

The changes of a whole comparison → `Standing`, which gives of a `SentencePair` what is left to be
read: nothing where a sentence only changed its place, and the sentence with what it was before
where it came back with other words. What stands in several other clauses as before is no loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analyzer.comparison.effect_pairs import Hunk, SentencePair, stands_in
from analyzer.comparison.words import text_without
from analyzer.records import Change, Clause, ClauseId, WordOperation
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import split_sentences

#: fewer words than this stand anywhere by chance
_ENOUGH = 12
#: so many words in a row lead to a sentence that is nearly the same
_ANCHOR = 6
#: … in which so large a share of its steps from word to word stands, or the other way
_NEAR = 0.9
#: of two sentences that are nearly the same, one has at most so many times the words of the other
_TWICE = 2
#: what stands so often elsewhere is said of everything, not of the clause that lost it
_SEVERAL = 2
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

    def count(self, folded: str) -> int:
        """How often these folded words stand on this side."""
        texts = self.clauses.texts
        return sum(texts[at].count(folded) for at in self.clauses.holding(folded.split()))

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

    @classmethod
    def of(cls, changes: Sequence[Change], clauses: Mapping[ClauseId, Clause]) -> Standing:
        """The sides of these changes, whose clauses are `clauses`."""
        return cls(
            _side(changes, clauses, WordOperation.DELETE),
            _side(changes, clauses, WordOperation.INSERT),
        )

    def left_of(self, pair: SentencePair) -> SentencePair | None:
        """The pair without what only changed its place; None where nothing is left."""
        if pair.old and pair.new:
            kept = tuple(hunk for hunk in pair.hunks if not self._is_elsewhere(pair, hunk))
            return pair if len(kept) == len(pair.hunks) else replace(pair, kept=kept)
        lost = not pair.new
        sentence = pair.old or pair.new
        if self.is_moved(sentence, lost=lost):
            return None
        folded = _fold(sentence)
        if len(folded.split()) < _ENOUGH:
            return pair
        twin = (self.new if lost else self.old).closest(sentence, folded)
        if twin is None:
            return pair
        return None if lost else replace(pair, old=twin)

    def _is_elsewhere(self, pair: SentencePair, hunk: Hunk) -> bool:
        """True of words only struck, or only put in, that changed their place."""
        struck, put = pair.old[hunk.a0 : hunk.a1], pair.new[hunk.b0 : hunk.b1]
        if bool(struck.strip()) == bool(put.strip()):
            return False
        return self.is_moved(struck or put, lost=bool(struck))

    def is_moved(self, words: str, *, lost: bool) -> bool:
        """True of words of which one side has as many as the other, or that stand several times
        in the new text though a clause lost them."""
        folded = _fold(words)
        if len(folded.split()) < _ENOUGH:
            return False
        before, after = self.old.count(folded), self.new.count(folded)
        if lost:
            return bool(after) and (after >= before or after >= _SEVERAL)
        return before >= after > 0

    def stands(self, words: str) -> bool:
        """True of words that another clause of the new text still has."""
        folded = _fold(words)
        return len(folded.split()) >= _ENOUGH and self.new.count(folded) > 0


def _side(
    changes: Sequence[Change], clauses: Mapping[ClauseId, Clause], own: WordOperation
) -> _Side:
    is_old = own is WordOperation.DELETE
    keys = [key for change in changes for key in (change.old if is_old else change.new)]
    texts = [clauses[key].text for key in keys if key in clauses]
    changed = tuple(_sentences(changes, own))
    return _Side(
        _Texts(map(_fold, texts)),
        _Texts(folded for folded, _ in changed),
        tuple(printed for _, printed in changed),
    )


def _sentences(changes: Iterable[Change], own: WordOperation) -> Iterator[tuple[str, str]]:
    """Sentences of which only one side's changes hold every word, long enough to be known."""
    other = WordOperation.INSERT if own is WordOperation.DELETE else WordOperation.DELETE
    for change in changes:
        held = [piece.text for piece in change.words if piece.op is own]
        if not any(len(text.split()) >= _ENOUGH for text in held):
            continue
        there = "¦".join(map(_fold, held))
        text = plain_text(text_without(change.words, other))
        for start, end in split_sentences(text):
            folded = _fold(text[start:end])
            if len(folded.split()) >= _ENOUGH and folded in there:
                yield folded, text[start:end]


def _are_near(one: str, other: str) -> bool:
    """True of two sentences of which one has nearly every step of the other."""
    sizes = sorted((len(one.split()), len(other.split())))
    if sizes[1] > _TWICE * sizes[0]:
        return False
    return stands_in(one, other, share=_NEAR) or stands_in(other, one, share=_NEAR)


def _fold(text: str) -> str:
    return f" {' '.join(_WORD.findall(plain_text(text).casefold()))} "
