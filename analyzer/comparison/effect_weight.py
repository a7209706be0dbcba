"""A sign → how much it weighs: by its effect, its matter, its amount, and whether a side is plain.

Pay, consent, ownership, what lasts for ever, replicas and the job itself weigh more than notice,
meetings, forms and dates; a change that serves nobody plainly weighs less. Input: `Sign`s with the
sentences they were read from. Output: a number, and the severity that it stands for.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_rows import EffectRow, load_effects, words_of
from analyzer.comparison.effect_signs import Sign
from analyzer.comparison.effect_verbs import main_clause
from analyzer.records import Favors, Severity

#: so much weighs what is high, and what is medium
_HIGH, _MEDIUM = 3.0, 1.5
#: more for a matter that counts, in the words that changed or only in their sentence
_HEAVY, _HEAVY_NEAR = 1.0, 0.5
#: less for a matter of form, and where no side is plain
_LIGHT, _UNCLEAR = 0.5, 1.0
#: more for a great difference, less for one that is next to none
_GREAT, _SMALL = 1.0, 1.0
_NEXT_TO_NONE = 0.02
#: effects of which the changed words may be a verb of so few words; longer sentences say too much
_OF_VERBS = ("duty", "negation")
_FEW, _MANY = 6, 90
# "allotment of forty (40) hours …": what is counted is cut off
_COUNTED = re.compile(r"\b(?:hours?|days?|weeks?|months?|percent|dollars?|of|\d+) …$")
#: so many words of a rule tell what it gives
_TOLD = 16


def weigh_sign(sign: Sign, *, topical: bool = False) -> float:
    """How much a sign weighs; `topical`: its clause is about what the program looks for."""
    row = load_effects().effects[sign.name]
    if sign.lasting:
        return _HIGH + _GREAT
    if not row.weight:
        return 0.0
    changed = _matter_of(sign)
    weight = row.weight + _of_difference(sign, row)
    if topical or words_of("matter_heavy").search(changed):
        weight += _HEAVY
    elif words_of("matter_heavy").search(sign.about):
        weight += _HEAVY_NEAR
    if words_of("matter_light").search(changed):
        weight -= _LIGHT
    return weight - (_UNCLEAR if sign.favors is Favors.UNCLEAR else 0)


def severity_of(weight: float) -> Severity:
    """The severity that a weight stands for."""
    if weight >= _HIGH:
        return Severity.HIGH
    return Severity.MEDIUM if weight >= _MEDIUM else Severity.LOW


def _matter_of(sign: Sign) -> str:
    """The words that changed; of a verb of duty alone its sentences: 'shall' tells nothing; of a
    benefit whose words are cut short behind a count some more: what is counted stands there."""
    changed = f"{sign.old or ''} {sign.new or ''}"
    if sign.name.startswith("benefit") and _COUNTED.search(changed.rstrip()):
        return f"{changed} {_given(sign.about)}"
    turns = sign.name.startswith(_OF_VERBS) and len(changed.split()) <= _FEW
    return sign.about if turns and len(sign.about.split()) <= _MANY else changed


def _given(sentence: str) -> str:
    """What of a sentence tells the thing that is given, behind the words that are quoted of it."""
    words = main_clause(sentence.strip()).split()
    return " ".join(words[:_TOLD])


def _of_difference(sign: Sign, row: EffectRow) -> float:
    if sign.share is None or row.high_from is None:
        return 0.0
    if sign.share >= row.high_from:
        return _GREAT
    return -_SMALL if sign.share < _NEXT_TO_NONE else 0.0
