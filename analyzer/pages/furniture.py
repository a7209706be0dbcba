"""What every page repeats: running heads and feet, document numbers, notices, page numbers.

Two things make furniture: the same words at the same height on several sheets, or the page number
beside it where other sheets have theirs. Distance from the body proves nothing: in double-spaced
pages every line stands far from the next.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from analyzer.pages.grids import find_grids
from analyzer.pages.letter_heads import set_letter_heads_aside
from analyzer.pages.page_numbers import Printed, find_page_numbers, is_decorated_number, read_roman
from analyzer.pages.sheet import Row, Sheet
from analyzer.records import SetAsideKind, Word

#: furniture stands in this many rows from the top or the foot
ROWS_AT_EDGE = 8
#: and within this share of the page's height, unless the rows beyond it are furniture too
EDGE = 0.14
#: sheets that must repeat it, at the same height, in points
REPEATS = 3
#: pairs of neighbouring sheets that must name the same part in their heads
SAME_PART = 2
SAME_HEIGHT = 5.0
#: and these sheets must lie so close together
WITHIN = 12
#: so many repeats need no empty space between furniture and text; a line of one paragraph follows
#: the last within so many type sizes
MANY_REPEATS, CLOSE = 8, 1.45
#: a running head is no paragraph
MOST_WORDS = 30

# 'DRAFT: subject to ratification'  'without prejudice'  'confidential'
_NOTICE = re.compile(
    r"\b(draft|subject to|without prejudice|confidential|not (?:yet )?(?:final|binding)|"
    r"for discussion|off the record|tentative)\b",
    re.IGNORECASE,
)
# 'This Page Intentionally Left Blank'  '[page deliberately blank]'
_BLANK_PAGE = re.compile(
    r"\W*(?:this )?page (?:is |was |has been )?(?:intentionally|deliberately) (?:left )?blank\W*",
    re.IGNORECASE,
)
# 'the rule on meals will sunset in the spring of 2031.'
_SENTENCE = re.compile(r"^(?:\S+ ){4,}\S+[.;:,]$|^(?:\S+ ){14}")
# '(1) Partial week'  'a. Rates'  'Section 4.'
_ENUMERATOR = re.compile(
    r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxlc]{1,6})[.)\]]|(?:section|article|item|step)\s+[\dIVXLC]+\b",
    re.IGNORECASE,
)
# 'Article 7'  'ARTICLE VII.'  'Art. 12'
_PART = re.compile(
    r"(article|art\.?|section|sec\.?|chapter|part|title|item|appendix)\s+"
    r"(\d{1,3}|[IVXLC]+)[.:]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A row near the edge of a sheet: which, and how far its foot is from that edge."""

    sheet: int
    row: int
    at_top: bool
    height: float
    key: str
    #: 'Article 7' of a head that names the part that stands open, with its type size
    part: tuple[str, int, float] | None = None


def set_furniture_aside(sheets: Sequence[Sheet]) -> None:
    """Take furniture out of every sheet's rows, by name, and give each sheet its printed label."""
    numbers = find_page_numbers(sheets)
    set_letter_heads_aside(sheets, numbers)
    spots = [_spots(at, sheet, numbers.get(at)) for at, sheet in enumerate(sheets)]
    repeated = _repeated([spot for own in spots for spot in own])
    for at, sheet in enumerate(sheets):
        _clear(sheet, spots[at], repeated, numbers.get(at))
        _clear_blank(sheet)


def _spots(at: int, sheet: Sheet, number: Printed | None) -> list[Spot]:
    """The rows near the top and the foot, from the outside in."""
    rows, found = sheet.rows, []
    if sheet.sideways:
        return []
    count = len(rows)
    for index in range(min(ROWS_AT_EDGE, count)):
        if rows[index].top > EDGE * sheet.height and sheet.drawn:
            break
        found.append(_spot(at, sheet, index, number))
    for index in range(count - 1, max(count - ROWS_AT_EDGE, 0) - 1, -1):
        if rows[index].bottom < (1 - EDGE) * sheet.height and sheet.drawn:
            break
        found.append(_spot(at, sheet, index, number, at_top=False))
    return found


def _spot(
    at: int, sheet: Sheet, index: int, number: Printed | None, *, at_top: bool = True
) -> Spot:
    row = sheet.rows[index]
    height = row.bottom if at_top else sheet.height - row.bottom
    if len(row.words) > MOST_WORDS:
        return Spot(at, index, at_top, height, "")
    beside = number if number and number.row == index else None
    skip = {id(word) for word in beside.words} if beside else set()
    text = " ".join(word.text for word in row.words if id(word) not in skip)
    if _ENUMERATOR.match(text):
        return Spot(at, index, at_top, height, "", _part(text, row.size))
    return Spot(at, index, at_top, height, text.lower() if text or not beside else "#")


def _part(text: str, size: float) -> tuple[str, int, float] | None:
    """The level, number and type size of a row that is nothing but 'Article 7' or 'ART. VII'."""
    found = _PART.fullmatch(text)
    if found is None:
        return None
    value = int(found[2]) if found[2].isdigit() else read_roman(found[2].lower())
    return (found[1], value, round(size, 1)) if value else None


def _repeated(spots: Sequence[Spot]) -> dict[tuple[int, int], int]:
    """On how many sheets close by the words of (sheet, row) stand at that height; only where they
    are enough."""
    groups: dict[tuple[str, bool], list[Spot]] = defaultdict(list)
    for spot in spots:
        if spot.key and spot.key != "#":
            groups[spot.key, spot.at_top].append(spot)
    found: dict[tuple[int, int], int] = {}
    for group in groups.values():
        if len(group) < REPEATS:
            continue
        for spot in group:
            alike = {
                other.sheet
                for other in group
                if abs(other.sheet - spot.sheet) <= WITHIN
                and abs(other.height - spot.height) <= SAME_HEIGHT
            }
            if len(alike) >= (MANY_REPEATS if _SENTENCE.search(spot.key) else REPEATS):
                found[spot.sheet, spot.row] = len(alike)
    return found | _named_parts(spots)


def _named_parts(spots: Sequence[Spot]) -> dict[tuple[int, int], int]:
    """Heads that name the part that stands open on the page, as a dictionary's do. What proves
    them: neighbours name the same part, again and again, and none goes back to an earlier one."""
    groups: dict[tuple[str, float, bool], list[tuple[Spot, int]]] = defaultdict(list)
    for spot in spots:
        if spot.part is not None:
            level, value, size = spot.part
            groups[level, size, spot.at_top].append((spot, value))
    found: dict[tuple[int, int], int] = {}
    for group in groups.values():
        group.sort(key=lambda one: (one[0].sheet, one[0].height))
        for spot, _ in group:
            alike = [
                (other.sheet, value)
                for other, value in group
                if abs(other.sheet - spot.sheet) <= WITHIN
                and abs(other.height - spot.height) <= SAME_HEIGHT
            ]
            steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(alike)]
            if steps.count((1, 0)) >= SAME_PART and all(step >= 0 for _, step in steps):
                found[spot.sheet, spot.row] = len(alike)
    return found


def _clear(
    sheet: Sheet,
    spots: Sequence[Spot],
    repeated: dict[tuple[int, int], int],
    number: Printed | None,
) -> None:
    gone = _outer_rows(sheet, spots, repeated, number)
    if number is not None:
        if sheet.drawn or len(number.words) == len(sheet.rows[number.row].words):
            gone.setdefault(number.row, number.row < len(sheet.rows) / 2)
        elif number.row not in gone:
            _take_off(sheet, number)
        sheet.label = " ".join(word.text for word in number.words)
    for index, at_top in gone.items():
        row = sheet.rows[index]
        words = row.words
        if number is not None and number.row == index:
            sheet.put_aside(number.words, SetAsideKind.PAGE_NUMBER)
            own = {id(word) for word in number.words}
            words = [word for word in words if id(word) not in own]
        if words:
            sheet.put_aside(words, _name(words, at_top))
    sheet.rows = [row for index, row in enumerate(sheet.rows) if index not in gone]


def _take_off(sheet: Sheet, number: Printed) -> None:
    """Take a page number off a line of text that shares its row."""
    sheet.put_aside(number.words, SetAsideKind.PAGE_NUMBER)
    own = {id(word) for word in number.words}
    row = sheet.rows[number.row]
    row.words = [word for word in row.words if id(word) not in own]


def _clear_blank(sheet: Sheet) -> None:
    """A page that says nothing but that it is blank says nothing."""
    words = [word for row in sheet.rows for word in row.words]
    if words and _BLANK_PAGE.fullmatch(" ".join(word.text for word in words)):
        sheet.put_aside(words, SetAsideKind.NOTICE)
        sheet.rows = []


def _outer_rows(
    sheet: Sheet,
    spots: Sequence[Spot],
    repeated: dict[tuple[int, int], int],
    number: Printed | None,
) -> dict[int, bool]:
    """Rows that are furniture, from the outside in, and whether they stand at the top. What stands
    hard upon the text belongs to it, unless many sheets repeat it."""
    grids = find_grids(sheet) if repeated else []
    gone: dict[int, bool] = {}
    for at_top in (True, False):
        chosen: list[tuple[int, bool]] = []
        for spot in (spot for spot in spots if spot.at_top is at_top):
            row, votes = sheet.rows[spot.row], repeated.get((spot.sheet, spot.row), 0)
            beside = number is not None and number.row == spot.row and _is_head(row, number, sheet)
            second = bool(chosen) and is_decorated_number(row.text)  # '- 9 -' at the foot, 'Page 2'
            if second:
                chosen.append((spot.row, True))
                continue
            if not beside and (not votes or any(grid.holds(row) for grid in grids)):
                break
            chosen.append((spot.row, beside or votes >= MANY_REPEATS))
        while chosen and not chosen[-1][1] and _touches_text(sheet.rows, chosen[-1][0], at_top):
            chosen.pop()
        gone.update((row, at_top) for row, _ in chosen)
    return gone


def _touches_text(rows: Sequence[Row], at: int, at_top: bool) -> bool:
    """True when the next row inward follows like a line of the same paragraph."""
    inner = at + 1 if at_top else at - 1
    if not 0 <= inner < len(rows):
        return False
    pitch = abs(rows[inner].bottom - rows[at].bottom)
    return pitch < CLOSE * max(rows[at].size, rows[inner].size)


def _is_head(row: Row, number: Printed, sheet: Sheet) -> bool:
    """True when a row that holds the page number can be a running head. In plain text, the last
    line of the text may share its row: there only repeated words are furniture."""
    return len(row.words) <= MOST_WORDS and (sheet.drawn or len(row.words) == len(number.words))


def _name(words: Sequence[Word], at_top: bool) -> SetAsideKind:
    text = " ".join(word.text for word in words)
    if is_decorated_number(text):
        return SetAsideKind.PAGE_NUMBER
    if _NOTICE.search(text):
        return SetAsideKind.NOTICE
    return SetAsideKind.RUNNING_HEAD if at_top else SetAsideKind.RUNNING_FOOT
