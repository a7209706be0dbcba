"""Who holds whom harmless, and a party that only its letters name.

What one side must make good serves the other. Input: the main clause of a sentence. Output: that
side, or None; whether its subject's side cannot be known.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_parties import SIDES, role_of
from analyzer.comparison.effect_sides import opposite
from analyzer.comparison.effect_subjects import subject_before
from analyzer.records import Favors

# 'indemnifies and holds harmless', 'shall defend and indemnify', 'shall hold the Company harmless'
_INDEMNIFIES = re.compile(
    r"\b(?:(?:shall|will|must|agrees? to) )?(?:(?:defends?|saves?|protects?),? (?:and |or )?)*"
    r"(?:indemnif(?:y|ies)|holds? (?:[\w,']+ ){0,8}?harmless)\b",
    re.IGNORECASE,
)
# 'the LPB shall': a party that only its letters name, on whichever side
_ACTS_BY_LETTERS = re.compile(
    r"(?:(?i:in addition|however|moreover), )?(?:[Tt]he )?(?P<body>[A-Z]{3,}(?:-[A-Z]+)*) "
    r"(?:shall|will|may|must)\b"
)


def held_harmless(main: str) -> Favors | None:
    """The side that the other must hold harmless; None of any other rule."""
    found = _INDEMNIFIES.search(main)
    subject = subject_before(main, found.start()) if found else None
    return opposite(subject.side) if subject is not None and subject.side in SIDES else None


def acts_by_letters(main: str) -> bool:
    """True of 'the LPB shall': nothing tells on which side it is."""
    found = _ACTS_BY_LETTERS.match(main)
    return found is not None and role_of(found["body"]) is None
