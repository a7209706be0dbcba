"""Words that went from one clause and stand in another: nobody lost them, and nobody won them.

The changes of a whole comparison → `Standing`, which gives of a `SentencePair` what is left to be
read: nothing where a sentence only changed its place, and the sentence with what it was before
where it came back with other words. What stands in another clause as before is no loss either; nor
is what a clause leaves to another one that it names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analyzer.comparison.effect_likeness import figures_in
from analyzer.comparison.effect_pairs import Hunk, SentencePair
from analyzer.comparison.effect_renames import Renames, find_renames, fold_name
from analyzer.comparison.standing_side import Said, StandingSide, fold, fold_known, side_of
from analyzer.comparison.tokens import STOP_WORDS
from analyzer.records import Change, Clause, ClauseId, WordOperation

#: a clause that is named says words of another where it has so large a share of those that tell
_NAMED = 0.7
#: a name has at most so many characters
_NAME = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """Both sides of a comparison, to ask where the words of a change stand otherwise."""

    old: StandingSide
    new: StandingSide
    #: what the clauses say, folded, that the change in hand names
    named: tuple[str, ...] = ()
    renames: Renames = frozenset()

    @classmethod
    def of(cls, changes: Sequence[Change], clauses: Mapping[ClauseId, Clause]) -> Standing:
        """The sides of these changes, whose clauses are `clauses`."""
        return cls(
            side_of(changes, clauses, WordOperation.DELETE),
            side_of(changes, clauses, WordOperation.INSERT),
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
        folded = fold_known(sentence)
        if not folded:
            return pair
        if lost:
            stands = self.new.closest(sentence, folded) or self.still_said(sentence)
            return None if stands else pair
        twin = self.old.closest(sentence, folded) or self._was_said(sentence)
        return replace(pair, old=twin) if twin else pair

    def _was_said(self, sentence: str) -> str | None:
        """The old sentence that nearly says what one that came says, where it stands no more."""
        said = self.old.nearly(sentence, either=True)
        return said.printed if said and not self.new.count(said.folded) else None

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
        folded = fold_known(words)
        if not folded:
            return False
        after = self.new.count(folded)
        return after > 0 and (lost or self.old.count(folded) >= after)

    def still_said(self, sentence: str) -> Said | None:
        """The new sentence that says nearly what a lost one said."""
        return self.new.nearly(sentence)

    def places(self, words: str) -> tuple[ClauseId, ...]:
        """The new clauses that have these words, where they are enough to be known."""
        folded = fold_known(words)
        return self.new.places(folded) if folded else ()


def list_named(change: Change, clauses: Mapping[ClauseId, Clause]) -> tuple[ClauseId, ...]:
    """The clauses, but its own, that the new clauses of a change refer to."""
    named = (ref.target for key in change.new if key in clauses for ref in clauses[key].references)
    own = {*change.new, *change.old}
    return tuple(dict.fromkeys(key for key in named if key and key in clauses and key not in own))


def says(text: str, words: str) -> bool:
    """True of a text, folded, that has nearly all of the words that tell, and every figure."""
    folded = fold_known(words).split()
    if not folded:
        return False
    held = set(text.split())
    telling = {word for word in folded if word not in STOP_WORDS}
    return figures_in(telling) <= held and len(telling & held) >= _NAMED * len(telling)
