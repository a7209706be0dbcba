"""What a table says of itself: header rows, columns of names, periods and units.

Cells → facts. A period is the date or dates printed at the head of a column, of the table or in
its caption; a unit is the time or piece of work by which the figures of a column are paid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from analyzer.clauses.table_places import Place
from analyzer.records import Cell, Clause, ClauseKind, MarkKind, TableFacts

#: a header has at most so many rows
MOST_HEADERS = 6
#: what stands before the first figure is header where this share of the rows from it on has some
FIGURED = 0.6
#: columns that are counted are at least so many
FEWEST_COUNTED = 3
#: a bare number with more words is no figure but a name
MOST_FIGURE_WORDS = 2
#: a caption is no longer than this, and stands this close above its table, in points
MOST_CAPTION_WORDS, CAPTION_ABOVE = 30, 40.0
#: dates of a caption
MOST_DATES = 2
#: what stands between a typed caption and its table is no longer than this
MOST_HEADER_WORDS = 3

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})"
# '8/1/15'  'August 2, 2020 - July 31, 2021'  '7/1/26 to and including 6/30/27'
_PERIOD = re.compile(
    rf"{_DAY}(?:\s*(?:[-–—]|to|through|thru|until)\s*(?:and including\s+)?{_DAY})?", re.IGNORECASE
)
# '$2,621.47'  '12.5%'  '(39.44/hr.)'  '1,677.55'  'Year 1' is none
_FIGURE = re.compile(r"[($£€\s]*\d[\d,]*(?:\.\d+)?%?")
# 'was set on May 1.'  'as follows:'  'in May. Scale'
_SENTENCE_END = re.compile(r"[.:;](?:\s|$)")
# '1'  'Step 10'
_COUNTED = re.compile(r"(?:[^\W\d]+ )?(\d{1,2})")
# '1.'  '(a)'  '12'
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-z])[.)]*", re.IGNORECASE)
_UNITS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        ("hour", r"hourly|per hour|an hour|hr"),
        ("day", r"daily|per day|a day|per diem"),
        ("week", r"weekly|per week|a week"),
        ("month", r"monthly|per month|a month"),
        ("year", r"annual(?:ly)?|yearly|per year|per annum"),
        ("episode", r"per (?:episode|program|programme)"),
        ("session", r"per (?:session|call|performance)"),
    )
)


def count_headers(places: Sequence[Place]) -> int:
    """How many first rows are header: those in bold or underlined as captions are, where others
    are not, and what stands before the first figure where rows of figures follow."""
    last = max((place.row for place in places), default=-1)
    bold = [_is_bold(_row(places, row)) for row in range(last + 1)]
    headed = 0 if all(bold) else bold.index(False)
    figured = [row for row in range(last + 1) if _has_figure(places, row)]
    first = figured[0] if figured else 0
    if first <= MOST_HEADERS and len(figured) >= FIGURED * (last + 1 - first):
        headed = max(headed, first)
    headed += _numbers_columns(places, headed)
    return min(headed, MOST_HEADERS)


def _numbers_columns(places: Sequence[Place], row: int) -> bool:
    """True where a row counts the columns from 1 on, by itself or with what stands above: 'Step'
    over '1', 'Step' over '2'."""
    numbers: dict[int, int] = {}
    own = 0
    for place in sorted(places, key=lambda place: place.row):
        found = _COUNTED.fullmatch(" ".join(piece.text for piece in place.ordered()))
        if place.row <= row and found:
            numbers[place.column] = int(found[1])
            own += place.row == row
    counted = [numbers[column] for column in sorted(numbers)]
    if own < 2 or len(counted) < FEWEST_COUNTED or counted != list(range(1, len(counted) + 1)):
        return False
    return all(
        place.column in numbers or place.column < min(numbers) for place in _row(places, row)
    )


def is_headed(place: Place, places: Sequence[Place]) -> bool:
    """True for a bold line over the whole width: the head of a section of the table."""
    alone = sum(other.row == place.row for other in places) == 1
    widest = max(other.column + other.column_span for other in places)
    return alone and place.column_span == widest > 1 and _is_bold([place])


def _row(places: Sequence[Place], row: int) -> list[Place]:
    return [place for place in places if place.row == row]


def _is_bold(places: Iterable[Place]) -> bool:
    """Bold or underlined; what stands in brackets and what is struck does not count."""
    words = [
        piece.word
        for place in places
        for piece in place.pieces
        if piece.word.mark is not MarkKind.DELETED and any(map(str.isalpha, piece.text))
    ]
    return bool(words) and all(word.style.bold or word.caption for word in words)


def _has_figure(places: Sequence[Place], row: int) -> bool:
    return any(
        _is_figure([piece.text for piece in place.ordered()])
        for place in _row(places, row)
        if place.column > 0
    )


def _is_figure(words: Sequence[str]) -> bool:
    """True for '50', '$1,300,000 and above'; not for '6 weeks or fewer'."""
    counts = not words[0].isdigit() or len(words) <= MOST_FIGURE_WORDS
    return counts and bool(_FIGURE.fullmatch(words[0]))


def read_facts(cells: Sequence[Cell], headers: int) -> TableFacts:
    """Facts of a table but for its caption."""
    columns = max((cell.column + cell.column_span for cell in cells), default=0)
    heads = [cell for cell in cells if cell.row < headers]
    body = [cell for cell in cells if cell.row >= headers and not cell.header]
    return TableFacts(
        header_rows=headers,
        label_columns=_count_names(body, columns),
        periods=_periods(heads, columns),
        units=tuple(_unit(heads, body, column) for column in range(columns)),
    )


def add_captions(clauses: Sequence[Clause]) -> list[Clause]:
    """Each table with the heading hard above it as its caption; its date is that of columns that
    bear none. The heading stays a clause of its own."""
    captioned: list[Clause] = []
    for at, clause in enumerate(clauses):
        caption = _caption(clauses[:at][-2:], clause) if clause.table else None
        captioned.append(_with_caption(clause, caption) if caption else clause)
    return captioned


def _caption(above: Sequence[Clause], table: Clause) -> str | None:
    """The heading of the clause before; its text where it is a heading by itself."""
    if not above or above[-1].cells is not None:
        return None
    before = above[-1]
    if not table.boxes and not before.boxes:
        return _typed_caption(above, table)
    if not before.boxes or not table.boxes:
        return None
    last, first = before.boxes[-1], table.boxes[0]
    if last.page != first.page or not -6 < first.top - last.bottom < CAPTION_ABOVE:
        return None
    return _words_of_heading(before)


def _typed_caption(above: Sequence[Clause], table: Clause) -> str | None:
    """In typed text, where nothing says how far up a line stands: the heading before, or a line
    that bears a date and ends no sentence; the first line of a header may stand between."""
    for clause in reversed(above):
        if clause.pages[-1:] != table.pages[:1] or clause.cells is not None:
            return None
        if found := _words_of_heading(clause):
            return found
        if clause.label is None and _is_dated_line(clause.text):
            return clause.text
        if len(clause.full_text.split()) > MOST_HEADER_WORDS:
            return None
    return None


def _is_dated_line(text: str) -> bool:
    """'Scale as of July 1, 2025'; not a row of dates and no sentence."""
    dates = len(_PERIOD.findall(text))
    others = _PERIOD.sub("", text).split()
    is_short = dates + 1 < len(others) <= MOST_CAPTION_WORDS
    return 1 <= dates <= MOST_DATES and is_short and not _SENTENCE_END.search(text)


def _words_of_heading(clause: Clause) -> str | None:
    heads = clause.kind is ClauseKind.HEADING or (clause.heading and not clause.text)
    words = clause.full_text if heads else ""
    return words if 0 < len(words.split()) <= MOST_CAPTION_WORDS else None


def _with_caption(clause: Clause, caption: str) -> Clause:
    facts = clause.table or TableFacts()
    found = _PERIOD.search(caption)
    periods = tuple(period or (found[0] if found else None) for period in facts.periods)
    return replace(clause, table=replace(facts, caption=caption, periods=periods))


def _count_names(body: Sequence[Cell], columns: int) -> int:
    if columns < 2:
        return 0
    numbered = all(_ENUMERATOR.fullmatch(cell.text) for cell in body if cell.column == 0)
    for column in range(1, columns):
        texts = [cell.text for cell in body if cell.column == column]
        figures = sum(bool(_FIGURE.match(text)) for text in texts)
        if texts and figures >= 0.5 * len(texts):
            return column
    return min(2 if numbered and body else 1, columns - 1)


def _periods(heads: Sequence[Cell], columns: int) -> tuple[str | None, ...]:
    """Each column's own period; that over the names holds for columns that bear none."""
    found: list[str | None] = [None] * columns
    for cell in heads:
        match = _PERIOD.search(cell.text)
        for column in range(cell.column, cell.column + cell.column_span) if match else ():
            found[column] = found[column] or (match[0] if match else None)
    over_names = found[0] if found else None
    return tuple(period or over_names for period in found)


def _unit(heads: Sequence[Cell], body: Sequence[Cell], column: int) -> str | None:
    """Named at the head of the column, lowest row first; else by every cell of it."""
    if column == 0:
        return None
    over = [h for h in heads if h.column <= column < h.column + h.column_span]
    for head in sorted(over, key=lambda head: -head.row):
        named = _unit_in(head.text)
        if named:
            return named
    named_by = {_unit_in(cell.text) for cell in body if cell.column == column}
    return named_by.pop() if len(named_by) == 1 else None


def _unit_in(text: str) -> str | None:
    found = [(m.start(), name) for name, words in _UNITS if (m := words.search(text))]
    return min(found)[1] if found else None
