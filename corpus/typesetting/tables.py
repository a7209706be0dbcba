"""Sets tables, columns of names and signature blocks.

A block with rows -> lines and rules on the page being filled. A table is never parted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.typesetting.breaking import Line, Measure, break_lines
from corpus.typesetting.inline import Look, read_inline
from corpus.typesetting.layout import PAGE_WIDTH, Flow, Paragraph, Placed, Rule, text_x
from corpus.typesetting.source import Block

PAD = 5.0
# an amount or a bare number, perhaps with a raised sign: '$1,020', '12.5%', '25', '--', '$90^2^'
_AMOUNT = re.compile(r"^[$€]?[\d,.]+%?(?:\^[\d*†‡]+\^)?$|^–{1,2}$|^--$")
_OPEN = "open "

Cells = list[list[list[Line]]]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table broken into cells, with the width of each column and the height of each row."""

    cells: Cells
    widths: list[float]
    heights: list[float]
    left: float
    caption: float
    #: only the head and the foot are ruled
    open: bool

    @property
    def height(self) -> float:
        return sum(self.heights) + self.caption + 8


def table_height(flow: Flow, block: Block) -> float:
    """Return the height that a table takes, its caption included."""
    return _measure(flow, block).height


def set_table(flow: Flow, block: Block) -> None:
    """Set a table with its caption; the first row is the head."""
    header = flow.header
    table = _measure(flow, block)
    flow.ensure(table.height)
    if block.text:
        inline = read_inline(f"**{block.text.removeprefix(_OPEN)}**")
        flow.place(
            Paragraph(inline, table.left, size=header.size, leading=header.leading, align="center")
        )
    tops = [flow.y]
    for texts, cells, height in zip(block.rows, table.cells, table.heights, strict=True):
        x = table.left
        for text, lines, width in zip(texts, cells, table.widths, strict=True):
            _place_cell(flow, lines, (x, width), right=bool(_AMOUNT.match(text)))
            x += width
        flow.y -= height
        tops.append(flow.y)
    _rule(flow, tops, table)
    flow.y -= header.leading


def _measure(flow: Flow, block: Block) -> _Table:
    header = flow.header
    left = text_x(header, block.depth) if block.depth else header.left
    widths = _widths(block.rows, PAGE_WIDTH - header.right - left, header.size - 1)
    cells = [
        [_cell(flow, text, width, bold=row == 0) for text, width in zip(texts, widths, strict=True)]
        for row, texts in enumerate(block.rows)
    ]
    tallest = [max(len(cell) for cell in row) for row in cells]
    heights = [lines * (header.leading - 1) + 2 * PAD - 2 for lines in tallest]
    caption = 2 * header.leading if block.text else 0
    plain = header.tables != "ruled" or block.text.startswith(_OPEN)
    return _Table(cells, widths, heights, left, caption, plain)


def _cell(flow: Flow, text: str, width: float, *, bold: bool) -> list[Line]:
    inline = read_inline(text, base=Look(bold=bold))
    inner = width - 2 * PAD
    return break_lines(inline.words, Measure(flow.header.size - 1, inner, inner, justify=False))


def _place_cell(flow: Flow, lines: list[Line], span: tuple[float, float], *, right: bool) -> None:
    x, width = span
    y = flow.y - PAD + 2
    for line in lines:
        y -= flow.header.leading - 1
        at = x + width - PAD - line.width if right else x + PAD
        flow.sheet.lines.append(Placed(line, at, y + 1, flow.header.size - 1))


def _rule(flow: Flow, tops: list[float], table: _Table) -> None:
    left, right = table.left, table.left + sum(table.widths)
    for index, top in enumerate(tops):
        if not table.open or index in (0, 1, len(tops) - 1):
            flow.sheet.rules.append(Rule(left, top, right, top))
    x = left
    for width in [0.0, *table.widths]:
        x += width
        if not table.open:
            flow.sheet.rules.append(Rule(x, tops[0], x, tops[-1]))


def _widths(rows: tuple[tuple[str, ...], ...], room: float, size: float) -> list[float]:
    """Share the room out by each column's longest cell, within bounds."""
    natural = []
    for column in zip(*rows, strict=True):
        longest = 0.0
        for row, text in enumerate(column):
            words = read_inline(text or " ", base=Look(bold=row == 0)).words
            lines = break_lines(words, Measure(size, 9000, 9000, justify=False))
            longest = max(longest, *(line.width for line in lines)) if lines else longest
        natural.append(min(longest + 2 * PAD + 2, room * 0.55))
    total = sum(natural)
    if total < room:
        return [width + (room - total) / len(natural) for width in natural]
    return [width * room / total for width in natural]


def set_columns(flow: Flow, block: Block) -> None:
    """Set names in two columns, down the left one first."""
    header = flow.header
    names = [row[0] for row in block.rows]
    leading, half = header.leading, (len(names) + 1) // 2
    flow.ensure(half * leading)
    middle = header.left + flow.width / 2 + 8
    for x, part in ((header.left, names[:half]), (middle, names[half:])):
        y = flow.y
        for name in part:
            y -= leading
            _one_line(flow, name, x, y)
    flow.y -= half * leading + 8


def set_signatures(flow: Flow, block: Block) -> None:
    """Set signature lines side by side."""
    header = flow.header
    flow.ensure(len(block.rows) * 26)
    for row in block.rows:
        flow.y -= 26
        pitch = flow.width / max(len(row), 1)
        for index, cell in enumerate(row):
            if cell:
                _one_line(flow, cell, header.left + index * pitch, flow.y)
    flow.y -= 14


def _one_line(flow: Flow, text: str, x: float, y: float) -> None:
    words = read_inline(text).words
    lines = break_lines(words, Measure(flow.header.size, 900, 900, justify=False))
    flow.sheet.lines.append(Placed(lines[0], x, y, flow.header.size))
