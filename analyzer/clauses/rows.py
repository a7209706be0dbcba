"""Pages → rows: the lines of body text with the labels that may stand at their start.

Tables, contents and footnotes are kept apart, each with the row that it stands before. What a row
shows of being the start of a paragraph is weighed in `evidence`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analyzer.clauses.contents import find_contents
from analyzer.clauses.margins import find_margins, find_reach
from analyzer.clauses.running import RunningTitle, find_running_titles
from analyzer.labels import PrintedLabel, read_labels
from analyzer.records import Line, LineRole, MarkKind, Pages, Word

#: points by which two left edges may differ and still be the same indentation
SAME_EDGE = 7.0
#: evidence of a line that is beyond doubt a paragraph of its own
ALONE = 9.0
# '### ARTICLE 1': a heading as a marked-up text shows it
MARKED_UP = re.compile(r"#{2,6}\s+(?=\w)")
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
    #: the line before ends with a colon: what follows is what it announces
    announced: bool = False
    #: the line before has left room for more than its first word
    after_short: bool = False
    #: its label is unmistakable: a sentence ended on the line before, another begins after it
    opening: bool = False
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
    #: the title of an attachment that only the page's head or foot names
    running: bool = False
    #: the first row after such an attachment
    after_running: bool = False
    #: of a letter's subject: the row at which its letterhead begins
    letter_from: int | None = None

    @property
    def marked_up(self) -> bool:
        """A heading that the maker of a text has marked as such ('### ARTICLE 1')."""
        return self.text[:2] == "##" and bool(MARKED_UP.match(self.text))

    @property
    def is_ellipsis(self) -> bool:
        """True for the signs that stand for text left out ('* * *', '…')."""
        return not any(map(str.isalnum, self.text))


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
    titles = find_running_titles(pages)
    first_pages = {title.first: title for title in titles}
    after = {title.last + 1 for title in titles}
    for page, lines in find_contents(pages):
        if page.number in first_pages:
            body.rows.append(_make_running(first_pages[page.number], len(body.rows)))
        at = len(body.rows)
        for line in lines:
            if line.role is LineRole.FOOTNOTE:
                body.footnotes.append((len(body.rows), line))
            elif line.role is LineRole.BODY:
                margin = margins[page.number % 2, line.column]
                row = _make_row(line, len(body.rows), margin, page.width)
                row.reach = reach[line.column]
                body.rows.append(row)
            else:
                _add_to_block(body, line)
        if page.number in after and len(body.rows) > at:
            body.rows[at].after_running = True
    blocks = {block.at for block in body.blocks}
    for row in body.rows:
        row.after_block = row.index in blocks
    return body


def _add_to_block(body: Body, line: Line) -> None:
    last = body.blocks[-1] if body.blocks else None
    same = last is not None and last.at == len(body.rows) and last.role is line.role
    if last is None or not same or (last.lines[-1].table != line.table):
        last = Block(line.role, len(body.rows))
        body.blocks.append(last)
    last.lines.append(line)


def _make_row(line: Line, index: int, margin: float, width: float) -> Row:
    live = tuple([word for word in line.words if word.mark is not MarkKind.DELETED])
    words = live or line.words
    text = " ".join([word.text for word in words])
    labels = read_labels(text)
    rest = text[labels[-1].end :].lstrip() if labels else text
    if labels and labels[0].has_word and _PAGE_OF_ATTACHMENT.fullmatch(rest):
        labels, rest = (), text
    left, right = line.words[0].x0, line.words[-1].x1
    x = left - margin
    centered = line.column == 0 and x > 24 and abs(left + right - width) < 2 * (14 + 0.02 * width)
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


def _make_running(title: RunningTitle, index: int) -> Row:
    """A row above all others of its page."""
    return Row(
        index=index,
        line=title.line,
        words=title.line.words,
        text=title.label.text,
        x=0.0,
        right=0.0,
        bottom=0.0,
        struck=False,
        labels=(title.label,),
        evidence=ALONE,
        centered=True,
        boundary=True,
        running=True,
    )


def in_capitals(text: str) -> bool:
    """True when nearly all letters are capitals."""
    if text[:3].islower() or text[1:7].islower():
        return False
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and sum(letter.isupper() for letter in letters) > 0.85 * len(letters)
