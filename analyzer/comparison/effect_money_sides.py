"""A sentence and an amount of money in it → the side that more of it serves.

Whoever pays an amount bears it: more of it serves the other, and him who gets it. What is owed for
a late payment, and a ceiling of contributions, serve the worker unless it is he who pays.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_amount_sides import gate_serves
from analyzer.comparison.effect_amounts import Amount
from analyzer.comparison.effect_parties import Party, find_parties
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite, plain_side, read_rule
from analyzer.comparison.effect_subjects import subject_before
from analyzer.comparison.effect_values import AmountKind
from analyzer.comparison.effect_verbs import main_start
from analyzer.records import Favors

#: so many characters before a party say what is its own
_BEFORE = 40
# "; ", ": ", ", and the Employer will", " and the performer pays"
_PARTS = re.compile(
    r"[;:] |,? (?:and|but|while) (?=(?:the |an? |each |every |any )?\w+ "
    r"(?:shall|will|must|may|pays?|contributes?)\b)",
    re.IGNORECASE,
)
# " shall ", " agrees to promptly "
_MODAL = re.compile(
    r"\b(?:shall|will|must|may|should|to|not|also|and|or)(?: \w+ly| also| not)?\s*$", re.I
)
# "late payment ", "an overdue contribution "
_LATE = re.compile(
    r"\b(?:late|overdue|delinquent|delayed|past[- ]due|unpaid) (?:\w+ )?"
    r"(?:payments?|contributions?|wages|residuals|remittances?|fees?|compensation|salar(?:y|ies)|"
    r"reports?|cheques?|checks?)\b",
    re.IGNORECASE,
)
# "dues", "assessment": what a worker pays late
_OF_MEMBERS = re.compile(r"\b(?:dues|initiation|assessments?|premiums?)\b", re.IGNORECASE)
# "contributions up to ", "contributes to a maximum of ": a ceiling of them
_CONTRIBUTED_TO = re.compile(
    r"\b(?P<what>contribut(?:e|es|ed|ions?))\b[^.;]{0,60}?"
    r"\b(?:up to|to a (?:maximum|limit|ceiling) of|not to exceed|ceiling|limited to)\b",
    re.IGNORECASE,
)
# "employee contributions ", "contributions of the performer "
_BY_WORKER = re.compile(
    r"\b(?:employee|member|performer|worker|participant)s?'? contribut|"
    r"\bcontributions? (?:of|by|from) (?:the |each |an? |every )?"
    r"(?:employee|member|performer|worker|participant)",
    re.IGNORECASE,
)
_WORKERS = r"(?:employee|member|performer|worker|participant|player|actor|musician|dancer)s?"
_EMPLOYERS = r"(?:employer|producer|company|agency|state|compan(?:y|ies)|studio|team)s?"
_COST = r"(?:premiums?|contributions?|shares?|portions?|costs?|co-?pay\w*|deductibles?)"
# "employee premium contributions ", "the premium share of the dancer ", "the Agency's share "
_SHARE = re.compile(
    rf"\b(?:(?P<worker>{_WORKERS})|{_EMPLOYERS})(?:'s?)? (?:\w+ ){{0,2}}?{_COST}\b|"
    rf"\b{_COST} (?:of|paid by|borne by|from) (?:the |each |an? )?(?:(?P<of_worker>{_WORKERS})|"
    rf"{_EMPLOYERS})\b",
    re.IGNORECASE,
)
# ", and the Employer shall pay ": behind it the amount is another's
_NEXT_RULE = re.compile(r"[;:]|\b(?:pays?|contributes?|exceeds?|lower|higher|less|more)\b", re.I)
# "pay", "wages", "residuals", "the rate", "contributes": a share of what workers get
_PAYS = re.compile(
    r"\b(?:pay\w*|paid|wages?|salar\w+|residuals?|fees?|rates?|compensation|royalt\w+|bonus\w*|"
    r"increas\w+|scales?|minimums?|contribut\w+|pensions?|health|allowances?|earn\w*|premiums?|"
    r"benefits?|reimburs\w+|overtime|differentials?|stipends?|steps?)\b",
    re.IGNORECASE,
)
# "a fine not exceeding ", "fined up to ", "fines of "
_FINE = re.compile(r"\bfine[ds]?\b[^.;]{0,40}$", re.IGNORECASE)
# "suspension and fine upon any ", "may fine the "
_FINED = re.compile(
    r"\bfine[ds]?\b[^.;]{0,140}?\b(?:up)?on (?:the |any |each |an? |such )?(?=[a-z])|"
    r"\bfine (?:the |any |each |an? |such )?(?=[a-z])",
    re.IGNORECASE,
)
# "pays a fine", "shall be fined"
_PAYS_FINE = re.compile(r"\b(?:pays? (?:an? )?(?:\w+ )?fine|(?:is|are|be) fined)\b", re.IGNORECASE)
# " does not ", " shall never "
_NOT_PAID = re.compile(r"\b(?:not|never|nor|neither)\b[^,;]{0,12}$", re.IGNORECASE)
# "shall not exceed", "shall be no greater than", ", but in no event more than"
_CAPPED = re.compile(
    r"\b(?:(?:shall|will|may|must|can|do|does) not "
    r"(?:be (?:more|greater|higher|larger) than|exceed)|"
    r"(?:be|is|are) (?:in no (?:event|case) |no |not )(?:more|greater|higher|larger) than|"
    r"in no (?:event|case) (?:be )?(?:more|greater|higher|larger) than)\b",
    re.IGNORECASE,
)
# "paid by the member "
_PAID_BY_WORKER = re.compile(
    rf"\b(?:paid|borne|owed) by (?:the |each |an? |any |every )?(?:\w+ )?{_WORKERS}\b", re.I
)
# "Company's sole liability ", "obligation of the Company "
_OWES = re.compile(
    r"'s? (?:\w+ ){0,3}?(?:liabilit(?:y|ies)|obligations?|responsibilit(?:y|ies)|dut(?:y|ies))\b"
)
_OWED_BY = re.compile(
    r"\b(?:liabilit(?:y|ies)|obligations?|responsibilit(?:y|ies)|dut(?:y|ies)) of "
    r"(?:the |each |an? )?$",
    re.IGNORECASE,
)
# "taken from", "withheld"
_DEDUCTED = re.compile(
    r"\b(?:taken from|(?:credited|applied|offset) against)\b|\bdeduct|\bwithh[eo]ld", re.IGNORECASE
)


def _part_around(sentence: str, amount: Amount) -> str:
    """The part of a sentence with a verb of its own in which an amount stands."""
    start, end = 0, len(sentence)
    for cut in _PARTS.finditer(sentence):
        if cut.end() <= amount.start:
            start = cut.end()
        elif cut.start() >= amount.end:
            end = cut.start()
            break
    return sentence[start:end]


def money_serves(sentence: str, amount: Amount) -> Favors:
    """Whom a higher amount of money, or share of it, serves."""
    part = _part_around(sentence, amount)
    gate = gate_serves(sentence, amount)
    if gate is not None:
        return gate
    named = _named_serves(part, amount)
    if named is not None:
        return named
    rule = read_rule(part)
    fine = _FINE.search(sentence, 0, amount.start)
    if fine is not None:
        return _of_fine(sentence)
    capped = _cap_serves(sentence, amount)
    if capped is not None:
        return capped
    if _LATE.search(part):
        return Favors.UNCLEAR if _OF_MEMBERS.search(part) else Favors.WORKER
    if _DEDUCTED.search(part):
        return Favors.EMPLOYER
    if words_of("taken").search(part) and rule.bound is not Favors.EMPLOYER:
        return Favors.EMPLOYER
    if rule.serves is Favors.EMPLOYER and rule.bound is Favors.WORKER:
        return Favors.EMPLOYER
    shares_nothing = amount.kind is AmountKind.PERCENTAGE and not _PAYS.search(sentence)
    return Favors.UNCLEAR if shares_nothing else Favors.WORKER


def _named_serves(part: str, amount: Amount) -> Favors | None:
    """Whom more serves where the sentence says who contributes, pays or gets the amount."""
    if _is_contributed_to(part):
        return Favors.WORKER
    share = None if _CONTRIBUTED_TO.search(part) else _share_of(part, amount)
    if share is not None:
        return share
    payer = _payer(part)
    if payer in (Favors.EMPLOYER, Favors.WORKER):
        return opposite(payer)
    if _gets(part, amount):
        return Favors.WORKER
    return Favors.UNCLEAR if _CONTRIBUTED_TO.search(part) and _BY_WORKER.search(part) else None


def _share_of(part: str, amount: Amount) -> Favors | None:
    """Whom more of a share of a cost serves, by whose share it is; None of any other amount."""
    at = part.find(amount.text)
    whose = list(_SHARE.finditer(part, 0, at)) if at > 0 else []
    if not whose or _NEXT_RULE.search(part, whose[-1].end(), at):
        return None
    by_worker = whose[-1]["worker"] or whose[-1]["of_worker"]
    return Favors.EMPLOYER if by_worker else Favors.WORKER


def _of_fine(sentence: str) -> Favors:
    """Whom a higher fine serves: the employer where workers are fined, the worker where it is the
    employer's breach."""
    pays = _PAYS_FINE.search(sentence)
    payer = subject_before(sentence, pays.start()) if pays else None
    if payer is None and (fined := _FINED.search(sentence)):
        behind = (party for party in find_parties(sentence) if party.start >= fined.end())
        payer = next(behind, None)
    return plain_side(opposite(payer.side)) if payer else Favors.UNCLEAR


def _is_contributed_to(part: str) -> bool:
    """True of a ceiling of contributions, unless it is workers who contribute."""
    ceiling = _CONTRIBUTED_TO.search(part)
    if ceiling is None or _BY_WORKER.search(part):
        return False
    subject = subject_before(part, ceiling.start("what"))
    return subject is None or subject.side is not Favors.WORKER


def _cap_serves(sentence: str, amount: Amount) -> Favors | None:
    """Whom a higher ceiling of what is paid serves: 'coverage shall not exceed'; None: no such."""
    capped = _CAPPED.search(sentence, 0, amount.start)
    if capped is None or not words_of("benefit_thing").search(sentence, 0, capped.start()):
        return None
    by_worker = _PAID_BY_WORKER.search(sentence, 0, capped.start())
    return Favors.EMPLOYER if by_worker else Favors.WORKER


def _payer(part: str) -> Favors:
    """The side that pays, where the sentence says who."""
    lead_in = main_start(part)
    for verb in words_of("pays").finditer(part):
        owes = _owing(part, verb.start())
        if owes is not None:
            return owes.side
        subject = subject_before(part, verb.start())
        if subject is None or subject.end <= lead_in <= verb.start():
            continue
        between = part[subject.end : verb.start()]
        if _NOT_PAID.search(between):
            continue
        if not between.strip() or _MODAL.search(between):
            return subject.side
    return Favors.UNCLEAR


def _owing(part: str, at: int) -> Party | None:
    """The party whose liability or duty it is to pay: "the Company's sole liability is to pay"."""
    for party in reversed(find_parties(part)):
        if party.end > at:
            continue
        head = part[max(0, party.start - _BEFORE) : party.start]
        owes = _OWES.match(part, party.end, at) or _OWED_BY.search(head)
        if owes and _MODAL.search(part[party.end : at]):
            return party
    return None


def _gets(part: str, amount: Amount) -> bool:
    """True where the worker gets the amount: 'a dancer who drives receives forty cents a mile'."""
    at = part.find(amount.text)
    verbs = list(words_of("getting").finditer(part, 0, max(0, at)))
    if not verbs or _NOT_PAID.search(part, 0, verbs[-1].start()):
        return False
    subject = subject_before(part, verbs[-1].start())
    return subject is not None and subject.side is Favors.WORKER
