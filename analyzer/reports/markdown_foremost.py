"""What to read first, in Markdown: each block in a few lines, its words in a part that folds, then
how many more weigh as much, each a link to its words.
"""

from __future__ import annotations

from analyzer.reports.blocks import Block
from analyzer.reports.contents import Contents
from analyzer.reports.excerpts import clean_pieces, excerpt
from analyzer.reports.leading import (
    HOW_RANKED,
    Point,
    group_further,
    list_points,
    list_untold,
    name_block,
    name_entry,
    tell_above,
    tell_further,
    tell_size,
    tell_untold,
    tell_words,
)
from analyzer.reports.markdown_parts import (
    after,
    entry_redline,
    entry_where,
    redlined,
    shown,
    topic_line,
)


def set_foremost(contents: Contents) -> list[str]:
    """The section of the first page."""
    if not contents.foremost:
        return []
    lines = ["## What to read first", ""]
    lines += [HOW_RANKED + _link_further(contents), ""]
    for at, block in enumerate(contents.foremost, 1):
        lines += [f"### {at}. {_link(block)}{tell_size(block)}", ""]
        where = entry_where(block.head) if block.section is None else shown(tell_above(block.under))
        lines += [where, ""] if where else []
        lines += topic_line(block.topics)
        points = list_points(block)
        lines += [*map(_point, points), ""]
        lines += [f"<details><summary>{tell_words(block)}</summary>", ""]
        for point in points:
            lines += [shown(point.place), ""] if point.place else []
            lines += entry_redline(point.entry, short=True)
        lines += [*_untold(block), "</details>", ""]
    return lines + _further(contents)


def _point(point: Point) -> str:
    """What a change means, on one line; its first words where nothing is plain."""
    said = shown("; ".join(point.means))
    if not said:
        said = redlined(excerpt(clean_pieces(point.entry.change.words), around=8, longest=24))
    said = " · ".join((said, *map(shown, point.doubts)))
    return f"* {shown(point.place)}: {said}" if point.place else f"* {said}"


def _untold(block: Block) -> list[str]:
    if not block.untold:
        return []
    rows = (
        f"* [{shown(name_entry(one))}](#change-{one.number}){after(means)}"
        for one, means in list_untold(block)
    )
    return [tell_untold(block), "", *rows, ""]


def _link_further(contents: Contents) -> str:
    """How many more weigh as much, before all of them."""
    if not contents.further:
        return ""
    return f" [{tell_further(len(contents.further), contents.severity)} below](#further)."


def _link(block: Block) -> str:
    return f"[{shown(name_block(block))}](#change-{block.head.number})"


def _further(contents: Contents) -> list[str]:
    """What weighs as much and finds no room, each a link to its words."""
    blocks = contents.further
    if not blocks:
        return []
    rows = (f"* {', '.join(map(_link, row))}{after(told)}" for told, row in group_further(blocks))
    told = tell_further(len(blocks), contents.severity)
    return [f'<a id="further"></a>{told} below:', "", *rows, ""]
