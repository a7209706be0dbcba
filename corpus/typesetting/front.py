"""Sets the title page and the contents, and says which number is printed on a page.

A flow with its headings -> contents with dotted leaders and right page numbers.
"""

from __future__ import annotations

from dataclasses import replace

from corpus.typesetting.breaking import Measure, break_lines
from corpus.typesetting.inline import Look, Mark, read_inline
from corpus.typesetting.layout import PAGE_WIDTH, Flow, Paragraph, Placed, Rule
from corpus.typesetting.source import Block, SourceText

Contents = list[tuple[str, str, str]]


def printed_number(flow: Flow, page: int) -> str:
    """Return the number printed on a page (from 1), '' where it bears none."""
    header = flow.header
    if page < header.number_from or not header.page_number:
        return ""
    if header.roman_front:
        front = page < flow.body_from
        romans = ("i", "ii", "iii", "iv", "v", "vi")
        number = romans[page - 2] if front else str(page - flow.body_from + 1)
    else:
        number = str(page)
    return header.page_number.replace("{n}", number)


def list_contents(flow: Flow) -> Contents:
    """Return label, title and printed page of each heading that the contents name."""
    return [
        (h.label, h.title, printed_number(flow, h.page).strip("- "))
        for h in flow.headings
        if h.in_contents
    ]


def guess_contents(source: SourceText) -> Contents:
    """Return the contents of a source before its pages are known."""
    named = [b for b in source.blocks if b.kind in ("article", "attachment")]
    return [(b.label or "", b.text, "0") for b in named]


def set_contents(flow: Flow, contents: Contents) -> None:
    """Set the contents with dotted leaders, on pages of their own."""
    if not flow.empty:
        flow.new_page()
    header = flow.header
    place_centered(flow, "__**TABLE OF CONTENTS**__", after=16)
    head = Look(bold=True, mark=Mark.HEADING)
    _at(flow, "ARTICLE", header.left, head)
    _at_right(flow, "PAGE NO.", head)
    flow.y -= 24
    for label, title, page in contents:
        flow.ensure(20)
        attachment = " " in label
        shown = f"{label}: {title}" if attachment else title
        x = header.left + (0 if attachment else 68)
        if not attachment:
            _at(flow, f"{label}.", header.left, Look())
        width = _at(flow, shown, x, Look())
        number = _at_right(flow, page, Look())
        _leader(flow, x + width + 4, PAGE_WIDTH - header.right - number - 4)
        flow.y -= header.leading + 4
    flow.new_page()
    flow.body_from = len(flow.sheets)


def _at(flow: Flow, text: str, x: float, look: Look) -> float:
    words = read_inline(text, base=look).words
    line = break_lines(words, Measure(flow.header.size, 600, 600, justify=False))[0]
    flow.sheet.lines.append(Placed(line, x, flow.y - flow.header.leading, flow.header.size))
    return line.width


def _at_right(flow: Flow, text: str, look: Look) -> float:
    words = read_inline(text, base=look).words
    line = break_lines(words, Measure(flow.header.size, 600, 600, justify=False))[0]
    x = PAGE_WIDTH - flow.header.right - line.width
    flow.sheet.lines.append(Placed(line, x, flow.y - flow.header.leading, flow.header.size))
    return line.width


def _leader(flow: Flow, x0: float, x1: float) -> None:
    pitch = flow.header.size / 2
    count = int((x1 - x0) / pitch)
    if count > 1:
        dots = " ".join("." * count)
        words = read_inline(dots).words
        line = replace(
            break_lines(words, Measure(flow.header.size, 900, 900, justify=False))[0],
            space=pitch - flow.header.size / 4,
        )
        start = x1 - count * pitch
        flow.sheet.lines.append(Placed(line, start, flow.y - flow.header.leading, flow.header.size))


def place_centered(
    flow: Flow, text: str, *, after: float = 8, size: float = 0, keep: int = 0
) -> float:
    """Set a centred line and return its baseline."""
    header = flow.header
    size = size or header.size
    leading = max(header.leading, size * 1.2)
    inline = read_inline(text, first_note=flow.next_note)
    return flow.place(
        Paragraph(
            inline,
            header.left,
            size=size,
            leading=leading,
            after=after,
            align="center",
            keep_with=keep,
        )
    )


def set_titlepage(flow: Flow, block: Block) -> None:
    """Set a title page, its lines centred."""
    if not flow.empty:
        flow.new_page()
    flow.sheet.title = True
    flow.y -= 60
    for (line,) in block.rows:
        if not line:
            flow.y -= 26
        elif line == "---":
            flow.sheet.rules.append(Rule(200, flow.y, PAGE_WIDTH - 200, flow.y, 1.0))
            flow.y -= 10
        elif line.startswith("# "):
            place_centered(flow, f"**{line[2:]}**", size=20, after=10)
        elif line.startswith("* "):
            place_centered(flow, f"**{line[2:]}**", size=14, after=6)
        elif line.startswith("/ "):
            place_centered(flow, f"//{line[2:]}//", after=4)
        else:
            place_centered(flow, line, after=4)
    flow.new_page()
    flow.body_from = len(flow.sheets)
