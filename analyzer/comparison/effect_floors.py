"""Floors under what is paid, ceilings over it, and a minimum taken twice → signs.

'but not less than scale' that is struck takes a floor away, though no amount stands in it. Input: a
`SentencePair`. Output: `Sign`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.comparison.effect_pairs import Lone, SentencePair
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite
from analyzer.comparison.effect_signs import Sign, lone_sign, phrase, serves_either
from analyzer.records import Favors

# "but not less than the minimum", "at least scale", "in no event below the rate"
_FLOOR = re.compile(
    r"\b(?:(?:not|no|never) (?:\w+ )?(?:less|fewer|lower|smaller) than|at least|not (?:be )?below|"
    r"a minimum of|undercut)\b",
    re.IGNORECASE,
)
# "shall not be less than", "shall not undercut"
_MUST_REACH = re.compile(
    r"\b(?:shall|must|will|may) (?:not|never|in no (?:event|case)) (?:be )?"
    r"(?:less than|lower than|below|undercut|fall below)\b",
    re.IGNORECASE,
)
# "shall not be less than", "be no less than", "shall be at least"
_REACHES = re.compile(
    r"\b(?=[nib])(?:(?:(?:not|never|in no (?:event|case)) be |"
    r"be (?:not |no |never |in no (?:event|case) ))"
    r"(?:less|lower|fewer|smaller) than|not be below|be at least)\b",
    re.IGNORECASE,
)
#: words that say 'be so much'
_BE = frozenset(("be", "equal", "to", "at", "the"))
# "In no case shall the rate exceed", "the fee shall not be more than"
_CEILING = re.compile(
    r"(?:(?:in|at|under) no (?:case|event|time|instance|circumstances?) (?:shall|will|may|must|"
    r"can) (?P<what>[^.;,]{1,60}?) |(?P<head>[^.;,]{1,80}?) (?:shall|will|may|must|can) (?:also )?"
    r"(?:not|never|in no (?:case|event)) )"
    r"(?:exceed|be (?:more|greater|higher|larger) than|(?:go|be|rise) above)\b",
    re.IGNORECASE,
)
# "the rate", "The daily fee of a diver ", "wages"
_OF_PAY = re.compile(
    r"(?:(?:the|an?|any|all|such|each|every|no|their|his|her|its) )?(?:[\w-]+ ){0,3}?"
    r"(?:rates?|wages?|salar(?:y|ies)|pay|compensation|fees?|allowances?|increases?|payments?|"
    r"bonus(?:es)?|residuals?|royalt(?:y|ies)|reimbursements?)\b(?! (?:periods?|dates?|days?)\b)",
    re.IGNORECASE,
)
# "dues", "The employee contributions"
_BORNE = re.compile(
    r"(?:(?:the|an?|any|all|such|each|no|their|his|her) )?(?:\w+ )?"
    r"(?:dues|deductions?|co-?pay\w*|deductibles?|initiation fees?|fines?|"
    r"(?:employee|member|worker)s?'? (?:premium )?(?:contributions?|shares?))\b",
    re.IGNORECASE,
)
# "twice", "three times", "double", "one half of", "one quarter more"
_TIMES = re.compile(
    r"(?:(?P<more>twice|double|triple|thrice|(?:one and )?\w+(?:[ -]and[ -]\w+[ -]\w+)? times)|"
    r"(?:one[ -])?(?:half|third|quarter)(?: of)?|\w+[ -](?:thirds|quarters|"
    r"fifths)(?: of)?)",
    re.IGNORECASE,
)
# "and one quarter more", "plus ten percent"
_MORE = re.compile(
    r"(?:and )?(?:an? |one )?\w+ (?:more|again|on top)|plus (?:an? |one )?[\w ]+", re.IGNORECASE
)
# " the minimum", " scale"
_BASE = re.compile(
    r" ?(?:of )?(?:the |that |his |her |their |its |such )?(?:\w+ ){0,2}?"
    r"(?:minimums?|rates?|scale|pay|wages?|salar(?:y|ies)|fees?|compensation|sums?|amounts?)\b",
    re.IGNORECASE,
)


def is_floor(main: str) -> bool:
    """True of a rule that pay shall not be less than something."""
    return _MUST_REACH.search(main) is not None and pays(main)


def ceiling_serves(main: str) -> Favors | None:
    """Whom a rule serves that pay, or what workers bear, shall not be more than something; None of
    any other rule."""
    found = _CEILING.match(main)
    what = (found["what"] or found["head"]) if found else ""
    if _BORNE.match(what):
        return Favors.WORKER
    paid = _OF_PAY.match(what) and not words_of("taken").search(what)
    return Favors.EMPLOYER if paid else None


def sets_floor(words: str) -> bool:
    """True of words that put a floor under what is paid."""
    return _FLOOR.search(words) is not None and pays(words)


def find_floors(pair: SentencePair) -> Iterator[Sign]:
    """Floors that came or went, and a base that is taken more or fewer times."""
    for lone in pair.lone:
        if sets_floor(lone.words) and serves_either(pair) is not Favors.EMPLOYER:
            yield lone_sign("benefit", lone, Favors.WORKER)
            continue
        raised = _raises(lone)
        if raised is None:
            continue
        serves = serves_either(pair)
        yield Sign(
            "number_raised" if raised else "number_lowered",
            None if lone.came else lone.words,
            lone.words if lone.came else None,
            serves if raised else opposite(serves),
        )


def read_floor(pair: SentencePair) -> tuple[Sign, ...] | None:
    """The sign where all that changed is that pay shall be so much and no more at least so much,
    or the other way: 'shall not be less than scale' that became 'shall be scale'; none where it is
    said otherwise; None of any other change."""
    before, after = (_REACHES.search(sentence) for sentence in (pair.old, pair.new))
    if not (before or after) or not pays(pair.old) or serves_either(pair) is Favors.EMPLOYER:
        return None
    if _bare(pair.old) != _bare(pair.new):
        return None
    if before and after:
        return ()
    name, favors = (
        ("benefit_dropped", Favors.EMPLOYER) if before else ("benefit_added", Favors.WORKER)
    )
    return (Sign(name, phrase(pair, old=True), phrase(pair), favors),)


def _bare(sentence: str) -> list[str]:
    """The words of a sentence without those that say 'be so much', or 'at least so much'."""
    words = re.findall(r"[\w$£€.%]+", _REACHES.sub(" ", sentence).lower())
    return [word for word in words if word not in _BE]


def _raises(lone: Lone) -> bool | None:
    """Whether more is owed than a base or a floor now, or less; None of other words."""
    if _MORE.fullmatch(lone.words) and is_floor(lone.sentence):
        return lone.came
    times = _TIMES.fullmatch(lone.words)
    if times and _BASE.match(lone.sentence, lone.end):
        return (times["more"] is not None) == lone.came
    return None


def pays(words: str) -> bool:
    """True of words that tell of what is paid."""
    return any(words_of(row).search(words) for row in ("paid_out", "benefit_thing", "scale"))
