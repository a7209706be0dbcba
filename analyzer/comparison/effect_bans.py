"""A ban of which an item went → what was forbidden is allowed, whatever else the item is.

Input: a `SentencePair` and a `Sign` of what it reaches or gives. Output: the `Sign`, named anew
where the pair forbids.
"""

from __future__ import annotations

import re
from dataclasses import replace

from analyzer.comparison.effect_content import changes_content, is_item
from analyzer.comparison.effect_pairs import SentencePair
from analyzer.comparison.effect_parties import find_parties
from analyzer.comparison.effect_sides import opposite
from analyzer.comparison.effect_signs import Sign
from analyzer.comparison.effect_verbs import rule_verbs
from analyzer.records import Favors, Modality

# "no Short Contract ", "no such loan "
_NOBODY = re.compile(r"\b(?:no|neither) (?:[\w-]+ ){1,5}$", re.IGNORECASE)
#: so many characters before a verb its "no" stands
_BEFORE = 80


def read_ban(pair: SentencePair, sign: Sign) -> Sign:
    """A ban that names one thing fewer: 'no contract may hold loans or advances' of which the
    advances went allows what was forbidden."""
    if sign.name not in ("scope_narrowed", "benefit_dropped"):
        return sign
    hunks = [(hunk, changes_content(pair, hunk)) for hunk in pair.hunks]
    told = [hunk for hunk, (gone, come) in hunks if gone or come]
    if any(gone and come for _, (gone, come) in hunks) or not all(is_item(pair, h) for h in told):
        return sign
    old, new = _ban(pair.old), _ban(pair.new)
    if old is None or new is None or any(h.a0 < old or h.b0 < new for h in told):
        return sign
    favors = opposite(sign.favors) if sign.name == "benefit_dropped" else sign.favors
    if not find_parties(pair.new[:new]):
        favors = Favors.UNCLEAR
    return replace(sign, name="negation_dropped", favors=favors)


def _ban(sentence: str) -> int | None:
    """Where the verb that forbids ends; None of any other rule."""
    for verb in rule_verbs(sentence):
        if verb.modality is Modality.MUST_NOT or _NOBODY.search(
            sentence, max(0, verb.start - _BEFORE), verb.start
        ):
            return verb.end
    return None
