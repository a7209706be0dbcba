"""A sentence that came or went whole → what that means: a benefit, a duty, a ban, an exception …

Input: the sentence, and whether others of its clause stay. Output: `Sign`s. What only opens a list
or says when the text itself ends has none: it rules nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.comparison.effect_duties import must_grant
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
    r"(?:apply|extend|govern|supersede|prevail|be (?:also )?"
    r"(?:applicable|subject to|covered|governed|considered|deemed|treated|regarded))\b",
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
    return _OWN_TERM.search(words) is not None


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
        return ("benefit" if rule.serves is Favors.WORKER else "scope"), rule.serves
    return None, Favors.UNCLEAR


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
    verbs = words_of("benefit").finditer(main)
    return any(not _TOLD.match(main, verb.end() + 1) for verb in verbs)
