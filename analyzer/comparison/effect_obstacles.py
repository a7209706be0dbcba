"""A case more in a condition → whom it serves: by what the condition does to the rule.

'If the fund falls or the trustees warn, the increase shall not be paid': what came is one thing
more that stops the increase. Input: a `SentencePair` and a `Sign` of a reach that grew or shrank.
Output: the `Sign`, with its side turned or unclear where the condition defeats the rule.
"""

from __future__ import annotations

import re
from dataclasses import replace

from analyzer.comparison.effect_pairs import Lone, SentencePair
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite, read_rule
from analyzer.comparison.effect_signs import Sign
from analyzer.comparison.effect_verbs import verbs_of
from analyzer.records import Favors

#: reaches, and what each is when an "unless" has a case more or fewer
_REACHES = {
    "scope_widened": "exception_added",
    "benefit_added": "exception_added",
    "scope_narrowed": "exception_dropped",
    "benefit_dropped": "exception_dropped",
}
# "or the trustees report a loss", ", or at sea"
_OR = re.compile(r"\W*or\b", re.IGNORECASE)
# "if", "in the event that", "unless"
_OPENS = re.compile(
    r"\b(?:if|in the event(?: that| of)?|where|when|should|(?P<not>unless|except (?:if|when|"
    r"where)))\b",
    re.IGNORECASE,
)
# "shall not be paid", "no increase shall", "is forfeited", "shall be reduced"
_TAKES = re.compile(
    r"\b(?:shall|will|may|must|is|are) (?:not|be (?:forfeited|reduced|suspended|lost|withheld|"
    r"delayed|deferred|cancelled))\b|\bno (?:\w+ ){1,5}(?:shall|will|may|is|are)\b",
    re.IGNORECASE,
)
# "shall remain at the rates", "will continue unchanged": kept from falling, or from rising
_STAYS = re.compile(r"\b(?:shall|will|must) (?:remain|stay|continue|be frozen)\b", re.IGNORECASE)


def read_case(pair: SentencePair, sign: Sign) -> Sign:
    """The sign by what the condition that grew or shrank does; any other as it is."""
    if sign.name not in _REACHES:
        return sign
    found = {_condition_of(lone) for lone in pair.lone}
    condition = found.pop() if len(found) == 1 and len(pair.lone) == len(pair.hunks) else None
    if condition is None:
        return sign
    defeats, main = condition
    grew = sign.name.endswith(("widened", "added"))
    name = _REACHES[sign.name] if defeats else sign.name
    takes = _TAKES.search(main) and words_of("benefit_thing").search(main)
    if takes:
        side = Favors.EMPLOYER
        name = name.replace("benefit_added", "scope_widened")
        name = name.replace("benefit_dropped", "scope_narrowed")
    elif _STAYS.search(main):
        side = Favors.UNCLEAR
    elif defeats:
        side = read_rule(main).serves
    else:
        return sign
    return replace(sign, name=name, favors=side if grew is not defeats else opposite(side))


def _condition_of(lone: Lone) -> tuple[bool, str] | None:
    """Whether the condition with an "or" that came or went is an "unless", and the rule that it
    is about; None where nothing of this kind came or went."""
    if not _OR.match(lone.words):
        return None
    sentence, start, end = lone.sentence, lone.start, lone.end
    verbs = [verb for verb in verbs_of(sentence) if verb.end > verb.start]
    before = max((verb.end for verb in verbs if verb.end <= start), default=0)
    opener = next(iter(_OPENS.finditer(sentence, before, start)), None)
    if opener is None or re.search("[;:]", sentence[opener.end() : start]):
        return None
    defeats = opener["not"] is not None
    if before:
        return defeats, sentence[: opener.start()]
    rule = next((verb for verb in verbs if verb.start >= end), None)
    comma = sentence.find(",", end - 1)
    return (defeats, sentence[comma + 1 :].strip()) if rule and 0 <= comma < rule.start else None
