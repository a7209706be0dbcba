"""A sentence → whether it rules anything: not what opens a list, tells of talks or means a word.

Nor what says when the text itself begins and ends, or what the parties only acknowledge.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_amounts import find_amounts
from analyzer.comparison.effect_giving import gives
from analyzer.comparison.effect_guards import is_definition
from analyzer.comparison.effect_things import is_title
from analyzer.comparison.effect_values import AmountKind
from analyzer.comparison.effect_verbs import main_clause, rule_verbs, verbs_of
from analyzer.records import Modality

# 'The parties agree to the following:', 'shall apply as follows:'
_OPENS_LIST = re.compile(r"(?:following|follows|that)(?: \w+){0,4} ?[:.]?$", re.IGNORECASE)
# '(For example, ', 'EXAMPLE: '
_EXAMPLE = re.compile(r"\W*(?:(?:for|as an) )?(?:example|illustration)\b", re.IGNORECASE)
# 'This letter will sunset', 'This Agreement becomes effective', 'expires on June 30'
_OWN_TERM = re.compile(
    r"\b(?=[almsuct])(?:agreement|letter|memorandum|sideletter|loa|mou|understanding|contract|"
    r"this (?:section|article|(?:sub)?paragraph|provision)(?: [\w.()-]*[\d()][\w.()-]*)?)"
    r"\b[^;,]{0,60}?"
    r"\b(?:sunset|expires?|terminates?|(?<!the )(?<!an )ends?|"
    r"(?:is|becomes?|be|remain) (?:in )?(?:effect\w*|full force))\b",
    re.IGNORECASE,
)
# "During the course of the 2018 negotiations", "In the past, the parties agreed",
# "During the 2018 negotiations the parties discussed"
_OF_TALKS = re.compile(
    r"\b(?:course of (?:the |these )?(?:\d{4} )?negotiations|in the past|"
    r"during (?:the |these )?\d{4} negotiations\b[^.;]*?\b(?:agreed|discussed|exchanged|noted)\b|"
    r"memoriali[sz]es?(?! (?:our|the|their) (?:\w+ )?(?:agreement|understanding) that))\b",
    re.I,
)
# "Pay /", "# Preparation Pay:", "One-time allotment of paid leave:", "July 1 - Final Month Pay"
_TITLE = re.compile(
    r"(?:(?!\b(?:shall|will|must|may|is|are|be|pays?|receives?)\b(?! ?[/:]))[^$%\n]){0,90}?[:/]\s*"
    r"|\W*\w+ \d{1,2},? \d{4} [–-] (?:(?!\b(?:shall|will|must|may|is|are|be)\b).){0,90}",
    re.I,
)
# "See Article 12", "(Refer to Exhibit C)": points elsewhere
_SEE = re.compile(r"\W*(?:see|refer to)\b(?! that\b)", re.IGNORECASE)
# "It is understood that the fee shall": a rule follows
_UNDERSTOOD = re.compile(r"(?:it is|the parties) (?:\w+ )?(?:understood|understand|agree)", re.I)
# 'The raise is effective as of May 1', 'Note: this takes effect in May'
_BEGINS = re.compile(
    r"[^.;,]{0,60}\b(?:be|is|are|becomes?|takes?) effect(?:ive)? (?:on|as of|in|from|upon|"
    r"through|until)\b",
    re.IGNORECASE,
)
# 'This Section shall be effective July 1, 2025'
_IN_EFFECT = re.compile(
    r"(?:this|these|the) (?:\w+ ){0,3}?(?:shall be|will be|is|are|becomes?|takes?|shall take) "
    r"(?:(?:in )?effect(?:ive)?|(?:\S+ )?(?:starting|beginning|commencing))\b",
    re.IGNORECASE,
)

# 'shall be governed by Section 5', 'is determined under Article 9': said elsewhere
_SAID_THERE = re.compile(
    r"\b(?:shall be|will be|is|are) (?:governed|controlled|determined) (?:by|under) "
    r"(?:the (?:terms|provisions) of )?(?:articles?|(?:sub)?sections?|(?:sub)?paragraphs?|"
    r"exhibit)\b",
    re.IGNORECASE,
)
# 'may be given such ranking': how somebody is reckoned
_RECKONED = re.compile(
    r"\bbe (?:given|assigned|accorded|awarded) (?:an? |the |such |that |no )?(?:\w+ )?"
    r"(?:rank(?:ing)?s?|ratings?|scores?|codes?|numbers?|designations?)\b",
    re.IGNORECASE,
)
# 'will pay employees utilizing a lag period': when pay comes, and no pay more
_LAGS = re.compile(r"\b(?:pay|paid)\b[^.;]{0,60}?\blag(?:ged|ging)?\b", re.IGNORECASE)


def tells_own_time(words: str) -> bool:
    """True of what names the day on which the text itself, or what it says, begins or ends."""
    if not (_OWN_TERM.search(words) or _BEGINS.match(words) or _IN_EFFECT.match(words)):
        return False
    return any(
        amount.kind is AmountKind.DATE and not amount.partial for amount in find_amounts(words)
    )


def _is_heading(words: str) -> bool:
    """True of 'Hazard Pay', and of one box of a form, '• Pay Rate'."""
    return is_title(words) and not verbs_of(words) and not find_amounts(words)


def rules_nothing(words: str) -> bool:
    """True of what only opens a list, and of the term of the text itself."""
    if _TITLE.fullmatch(words) or _SEE.match(words) or _is_heading(words):
        return True
    opens = words.rstrip().endswith(":") and _OPENS_LIST.search(words.strip())
    if opens and not gives(main_clause(words)):
        return True
    if is_definition(words) or _BEGINS.match(words) or _OF_TALKS.search(words):
        return True
    verbs = rule_verbs(words)
    if verbs and verbs[0].modality is Modality.ACKNOWLEDGE and not _UNDERSTOOD.match(words):
        return True
    return _OWN_TERM.search(words) is not None or _EXAMPLE.match(words) is not None


def says_how(main: str) -> bool:
    """True of what gives nothing: where a rule stands, how somebody is ranked, when pay comes."""
    return any(pattern.search(main) for pattern in (_SAID_THERE, _RECKONED, _LAGS))
