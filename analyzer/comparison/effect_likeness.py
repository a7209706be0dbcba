"""Whether one sentence says nearly what another says: its rare words, its figures and its limits.

Two sentences → True where nothing that tells is missing from either, though they are not the same
words: what a cell of a table or the label of a row puts between them counts little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher

from analyzer.comparison.tokens import STOP_WORDS

#: the rare words of the sentence that stands which the one that went has, at least
_STANDS = 0.9
#: … and the other way: labels of rows and headings of columns may stand between
_SAID = 0.7
#: so large a share of the words that stand follow each other in the one that went
_IN_ORDER = 0.8
#: so many words in a row that one of the two lacks are no label any more
_A_LABEL = 2
# '14 4 "At the request': the cells before words that are quoted
_CELLS = re.compile(r"^(?:[^\s\"“]+\s+){1,4}?(?=[\"“]\w)")
# words without which a rule is another
_LIMITS = frozenset(
    (
        *("except", "excluding", "neither", "never", "no", "nor", "not", "only"),
        *("provided", "unless", "until", "within", "without"),
    )
)
_DUTIES = frozenset({"shall", "will", "must"})
_MODALS = _DUTIES | {"may", "can", "should", "cannot"}

Weigh = Callable[[str], float]


class Read:
    """A sentence as folded words, read once for all that it is held against."""

    __slots__ = ("bearer", "figures", "held", "limits", "modals", "words")

    def __init__(self, folded: str) -> None:
        self.words = folded.split()
        self.held = set(self.words)
        self.limits = _list_limits(self.words)
        self.modals = _modals(self.held)
        self.figures = figures_in(self.held)
        self.bearer = set(_who(self.words))


def says_nearly(lost: Read, stands: Read, weigh: Weigh) -> bool:
    """True of a sentence that stands and says what a lost one says; `weigh` tells how much a word
    tells."""
    if (lost.limits, lost.modals, lost.figures) != (stands.limits, stands.modals, stands.figures):
        return False
    if not stands.bearer <= lost.bearer:
        return False
    if _share(stands.words, lost.held, weigh) < _STANDS:
        return False
    if _share(lost.words, stands.held, weigh) < _SAID:
        return False
    if max(_gap(lost.words, stands.held), _gap(stands.words, lost.held)) > _A_LABEL:
        return False
    blocks = SequenceMatcher(None, stands.words, lost.words, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= _IN_ORDER * len(stands.words)


def without_cells(sentence: str) -> str:
    """The sentence without the cells of a table that stand before words which it quotes."""
    return _CELLS.sub("", sentence.lstrip())


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in STOP_WORDS]


def _share(words: Sequence[str], held: set[str], weigh: Weigh) -> float:
    """How much of what the words tell is held."""
    return share_held({word: weigh(word) for word in _telling(words)}, held)


def share_held(told: Mapping[str, float], held: AbstractSet[str]) -> float:
    """How much of what these words tell is held, from 0 to 1; by word how much it tells."""
    whole = sum(told.values())
    return sum(weight for word, weight in told.items() if word in held) / whole if whole else 0.0


def _gap(words: Sequence[str], held: set[str]) -> int:
    """The most telling words in a row that are not held."""
    longest = row = 0
    for word in _telling(words):
        row = 0 if word in held else row + 1
        longest = max(longest, row)
    return longest


def _list_limits(words: Sequence[str]) -> list[str]:
    return sorted(word for word in words if word in _LIMITS)


def figures_in(words: set[str]) -> set[str]:
    """The words with a digit."""
    return {word for word in words if any(sign.isdigit() for sign in word)}


def _modals(words: set[str]) -> set[str]:
    return {"shall" if word in _DUTIES else word for word in words & _MODALS}


def _who(words: Sequence[str]) -> list[str]:
    """The telling words before the first duty: who bears it."""
    ends = (at for at, word in enumerate(words) if word in _MODALS)
    return _telling(words[: next(ends, 0)])
