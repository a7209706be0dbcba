"""Sets each kind of block, and a whole source in two passes.

A source -> its filled pages and headings. A directive has one function here, by its name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from typesetting.breaking import Measure, break_lines
from typesetting.inline import Look, Mark, read_inline
from typesetting.layout import (
    PAGE_WIDTH,
    Flow,
    Heading,
    Paragraph,
    Placed,
    Rule,
    paragraph_of,
    text_x,
)
from typesetting.source import Block, SourceError, SourceText
from typesetting.tables import set_columns, set_signatures, set_table

Contents = list[tuple[str, str, str]]


def set_pages(source: SourceText) -> Flow:
    """Return the filled pages of a source; the second pass knows the page numbers of the first."""
    first = _set_once(source, [])
    second = _set_once(source, _contents(first))
    third = _set_once(source, _contents(second))
    if _contents(third) != _contents(second):
        raise SourceError(f"{source.header.id}: the contents do not settle.")
    third.finish_notes()
    return third


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


def _contents(flow: Flow) -> Contents:
    return [
        (h.label, h.title, printed_number(flow, h.page).strip("- "))
        for h in flow.headings
        if h.in_contents
    ]


def _set_once(source: SourceText, contents: Contents) -> Flow:
    flow = Flow(source.header)
    for block in source.blocks:
        if block.kind == "contents":
            _set_contents(flow, contents or _guessed_contents(source))
            continue
        setter = _SETTERS.get(block.kind)
        if setter is None:
            raise SourceError(f"{source.header.id}: unknown directive '@{block.kind}'.")
        setter(flow, block)
    return flow


def _guessed_contents(source: SourceText) -> Contents:
    named = [b for b in source.blocks if b.kind in ("article", "attachment")]
    return [(b.label or "", b.text, "0") for b in named]


def _set_contents(flow: Flow, contents: Contents) -> None:
    """Set the contents with dotted leaders, on pages of their own."""
    if not flow.empty:
        flow.new_page()
    header = flow.header
    _centered(flow, "__**TABLE OF CONTENTS**__", after=16)
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


def _centered(flow: Flow, text: str, *, after: float = 8, size: float = 0, keep: int = 0) -> float:
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


def _set_titlepage(flow: Flow, block: Block) -> None:
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
            _centered(flow, f"**{line[2:]}**", size=20, after=10)
        elif line.startswith("* "):
            _centered(flow, f"**{line[2:]}**", size=14, after=6)
        elif line.startswith("/ "):
            _centered(flow, f"//{line[2:]}//", after=4)
        else:
            _centered(flow, line, after=4)
    flow.new_page()
    flow.body_from = len(flow.sheets)


def _set_article(flow: Flow, block: Block) -> None:
    if not flow.empty:
        flow.y -= 12
    flow.ensure(flow.header.leading * 6)
    y = _centered(flow, f"**ARTICLE {block.label}**", after=2, keep=3)
    _centered(flow, f"**__{block.text}__**", after=10, keep=2)
    _head(flow, y, f"Article {block.label}", block, in_contents=True)


def _set_attachment(flow: Flow, block: Block) -> None:
    if not flow.empty:
        flow.new_page()
    y = _centered(flow, f"**{(block.label or '').upper()}**", after=2, keep=3)
    _centered(flow, f"**__{block.text}__**", after=10, keep=2)
    _head(flow, y, block.label or "", block, in_contents=True)


def _head(flow: Flow, y: float, shown: str, block: Block, *, in_contents: bool) -> None:
    label = block.label or "" if in_contents else shown
    heading = Heading(0, label, block.text, len(flow.sheets), y, in_contents)
    flow.headings.append(heading)


def _set_item(flow: Flow, block: Block) -> None:
    header = flow.header
    if not flow.empty:
        flow.y -= 6
    paragraph = Paragraph(
        read_inline(f"**__{block.text}__**"),
        header.left + 36,
        block.label,
        header.left,
        size=header.size,
        leading=header.leading,
        after=header.leading * 0.55,
        keep_with=3,
    )
    flow.place(paragraph)


def _set_paragraph(flow: Flow, block: Block) -> None:
    paragraph = paragraph_of(flow, block)
    if block.text.endswith("__") and "__" not in block.text[2:-2]:
        paragraph = replace(paragraph, keep_with=3)
    y = flow.place(paragraph)
    heading = _run_in_heading(block.text)
    numbered = (block.label or "").startswith("Section") and flow.header.outline == "articles"
    if numbered and heading:
        label = (block.label or "").rstrip(".")
        flow.headings.append(Heading(1, label, heading, len(flow.sheets), y, in_contents=False))


def _run_in_heading(text: str) -> str:
    if not text.startswith("__") or text.count("__") < 2:
        return ""
    return text.split("__")[1].rstrip(".")


def _set_instruction(flow: Flow, block: Block) -> None:
    paragraph = paragraph_of(flow, block, look=Look(italic=True))
    flow.place(replace(paragraph, keep_with=2))


def _set_center(flow: Flow, block: Block) -> None:
    _centered(flow, f"**{block.text}**", after=6, keep=2)


def _set_bold(flow: Flow, block: Block) -> None:
    paragraph = paragraph_of(flow, replace(block, text=f"**{block.text}**"))
    flow.place(replace(paragraph, keep_with=2))


def _set_legend(flow: Flow, block: Block) -> None:
    header = flow.header
    left, right = header.left, PAGE_WIDTH - header.right
    inline = read_inline(block.text, base=Look(italic=True))
    flow.ensure(60)
    top = flow.y - 2
    flow.y -= 4
    flow.place(Paragraph(inline, left + 8, right=8, size=10, leading=12, after=0, align="center"))
    bottom = flow.y - 7
    for x0, y0, x1, y1 in (
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    ):
        flow.sheet.rules.append(Rule(x0, y0, x1, y1, 0.8))
    flow.y = bottom - 12


def _set_skip(flow: Flow, block: Block) -> None:
    x = text_x(flow.header, block.depth)
    stars = read_inline("*     *     *")
    leading = flow.header.leading
    flow.place(Paragraph(stars, x, size=flow.header.size, leading=leading, align="center"))


def _set_space(flow: Flow, block: Block) -> None:
    flow.y -= float(block.text)


def _set_double(flow: Flow, block: Block) -> None:
    flow.double = block.text == "on"


def _set_lines(flow: Flow, block: Block) -> None:
    flow.numbering = block.text == "on"


def _set_newpage(flow: Flow, block: Block) -> None:
    if not flow.empty:
        flow.new_page()


_SETTERS: dict[str, Callable[[Flow, Block], None]] = {
    "titlepage": _set_titlepage,
    "article": _set_article,
    "attachment": _set_attachment,
    "item": _set_item,
    "paragraph": _set_paragraph,
    "instruction": _set_instruction,
    "center": _set_center,
    "bold": _set_bold,
    "legend": _set_legend,
    "skip": _set_skip,
    "space": _set_space,
    "double": _set_double,
    "lines": _set_lines,
    "newpage": _set_newpage,
    "table": set_table,
    "columns": set_columns,
    "signatures": set_signatures,
}
