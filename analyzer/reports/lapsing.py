"""What had come to its end before the new term began: of a block that went → why, or ''.

An article or a letter that only told what was to be done by a day of the old term takes nothing
away when it is not printed again. That is told with its ground, so that a reader can judge.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from analyzer.records import Change, ChangeKind, Comparison, WordOperation
from analyzer.reports.bearing import MONEY_SIGN, has_lapsed, names_money
from analyzer.reports.blocks import Block, Chapter, is_outermost
from analyzer.reports.weighing import LAPSED
from analyzer.wording.days import find_days
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import split_sentences

# 'and expires', 'shall remain in effect through', 'will sunset on'
_ENDS = re.compile(
    r"\b(?:expires?|expiring|expire|sunsets?|ends?|terminates?|in (?:full )?(?:force|effect)"
    r"(?: and effect)?) ?(?:on|through|until|to and including)?\s*$",
    re.IGNORECASE,
)
#: characters before a date in which a word says what the day is
_BEFORE = 40
#: days that a term lasts at least
_SHORTEST_TERM = 150
# 'by January 31, 2025', 'no later than', 'expires', 'through'
_BOUND = re.compile(
    r"\b(?:by|before|prior to|until|through|(?:no|not) later than|expires?|sunsets?|ends?)"
    r"(?: on)?\s*$",
    re.IGNORECASE,
)
# 'will be removed', 'shall then be moved', 'is to be placed': done on one day
_DONE_ONCE = re.compile(
    r"\b(?:shall|will|is to|are to|have|has) (?:\w+ )?(?:be )?(?:an? \w+ \w+ )?\w+(?:ed|en|wn)\b",
    re.IGNORECASE,
)
# 'if', 'whenever', 'each month', 'per hour', 'only have at most', 'monthly': what holds again and
# again
_RECURS = re.compile(
    r"\b(?:if|when|whenever|while|unless|may|hourly|daily|weekly|monthly|annual|annually|yearly|"
    r"at (?:all|any) times?|from time to time|"
    r"(?:per|each|every|an?) (?:calendar )?"
    r"(?:hour|day|night|shift|week|pay period|month|quarter|year|season|call|crossing))\b",
    re.IGNORECASE,
)
# 'If the town grants it in calendar year 2024,': what was decided in a year that is over
_DECIDED = re.compile(
    r"^\W*if\b[^,.;]*?\b(?:in|during|by the end of) (?:the )?(?:(?:calendar|fiscal) )?(?:year )?"
    r"(?P<year>(?:19|20)\d\d)\b[^,.;]*,",
    re.IGNORECASE,
)
# 'the raise will be effective', 'shall take effect on': of what was decided, from which day it held
_HELD_FROM = re.compile(
    r"\b(?:shall|will|is to|are to) (?:\w+ )?(?:be|become|take) effect(?:ive)?(?: on)?\s*$",
    re.IGNORECASE,
)
PAID_ONCE = "lapsed: what it paid was paid once"


def mark_lapsed(chapters: Iterable[Chapter], comparison: Comparison) -> tuple[Chapter, ...]:
    """The chapters, with the ground on the first entry of each block that had lapsed."""
    end = find_term_end(comparison)
    return tuple(
        replace(chapter, blocks=tuple(_mark(block, end) for block in chapter.blocks))
        for chapter in chapters
    )


def find_term_end(comparison: Comparison) -> date | None:
    """The last day of the old term, where the document says it; else the day that most changed
    ends of a term had before; None where neither is plain."""
    if comparison.own_marks is not None:
        return None
    if comparison.old.expires:
        return date.fromisoformat(comparison.old.expires)
    ends = _find_moved_ends(comparison)
    return ends[0] if ends else None


def date_documents(comparison: Comparison) -> Comparison:
    """The comparison with the last days of both terms, as guesses, where neither document said it
    plainly enough and the changes do."""
    old, new = comparison.old, comparison.new
    if comparison.own_marks is not None or old.expires or new.expires:
        return comparison
    ends = _find_moved_ends(comparison)
    if ends is None:
        return comparison
    dated = [
        replace(document, expires=end.isoformat(), guessed=(*document.guessed, "expires"))
        for document, end in zip((old, new), ends, strict=True)
    ]
    return replace(comparison, old=dated[0], new=dated[1])


def _find_moved_ends(comparison: Comparison) -> tuple[date, date] | None:
    """The last days of both terms by most of the changes that move one."""
    ends = Counter(days for change in comparison.changes for days in _list_moved_ends(change))
    return max(ends, key=lambda days: (ends[days], days), default=None)


def _list_moved_ends(change: Change) -> Iterator[tuple[date, date]]:
    """Of 'expires June 30, 2025 → June 30, 2027' both days."""
    before = ""
    for at, piece in enumerate(change.words):
        after = change.words[at + 1] if at + 1 < len(change.words) else None
        if piece.op is WordOperation.DELETE and after and after.op is WordOperation.INSERT:
            olds, news = find_days(piece.text), find_days(after.text)
            if len(olds) == len(news) == 1 and _ENDS.search(
                (before + piece.text[: olds[0][0]])[-_BEFORE:]
            ):
                old, new = olds[0][2], news[0][2]
                if (new - old).days >= _SHORTEST_TERM:
                    yield old, new
        before = before + piece.text if piece.op is not WordOperation.INSERT else before


def _mark(block: Block, end: date | None) -> Block:
    why = _tell_lapsed(block, end)
    if not why:
        head, *rest = block.entries
        ended = _tell_ended(block, end)
        return replace(block, entries=(replace(head, ended=ended), *rest)) if ended else block
    light = tuple(
        replace(entry, weight=replace(entry.weight, tier=min(entry.weight.tier, LAPSED)))
        for entry in block.entries
    )
    return replace(block, entries=(replace(light[0], lapsed=why), *light[1:]))


def _tell_lapsed(block: Block, end: date | None) -> str:
    head = block.head
    if head.change.kind is not ChangeKind.REMOVED:
        return ""
    changes = [entry.change for entry in block.entries]
    paid = list(filter(names_money, changes))
    if is_outermost(head.clause) and paid and all(map(has_lapsed, paid)):
        return PAID_ONCE
    last = _find_last_day(changes, end) if end is not None else None
    if last is None or end is None:
        return ""
    days = f"the last day that it names, {_name_day(last)}, lies before the end of the old term"
    return f"lapsed: {days}, {_name_day(end)}"


def _tell_ended(block: Block, end: date | None) -> str:
    """Of an article or attachment that went: that it says itself that it ends with the old term.
    What it gave is gone all the same, so that it weighs what it says."""
    head = block.head
    if end is None or head.change.kind is not ChangeKind.REMOVED or not is_outermost(head.clause):
        return ""
    for sentence in _list_sentences(entry.change for entry in block.entries):
        for start, _, day in find_days(sentence):
            if day == end and _ENDS.search(sentence[max(0, start - _BEFORE) : start]):
                return f"by its own words it ended with the old term, {_name_day(end)}"
    return ""


def _find_last_day(changes: Iterable[Change], end: date) -> date | None:
    """The last day that it names, where each of them is one by which something was done, or from
    which it held as was decided in a year that is over, all lie before `end`, and nothing in it
    holds again and again or pays without a day."""
    days: list[date] = []
    for sentence in _list_sentences(changes):
        decided = _DECIDED.match(sentence)
        if decided and int(decided["year"]) < end.year:
            sentence = sentence[decided.end() :]
        else:
            decided = None
        found = find_days(sentence)
        if _RECURS.search(sentence) or (not found and MONEY_SIGN.search(sentence)):
            return None
        once = _DONE_ONCE.search(sentence) is not None
        for start, _, day in found:
            before = sentence[max(0, start - _BEFORE) : start]
            is_bound = once or _BOUND.search(before) or (decided and _HELD_FROM.search(before))
            if day >= end or not is_bound:
                return None
            days.append(day)
    return max(days, default=None)


def _list_sentences(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        text = plain_text("".join(piece.text for piece in change.words))
        for start, stop in split_sentences(text):
            yield text[start:stop]


def _name_day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
