"""What had come to its end before the new term began: of a block that went → why, or ''.

An article or a letter that only told what was to be done by a day of the old term takes nothing
away when it is not printed again. That is told with its ground, so that a reader can judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from analyzer.records import Change, ChangeKind, Comparison
from analyzer.reports.bearing import has_lapsed, names_money
from analyzer.reports.blocks import Block, Chapter, is_outermost
from analyzer.reports.weighing import LAPSED
from analyzer.wording.days import find_days, name_day
from analyzer.wording.moved_ends import find_moved_ends, find_old_end, names_end
from analyzer.wording.past_days import find_last_day, find_report_day
from analyzer.wording.plain import plain_words
from analyzer.wording.sentences import list_sentences

PAID_ONCE = "lapsed: what it paid was paid once"


def mark_lapsed(chapters: Iterable[Chapter], comparison: Comparison) -> tuple[Chapter, ...]:
    """The chapters, with the ground on the first entry of each block that had lapsed."""
    end = find_term_end(comparison)
    return tuple(
        replace(chapter, blocks=tuple(_mark(block, end) for block in chapter.blocks))
        for chapter in chapters
    )


def find_term_end(comparison: Comparison) -> date | None:
    """The last day of the old term; None where it is not plain, and of a document's own marks."""
    if comparison.own_marks is not None:
        return None
    return find_old_end(comparison.old.expires, comparison.changes)


def date_documents(comparison: Comparison) -> Comparison:
    """The comparison with the last days of both terms, as guesses, where neither document said it
    plainly enough and the changes do."""
    old, new = comparison.old, comparison.new
    if comparison.own_marks is not None or old.expires or new.expires:
        return comparison
    ends = find_moved_ends(comparison.changes)
    if ends is None:
        return comparison
    dated = [
        replace(document, expires=end.isoformat(), guessed=(*document.guessed, "expires"))
        for document, end in zip((old, new), ends, strict=True)
    ]
    return replace(comparison, old=dated[0], new=dated[1])


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
    if end is None:
        return ""
    sentences = list(_list_sentences(changes))
    last = find_last_day(sentences, end)
    reported = find_report_day(sentences, end) if last is None else None
    if reported is not None:
        return f"lapsed: the committee that it sets up was to be done by {name_day(reported)}"
    if last is None:
        return ""
    days = f"the last day that it names, {name_day(last)}, lies before the end of the old term"
    return f"lapsed: {days}, {name_day(end)}"


def _tell_ended(block: Block, end: date | None) -> str:
    """Of an article or attachment that went: that it says itself that it ends with the old term.
    What it gave is gone all the same, so that it weighs what it says."""
    head = block.head
    if end is None or head.change.kind is not ChangeKind.REMOVED or not is_outermost(head.clause):
        return ""
    for sentence in _list_sentences(entry.change for entry in block.entries):
        for start, _, day in find_days(sentence):
            if day == end and names_end(sentence[:start]):
                return f"by its own words it ended with the old term, {name_day(end)}"
    return ""


def _list_sentences(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        yield from list_sentences(plain_words(change.words))
