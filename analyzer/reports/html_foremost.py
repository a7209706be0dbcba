"""What to read first, in HTML: each block in a few lines, its words folded away, then how many more
weigh as much, each a link to its words.
"""

from __future__ import annotations

from analyzer.reports.blocks import Block
from analyzer.reports.contents import Contents
from analyzer.reports.excerpts import clean_pieces, excerpt
from analyzer.reports.html_parts import (
    entry_kind,
    entry_redline,
    entry_where,
    fold,
    redlined,
    section_where,
    shown,
    topic_line,
)
from analyzer.reports.leading import (
    HOW_RANKED,
    MOST_NAMED,
    Point,
    group_further,
    list_points,
    list_untold,
    name_block,
    name_entry,
    tell_further,
    tell_size,
    tell_untold,
    tell_words,
)
from analyzer.reports.naming import name_clause

#: topics named for one change of the first page
_TOPICS = 6


def set_foremost(contents: Contents) -> str:
    """The section of the first page."""
    items = "".join(f"<li>{_foremost_item(block)}</li>" for block in contents.foremost)
    return (
        '<section><h2 id="foremost">What to read first</h2>'
        f'<p class="key">{HOW_RANKED}{_link_further(contents)}</p>'
        f'<ol class="foremost">{items}</ol>{_further(contents)}</section>'
    )


def _foremost_item(block: Block) -> str:
    where = section_where(block) if block.section is not None else entry_where(block.head)
    points = list_points(block)
    lines = "".join(f"<li>{_point(point)}</li>" for point in points)
    words = "".join(
        (f'<p class="where">{shown(point.place)}</p>' if point.place else "")
        + entry_redline(point.entry, short=True)
        for point in points
    )
    return (
        f"<h3>{_link(block)}{shown(tell_size(block))}</h3>"
        f'{where}{topic_line(block.topics, most=_TOPICS)}<ul class="points">{lines}</ul>'
        f'<details class="words"><summary>{tell_words(block)}</summary>'
        f"{words}{_untold(block)}</details>"
    )


def _point(point: Point) -> str:
    """What a change means; its first words where nothing is plain."""
    place = f'<span class="where">{shown(point.place)}</span> ' if point.place else ""
    doubts = "".join(f' <span class="doubt">{shown(one)}</span>' for one in point.doubts)
    if point.means:
        return place + "; ".join(f"<span>{shown(one)}</span>" for one in point.means) + doubts
    pieces = clean_pieces(point.entry.change.words)
    return place + redlined(excerpt(pieces, around=8, longest=24)) + doubts


def _untold(block: Block) -> str:
    """The other changes of a section, each a link to its words."""
    if not block.untold:
        return ""
    rows = "".join(
        f'<li><a href="#change-{entry.number}">{shown(name_entry(entry))}</a>{shown(means)}</li>'
        for entry, means in list_untold(block)
    )
    return f'<p class="key">{tell_untold(block)}</p><ul class="further">{rows}</ul>'


def _link(block: Block) -> str:
    """The kind of change stands before the link, so that no space is underlined."""
    link = f'<a href="#change-{block.head.number}">'
    if block.section:
        return f"{link}{shown(name_block(block))}</a>"
    return f"{entry_kind(block.head)} {link}{shown(name_clause(block.head.clause))}</a>"


def _link_further(contents: Contents) -> str:
    """How many more weigh as much, before all of them."""
    if not contents.further:
        return ""
    told = tell_further(len(contents.further), contents.severity)
    return f' <a href="#further">{told} below</a>.'


def _further(contents: Contents) -> str:
    """What weighs as much and finds no room: name, and the heaviest that it means."""
    blocks = contents.further
    if not blocks:
        return ""
    grouped = group_further(blocks)
    rows = [f"<li>{', '.join(map(_link, row))}{shown(told)}</li>" for told, row in grouped]
    first, more = "".join(rows[:MOST_NAMED]), rows[MOST_NAMED:]
    others = sum(len(row) for _, row in grouped[MOST_NAMED:])
    listed = f'<ul class="further">{"".join(more)}</ul>'
    rest = fold("The others, each below", others, listed, look="others")
    return (
        f'<p class="key" id="further">{tell_further(len(blocks), contents.severity)} below:</p>'
        f'<ul class="further">{first}</ul>{rest if more else ""}'
    )
