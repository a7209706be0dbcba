"""Whether a phrase stands under a negation, and where a sentence says must, may, must not.

Input: a sentence with plain marks and the span of a phrase in it. Output: yes or no. A negation
reaches forward to the end of its clause: a semicolon, a colon, or a comma or 'and' that a new verb
of duty follows. `duty_verbs` gives the verbs themselves with what they make of an act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.records import Modality

# "shall not", "cannot", "no replica", "neither … nor"; not "not only", "whether or not", "no later"
_NEGATION = re.compile(
    r"\b(?:not|never|nor|neither|no|none|nobody|nothing|cannot|can't|forbidden|prohibited)\b"
    r"(?<!whether or not)(?! (?:only|limited to)\b)"
    r"(?! (?:less|later|more|earlier|fewer|longer|lower|greater|sooner) than\b)",
    re.IGNORECASE,
)
# "; ", ": ", ", but the Producer may", " and shall own", ", provided that", ", the actor shall"
_NEW_CLAUSE = re.compile(
    r"[;:]|,? (?:but|except|unless|provided that|whereas|while|although|however)\b|"
    r",? and (?:\w+ ){0,3}?(?:shall|may|must|will)\b|, (?:which|who) |"
    r", (?:the|an?|such|each|every|any|it|he|she|they)(?: \w+){0,4}? "
    r"(?:shall|must|will|receives?|gets?)\b",
    re.IGNORECASE,
)

# "without the signed consent of the actor", ", without such consent,"; not "with or without"
_CONDITION = re.compile(
    r"(?P<comma>, )?\b(?<!with or )(?<!with and )(?:without|absent(?! from)|in the absence of)\b"
    # "without limitation", "without prejudice to": no condition
    r"(?! (?:any )?(?:limit|prejudice|regard|restrict|exception|qualification|reservation))"
    r"(?P<leave>[^.;:]{0,100}?\b(?:consents?|permission|approval|authorization|agreement|notice)\b)?"
    r"[^.;:,]*",
    re.IGNORECASE,
)
_BARRED = "forbidden|prohibited|void|insufficient|barred|excluded"
# "… is forbidden", "… are void", "… is not enough"; not "… is not limited", "… shall not be barred"
_DENIED_AFTER = re.compile(
    r"[^.;:,]{0,40}?\b(?<!not )(?<!never )(?:is|are|be|was|were) (?:hereby )?"
    r"(?:(?:not|never)(?! (?:\w+ly |in any (?:way|manner) )?"
    rf"(?:limited|restricted|confined|{_BARRED})\b)|{_BARRED})\b",
    re.IGNORECASE,
)
#: how many characters a negation reaches
REACH = 110


def is_negated(sentence: str, start: int, end: int) -> bool:
    """True when sentence[start:end] is denied: "shall not own the scan" denies "own". What a ban is
    lifted by is not: "shall not scan without written consent" asks for "written consent"."""
    for negation in _NEGATION.finditer(sentence, max(0, start - REACH), end):
        breaks = _NEW_CLAUSE.finditer(sentence, negation.end(), max(negation.end(), end))
        if any(new.start() <= start for new in breaks):
            continue
        if not _is_condition(sentence, negation.end(), start, end):
            return True
    return bool(_DENIED_AFTER.match(sentence, end))


def _is_condition(sentence: str, denied: int, start: int, end: int) -> bool:
    """True where sentence[start:end] is of the condition of a ban that opens at `denied`; one that
    stands between commas or right after the 'not' ends there, and what the ban denies goes on."""
    for found in _CONDITION.finditer(sentence, denied):
        if found.start() > start:
            break
        last = len(sentence)
        if found["comma"]:
            last = found.end()
        elif found.start() <= denied + 1:
            last = found.end("leave") if found["leave"] else found.start()
        if end <= last:
            return True
    return False


# ── verbs of duty ────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class DutyVerb:
    """Where a sentence says what somebody must, may, must not …; `binds_that`: what is agreed or
    acknowledged follows in a clause of its own ('agrees that'); `lifts`: somebody is free not to
    ('need not')."""

    start: int
    end: int
    modality: Modality
    binds_that: bool = False
    lifts: bool = False


# "shall, at all times, not"
_BETWEEN = (
    r"(?:,? (?:\w+ly|also|then|only|further|at (?:all times|no time)|in no (?:event|case)),?){0,2}"
)
_NOT = (
    rf"(?:shall|will|must|may|can|would){_BETWEEN} (?:not|never|neither)\b(?! (?:be )?limited to)"
)
_BE = "(?:is|are|shall be|will be)"
_AGREES = r"(?:(?:has|have)(?: \w+)? agreed|(?:hereby |each |further )*agrees?)"
_LIFTS = (
    # "need not", "is not required to", "do not have to"
    r"need not",
    r"(?:is|are) not (?:required|obligated|obliged) to",
    r"(?:do|does) not (?:have|need) to",
    r"(?:shall|will|has|have) (?:have )?no (?:duty|obligation)",
)
_LIFTED = re.compile("|".join(_LIFTS), re.IGNORECASE)
#: the first that matches at a place holds
_DUTY_VERBS: tuple[tuple[Modality, tuple[str, ...]], ...] = (
    (
        Modality.RESERVE,
        (
            # "reserves all of its rights", "shall retain the right"
            (
                r"(?:(?:shall|will|may) (?:continue to )?)?(?:hereby |each |expressly )?"
                r"(?:retain|reserve)s?(?: (?:to|for) (?:itself|themselves))?(?:,[^,;]{1,80},)?"
                r",?(?: \w+){0,6}? "
                r"(?:rights?|discretion|authority|positions?|prerogatives?|ability)"
            ),
            # "does not waive"
            r"(?:does|do|shall|will) not waive",
            # "rights under the law are reserved"
            rf"{_BE} (?:hereby |expressly )?(?:reserved|retained)",
            # "neither party waives"
            r"(?<!shall )(?<!will )(?<!may )(?<!to )waives?",
        ),
    ),
    (
        Modality.WILL_ENDEAVOR,
        (
            # "shall at all times endeavor"
            r"(?:shall|will|must|agrees? to|undertakes? to)(?: \w+){0,3}? (?:endeavou?r|strive)s?",
            # "will seek to"
            r"(?:shall|will|agrees? to)(?: \w+ly)? (?:attempt|seek|try) to",
            # "agrees to make a good faith effort"
            (
                r"(?:shall|will|must|agrees? to)(?: \w+ly)? (?:use|make|exercise|exert)"
                r"(?: [\w-]+){0,6}? (?:efforts?|endeavou?rs?)"
            ),
            # "are encouraged to"
            rf"{_BE} (?:strongly )?encouraged to",
            r"endeavou?rs? to",
        ),
    ),
    (
        Modality.MAY,
        # "may, but is not required to"
        (r"may,? but (?:is|are|shall|need)(?: not)?(?: be)? (?:not )?(?:\w+ )?to",),
    ),
    (
        Modality.MUST_NOT,
        (
            _NOT,
            # "cannot", "agrees not to", "is prohibited from"
            r"cannot",
            r"agrees? not to",
            rf"{_BE} not (?:permitted|allowed|authorized|entitled)(?: to)?",
            rf"{_BE} (?:strictly |hereby )?(?:prohibited|forbidden)",
            rf"{_BE} (?:prohibited|barred|precluded|forbidden) (?:from|to)",
            r"(?:shall|will|has|have) (?:have )?no (?:right|authority|power)",
            # "are not to be used"
            r"(?:is|are) not to be",
        ),
    ),
    (
        Modality.MAY,
        (
            *_LIFTS,
            # "is permitted to", "shall be eligible for", "shall have the right to"
            rf"{_BE} (?:permitted|allowed|entitled|authorized|free|at liberty|eligible) (?:to|for)",
            (
                r"(?:has|have|shall have|will have) the (?:\w+ )?"
                r"(?:right|option|opportunity|authority|discretion)(?:,[^,]{1,60},)? (?:to|of)"
            ),
            r"may",
        ),
    ),
    (
        Modality.MUST,
        (
            r"(?:shall|must|(?<!\bat )will)",
            # "agrees to", "is required to", "has a duty to", "are responsible for"
            rf"{_AGREES}(?:,[^,;]{{1,60}},)? to(?! by)",
            r"(?:is|are) (?:required|obligated|obliged|bound) to",
            r"(?:undertakes?|covenants?|commits?) to",
            r"(?:has|have) (?:a|an|the) (?:duty|obligation) to",
            r"(?:is|are) responsible for",
            # "is to be paid", "are subject to"
            r"(?:is|are) to be",
            r"(?:is|are) (?:subject|limited|restricted) to",
        ),
    ),
)
# "agree that", "have agreed, for this term, that"
_AGREES_THAT = (
    r"(?:(?:has|have) agreed|(?:hereby |each |further )*agrees?)(?:,[^,;]{1,60},)? that\b"
)
# "acknowledge that", "recognizes the importance"
_ACKNOWLEDGES = (
    r"(?<!\bto )(?:agrees? and )?(?:hereby |each |mutually |further |also )*"
    r"(?:(?:acknowledges?|recogni[sz]es?|(?:re)?affirms?)\b|(?:understands?|confirms?)"
    r"(?= (?:and|that|the|their|its)\b)|"
    r"(?:is|are) (?:hereby |mutually )?(?:acknowledged|recogni[sz]ed|understood))"
    r"(?: and (?:agrees?|acknowledges?|recogni[sz]es?)(?! to\b))?"
)
# "Nothing in this article limits", "nothing herein is intended to"
_NOTHING = re.compile(
    r"\bnothing\b[^.;]{0,90}?(?P<verb> "
    r"(?:is intended to|(?:limit|preclude|prohibit|restrict|"
    r"prevent|require|diminishe|abrogate|waive|expand|alter|change|affect|impair|permit|allow|bar)s)\b)",
    re.IGNORECASE,
)
# how each of them begins: at any other word none is tried
_OPENS = (
    "(?=shall|will|must|may|can|would|is|are|ha[sv]e?|do|need|hereby|each|expressly|mutually|"
    "further|also|retain|reserve|waive|agree|undertake|endeavo|covenant|commit|"
    "acknowledge|recogni|(?:re)?affirm|understand|confirm)"
)
_DUTY = re.compile(
    rf"\b{_OPENS}(?:"
    + "|".join(
        f"(?P<d{number}>{'|'.join(patterns)})" for number, (_, patterns) in enumerate(_DUTY_VERBS)
    )
    + rf"|(?P<acknowledge>{_ACKNOWLEDGES})|(?P<agree>{_AGREES_THAT}))\b"
)


def duty_verbs(sentence: str) -> tuple[DutyVerb, ...]:
    """Every verb of duty of a sentence with plain marks, in order: 'will' and 'agrees to' are
    must, 'may not' is must_not, 'retains the right' is reserve."""
    found = []
    for match in _DUTY.finditer(sentence):
        name = match.lastgroup or ""
        if name == "acknowledge":
            modality = Modality.ACKNOWLEDGE
        elif name == "agree":
            modality = Modality.MUST
        else:
            modality = _DUTY_VERBS[int(name[1:])][0]
        binds = name in ("acknowledge", "agree")
        lifts = bool(_LIFTED.fullmatch(match[0]))
        found.append(DutyVerb(match.start(), match.end(), modality, binds, lifts))
    for match in _NOTHING.finditer(sentence):
        start = match.start("verb") + 1
        if not any(match.start() < verb.start < match.end() for verb in found):
            # the verb itself belongs to the act
            found.append(DutyVerb(start, start, Modality.MUST))
    return _join_verbs(sentence, sorted(found, key=lambda verb: verb.start))


def _join_verbs(sentence: str, verbs: Iterable[DutyVerb]) -> tuple[DutyVerb, ...]:
    """Verbs that follow each other at once as one: 'agree to reserve' is reserve, 'shall
    acknowledge' is must."""
    joined: list[DutyVerb] = []
    for verb in verbs:
        before = joined[-1] if joined else None
        if before is None or before.binds_that or sentence[before.end : verb.start].strip():
            joined.append(verb)
        elif verb.modality in (Modality.RESERVE, Modality.WILL_ENDEAVOR):
            joined[-1] = DutyVerb(before.start, verb.end, verb.modality)
    return tuple(joined)
