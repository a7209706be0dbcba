"""A sentence that came or went whole → what that means: a benefit, a duty, a ban, an exception …

Input: the sentence, and whether others of its clause stay. Output: `Sign`s. What only opens a list
or says when the text itself ends has none: it rules nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.comparison.effect_duties import must_grant
from analyzer.comparison.effect_parties import find_parties
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import Rule, main_clause, opposite, read_rule, verbs_of
from analyzer.comparison.effect_signs import Sign, shorten
from analyzer.records import Favors, Modality

# 'No scan is', 'Neither party', 'In no event shall', 'There shall be no'
_NOBODY = re.compile(
    r"(?:no|neither|nobody|none|never|nothing)\b|in no (?:\w+ )?(?:event|case|instance|way)\b"
    r"|there (?:shall|will) be no\b",
    re.IGNORECASE,
)
# 'However, ', 'Notwithstanding the foregoing, ': what was said does not hold here
_TURNS = re.compile(
    r"however\b|notwithstanding (?:the (?:above|foregoing|preceding|previous)|this|that)\b",
    re.IGNORECASE,
)
# 'does not apply', 'shall not include', 'are exempt from', 'is excluded'
_LEFT_OUT = re.compile(
    r"\b(?:(?:do|does|shall|will|may|should) not "
    r"(?:be (?:applicable|available|subject|construed)|apply|extend|include|cover)|"
    r"(?:is|are|shall be|will be) (?:\w+ )?"
    r"(?:not (?:applicable|subject|covered)|exempt(?:ed)?|excluded|inapplicable))\b",
    re.IGNORECASE,
)
# 'shall be within the same week', 'may only be taken', 'is limited to'
_LIMIT = re.compile(
    r"\b(?:shall|must|will|may) (?:only )?be (?:\w+ )?"
    r"(?:within|limited to|restricted to|confined to|only)\b"
    r"|\b(?:may|shall|will) only\b|\b(?:is|are) (?:limited|restricted|confined) to\b",
    re.IGNORECASE,
)
# 'The parties agree to the following:', 'shall apply as follows:'
_OPENS_LIST = re.compile(r"(?:following|follows|that)(?: \w+){0,4} ?[:.]?$", re.IGNORECASE)
# '(For example, ', 'EXAMPLE: '
_EXAMPLE = re.compile(r"\W*(?:(?:for|as an) )?(?:example|illustration)\b", re.IGNORECASE)
# 'This letter will sunset', 'This Agreement becomes effective', 'expires on June 30'
_OWN_TERM = re.compile(
    r"\b(?:agreement|letter|memorandum|sideletter|loa|mou|understanding|contract)\b[^.;,]{0,60}?"
    r"\b(?:sunset|expires?|terminates?|ends?|"
    r"(?:is|becomes?|be|remain) (?:in )?(?:effect\w*|full force))\b",
    re.IGNORECASE,
)
# 'shall apply', 'will be subject to', 'shall be considered': says for whom or what a rule holds
_HOLDS_FOR = re.compile(
    r"\b(?:shall|will|must) (?:also |only |continue to |instead )*"
    r"(?:apply(?! (?:the|this|such|an?|its|their) )|extend(?= to)|govern|supersede|prevail"
    r"|be (?:also )?"
    r"(?:applicable|subject to|covered|governed|considered|deemed|treated|regarded))\b",
    re.IGNORECASE,
)
# ' provide', ' promptly be paid', ' continue to receive': what is done, a giving
_GIVES = re.compile(
    r"(?: be| also| then| not| have been| \w+ly| continue to| make| at least)* "
    r"(?:provided?|pay|paid|furnish(?:ed)?|grant(?:ed)?|given?|suppl(?:y|ied)|reimbursed?|"
    r"contribut(?:ed?|ions?)|credit(?:ed)?|allow(?:ed)?|receive|get|earn|accrue|have|has|"
    r"extend(?:ed)?|"
    r"offer(?:ed)?|cover(?:ed)?|arrange|available|releas(?:ed?|e)|increased?|restored?|issued?|"
    r"entitled|eligible|compensated?|guaranteed?|use|take|retain|maintain(?:ed)?|elect|choose|"
    r"added|awarded|afforded|excused)\b",
    re.IGNORECASE,
)
# 'give written notice', 'provide a list of': told, not given
_TOLD = re.compile(
    r"(?:\w+ ){0,4}?(?:notices?|information|statements?|reasons?|lists?|reports?|responses?|"
    r"decisions?|documentation|forms?|reply|answers?|copy|copies)\b",
    re.IGNORECASE,
)


def read_alone(
    words: str, *, added: bool, within: bool, about: Favors = Favors.UNCLEAR
) -> Iterator[Sign]:
    """The sign of a sentence; `within` a clause of which others stay, `about` whom that serves."""
    if _rules_nothing(words):
        return
    name, favors = _meaning(words, within=within, about=about)
    if name is None:
        return
    old, new = (None, shorten(words)) if added else (shorten(words), None)
    yield Sign(_BOTH_WAYS[name][0 if added else 1], old, new, favors if added else opposite(favors))


_BOTH_WAYS = {
    name: (f"{name}_{came}", f"{name}_{went}")
    for name, came, went in (
        ("condition", "added", "dropped"),
        ("exception", "added", "dropped"),
        ("benefit", "added", "dropped"),
        ("negation", "added", "dropped"),
        ("duty", "strengthened", "weakened"),
        ("scope", "widened", "narrowed"),
    )
}


def _rules_nothing(words: str) -> bool:
    """True of what only opens a list, and of the term of the text itself."""
    opens = words.rstrip().endswith(":") and _OPENS_LIST.search(words.strip())
    if opens and not words_of("paid_out").search(main_clause(words)):
        return True
    return _OWN_TERM.search(words) is not None or _EXAMPLE.match(words) is not None


def _meaning(words: str, *, within: bool, about: Favors) -> tuple[str | None, Favors]:
    """The name of an effect without its direction, and whom it favours where it came."""
    main, rule = main_clause(words), read_rule(words)
    verbs = {verb.modality for verb in verbs_of(main)}
    denied = Modality.MUST_NOT in verbs or _NOBODY.match(main) is not None
    limited = rule.bound is Favors.WORKER
    if must_grant(main):
        return "duty", rule.serves
    qualified = _qualifies(main, rule, within=within, about=about)
    if qualified is not None:
        return qualified
    if within and _TURNS.match(words):
        return "exception", opposite(about) if rule.serves is Favors.UNCLEAR else rule.serves
    if denied:
        return ("exception" if within and limited else "negation"), rule.serves
    if rule.serves is Favors.WORKER and gives(main):
        return "benefit", rule.serves
    if Modality.MUST in verbs:
        holds = _HOLDS_FOR.search(main) is not None
        return ("scope", Favors.UNCLEAR) if holds else ("duty", rule.serves)
    if Modality.MAY in verbs:
        gets = rule.serves is Favors.WORKER and not _is_of_union(main)
        return ("benefit" if gets else "scope"), rule.serves
    return None, Favors.UNCLEAR


def _is_of_union(main: str) -> bool:
    """True of a right of the union itself, which gives workers nothing yet."""
    first = next(iter(find_parties(main)), None)
    return first is not None and words_of("union").fullmatch(first.word) is not None


def _qualifies(main: str, rule: Rule, *, within: bool, about: Favors) -> tuple[str, Favors] | None:
    """What a sentence takes from others: a limit, or what they do not hold for."""
    if within and _LIMIT.search(main):
        return "condition", Favors.EMPLOYER if about is Favors.WORKER else Favors.UNCLEAR
    if main.lower().startswith("only "):
        return "condition", opposite(about if rule.serves is Favors.UNCLEAR else rule.serves)
    left_out = _LEFT_OUT.search(main)
    if left_out is None:
        return None
    gets = words_of("benefit_thing").search(main[: left_out.start()])
    return "exception", Favors.EMPLOYER if gets else Favors.UNCLEAR


def gives(main: str) -> bool:
    """True where a rule gives a thing that workers get, and does not only tell of it."""
    if not words_of("benefit_thing").search(main):
        return False
    acts = [_GIVES.match(main, verb.end) for verb in verbs_of(main) if verb.end > verb.start]
    if not acts:
        acts = [*words_of("is_given").finditer(main)]
    return any(act is not None and not _TOLD.match(main, act.end() + 1) for act in acts)
