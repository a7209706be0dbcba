"""A sentence that came or went whole → what that means: a benefit, a duty, a ban, an exception …

Input: the sentence, and whether others of its clause stay. Output: `Sign`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.comparison.effect_bearers import bearer_of
from analyzer.comparison.effect_breach import ends_dispute, is_remedy, who_breaks, who_is_spared
from analyzer.comparison.effect_consent import is_waiver, who_consents
from analyzer.comparison.effect_denials import bars_from_benefit, read_denial
from analyzer.comparison.effect_duties import must_grant
from analyzer.comparison.effect_floors import ceiling_serves, is_floor
from analyzer.comparison.effect_giving import gives, gives_first, sets_rate
from analyzer.comparison.effect_guards import is_paid_up, is_protected, is_waived, owner_of
from analyzer.comparison.effect_harmless import acts_by_letters, held_harmless
from analyzer.comparison.effect_limits import Meaning, leaves_out, qualifies
from analyzer.comparison.effect_parties import find_parties, role_of
from analyzer.comparison.effect_recitals import rules_nothing, says_how, tells_own_time
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import Rule, opposite, plain_side, read_rule
from analyzer.comparison.effect_signs import Sign, shorten
from analyzer.comparison.effect_subjects import subject_before
from analyzer.comparison.effect_things import NOBODY
from analyzer.comparison.effect_verbs import main_clause, rule_verbs
from analyzer.comparison.effect_waivers import who_waives
from analyzer.records import Favors, Modality
from analyzer.wording.modality import DutyVerb

# 'No scan is', 'Neither party', 'In no event shall', 'There shall be no'
_NOBODY = (
    re.compile(
        r"^(?:(?:no|neither|nobody|none|never|nothing)\b|in no (?:\w+ )?(?:event|case|"
        r"instance|way)\b|at no (?:time|point)\b|under no circumstances?\b"
        r"|there (?:shall|will) be no\b)",
        re.IGNORECASE,
    ),
    NOBODY,
)
# 'no notice is required for a fitting': it still is elsewhere
_IN_A_CASE = re.compile(r"\b(?:for|where|when|if|in|of|to) (?!the\b)", re.IGNORECASE)
# 'However, ', 'Notwithstanding the foregoing, ': what was said does not hold here
_TURNS = re.compile(
    r"however\b|notwithstanding (?:the (?:above|foregoing|preceding|previous)|this|that)\b",
    re.IGNORECASE,
)
# 'may be used only in the film', 'may transfer it only to a buyer'
_ONLY_SO = re.compile(
    r"\bmay\b[^.;,]{0,60}? only (?:in|if|when|where|for|to|with|within|upon|after|once|"
    r"together|by)\b",
    re.IGNORECASE,
)
# 'Rates for extras shall be frozen', 'the increase is deferred'
_HELD_DOWN = re.compile(
    r"\b(?:is|are|be) (?:frozen|suspended|deferred|reduced|eliminated|discontinued|withheld|"
    r"lowered|cut)\b",
    re.IGNORECASE,
)
# 'Rates for extras ', 'Their pay ', 'The wages of trainees '
_RATE = re.compile(
    r"(?:(?:the|all|any|such|each|their|his|her) )?(?:[\w-]+ ){0,2}?"
    r"(?:rates?|minimums?|scales?|wages|salaries|pay|increases?|compensation|allowances?)\b"
    r"(?! (?:cap|level|date|period)s?\b)[^,;()]{0,60}$",
    re.IGNORECASE,
)
# 'dues', 'deductions': what workers bear
_BORNE = re.compile(
    r"\b(?:dues|deduct\w*|deductibles?|co-?pay\w*|employee (?:share|contribution)s?|premiums?|"
    r"arbitrat\w*|not|no|never)\b",
    re.IGNORECASE,
)
# 'are subject to the manager's discretion'
_AT_DISCRETION = re.compile(
    r"\bsubject to [^.;,]{0,40}\b(?:discretion|approval|operat\w+ needs?|availability|"
    r"funding|budget)\b|"
    # 'must have prior manager approval', 'require approval of the Agency'
    r"\b(?:have|require|receive|obtain) (?:\w+ ){0,2}?(?:manager|supervisor|management|agency|"
    r"director)(?:'s|ial)? (?:\w+ )?(?:approval|authori[sz]ation|permission)\b",
    re.IGNORECASE,
)
# 'shall apply', 'will be subject to', 'shall be considered': says for whom or what a rule holds
_HOLDS_FOR = re.compile(
    r"\b(?:shall|will|must) (?:also |only |continue to |instead )*"
    r"(?:apply(?! (?:the|this|such|an?|its|their) )|extend(?= to)|govern|supersede|prevail"
    r"|be (?:also )?"
    r"(?:as (?:provided|set forth|specified|stated)|applicable|subject to|covered|governed|"
    r"considered|deemed|treated|regarded))\b",
    re.IGNORECASE,
)

# 'Ushers are expected to': bound, without a verb of duty
_EXPECTED = re.compile(r"\b(?:is|are) (?:expected|required|obliged|obligated) to\b", re.IGNORECASE)
# '; provided, however, that ': what follows limits the rule before it
_PROVISO = re.compile(r"[;,] (?:and )?provided\b", re.IGNORECASE)
# 'For clarity, ', 'For the avoidance of doubt, ': tells what holds already
_EXPLAINS = re.compile(r"\W*for (?:clarity|(?:the )?avoidance of (?:any )?doubt)\b", re.IGNORECASE)

#: the effect's kind → its names where the sentence came, and where it went
_BOTH_WAYS = {
    kind: (f"{kind}_{came}", f"{kind}_{went}")
    for kind, came, went in (
        ("condition", "added", "dropped"),
        ("exception", "added", "dropped"),
        ("benefit", "added", "dropped"),
        ("negation", "added", "dropped"),
        ("duty", "strengthened", "weakened"),
        ("scope", "widened", "narrowed"),
        ("consent", "widened", "narrowed"),
    )
} | {
    "limit": ("scope_narrowed", "scope_widened"),
    "remedy": ("remedy_changed", "remedy_changed"),
}


def read_alone(
    words: str,
    read: str,
    *,
    added: bool,
    within: bool,
    about: Favors = Favors.UNCLEAR,
) -> Iterator[Sign]:
    """The sign of a sentence; `read`: the same with the party for its pronoun, or behind the words
    that open its list; `within` a clause of which others stay, `about` whom that serves."""
    old, new = (None, shorten(words)) if added else (shorten(words), None)
    if tells_own_time(read):
        yield Sign("date_changed", old, new, Favors.UNCLEAR)
        return
    if rules_nothing(read):
        return
    main = main_clause(read)
    if added and (_is_held_down(main) or (not within and bars_from_benefit(main))):
        yield Sign("benefit_dropped", old, new, Favors.EMPLOYER)
        return
    meaning = _meaning(read, within=within, about=about)
    if meaning is None:
        return
    name, favors = meaning
    if name == "duty" and favors is Favors.UNCLEAR and _EXPLAINS.match(read):
        return
    if name == "consent" and favors is Favors.EMPLOYER and is_waiver(main):
        added = not added
        favors = opposite(favors)
    yield tell(name, favors, words, added=added)


def tell(kind: str, favors: Favors, words: str, *, added: bool) -> Sign:
    """The sign of words that came, and serve that side, or of such that went."""
    name = _BOTH_WAYS[kind][0 if added else 1]
    if added:
        return Sign(name, None, shorten(words), favors)
    return Sign(name, shorten(words), None, opposite(favors))


def _meaning(words: str, *, within: bool, about: Favors) -> Meaning | None:
    """What a sentence means; None where nothing is plain."""
    main, rule = main_clause(words), read_rule(words)
    if rule.serves is not Favors.EMPLOYER and gives_first(main) and leaves_out(main):
        return "benefit", Favors.WORKER
    if says_how(main):
        return "scope", Favors.UNCLEAR
    plain = _of_matter(words, main, rule, about) or qualifies(
        _before_proviso(main), rule, within=within, about=about
    )
    if plain is not None:
        return plain
    if within and _TURNS.match(words):
        return "exception", opposite(about) if rule.serves is Favors.UNCLEAR else rule.serves
    verbs = [verb.modality for verb in rule_verbs(main)]
    modality = verbs[0] if verbs else None
    if modality is Modality.MUST_NOT or any(pattern.search(main) for pattern in _NOBODY):
        spares = within and is_waived(main) and _IN_A_CASE.search(main)
        return ("exception" if spares else "negation"), rule.serves
    if rule.serves is not Favors.EMPLOYER and gives(main):
        return "benefit", Favors.WORKER
    if Modality.MUST in verbs or Modality.WILL_ENDEAVOR in verbs:
        return _of_duty(main, rule)
    if Modality.MUST_NOT in verbs:
        return "negation", rule.serves
    if Modality.MAY in verbs:
        gets = rule.serves is Favors.WORKER and not _is_of_union(main)
        return ("benefit" if gets else "scope"), rule.serves
    return None if verbs else _of_expected(main)


def _of_expected(main: str) -> Meaning | None:
    """'Ushers are expected to fill in the form': a duty of whoever is expected to."""
    expected = _EXPECTED.search(main)
    if expected is None:
        return None
    verb = DutyVerb(expected.start(), expected.end(), Modality.WILL_ENDEAVOR)
    return "duty", opposite(plain_side(bearer_of(main, verb)))


def _before_proviso(main: str) -> str:
    """A rule without the proviso behind it."""
    proviso = _PROVISO.search(main)
    head = main[: proviso.start()] if proviso else main
    return head if rule_verbs(head) else main


def _of_matter(words: str, main: str, rule: Rule, about: Favors) -> Meaning | None:
    """What a sentence is about tells, whatever its verb: a thing owned, a consent, a remedy …"""
    if owner_of(main) is not None:
        return ("benefit" if rule.serves is Favors.WORKER else "scope"), rule.serves
    waives = who_waives(main)
    if waives is not None:
        return "scope", opposite(waives)
    denial = read_denial(main) or _of_form(main, rule)
    if denial is not None:
        return denial
    asked = who_consents(main)
    if asked is not None:
        return "consent", asked
    breached = _of_breach(words, main)
    if breached is not None:
        return breached
    if _ONLY_SO.search(main):
        return "condition", about if rule.serves is Favors.UNCLEAR else opposite(rule.serves)
    if is_paid_up(main):
        return "exception", Favors.EMPLOYER
    capped = ceiling_serves(main)
    if capped is not None:
        return "negation", capped
    return ("benefit", Favors.WORKER) if is_floor(main) else None


def _of_form(main: str, rule: Rule) -> Meaning | None:
    """A duty in another form: to hold harmless, not to deny unreasonably."""
    held = held_harmless(main)
    if held is not None:
        return "duty", held
    if must_grant(main):
        return "duty", Favors.UNCLEAR if acts_by_letters(main) else rule.serves
    return None


def _of_breach(words: str, main: str) -> Meaning | None:
    """What follows a breach or must not, and how a dispute ends."""
    if is_protected(main):
        return "negation", Favors.WORKER
    ended = ends_dispute(main)
    if ended is not None:
        return "remedy", ended
    if not is_remedy(words, main):
        return None
    spared = who_is_spared(words, main)
    return "remedy", opposite(who_breaks(words)) if spared is None else spared


def _is_held_down(main: str) -> bool:
    """True of what workers get, kept from growing or made less: 'rates shall be frozen'."""
    held = _HELD_DOWN.search(main)
    if held is None or subject_before(main, held.start()) is not None:
        return False
    head = main[: held.start()]
    return _RATE.match(head) is not None and _BORNE.search(head) is None


def _of_duty(main: str, rule: Rule) -> Meaning:
    if _AT_DISCRETION.search(main):
        return "condition", Favors.EMPLOYER
    holds = _HOLDS_FOR.search(main)
    if holds and words_of("benefit_thing").search(main, 0, holds.start()):
        return "benefit", Favors.WORKER
    if rule.serves is not Favors.EMPLOYER and sets_rate(main):
        return "benefit", Favors.WORKER
    return ("scope", Favors.UNCLEAR) if holds else ("duty", rule.serves)


def _is_of_union(main: str) -> bool:
    """True of a right of the union itself, which gives workers nothing yet."""
    first = next(iter(find_parties(main)), None)
    return first is not None and role_of(first.word) == "union"
