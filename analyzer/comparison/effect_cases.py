"""Conditions and exceptions that came or went, limits without another in their place.

Input: a `SentencePair`. Output: `Sign`s. What stands deep in words that came limits those, and not
the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analyzer.comparison.effect_amounts import find_amounts
from analyzer.comparison.effect_content import content_words
from analyzer.comparison.effect_floors import sets_floor
from analyzer.comparison.effect_guards import is_waived
from analyzer.comparison.effect_negations import in_lead_in
from analyzer.comparison.effect_pairs import Lone, SentencePair
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite, read_rule
from analyzer.comparison.effect_signs import Sign, lone_sign, phrase, serves_either
from analyzer.comparison.effect_values import OF_PAY
from analyzer.comparison.effect_verbs import verbs_of
from analyzer.records import Favors

# "which has been agreed", "who are on the roster", "after three days of absence"
RELATIVE = re.compile(
    r"(?:(?:none|some|each|all|both) of (?:whom|which)|which|who|whose|that|"
    r"after|upon|following|pending|contingent) (?:\w+ )*\w+",
    re.IGNORECASE,
)
# "upon such termination": names what is said already
_POINTS_BACK = re.compile(
    r"(?:upon|after|following|under|in|of|for|at|on|by|to|with|from|during) "
    r"(?:such|said|that|this|these|those) \w+",
    re.IGNORECASE,
)
# "if:", "provided that each of the following is met:", "in the event that"
_OPENS_CASES = re.compile(
    r"\b(?:if|when|where|unless|provided(?: that)?|conditions?|circumstances|criteria|requirements|"
    r"in the event(?: that)?)\b[^.;]{0,60}[:–-]\s*$",
    re.IGNORECASE,
)
# "and the plan is funded": one thing more that must be so
_FURTHER = re.compile(
    r"and (?:\S+ ){0,12}?(?:is|are|has|have|was|were|does|do|did|\w{3,}(?:ies|es|[^s]s))\b",
    re.IGNORECASE,
)
# "a note certifying that the illness ": more of what somebody must prove burdens him
_PROVES = re.compile(
    r"\b(?:certif|verif|show|stat|prov|attest|confirm|demonstrat)(?:y|ying|ies|ing|es|s)? that\b"
    r"[^.;]*$",
    re.IGNORECASE,
)
# "except ", "other than in "
_EXCEPT = re.compile(
    r"\b(?:except|unless|other than|save)(?: (?:that|in|for|as|to))? $", re.IGNORECASE
)
# "but in no case less than", "not to exceed", "up to a maximum of"
_LIMIT = re.compile(
    r"(?:but |and )?(?:in no (?:case|event)|not to exceed|(?:but )?not (?:more|less|later|"
    r"exceeding)"
    r"(?: than)?|(?:up )?to a maximum of|for no (?:more|longer) than)\b",
    re.IGNORECASE,
)
# "except for ", "other than Sundays and ": an item more is excepted
_OF_EXCEPTION = re.compile(
    r"\b(?P<word>except(?:ing)?(?: for| in| on)?|other than|excluding|"
    r"with the exception of)\b[^.;,:]{0,60}$",
    re.IGNORECASE,
)
# " trainees", " the day players "
_EXCEPTED = re.compile(
    r" (?:the |all |any )?(?P<who>(?!the\b|all\b|any\b)[\w-]+(?: (?!and\b|or\b)[\w-]+)?)(?![\w'-])"
)
# "and Mondays", "(A) Mondays and (B)"
_MORE = re.compile(r"\b(?:and|or)\b|,", re.IGNORECASE)
# "who", "an employee who"
_WHO = re.compile(r"(?:(?:an?|any|each|every|the) (?:\w+ )?)?(?:who|which|that)", re.IGNORECASE)
# "shall", "will be", "must": a rule of its own
_OWN_DUTY = re.compile(r"\b(?:shall|must|will)\b", re.IGNORECASE)
# "the parties understood", "was": told, not ruled
_WAS = re.compile(r"\b(?:was|were|had|did|understood|recogni[sz]ed)\b", re.IGNORECASE)
# "provided that": a proviso of the whole rule, wherever it stands
_PROVISO = re.compile(r"provid|on (?:the )?condition|contingent|so long|as long", re.IGNORECASE)
# "or (iv) ", "and ", ", ": an item of a list begins
_ITEM_FIRST = re.compile(
    r"\W*(?:(?:and|or)\b,? ?(?:\([ivx\da-z]+\) )?|\([ivx\da-z]+\) )", re.IGNORECASE
)
# " Films LLC": behind "Unless" it is a name's
_NAME_GOES_ON = re.compile(r" (?-i:[A-Z])[\w&-]*(?:,? (?:LLC|Inc|Ltd|Co|[A-Z][\w&-]*))\b")
#: a case behind more words of meaning that came with it is theirs
_DEEP = 1


def find_cases(pair: SentencePair, *, alone: bool = False) -> Iterator[Sign]:
    """Conditions and exceptions that came or went; `alone`: only where nothing took their place.
    What only tells of the past rules nothing in any case."""
    if _WAS.search(pair.new or pair.old) and not verbs_of(pair.new or pair.old):
        return
    if alone and any(struck and put for struck, put in zip(pair.struck, pair.put, strict=True)):
        return
    serves = serves_either(pair)
    soft = (*pair.gone("softener"), *pair.come("softener"))
    for row in ("condition", "exception"):
        old, new = pair.differ(row)
        old = old[_count_aside(pair, row, new=False) :]
        new = new[_count_aside(pair, row, new=True) :]
        if len(new) > len(old) and not soft:
            after = read_rule(pair.new).serves
            serves_now = serves if after is Favors.UNCLEAR else after
            other = _is_other_rate(row, pair.put)
            favors = Favors.UNCLEAR if other else opposite(serves_now)
            yield Sign(f"{row}_added", None, phrase(pair), favors)
        elif len(old) > len(new) and not soft:
            favors = Favors.UNCLEAR if _is_other_rate(row, pair.struck) else serves
            yield Sign(f"{row}_dropped", phrase(pair, old=True), None, favors)
        elif row == "condition" and not old and not new:
            yield from _restricted(pair, serves)
    yield from _limits(pair, serves)


def opens_cases(lead_in: str) -> bool:
    """True of what opens a list of conditions: 'a Club may do so, provided that:', 'if:'."""
    return _OPENS_CASES.search(lead_in) is not None


def _count_aside(pair: SentencePair, row: str, *, new: bool) -> int:
    """How many of a side's words of a row are no case of the rule itself."""
    sentence, found = (pair.new, pair.come(row)) if new else (pair.old, pair.gone(row))
    deep = _within_more(pair, found, new=new)
    deep += sum(_is_name(sentence, match) for match in found)
    if row == "exception":
        return deep + _parted(sentence, found)
    return deep + _opened(sentence, found) + _reads_who(pair.struck if new else pair.put)


def _limits(pair: SentencePair, serves: Favors) -> Iterator[Sign]:
    """A limit that came or went without another in its place; an item more that is excepted."""
    for lone in pair.lone:
        if _LIMIT.match(lone.words) and not sets_floor(lone.words):
            yield lone_sign("condition", lone, opposite(serves))
        elif is_excepted_too(lone):
            yield lone_sign("exception", lone, opposite(serves))


def is_excepted_too(lone: Lone) -> bool:
    """True of one thing more in a list of what is excepted: 'except Sundays and Mondays'."""
    return _is_excepted(lone.sentence, lone.start) and _MORE.search(lone.words) is not None


def _is_excepted(sentence: str, at: int) -> bool:
    """True of a place close behind an exception, where that is one."""
    found = _OF_EXCEPTION.search(sentence, 0, at)
    return found is not None and not _is_parted(sentence, found.end("word"))


def _parted(sentence: str, exceptions: Iterable[re.Match[str]]) -> int:
    """How many only tell one group from another for which the same sentence has its own rule."""
    return sum(_is_parted(sentence, found.end()) for found in exceptions)


def _is_parted(sentence: str, at: int) -> bool:
    """True of 'three percent for clerks other than trainees and five for trainees'."""
    who = _EXCEPTED.match(sentence, at)
    if who is None:
        return False
    again = rf"\b(?:for|to|of|by) (?:the |all |each |any )?{re.escape(who['who'])}"
    return re.search(again, sentence[who.end() :], re.IGNORECASE) is not None


def _is_other_rate(row: str, words: Iterable[str]) -> bool:
    """True of an exception that sets pay of its own: whether more or less is not said there."""
    return row == "exception" and any(
        amount.kind in OF_PAY
        for said in words
        if words_of("exception").match(said) and words_of("benefit_thing").search(said)
        for amount in find_amounts(said)
    )


def _within_more(pair: SentencePair, found: Iterable[re.Match[str]], *, new: bool) -> int:
    """How many stand deep in words that came or went: they limit those, not the rule."""
    sentence = pair.new if new else pair.old
    deep = 0
    for match in found:
        for hunk in pair.hunks:
            start, end = (hunk.b0, hunk.b1) if new else (hunk.a0, hunk.a1)
            if not start <= match.start() < end or _PROVISO.match(match.group()):
                continue
            before = sentence[start : match.start()]
            other = hunk.a1 > hunk.a0 if new else hunk.b1 > hunk.b0
            deep += not other and (
                len(content_words(before)) > _DEEP
                or bool(_OWN_DUTY.search(before))
                or _is_of_item(before)
            )
    return deep


def _is_name(sentence: str, match: re.Match[str]) -> bool:
    """True of the 'Unless' of 'Unless Films LLC' within a sentence."""
    within = sentence[: match.start()].rstrip()
    return (
        match.group()[:1].isupper()
        and within[-1:] not in ("", ".", ":", ";")
        and _NAME_GOES_ON.match(sentence, match.end()) is not None
    )


def _is_of_item(before: str) -> bool:
    """True behind 'or (iv) advances (', 'and coats': what is excepted there is of that item."""
    named = _ITEM_FIRST.match(before)
    return named is not None and bool(content_words(before[named.end() :]))


def _reads_who(words: Iterable[str]) -> int:
    """1 where 'a player who' stood for 'if the player', or the other way: no condition more."""
    return int(any(_WHO.fullmatch(part) for part in words))


def _opened(sentence: str, conditions: Iterable[re.Match[str]]) -> int:
    """How many conditions only go on with an exception: 'except where'."""
    return sum(_EXCEPT.search(sentence, 0, found.start()) is not None for found in conditions)


def _restricted(pair: SentencePair, serves: Favors) -> Iterator[Sign]:
    """A relative clause that came or went whole, 'a leave that the Producer has approved', or one
    thing more that must be so."""
    for lone in pair.lone:
        if _OWN_DUTY.search(lone.words) or only_tells(lone):
            continue
        if RELATIVE.match(lone.words) or _is_further(lone):
            proved = _PROVES.search(lone.sentence, 0, lone.start)
            yield lone_sign("condition", lone, serves if proved else opposite(serves))


def only_tells(lone: Lone) -> bool:
    """True of what restricts nothing: 'upon such termination', '(which begins with coaching)'."""
    if _POINTS_BACK.fullmatch(lone.words):
        return True
    return lone.words.lower().startswith("which ") and lone.sentence[: lone.start].endswith("(")


def _is_further(lone: Lone) -> bool:
    return (
        _FURTHER.match(lone.words) is not None
        and not is_waived(lone.words)
        and in_lead_in(lone.sentence, lone.start)
    )
