"""A sentence as others are built, and whether it makes a rule at all.

'In no case will a dancer be paid' is read as 'a dancer will not be paid'. What tells why the
parties agreed, an illustration, and one of several cases serve nobody. Input: a main clause.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_parties import find_parties
from analyzer.comparison.effect_plain import has_rule

#: so many words may stand before the party
_NEAR = 3
# "In no case will an employee ", "At no time shall the Producer "
_TURNED = re.compile(
    r"(?:in|at|under) no (?:\w+ )?(?:events?|cases?|circumstances?|instances?|times?|way) "
    r"(?P<verb>shall|will|may|must|can) ",
    re.IGNORECASE,
)
# "The purpose of this letter is to", "To illustrate the foregoing, assume"
_TELLS_WHY = re.compile(
    r"(?:the )?(?:purpose|intent|intention|goal|objective|aim)s? of\b|"
    r"(?:we|the parties) (?:recogni[sz]e|acknowledge|believe|value)\b|"
    r"[^.;,]{0,60}\bis (?:essential|important|committed) to\b|"
    r"(?:to illustrate|assum(?:e|ing)|suppose|for example|by way of (?:example|illustration))\b",
    re.IGNORECASE,
)
# "the player has signed a contract; or": one of several cases
_CASE = re.compile(r"[^.]*;? or\s*$")


def straighten(main: str) -> str:
    """The sentence with its subject first."""
    turned = _TURNED.match(main)
    if turned is None:
        return main
    party = next((p for p in find_parties(main) if p.start >= turned.end()), None)
    if party is None or len(main[turned.end() : party.start].split()) > _NEAR:
        return main
    return f"{main[turned.end() : party.end]} {turned['verb']} not{main[party.end :]}"


def serves_nobody(main: str) -> bool:
    """True of what makes no rule: it tells why, it illustrates, or it is one of several cases."""
    if _TELLS_WHY.match(main):
        return True
    return _CASE.fullmatch(main) is not None and not has_rule(main)
