"""Sets each kind of block, and a whole source in two passes.

A source -> its filled pages and headings. A directive has one function here, by its name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from corpus.typesetting.front import (
    Contents,
    guess_contents,
    list_contents,
    place_centered,
    set_contents,
    set_titlepage,
)
from corpus.typesetting.inline import Look, read_inline
from corpus.typesetting.layout import (
    PAGE_WIDTH,
    Flow,
    Heading,
    Paragraph,
    Rule,
    paragraph_of,
    text_x,
)
from corpus.typesetting.source import Block, SourceError, SourceText
from corpus.typesetting.tables import set_columns, set_signatures, set_table, table_height


def set_pages(source: SourceText) -> Flow:
    """Return the filled pages of a source; the second pass knows the page numbers of the first."""
    first = _set_once(source, [])
    second = _set_once(source, list_contents(first))
    third = _set_once(source, list_contents(second))
    if list_contents(third) != list_contents(second):
        raise SourceError(f"{source.header.id}: the contents do not settle.")
    third.finish_notes()
    return third


def _set_once(source: SourceText, contents: Contents) -> Flow:
    flow = Flow(source.header)
    for at, block in enumerate(source.blocks):
        flow.ensure(_height_to_keep(flow, source.blocks[at : at + 3]))
        if block.kind == "contents":
            set_contents(flow, contents or guess_contents(source))
            continue
        setter = _SETTERS.get(block.kind)
        if setter is None:
            raise SourceError(f"{source.header.id}: unknown directive '@{block.kind}'.")
        setter(flow, block)
    return flow


def _height_to_keep(flow: Flow, blocks: tuple[Block, ...]) -> float:
    """Return the height that keeps a text, or an instruction and its text, with their table."""
    lead, lead_in = 0.0, True
    for block in blocks:
        if block.kind == "table":
            return lead + table_height(flow, block) if lead else 0.0
        if block.kind not in ("paragraph", "instruction") or not lead_in:
            return 0.0
        lead_in = block.kind == "instruction" or block.text.endswith("//")
        lead += flow.header.leading * (2 if lead_in else 4)
    return 0.0


def _set_article(flow: Flow, block: Block) -> None:
    if not flow.empty:
        flow.y -= 12
    flow.ensure(flow.header.leading * 6)
    y = place_centered(flow, f"**ARTICLE {block.label}**", after=2, keep=3)
    place_centered(flow, f"**__{block.text}__**", after=10, keep=2)
    _head(flow, y, f"Article {block.label}", block, in_contents=True)


def _set_attachment(flow: Flow, block: Block) -> None:
    if not flow.empty:
        flow.new_page()
    y = place_centered(flow, f"**{(block.label or '').upper()}**", after=2, keep=3)
    place_centered(flow, f"**__{block.text}__**", after=10, keep=2)
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
        keep_with=5,
    )
    flow.place(paragraph)


def _set_paragraph(flow: Flow, block: Block) -> None:
    paragraph = paragraph_of(flow, block)
    heading_only = block.text.endswith("__") and "__" not in block.text[2:-2]
    if heading_only or block.text.endswith("//"):
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
    place_centered(flow, f"**{block.text}**", after=6, keep=2)


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
    "titlepage": set_titlepage,
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
