"""Pages → lines, with the whole of a table of contents marked as such.

The reader marks entries with leaders and pages; what belongs to them (titles over several lines,
entries whose leader a scan has garbled) is added here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analyzer.labels import read_labels
from analyzer.records import Line, LineRole, Page, Pages

#: entries of a table of contents on a page that make the lines between them part of it
_ENTRIES = 4
#: lines before the first or after the last entry of a page that may be part of it
_TRAILING = 6
#: characters at the end of a line in which a leader is looked for
_LEADER_LENGTH = 60

# 'Advance is Payable . . 88': a short leader of dots and a page
_LEADER = re.compile(r"(?:[.…]\s?){2,}[\divxl-]+$")
# 'CREATION OF PROFILES ........I-7-1': a leader and a page
_LONG_LEADER = re.compile(r"(?:[.…]\s?){4,}[\w-]{1,8}$")
# 'TABLE OF CONTENTS', 'Contents (continued)', 'INDEX'
_CONTENTS = re.compile(
    r"(?:table of contents|contents|index)(?: \(?cont(?:inued|'d|\.)?\)?)?", re.IGNORECASE
)


def find_contents(pages: Pages) -> Iterator[tuple[Page, list[Line]]]:
    """Each page with its lines, those of the contents in that role."""
    in_contents = False
    for page in pages.pages:
        lines = [line for line in page.lines if line.words]
        entries = sum(map(_is_entry, lines))
        goes_on = in_contents
        in_contents = entries >= (1 if goes_on else _ENTRIES)
        if in_contents:
            lines = _within_contents(lines, goes_on=goes_on)
        elif _lists_labels(lines):
            lines = [replace(line, role=LineRole.TOC) for line in lines]
        yield page, lines


def _within_contents(lines: list[Line], *, goes_on: bool) -> list[Line]:
    """Lines between entries of a table of contents (titles over several lines) are part of it, on
    later pages those before the first entry too."""
    entries = [at for at, line in enumerate(lines) if _is_entry(line)]
    first, last = entries[0], entries[-1]
    if goes_on and first <= _TRAILING:
        first = 0
    if len(lines) - last <= 4:
        last = len(lines)
    for at in range(last + 1, min(last + _TRAILING, len(lines))):
        if _LEADER.search(lines[at].text[-_LEADER_LENGTH:]):
            last = at + 1
    return [
        replace(line, role=LineRole.TOC)
        if line.role is LineRole.BODY and first <= at <= last
        else line
        for at, line in enumerate(lines)
    ]


def _lists_labels(lines: Sequence[Line]) -> bool:
    """A page headed 'Contents' of which every other line bears a label: contents without leaders
    (or with leaders that a scan has garbled)."""
    if not any(_CONTENTS.fullmatch(line.text.strip(" .:")) for line in lines[:4]):
        return False
    labels = sum(bool(read_labels(line.text)) for line in lines)
    return labels >= _ENTRIES and 2 * labels >= len(lines) - 2


def _is_entry(line: Line) -> bool:
    """A line of the contents by its role, or one that ends with a leader and a page."""
    return line.role is LineRole.TOC or (
        line.role is LineRole.BODY and bool(_LONG_LEADER.search(line.text[-_LEADER_LENGTH:]))
    )
