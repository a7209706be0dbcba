"""Pages → rows: the lines of body text with the labels that may stand at their start.

Tables, contents and footnotes are kept apart, each with the row that it stands before. What a row
shows of being the start of a paragraph is weighed in `evidence`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analyzer.clauses.margins import find_margins, find_reach
from analyzer.labels import OPENING_MARKS, PrintedLabel, read_label
from analyzer.records import Line, LineRole, MarkKind, Pages, Word

#: points by which two left edges may differ and still be the same indentation
SAME_EDGE = 7.0
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
# 'Exhibit C C-2': a running head with its page
_PAGE_OF_ATTACHMENT = re.compile(r"[A-Z\d]{1,3}(?:-\d+){1,2}")


@dataclass(slots=True)
class Row:
    """One body line with its evidence."""

    index: int
    line: Line
    words: tuple[Word, ...]
    text: str
    #: left edge, from the margin of its kind of page
    x: float
    #: right and lower edge on the page, and how far its column reaches
    right: float
    bottom: float
    struck: bool
    #: labels at its start, one after the other
    labels: tuple[PrintedLabel, ...]
    reach: float = 0.0
    #: of starting a paragraph (`evidence`); of a labelled line, weighed against its label
    evidence: float = 0.0
    #: the words before make a reference of the label
    reference: bool = False
    #: a quoted paragraph begins
    quoted: bool = False
    centered: bool = False
    emphasis: bool = False
    heading: bool = False
    after_block: bool = False
    #: what follows the labels, as text
    rest: str = ""
    boundary: bool = False
    #: the paragraph that ends here ends a quotation
    closes: bool = False

    @property
    def is_ellipsis(self) -> bool:
        """True for the signs that stand for text left out ('* * *', '…')."""
        return not any(letter.isalnum() for letter in self.text)


@dataclass(slots=True)
class Block:
    """Lines that are no body text: a table or a table of contents, before row `at`."""

    role: LineRole
    at: int
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Body:
    """The rows of a document, and what stands between and beneath them."""

    rows: list[Row]
    blocks: list[Block]
    footnotes: list[tuple[int, Line]]


def read_rows(pages: Pages) -> Body:
    """Rows in reading order, not yet weighed; footnotes with the row before which they stand."""
    margins, reach = find_margins(pages), find_reach(pages)
    body = Body([], [], [])
    in_contents = False
    for page in pages.pages:
        lines = [line for line in page.lines if line.words]
        entries = sum(map(_is_entry, lines))
        goes_on = in_contents
        in_contents = entries >= (1 if goes_on else _ENTRIES)
        for line in _within_contents(lines, goes_on=goes_on) if in_contents else lines:
            if line.role is LineRole.FOOTNOTE:
                body.footnotes.append((len(body.rows), line))
            elif line.role is LineRole.BODY:
                margin = margins[page.number % 2, line.column]
                row = _make_row(line, len(body.rows), margin, page.width)
                row.reach = reach[line.column]
                body.rows.append(row)
            else:
                _add_to_block(body, line)
    blocks = {block.at for block in body.blocks}
    for row in body.rows:
        row.after_block = row.index in blocks
    _settle_letters(body.rows)
    return body


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


def _is_entry(line: Line) -> bool:
    """A line of the contents by its role, or one that ends with a leader and a page."""
    return line.role is LineRole.TOC or (
        line.role is LineRole.BODY and bool(_LONG_LEADER.search(line.text[-_LEADER_LENGTH:]))
    )


def _settle_letters(rows: Sequence[Row]) -> None:
    """'Re:' opens a letter only where 'Dear …' follows on the next lines."""
    for at, row in enumerate(rows):
        if row.labels and row.labels[0].readings[0].form.salutation:
            following = rows[at + 1 : at + 10]
            if not any(other.text.startswith(("Dear ", "To ", "Gentle")) for other in following):
                row.labels, row.rest = (), row.text


def _add_to_block(body: Body, line: Line) -> None:
    last = body.blocks[-1] if body.blocks else None
    same = last is not None and last.at == len(body.rows) and last.role is line.role
    if last is None or not same or (last.lines[-1].table != line.table):
        last = Block(line.role, len(body.rows))
        body.blocks.append(last)
    last.lines.append(line)


def _make_row(line: Line, index: int, margin: float, width: float) -> Row:
    live = tuple(word for word in line.words if word.mark is not MarkKind.DELETED)
    words = live or line.words
    text = " ".join(word.text for word in words)
    labels = _read_labels(text)
    rest = text[labels[-1].end :].lstrip() if labels else text
    if labels and labels[0].has_word and _PAGE_OF_ATTACHMENT.fullmatch(rest):
        labels, rest = (), text
    left, right = line.words[0].x0, line.words[-1].x1
    x = left - margin
    centered = (
        line.column == 0 and x > 24 and abs(left + right - width) < 2 * (14 + 0.02 * width)
    )
    emphasis = in_capitals(rest) or all(
        word.style.bold or word.caption or not any(map(str.isalpha, word.text)) for word in words
    )
    return Row(
        index=index,
        line=line,
        words=words,
        text=text,
        x=x,
        right=right,
        bottom=line.words[0].bottom,
        struck=not live,
        labels=labels,
        centered=centered,
        emphasis=emphasis and any(map(str.isalpha, text)),
        rest=rest,
    )


def in_capitals(text: str) -> bool:
    """True when nearly all letters are capitals."""
    if text[:3].islower() or text[1:7].islower():
        return False
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and sum(letter.isupper() for letter in letters) > 0.85 * len(letters)


def _read_labels(text: str) -> tuple[PrintedLabel, ...]:
    """Labels one after the other at the start of a line, after an opening quotation mark."""
    at = 0
    # '### ARTICLE 1': a text that was once marked up
    while at < len(text) and text[at] == "#":
        at += 1
    at += len(text[at:]) - len(text[at:].lstrip())
    while at < len(text) and text[at] in OPENING_MARKS:
        at += 1
        at += len(text[at:]) - len(text[at:].lstrip())
    found: list[PrintedLabel] = []
    while len(found) < 4:
        label = read_label(text, at)
        if label is None or (found and label.has_word):
            break
        found.append(label)
        at = label.end
        while at < len(text) and text[at] == " ":
            at += 1
    return tuple(found)
