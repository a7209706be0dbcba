"""Footnotes: the rows at the foot of a page that are set apart from its text.

They begin with a raised figure or a sign, in smaller type or below a short rule that starts at the
left margin; from there to the foot of the page all rows are footnote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from analyzer.pages.sheet import Row, Sheet
from analyzer.records import LineRole, Rule

#: footnotes begin below this share of the page's height
HIGHEST = 0.35
#: and are smaller than this share of the usual type
SMALLER = 0.93
#: the rule above them is between so many points and this share of the page's width
SHORTEST_RULE, LONGEST_RULE = 50.0, 0.5

#: rows of a note that goes on from the page before, at most
GOES_ON = 12
#: white this many times the size of the type parts cells of a table
WIDE = 3.0

# '12 See Article IV'  '* Original'  '†It'
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,3}|\[\s?\]|[a-z])(?=$|[\s.)A-Z“\"‘'(])")


def find_footnotes(sheets: Sequence[Sheet]) -> None:
    """Give footnotes their role."""
    sizes = _sizes(row for sheet in sheets for row in sheet.rows)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    for sheet in sheets:
        if not sheet.drawn or sheet.sideways or not sheet.rows:
            continue
        first = _first_note(sheet, _usual_on(sheet, usual))
        for row in sheet.rows[first:] if first is not None else ():
            if row.role is LineRole.BODY:
                row.role = LineRole.FOOTNOTE


def _usual_on(sheet: Sheet, usual: float) -> float:
    """The type size of the page's upper half, where it has one."""
    upper = _sizes(row for row in sheet.rows if row.bottom < 0.6 * sheet.height)
    return upper.most_common(1)[0][0] if sum(upper.values()) > 40 else usual


def _sizes(rows: Iterable[Row]) -> Counter[float]:
    """How many words stand in rows of each size."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += len(row.words)
    return sizes


def _first_note(sheet: Sheet, usual: float) -> int | None:
    rows = sheet.rows
    rule = _note_rule(sheet)
    if rule is not None:
        below = next((at for at, row in enumerate(rows) if row.top > rule.top - 2), None)
        if below and (
            _begins_note(rows[below], usual, by_rule=True) or _goes_on(rows[below:], usual)
        ):
            return below
    first = len(rows)
    while first > 1 and rows[first - 1].size < SMALLER * usual:
        first -= 1
    for at in range(first, len(rows)):
        row = rows[at]
        low = row.top > HIGHEST * sheet.height
        if low and _begins_note(row, usual, by_rule=False) and _is_called(row, rows[:at]):
            return at
    return None


def _is_called(row: Row, above: Sequence[Row]) -> bool:
    """True when the figure that begins a row is set as a note's sign, or the text above calls it:
    '56 hours a week' in small type is no note."""
    first = row.words[0]
    if not first.text[0].isalnum() or first.style.superscript or first.style.size < row.size:
        return True
    sign = first.text.rstrip(".)")
    return any(
        word.style.superscript and sign in word.text.split(",")
        for row in above
        for word in row.words
    )


def _goes_on(rows: Sequence[Row], usual: float) -> bool:
    """True when all below the rule is small, or a note with a raised sign comes before long: the
    first rows belong to a note of the page before."""
    if all(row.size < SMALLER * usual for row in rows):
        return True
    return any(
        row.words[0].style.superscript and _NOTE.match(row.text) for row in rows[1 : 1 + GOES_ON]
    )


def _begins_note(row: Row, usual: float, *, by_rule: bool) -> bool:
    first = row.words[0]
    sign = bool(_NOTE.match(row.text))
    if first.style.superscript and sign:
        return True
    apart = sign and (row.size < SMALLER * usual or (by_rule and not first.text.isalpha()))
    return apart and not _is_parted(row)


def _is_parted(row: Row) -> bool:
    """True for '31 to 90 seconds    $918': behind its sign, a note is not parted by white."""
    return any(
        word.x0 - before.x1 > WIDE * row.size
        for before, word in zip(row.words[1:], row.words[2:], strict=False)
    )


def _note_rule(sheet: Sheet) -> Rule | None:
    """The short level rule in the left margin that stands alone above the notes."""
    left = min((row.x0 for row in sheet.rows), default=0.0)
    rules = [
        rule
        for rule in sheet.rules
        if rule.is_horizontal
        and rule.top > HIGHEST * sheet.height
        and SHORTEST_RULE <= rule.x1 - rule.x0 <= LONGEST_RULE * sheet.width
        and abs(rule.x0 - left) < 30
        and not _touches_text(rule, sheet.rows)
    ]
    return max(rules, key=lambda rule: rule.top) if rules else None


def _touches_text(rule: Rule, rows: Sequence[Row]) -> bool:
    """True when the rule underlines or strikes words."""
    return any(
        word.top < rule.top < word.bottom + 2.5 and word.x0 < rule.x1 and word.x1 > rule.x0
        for row in rows
        if row.top - 4 < rule.top < row.bottom + 4
        for word in row.words
    )
