"""A sentence → its verbs of duty, and those of its rule: not of what says which, if, or whether.

'The consent, which the actor shall sign, may be withdrawn' allows; 'it may engage another if the
scene cannot be made' does too. Input: a sentence. Output: `DutyVerb`s in order.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analyzer.records import Modality
from analyzer.wording.modality import DutyVerb, duty_verbs

#: so many sentences are kept read: each is asked for several times in a row
_KEPT = 64
# "if the roster changes, ", "Effective July 1, 2026, ", "Should the Company close, "
_LEAD_IN = re.compile(
    r"^(?:and |however, |• ?)?(?:if|when|where|upon|before|after|in(?! no\b)|for|at|during|on|once|"
    r"unless|until|should|notwithstanding|except|subject to|pursuant to|under|within|with|as|"
    r"to the|by|whenever|effective|beginning|commencing|prior to|following|provided|while|so that|"
    r"so long as|even (?:if|when|where|though)|although|though|because|since|regardless of|"
    r"irrespective of)\b"
    r"(?:[^,]|,(?= \d{4}\b))*, (?:then )?(?!\d{4}\b)",
    re.I,
)
# "● ", "- ": an item's mark
_MARK = re.compile(r"^(?:[•●○▪■◦*–-]\s+)+")
# "The Parties agree that ", "It is understood and agreed that ": what they agree is the rule
_AGREED = re.compile(
    r"^(?:the (?:\w+ )?parties|both parties|the (?:[\w-]+ ){1,4}and (?:the )?[\w-]+"
    r"(?: [\w-]+){0,3}?|it is)(?: (?:further|hereby|mutually|also|expressly|specifically|"
    r"(?:understood|acknowledged?|agreed?) and))*? "
    r"(?:agreed?|understood|understand|confirm(?:ed)?),? that ",
    re.IGNORECASE,
)
# "can", not "can not"
_CAN = re.compile(r"\bcan\b(?! (?:\w+ )?not\b)", re.IGNORECASE)
# "Within ", "For ": behind it a verb of duty is the rule's, as it is not behind "if"
_OF_PLACE = re.compile(
    r"(?:and |however, |• ?)?(?:upon|before|after|in|for|at|during|on|pursuant|under|within|"
    r"with|to|by|"
    r"effective|beginning|commencing|prior|following)\b",
    re.IGNORECASE,
)
_DUTY = re.compile(r"\b(?:shall|must|will|may)\b")
#: so many characters before a verb may stand what opens its side clause
_FAR = 120
# " which the consent ", " who ", " that a natural person ", " if the scene ", " whether it "
_SUBORDINATE = re.compile(
    r"\b(?P<opens>which|who|whom|whose|that|if|when|where|unless|until|whether|because|while|once|what|how)"
    r"(?P<subject>(?: (?!(?:is|are|was|were|has|have|had|does|do|did|shall|will|must|may|can|"
    r"could|would|should|might|who|which|that)\b)\(?[\w'/-]+\)?){0,5}) ?$",
    re.IGNORECASE,
)
# "agrees ", "it is understood ", "provided ", ": a rule of its own follows "that"
_SAYS = re.compile(
    r"\b(?:agree[ds]?|understood|provided|provide[sd]?|acknowledge[sd]?|recogni[sz]e[sd]?|state[sd]?|"
    r"ensure[sd]?|require[sd]?|hereby|so|further|however|is|are|except)[ ,]*$",
    re.IGNORECASE,
)
#: openers behind which a noun, not a verb, must stand for the verb of duty to be theirs
_OF_NOUNS = frozenset({"which", "who", "whom", "whose", "that", "once"})
# " the ", " a natural ", " it ", " Producer "
_NOUN = re.compile(
    r" ?(?:$|(?:the|an?|it|he|she|they|such|each|any|every|no|this|its|their|his|her|both)\b|[A-Z])"
)


@lru_cache(maxsize=_KEPT)
def verbs_of(sentence: str) -> tuple[DutyVerb, ...]:
    """The verbs of duty of a sentence; 'can' allows as 'may' does."""
    found = duty_verbs(sentence)
    more = [
        DutyVerb(can.start(), can.end(), Modality.MAY)
        for can in _CAN.finditer(sentence)
        if not any(verb.start < can.end() and can.start() < verb.end for verb in found)
    ]
    return tuple(sorted((*found, *more), key=lambda verb: verb.start)) if more else found


@lru_cache(maxsize=_KEPT)
def rule_verbs(sentence: str) -> tuple[DutyVerb, ...]:
    """Those of the rule itself."""
    openers = [(verb, _opener(sentence, verb.start)) for verb in verbs_of(sentence)]
    return tuple(verb for verb, opener in openers if opener is None)


@lru_cache(maxsize=_KEPT)
def main_clause(sentence: str) -> str:
    """A sentence without what opens it: 'if …,', 'effective …,', 'it is agreed that'."""
    main = _MARK.sub("", sentence)
    main = _AGREED.sub("", main)
    while (lead := _LEAD_IN.match(main)) and not _holds_rule(lead.group()):
        main = main[lead.end() :]
    return main


def main_start(sentence: str) -> int:
    """Where the main clause of a sentence begins."""
    return len(sentence) - len(main_clause(sentence))


def _holds_rule(lead: str) -> bool:
    """True of 'Within ten days the Producer shall delete the scan, ': the rule itself."""
    return _OF_PLACE.match(lead) is not None and _DUTY.search(lead) is not None


def _opener(sentence: str, at: int) -> str | None:
    """The word that opens the side clause of a verb; None: the verb is the rule's."""
    start = max(0, at - _FAR)
    found = _SUBORDINATE.search(sentence[start:at].rstrip() + " ")
    if found is None or not sentence[: start + found.start()].strip():
        return None
    if found["subject"].count(")") > found["subject"].count("("):
        # 'A dancer (if the Producer agrees) may': what the bracket closes says nothing of the verb
        return None
    opener = found["opens"].lower()
    if opener == "that" and _SAYS.search(sentence[: start + found.start()]):
        return None
    return opener if opener not in _OF_NOUNS or _NOUN.match(found["subject"]) else None
