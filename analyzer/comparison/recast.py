"""What seems dropped though its section says it anew in other words → the same, with a doubt.

A section that is written anew says few of its old sentences again word by word: an employee who is
called back keeps the step that 'the assessment' may only raise. Where the new words of the section,
of one clause elsewhere, or of what a clause now points to have most of the words that tell of a
lost sentence, nobody can say that it is lost. It weighs less, favours nobody by name, and says
where to look. What came and takes something is asked the same of the old words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from analyzer.comparison.effect_likeness import share_held
from analyzer.comparison.effect_setting import list_above
from analyzer.comparison.effect_standing import Standing
from analyzer.comparison.standing_side import StandingSide, fold
from analyzer.comparison.tokens import STOP_WORDS
from analyzer.records import (
    Change,
    Clause,
    ClauseId,
    Effect,
    Favors,
    Severity,
    WordOperation,
)
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import list_sentences

#: so large a share of what a sentence tells stands in the new words of its section …
_NEAR = 0.4
#: … or of one clause elsewhere, or of one where its clause points elsewhere now
_FAR, _POINTED = 0.55, 0.45
#: fewer words that tell stand anywhere by chance
_ENOUGH = 5
#: a section of more new words has nearly every word
_A_SECTION = 800
#: so many letters of a word are held against those of another: 'demotes', 'demotion'
_LETTERS = 5
_ORDER = tuple(Severity)
_LOSSES = frozenset({"duty_weakened", "scope_narrowed"})
_LIGHTER = {Severity.HIGH: Severity.MEDIUM, Severity.MEDIUM: Severity.LOW}
_SMALL = STOP_WORDS | frozenset(
    (
        *("shall", "will", "must", "may", "can", "should", "would", "if", "when", "whenever"),
        *("where", "while", "not", "no", "than", "then"),
    )
)
# 'will follow Section 2', 'in accordance with Article 20', 'as provided in Section 3'
_POINTS = re.compile(
    r"\b(?:follow(?:s|ing)?|(?:in accordance|consistent) with|as (?:provided|set forth|stated) in|"
    r"pursuant to|under|according to|governed by|per) (?:the )?(?:provisions of )?(?:this )?"
    r"(?:articles?|sections?|appendi(?:x|ces)|exhibits?|schedules?) [\w(]",
    re.IGNORECASE,
)


def doubt_recast(
    changes: Sequence[Change], clauses: Mapping[ClauseId, Clause], standing: Standing | None
) -> tuple[Change, ...]:
    """The changes; a loss that may stand in other words with that doubt."""
    if standing is None or not any(map(_has_loss, changes)):
        return tuple(changes)
    sides = (
        _Words(changes, clauses, WordOperation.DELETE, standing.old),
        _Words(changes, clauses, WordOperation.INSERT, standing.new),
    )
    return tuple(
        replace(change, effects=_read(change, clauses, sides)) if _has_loss(change) else change
        for change in changes
    )


def _has_loss(change: Change) -> bool:
    return any(map(_is_loss, change.effects))


def _is_loss(effect: Effect) -> bool:
    """True of a loss to the worker of which one side has all the words."""
    if effect.favors is not Favors.EMPLOYER or effect.severity not in _LIGHTER:
        return False
    if effect.name == "benefit_dropped":
        return (effect.old is None) is not (effect.new is None)
    return effect.name in _LOSSES and effect.new is None


def _read(
    change: Change, clauses: Mapping[ClauseId, Clause], sides: tuple[_Words, _Words]
) -> tuple[Effect, ...]:
    read = [
        _doubt(effect, change, clauses, sides) if _is_loss(effect) else effect
        for effect in change.effects
    ]
    return tuple(sorted(read, key=lambda effect: _ORDER.index(effect.severity)))


def _doubt(
    effect: Effect,
    change: Change,
    clauses: Mapping[ClauseId, Clause],
    sides: tuple[_Words, _Words],
) -> Effect:
    """A loss, with a doubt where the other side may say it."""
    (own, other), keys = sides, (change.old, change.new)
    if effect.new is not None:
        (own, other), keys = (other, own), keys[::-1]
    sentence = _find_sentence(effect.old or effect.new or "", keys[0], clauses)
    there = other.find(own, sentence, keys) if sentence else None
    return effect if there is None else _doubted(effect, clauses[there].citation)


def _doubted(effect: Effect, citation: str) -> Effect:
    said = "may stand" if effect.new is None else "may have stood"
    doubt = f"{said} in other words at {citation}"
    return replace(effect, favors=Favors.UNCLEAR, severity=_LIGHTER[effect.severity], doubt=doubt)


def _find_sentence(
    words: str, keys: Sequence[ClauseId], clauses: Mapping[ClauseId, Clause]
) -> str | None:
    """The whole sentence that opens with the words which an effect quotes."""
    opening = fold(words.removesuffix("…")).rstrip()
    for key in keys:
        for sentence in list_sentences(plain_text(clauses[key].text)):
            if fold(sentence).startswith(opening):
                return sentence
    return None


@dataclass
class _Words:
    """One side: the words that only it has, by clause, and what its sections say anew."""

    changes: Sequence[Change]
    clauses: Mapping[ClauseId, Clause]
    own: WordOperation
    side: StandingSide
    #: by clause of this side its change
    holds: dict[ClauseId, Change] = field(default_factory=dict)
    #: by clause that another stands under, all that differ below it
    below: dict[ClauseId, list[ClauseId]] = field(default_factory=lambda: defaultdict(list))
    #: by clause of the other side the one of this side that it is
    partner: dict[ClauseId, ClauseId] = field(default_factory=dict)
    _stems: dict[ClauseId, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        is_old = self.own is WordOperation.DELETE
        for change in self.changes:
            ours, theirs = (change.old, change.new) if is_old else (change.new, change.old)
            self.partner.update({key: ours[0] for key in theirs if ours})
            differs = any(piece.op is self.own for piece in change.words)
            for key in ours:
                self.holds[key] = change
                for above in (key, *list_above(key, self.clauses)) if differs else ():
                    self.below[above].append(key)

    def find(
        self, other: _Words, sentence: str, keys: tuple[Sequence[ClauseId], Sequence[ClauseId]]
    ) -> ClauseId | None:
        """The clause of this side that may say a sentence of the other, whose clauses are the
        first of `keys`; those of this side that became of them, the second."""
        told = _weigh(sentence, other.side)
        if len(told) < _ENOUGH:
            return None
        points = any(map(self._points, keys[1]))
        near = self._list_section(keys)
        inside = self._find_best(near, told)[0] if self._share(near, told) >= _NEAR else None
        if inside is not None and not points:
            return inside
        words = _list_telling(sentence)
        likely = (self.side.keys[at] for at in self.side.clauses.likely(words))
        far = [key for key in likely if key in self.below and key not in keys[1]]
        outside, share = self._find_best(far, told)
        return outside if share >= (_POINTED if points else _FAR) else inside

    def _find_best(
        self, keys: Sequence[ClauseId], told: Mapping[str, float]
    ) -> tuple[ClauseId | None, float]:
        """The one of the clauses whose new words have most of what is told, and how much."""
        shares = {key: self._share([key], told) for key in keys}
        best = max(shares, key=lambda key: shares[key], default=None)
        return best, shares[best] if best is not None else 0.0

    def _share(self, keys: Sequence[ClauseId], told: Mapping[str, float]) -> float:
        """How much of what is told the new words of the clauses have; nothing without each sum and
        share of money."""
        held = self._stems_of(keys)
        if not all(stem in held for stem in told if stem.startswith("$") or stem.endswith("%")):
            return 0.0
        return share_held(told, held)

    def _points(self, key: ClauseId) -> bool:
        return key in self.holds and _POINTS.search(self._own_words(key)) is not None

    def _list_section(
        self, keys: tuple[Sequence[ClauseId], Sequence[ClauseId]]
    ) -> Sequence[ClauseId]:
        """What differs in the section of this side that became of the one of these clauses."""
        theirs, ours = keys
        start = ours[0] if ours else self._find_partner(theirs[0])
        if start is None:
            return ()
        levels = _list_levels(start, self.clauses)
        for level in reversed(levels):
            held = self.below.get(level, [])
            if sum(len(self._own_words(key).split()) for key in held) <= _A_SECTION:
                return held
        return ()

    def _find_partner(self, key: ClauseId) -> ClauseId | None:
        """What the nearest clause above one became, no farther out than its section."""
        return next(
            (
                self.partner[above]
                for above in _list_levels(key, self.clauses)
                if above in self.partner
            ),
            None,
        )

    def _own_words(self, key: ClauseId) -> str:
        return " ".join(piece.text for piece in self.holds[key].words if piece.op is self.own)

    def _stems_of(self, keys: Sequence[ClauseId]) -> frozenset[str]:
        for key in keys:
            if key not in self._stems:
                self._stems[key] = frozenset(
                    _stem(word) for word in fold(self._own_words(key)).split()
                )
        return frozenset().union(*(self._stems[key] for key in keys))


def _list_levels(key: ClauseId, clauses: Mapping[ClauseId, Clause]) -> list[ClauseId]:
    """A clause and those above it up to its section, what stands right under an article; the whole
    of a letter or an article without sections."""
    chain = [key, *list_above(key, clauses)]
    return chain[:-1] if len(chain) > 2 else chain


def _weigh(sentence: str, side: StandingSide) -> dict[str, float]:
    """By stem of each word that tells how much it tells: a rare word much more than another."""
    weights: dict[str, float] = {}
    for word in _list_telling(sentence):
        stem = _stem(word)
        weights[stem] = max(weights.get(stem, 0.0), side.clauses.weigh(word) ** 2)
    return weights


def _list_telling(sentence: str) -> list[str]:
    """The folded words of a sentence that tell something."""
    return [word for word in fold(sentence).split() if word not in _SMALL]


def _stem(word: str) -> str:
    word = word.partition("'")[0]
    return word[:_LETTERS] if word.isalpha() else word
