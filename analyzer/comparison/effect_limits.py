"""A sentence that takes something from others → a limit, or what they do not hold for.

Input: the main clause of a sentence, its `Rule`, and whom the rest of its clause serves. Output:
the kind of an effect and whom it favours where the sentence came.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import Rule, opposite
from analyzer.records import Favors

# 'does not apply', 'shall not include', 'are exempt from', 'is excluded'
_LEFT_OUT = re.compile(
    r"\b(?=[dswmia])(?:(?:do|does|shall|will|may|should) not "
    r"(?:be (?:applicable|available|subject|construed)|apply|extend|include|cover)|"
    r"(?:is|are|shall be|will be) (?:\w+ )?"
    r"(?:not (?:applicable|subject|covered|eligible|entitled|grievable)|"
    r"exempt(?:ed)?|excluded|inapplicable))\b",
    re.IGNORECASE,
)
# 'are not considered discipline', 'shall not be deemed work'
_IS_NOT = re.compile(
    r"\b(?:is|are|shall|will) not (?:be )?(?:\w+ly )?"
    r"(?:considered|deemed|treated|regarded|counted)\b",
    re.IGNORECASE,
)
# 'This schedule is for the night crew', 'It applies only to clerks': a limit of what stands before
_IS_FOR = re.compile(
    r"(?:(?:this|these|such|the) (?:[\w-]+ ){1,4}?|it |they )(?:(?:is|are|shall be|will be) "
    r"(?:only |solely |intended |available )*for (?!the purposes?\b)|"
    r"(?:applies|apply|shall apply|will apply) (?:only|solely) (?:to|in|for)\b)",
    re.IGNORECASE,
)
# 'shall be within the same week', 'may only be taken', 'is limited to'
_LIMIT = re.compile(
    r"\b(?:shall|must|will|may) (?:only )?be (?:\w+ )?"
    r"(?:within|limited to|restricted to|confined to|only)\b"
    r"|\b(?:may|shall|will) only\b|\b(?:is|are) (?:limited|restricted|confined) to\b",
    re.IGNORECASE,
)
# "This Section ", "The foregoing provisions ": what does not hold is said elsewhere
_POINTS = re.compile(
    r"(?:this|these|such|the (?:above|foregoing|preceding)|the provisions of this)"
    r"(?: (?:sub)?(?:sections?|articles?|paragraphs?|provisions?|rules?|requirements?|clauses?|"
    r"letters?(?: of agreement)?|sideletters?|loa|agreement))? ?$|it $",
    re.IGNORECASE,
)
# "This", "It": how such words open
_OPENS = re.compile(r"(?:this|these|such|the (?:above|foregoing|preceding|provisions)|it)\b", re.I)
#: the kind of an effect, and whom it favours where the sentence came
Meaning = tuple[str, Favors]


def qualifies(main: str, rule: Rule, *, within: bool, about: Favors) -> Meaning | None:
    """What a sentence takes from others: a limit, or what they do not hold for."""
    if within and _IS_FOR.match(main):
        return "limit", opposite(about)
    if within and _LIMIT.search(main):
        return "condition", Favors.EMPLOYER if about is Favors.WORKER else Favors.UNCLEAR
    if main.lower().startswith("only "):
        return "condition", opposite(about if rule.serves is Favors.UNCLEAR else rule.serves)
    if _IS_NOT.search(main):
        return "negation", rule.serves
    left_out = _LEFT_OUT.search(main)
    if left_out is None:
        return None
    if _POINTS.match(main, 0, left_out.start()):
        return "exception", opposite(about)
    if words_of("burden_thing").search(main, left_out.end() - len("subject")):
        return "exception", Favors.WORKER
    guards = any(
        words_of(row).search(main, 0, left_out.start()) for row in ("benefit_thing", "tells_of")
    ) or words_of("remedy").search(main, left_out.end())
    return "exception", Favors.EMPLOYER if guards else Favors.UNCLEAR


def points_back(text: str) -> bool:
    """True of a text that opens with what does not hold: 'This provision shall not apply'."""
    left_out = _LEFT_OUT.search(text) if _OPENS.match(text) else None
    return left_out is not None and _POINTS.match(text, 0, left_out.start()) is not None


def leaves_out(main: str) -> bool:
    """True of 'does not apply', 'is excluded', 'may not include'."""
    return _LEFT_OUT.search(main) is not None
