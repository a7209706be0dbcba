"""Amounts of a sentence: money, shares, dates, lengths of time and bare counts, with their place.

Input: a sentence with plain marks. Output: `Amount`s in order; two of a kind can be held against
each other by `value`. Numbers of articles, pages, telephones and letter heads are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from analyzer.comparison.effect_values import AmountKind, read_value
from analyzer.taxonomy import NUMBER
from analyzer.wording.days import MONTHS


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount as printed, with its value: hours for a period, days for a date."""

    kind: AmountKind
    value: float
    text: str
    start: int
    end: int
    #: a day of any month or year ('the tenth of the month'), or a date without its year
    partial: bool = False
    #: several amounts told together: no difference can be said of them
    several: bool = False

    def touches(self, start: int, end: int) -> bool:
        """True when it shares a sign with that span of the sentence."""
        return self.start < end and start < self.end


_MONTH = f"(?:{'|'.join(name.capitalize() for name in MONTHS)})"
# "thirty (30)", "7.5", "48"
_AMOUNT = rf"(?:{NUMBER})"
# "one-half", "a quarter", "two-thirds"
_SHARE = r"(?:(?:one|a)[ -](?:half|quarter|third)|two[ -]thirds|three[ -]quarters)"
_DIGIT_WORD = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\w+teen|twenty|thirty|forty|"
    "fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)"
)
# "three dollars and twelve and four-tenths cents", "one half of one percent"
_SPELLED = (
    rf"\b{_DIGIT_WORD}(?:[ -](?:{_DIGIT_WORD}|and|of|point|half|quarters?|\w*(?:ten|hundred|"
    r"thousand)ths?|dollars?|cents?|per ?cent))*"
)
#: kind, one of these must stand in the sentence, pattern
_PATTERNS: tuple[tuple[AmountKind, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        AmountKind.DATE,
        ("/", "19", "20", *MONTHS),
        # "July 31, 2018", "1 September 2024", "August 1", "June 2027"
        re.compile(
            rf"\b(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?\b|"
            rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? \d{{4}})?\b|"
            rf"{_MONTH},? \d{{4}}\b|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b|"
            rf"\b(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?\b)"
        ),
    ),
    (
        AmountKind.DATE,
        ("month", "quarter", "year", "week"),
        # "the tenth of the month", "the 15th day of each month"
        re.compile(
            r"\b(?=[\dfstenl])(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
            r"twelfth|fifteenth|twentieth|last|\d{1,2}(?:st|nd|rd|th))"
            r"(?: (?:business |working )?day)?"
            r" (?:of|in) (?:the|each|every|that)(?: \w+)? (?:month|quarter|year|week)\b",
            re.IGNORECASE,
        ),
    ),
    (
        AmountKind.DATE,
        ("day", "noon", "midnight", "a.m", "p.m", "am", "pm"),
        # "Friday", "6 p.m.", "noon"
        re.compile(
            r"\b(?=[\dmtwfsn])(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|noon|midnight|"
            r"\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?)",
            re.IGNORECASE,
        ),
    ),
    (
        AmountKind.PERIOD,
        ("perpetu", "ever", "indefinite"),
        # "in perpetuity", "for ever", "perpetual"
        re.compile(r"\b(?:in perpetuity|for ?ever|perpetual(?:ly)?|indefinite(?:ly)?)\b", re.I),
    ),
    (
        AmountKind.MONEY,
        ("($", "(£", "(€", "¢)"),
        # "three dollars and twelve and four-tenths cents ($3.124)", "six cents (6¢)"
        re.compile(
            rf"{_SPELLED} \((?:[$£€] ?(?:\d[\d,]*)?\.?\d+(?: million| thousand)?|"
            r"\d*\.?\d+ ?¢)\)",
            re.IGNORECASE,
        ),
    ),
    (
        AmountKind.PERCENTAGE,
        ("%)",),
        # "six and five tenths percent (6.5%)", "two-point five percent (2.5%)"
        re.compile(rf"{_SPELLED} \(\d[\d.]* ?%\)", re.IGNORECASE),
    ),
    (
        AmountKind.MONEY,
        ("$", "£", "€", "¢", "dollar", "euro", "pound", "cent"),
        # "$1,250.50", "£ 40", "$.30", "18.7¢", "forty dollars and fifty cents", "12 cents"
        re.compile(
            rf"(?=[\dotfsenhu.$£€])(?:"
            rf"(?:US)?[$£€] ?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?: (?:million|thousand))?|"
            rf"\b\d*\.?\d+ ?¢|"
            rf"\b{_AMOUNT} (?:dollars?|euros?|pounds|cents?)\b(?:,?(?: and)? {_AMOUNT} cents?\b)?"
            rf"(?: [(\[][$£€]?\d[\d,.]*(?: million| thousand)?[)\]])?)",
            re.IGNORECASE,
        ),
    ),
    (
        AmountKind.PERCENTAGE,
        ("%", "per"),
        # "12.5%", "eight per cent", "ten percent (10%)"
        re.compile(
            rf"\b{_AMOUNT} ?(?:%|per ?cent(?:um)?\b|percentage points?\b)(?: \(\d[\d.]* ?%\))?",
            re.IGNORECASE,
        ),
    ),
    (
        AmountKind.PAY,
        ("pay", "rate", "wage", "salary", "scale", "earnings"),
        # "one day's pay", "a half day at Contract Rate", "two weeks of regular pay"
        re.compile(
            r"\b(?=[\dotfsenhaq])(?P<n>(?:an? |one[ -])?(?:half|quarter|third)|an? full|"
            rf"{_AMOUNT}|an?)"
            r"(?: of)?(?: an?)?[ -](?P<unit>minute|hour|day|week|month)(?:'?s?|s')"
            r"(?: of| at)?(?: (?:the|his|her|their|its|regular|straight[ -]time|base|basic|full|"
            r"contract|minimum|daily|hourly|applicable))*"
            r" (?:pay|wages?|salary|earnings|rate(?:s| of pay)?|scale)\b",
            re.IGNORECASE,
        ),
    ),
    (
        AmountKind.PERIOD,
        (
            "minute",
            "hour",
            "day",
            "week",
            "month",
            "year",
            "season",
            "fortnight",
            "quarter",
            "decade",
        ),
        # "thirty (30) days'", "48 consecutive hours", "a twelve-month term", "one and a half days"
        re.compile(
            rf"\b(?=[\dotfsenha])(?P<n>{_AMOUNT}|an?(?= (?:week|month|year|day|hour|fortnight)\b)|"
            r"half an?)"
            rf"[ -](?:(?!(?:of|or|and|an?|per|each|every|in|times)\b)[a-z-]+ )??"
            rf"(?P<unit>minute|hour|day|week|month|year|"
            rf"season|fortnight|(?<!and one[ -])(?<!and three[ -])(?<!one-)quarter|decade)s?\b'?",
            re.IGNORECASE,
        ),
    ),
    (
        AmountKind.NUMBER,
        ("time",),
        # "time and one-half", "time and one-quarter", "one and three-quarters times",
        # "double time", "at straight time", "the straight-time rate"; not "leave, straight time"
        re.compile(
            rf"\b(?=[tods])(?:time[ -]and[ -]{_SHARE}|one and {_SHARE} times|"
            r"(?:double|triple)[ -]time|(?<=\bat )straight[ -]time|"
            r"straight[ -]time(?=(?:'s)? (?:\w+ )?(?:rates?|pay|wages?|salary|basis|hourly)\b))\b",
            re.IGNORECASE,
        ),
    ),
    (
        AmountKind.NUMBER,
        (),
        # "four stagehands", "three times", "once", "twice"
        re.compile(
            rf"\b(?=[\dotfsenhd])(?:{_AMOUNT}|once|twice|thrice|double|triple)\b", re.IGNORECASE
        ),
    ),
)
# "12", "forty", "tenth", "Friday", "noon", "perpetual", "June", "a day"
_COUNTING = re.compile(
    rf"\d|{NUMBER}|{_MONTH}|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|noon|midnight|"
    r"perpetu\w+|for ?ever|indefinite\w*|first|second|third|"
    r"\w+(?:if|ur|en|ven|gh|elf)th|ninth|twentieth|last|once|twice|thrice|double|"
    r"triple|straight|half|working|business|an? (?:minute|hour|day|week|month|year))\b",
    re.IGNORECASE,
)
_NUMBERED = (
    r"(?:\b(?:article|section|paragraph|subparagraph|appendix|exhibit|schedule|sideletter|attachment|"
    r"item|page|local|part|clause|rule|step|no\.|number|note|group|form|title|chapter|letter|tier|"
    r"grade|level|phase|range|policy|tel:|fax:|direct:)s?|#|§|¶)"
)
# "Article ", "Section (", "page ", "(a)(", "(1)-(", "12.", "contents . . . . "
_REFERENCE = re.compile(
    rf"(?:{_NUMBERED}|\)[-–]?\(|\d[.:-]|[A-Z]-|\.{{3}}|\. \. \.)\s?\(?$", re.IGNORECASE
)
# "Sections 431 and ", "Articles 4.1(b), "
_REFERENCES = re.compile(
    rf"{_NUMBERED}\s(?:[\w.-]{{1,12}}(?:\(\w{{1,5}}\))*(?:, |,? (?:and|or|through|to|&) )){{1,8}}$",
    re.IGNORECASE,
)
# "the Relief Act of ": the year is the name's
_OF_ACT = re.compile(r"\b(?:Act|Code|Law|Statute|Ordinance)s? of $")
# "CA ": a postal code follows
_STATE = re.compile(r"\b[A-Z]{2} $")
# ".995.3600", "-8811": a telephone's
_GOES_ON = re.compile(r"[.-]\d{3}")
# "1,677.55", where money stands near
_TO_THE_CENT = re.compile(r"\d[\d,]*\.\d\d")
#: so many characters before a number tell whether it is that of an article
_NEAR = 60


def join_amounts(amounts: Sequence[Amount]) -> Amount:
    """Amounts of a kind told together, with the value of the last one."""
    if len(amounts) == 1:
        return replace(amounts[0], several=True)
    last = amounts[-1]
    text = "; ".join(amount.text for amount in amounts)
    return replace(last, text=text, start=amounts[0].start, several=True)


@lru_cache(maxsize=64)
def may_count(words: str) -> bool:
    """False where no amount can stand in these words."""
    return _COUNTING.search(words) is not None


@lru_cache(maxsize=64)
def find_amounts(sentence: str) -> tuple[Amount, ...]:
    """Every amount, in order, none inside another."""
    found: list[Amount] = []
    lowered = sentence.lower()
    for kind, needs, pattern in _PATTERNS:
        if needs and not any(need in lowered for need in needs):
            continue
        for match in pattern.finditer(sentence):
            if any(amount.touches(*match.span()) for amount in found):
                continue
            amount = _read(kind, match)
            if amount is not None:
                found.append(amount)
    return _without_restated(sentence, sorted(found, key=lambda amount: amount.start))


def _without_restated(sentence: str, found: Sequence[Amount]) -> tuple[Amount, ...]:
    """The amounts, a count and the same in figures behind it as one: 'one hundred two (102)'."""
    kept: list[Amount] = []
    for amount in found:
        last = kept[-1] if kept else None
        if last is not None and _restates(sentence, last, amount):
            end = amount.end + sentence.startswith(")", amount.end)
            kept[-1] = replace(last, text=sentence[last.start : end], end=end)
        else:
            kept.append(amount)
    return tuple(kept)


def _restates(sentence: str, last: Amount, amount: Amount) -> bool:
    same = (last.kind, last.value) == (amount.kind, amount.value)
    return same and sentence[last.end : amount.start] == " ("


def _read(kind: AmountKind, match: re.Match[str]) -> Amount | None:
    text, sentence = match.group(), match.string
    if kind is AmountKind.DATE and text.isdigit() and _OF_ACT.search(sentence, 0, match.start()):
        return None
    if kind is AmountKind.NUMBER:
        if _is_reference(match):
            return None
        if _TO_THE_CENT.fullmatch(text) and any(sign in sentence for sign in "$£€"):
            kind = AmountKind.MONEY
    value, partial = read_value(kind, match)
    if value is None:
        return None
    return Amount(kind, value, text, match.start(), match.end(), partial)


def _is_reference(match: re.Match[str]) -> bool:
    sentence = match.string
    before = sentence[max(0, match.start() - _NEAR) : match.start()]
    if _REFERENCE.search(before):
        return True
    if not match.group()[0].isdigit():
        return False
    if _REFERENCES.search(before) or _GOES_ON.match(sentence, match.end()):
        return True
    return len(match.group()) == 5 and _STATE.search(before) is not None
