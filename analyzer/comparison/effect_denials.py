"""A denial that looks like a gift → whom it serves: 'shall have no responsibility for the car'.

What a party need not answer for serves that party, and what it has no right to serves the other;
the only thing owed and the pay that is not there serve the employer; what may not be withheld
serves the worker. Input: the main clause of a sentence. Output: the kind of it and the side.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_parties import SIDES, find_parties
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite
from analyzer.comparison.effect_subjects import subject_before
from analyzer.comparison.effect_unnamed import NOT_WITHHELD
from analyzer.records import Favors

# "shall have no responsibility", "has no further claim"
_HAS_NO = re.compile(
    r"\b(?:shall have|will have|has|have|bears?|assumes?) no (?:\w+ )?"
    r"(?:(?P<burden>responsibilit(?:y|ies)|liabilit(?:y|ies)|obligations?|dut(?:y|ies))|"
    r"(?:rights?|claims?|recourse|entitlement))\b",
    re.IGNORECASE,
)
# "the only payments due", "the sole obligations of the Producer shall be"
_ONLY_OWED = re.compile(
    r"(?:(?:it is|the parties) (?:\w+ )?(?:understood|agreed?) that )?"
    r"(?:the |producer's |employer's )?(?:only|sole) (?:\w+ ){0,2}?"
    r"(?:obligations?|payments?|compensation|remuneration|amounts?|sums?|residuals?)\b",
    re.IGNORECASE,
)
# "there shall be no extra pay", "without additional compensation"
_NO_PAY = re.compile(
    r"\b(?:(?:shall|will) be no|(?:is|are) no|without (?:any )?|for no) ?"
    r"(?:extra|additional|further|added|other) (?P<thing>(?:\w+ ){0,2}?\w+)",
    re.IGNORECASE,
)
# "approval", "authorization": given by one side to the other
_GIVEN = re.compile(r"\b(?:approvals?|authori[sz]ations?|permissions?|consents?)\b", re.IGNORECASE)

# 'are not eligible for a raise', 'is not entitled to overtime', 'shall be ineligible for'
_BARRED = re.compile(
    r"\b(?:is|are|be) (?:not (?:eligible|entitled)|ineligible)"
    r" (?:for|to(?: receive)?) (?P<thing>(?:[\w-]+ ){0,3}[\w-]+)",
    re.IGNORECASE,
)


def bars_from_benefit(main: str) -> bool:
    """True of 'are not eligible for overtime': somebody is kept from what workers get."""
    barred = _BARRED.search(main)
    return barred is not None and words_of("benefit_thing").search(barred["thing"]) is not None


def read_denial(main: str) -> tuple[str, Favors] | None:
    """The kind of a denial and the side that it serves; None for any other rule."""
    has_no = _HAS_NO.search(main)
    if has_no:
        subject = subject_before(main, has_no.start())
        if subject is None or subject.side not in SIDES:
            return None
        return "negation", subject.side if has_no["burden"] else opposite(subject.side)
    if _ONLY_OWED.match(main):
        return "condition", Favors.EMPLOYER
    no_pay = _NO_PAY.search(main)
    if no_pay and words_of("benefit_thing").search(no_pay["thing"]):
        return "negation", Favors.EMPLOYER
    withheld = NOT_WITHHELD.search(main)
    return _of_withheld(main[: withheld.start()]) if withheld else None


def _of_withheld(subject: str) -> tuple[str, Favors] | None:
    """Of what must not be withheld: an approval serves who asks for it, a benefit the worker."""
    given = _GIVEN.search(subject)
    if given:
        holders = [p for p in find_parties(subject) if _holds(subject, p.start, p.end)]
        if holders:
            side = holders[0].side
            return ("negation", opposite(side)) if side in SIDES else None
    benefit = words_of("benefit_thing").search(subject)
    return ("negation", Favors.WORKER) if benefit else None


def _holds(subject: str, start: int, end: int) -> bool:
    """True of a party whose approval it is: "the Guild's approval", 'approval by the Guild'."""
    if subject[end : end + 1] == "'":
        return True
    return re.search(r"\b(?:by|of) (?:the |a |each )?$", subject[:start], re.I) is not None
