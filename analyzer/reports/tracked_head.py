"""The heads of the pages of a Word file: what is compared, what to read first, whose setting it is.

A comparison and what is to be read first → the lines of the first page, and the line of every
other.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.records import Comparison, Document
from analyzer.reports.leading import tell_further
from analyzer.reports.naming import name_file
from analyzer.reports.ranking import AS_HEAVY, Ranked
from analyzer.reports.sequence import tell_reversed
from analyzer.wording.showing import showable

#: signs of a title that a running head has room for, and how many of them its end keeps: the year
_LONGEST, _END = 50, 18
_NOTICE = (
    "The program's own setting of the text that it read, with every difference as a tracked "
    "change. It is not the parties' file: check against the pages before you use it."
)


def list_notices(comparison: Comparison, ranked: Ranked, *, has_contents: bool) -> Iterator[str]:
    """What stands on the first page; has_contents: a table of contents is in the file."""
    if caution := tell_reversed(comparison):
        yield caution
    yield from _name_sides(comparison)
    if ranked.foremost:
        yield _tell_first(ranked)
    if has_contents:
        yield "Tables of contents stand at the end, behind all clauses."
    yield _NOTICE


def _tell_first(ranked: Ranked) -> str:
    """'Numbered in the comments by what is to be read first, 1 to 10; 13 more of this weight …'."""
    told = f"What to read first is numbered in the comments, from 1 to {len(ranked.foremost)}"
    if not ranked.further:
        return f"{told}."
    more = tell_further(len(ranked.further), ranked.severity)
    return f"{told}; {more} bear the comment “Read first: {AS_HEAVY}”."


def name_briefly(comparison: Comparison) -> str:
    """What stands on every other page, on a line or two."""
    sides = [comparison.new] if comparison.own_marks is not None else []
    titles = [_shorten(each.title) for each in sides or (comparison.old, comparison.new)]
    return f"{' → '.join(titles)}. Not the parties' file: see page 1."


def _shorten(title: str) -> str:
    if len(title) > _LONGEST:
        title = f"{title[: _LONGEST - _END].rstrip()}…{title[-_END:].lstrip()}"
    return showable(title)


def _name_sides(comparison: Comparison) -> list[str]:
    if comparison.own_marks is not None:
        return [f"Own marks of {_name(comparison.new)}"]
    named = [f"Old: {_name(comparison.old)}", f"New: {_name(comparison.new)}"]
    if comparison.topic:
        named.append(f"Only clauses about {comparison.topic}.")
    if comparison.not_restated:
        named.append(f"{len(comparison.not_restated)} clauses that are not restated are left out.")
    return named


def _name(document: Document) -> str:
    name = name_file(document.path)
    return showable(f"{document.title} ({name}, sha256 {document.sha256[:12]}…)")
