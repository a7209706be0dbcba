"""An item of a list that came or went → what it is under its lead-in, which alone makes the rule.

'(v) not to exceed 40 hours' limits what the lead-in gives; an item under 'only if:' is a condition
more, one under 'shall not apply to:' an exception more, and one of a list of limits gives nobody
anything. Input: the item, and the text right above it. Output: the kind of an effect and whom it
favours where the item came; None where the item is a rule of its own.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_lead_ins import is_infinitive, lead_in_of
from analyzer.comparison.effect_limits import Meaning
from analyzer.comparison.effect_plain import has_rule
from analyzer.comparison.effect_sides import opposite, read_rule
from analyzer.comparison.effect_verbs import main_clause
from analyzer.records import Favors

_END = r"[^.;:]{0,60}[:–—-]\s*$"
# "only if:", "provided that each of these is so:", "if the following conditions are met:"
_CASES = re.compile(
    r"\b(?:if|only (?:when|where)|provided(?:,? however,?)? that|so long as|as long as|"
    r"(?:following|these) (?:conditions|criteria|requirements))\b" + _END + r"|"
    r"\b(?:that|which|who)(?: (?:is|are|was|were|has|have|meets?))?(?: (?:both|all|each))?"
    r"[:–—-]\s*$",
    re.IGNORECASE,
)
# "; or": one case of several, of which one is enough
_OR = re.compile(r"^\W*or\b|[;,]? or\W*$", re.IGNORECASE)
# "Riggers shall receive:", "will be granted the following leaves:"
_GIVES = re.compile(
    r"\b(?:receive|provide[ds]?|granted?|paid|pay|furnish(?:ed)?|entitled to|given|supply|supplied|"
    r"reimbursed?(?: for)?)\b(?:[^.;:]{0,40}\bfollowing\b[^.;:]{0,40})?\s*[:–—-]\s*$",
    re.IGNORECASE,
)
# "unless:", "except:", "shall not apply to:", "does not include:", "excluding:"
_EXCEPTS = re.compile(
    r"\b(?:unless|except(?:ing)?|excluding|other than|with the exception of|exclusions?|"
    r"exceptions?|(?:shall|will|does|do|may) not (?:apply|extend|include|cover))\b" + _END,
    re.IGNORECASE,
)
# "with these limits:", "subject to the following restrictions:"
_LIMITS = re.compile(r"\b(?:restrictions?|limitations?|limits|caps)\b" + _END, re.IGNORECASE)
# "not to exceed forty hours", "up to two weeks a year", "no more than ten"
_LIMIT = re.compile(
    r"\W*(?:but )?(?:(?:(?:is|are) )?not to exceed|(?:no|not) more than|up to|at most|limited to|"
    r"(?:to )?a maximum of|never more than|only )\b",
    re.IGNORECASE,
)


def read_item(words: str, above: str) -> Meaning | None:
    """What an item means under the text above it."""
    if has_rule(words) or not above:
        return None
    lead = lead_in_of(above)
    serves = read_rule(lead).serves
    if is_infinitive(words) and above.rstrip().endswith((":", "-", "–")):
        return "scope", serves if has_rule(main_clause(lead)) else Favors.UNCLEAR
    if _EXCEPTS.search(above):
        return "exception", opposite(serves)
    if _CASES.search(above) and _OR.search(words):
        return "scope", serves
    if _CASES.search(above) or _LIMITS.search(above):
        return "condition", opposite(serves)
    if _LIMIT.match(words) and (above.rstrip().endswith((":", "-", "–")) or words[:1].islower()):
        return "condition", opposite(serves)
    if serves is Favors.WORKER and _GIVES.search(above):
        return "benefit", serves
    if serves is Favors.EMPLOYER and words[:1].islower():
        return "scope", serves
    return None
