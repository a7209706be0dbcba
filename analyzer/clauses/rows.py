"""Lines of body text → rows: what each line shows of being the start of a printed paragraph.

A row carries evidence only (indentation, space above, a short line before, a quotation mark, the
words that stand before); whether its label is one is decided in `search`, which weighs the evidence
of all rows together.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from analyzer.clauses.titles import in_title_case
from analyzer.labels import OPENING_MARKS, PrintedLabel, read_label
from analyzer.records import Line, LineRole, MarkKind, Pages, Word

#: points by which two left edges may differ and still be the same indentation
SAME_EDGE = 7.0
#: at this sum of evidence a line starts a paragraph
PARAGRAPH = 1.2
#: at this sum the words before a label cannot make a reference of it
_BEYOND_DOUBT = 2.5
#: entries of a table of contents on a page that make the lines between them part of it
_ENTRIES = 4
#: lines before the first or after the last entry of a page that may be part of it
_TRAILING = 6
#: characters of a line's words before it that may hold a reference
_TAIL = 70

# 'Advance is Payable . . 88': a short leader of dots and a page
_LEADER = re.compile(r"(?:[.…]\s?){2,}[\divxl-]+$")
# 'CREATION OF PROFILES ........I-7-1': a leader and a page
_LONG_LEADER = re.compile(r"(?:[.…]\s?){4,}[\w-]{1,8}$")
# 'Exhibit C C-2': a running head with its page
_PAGE_OF_ATTACHMENT = re.compile(r"[A-Z\d]{1,3}(?:-\d+){1,2}")
# 'Section', 'subparagraphs', 'Nos.': what follows is a reference
_REFERENCE_NOUN = re.compile(
    r"[(“\"]?(?:sections?|secs?\.|articles?|arts?\.|(?:sub-?)?paragraphs?|(?:sub-?)?sections?|"
    r"(?:sub-?)?clauses?|items?|exhibits?|schedules?|appendi(?:x|ces)|rules?|parts?|chapters?|"
    r"sideletters?|nos?\.|¶+|§+)",
    re.IGNORECASE,
)
# '3(a)', '(b)(1)', 'XII', '(ii),', '14.2'
_REFERENCE_NUMBER = re.compile(
    r"[“\"]?(?:\(?[A-Za-z0-9]{1,5}\)|\(?[0-9]{1,3}[A-Za-z]?|[IVXLC]+[A-Z]?|[A-Za-z])"
    r"(?:\.?\(?[A-Za-z0-9]{1,5}\)?)*[”\"’]?,?"
)
_CONNECTIVES = frozenset(["and", "or", "through", "to", "thru", "&", "–", "-", "and/or"])
# 'forty-eight', 'thirty': a figure in brackets repeats it
_NUMBER_WORD = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|first|second|third|\w+th|\w+ty)$",
    re.IGNORECASE,
)
# 'rates: (i)', 'and', '; or': what ends a line before a new list item or sentence
_SENTENCE_END = re.compile(r"(?:[.:;!?][)\]”\"’']*|[.:;!?]?[”\"]|[;,] (?:and|or|and/or))$")
# '... 2025).”', 'thereof."'
_CLOSING = re.compile(r"[”\"][)\].,;]*$")


@dataclass(slots=True)
class Row:
    """One body line with its evidence."""

    index: int
    line: Line
    words: tuple[Word, ...]
    text: str
    #: left edge, from the margin of its kind of page
    x: float
    #: right and lower edge on the page
    right: float
    bottom: float
    struck: bool
    #: labels at its start, one after the other
    labels: tuple[PrintedLabel, ...]
    #: above `PARAGRAPH`: starts a paragraph; for a labelled line, weighed against its label
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
    """Rows with all their evidence, in reading order; footnotes with the row they stand after."""
    margins = _find_margins(pages)
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
                body.rows.append(_make_row(line, len(body.rows), margin, page.width))
            else:
                _add_to_block(body, line)
    blocks = {block.at for block in body.blocks}
    for row in body.rows:
        row.after_block = row.index in blocks
    _settle_letters(body.rows)
    _weigh(body.rows)
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
        if _LEADER.search(lines[at].text):
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
        line.role is LineRole.BODY and bool(_LONG_LEADER.search(line.text))
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


def _find_margins(pages: Pages) -> dict[tuple[int, int], float]:
    """Left edge of the text on even and odd pages, by column; facing pages may be shifted."""
    edges: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for page in pages.pages:
        for line in page.lines:
            if line.words and line.role is LineRole.BODY:
                edges[page.number % 2, line.column][round(line.x0)] += 1
    margins: dict[tuple[int, int], float] = {}
    for column in {column for _, column in edges}:
        even, odd = edges[0, column], edges[1, column]
        shift = _find_shift(even, odd)
        both = Counter(even)
        for edge, count in odd.items():
            both[edge - shift] += count
        margins[0, column] = _low_edge(both)
        margins[1, column] = margins[0, column] + shift
    return margins


def _find_shift(even: Counter[int], odd: Counter[int]) -> int:
    """By how many points odd pages are shifted against even ones: where their left edges fall
    together; 0 unless another shift is clearly better."""

    def agreement(shift: int) -> int:
        return sum(
            min(count, max(odd[edge + shift + near] for near in (-1, 0, 1)))
            for edge, count in even.items()
        )

    best = max(range(-90, 91), key=lambda shift: (agreement(shift), -abs(shift)))
    return best if agreement(best) > 1.2 * agreement(0) else 0


def _low_edge(edges: Counter[int]) -> float:
    """The left edge that all but a fiftieth of the lines keep to."""
    total, seen = sum(edges.values()), 0
    for edge in sorted(edges):
        seen += edges[edge]
        if seen * 50 > total:
            return float(edge)
    return 0.0


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
    emphasis = _in_capitals(rest) or all(
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


def _in_capitals(text: str) -> bool:
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


# ── evidence ─────────────────────────────────────────────────────────────────────────────────────
def _weigh(rows: Sequence[Row]) -> None:
    """Gives each row its evidence, then says which rows are headings and which open a quotation."""
    leadings, rights = _measure(rows)
    shape = _ParagraphShape()
    for index, row in enumerate(rows):
        before = rows[index - 1] if index else None
        if before is None:
            row.evidence = 3.0
        else:
            room = _weigh_room(before, row, rights[index - 1])
            row.evidence = (
                _weigh_gap(before, row, leadings[index])
                + room
                + shape.weigh(row)
                + _weigh_words(before, row, room)
            )
        row.reference = (
            before is not None
            and bool(row.labels)
            and row.evidence < _BEYOND_DOUBT
            and _refers(before.text, row)
        )
        row.boundary = row.evidence >= PARAGRAPH or bool(
            row.labels and not row.reference and row.evidence > 0.3
        )
        shape.take(row)
    _mark_paragraphs(rows)


def _measure(rows: Sequence[Row]) -> tuple[list[float], list[float]]:
    """Around each row: the closest spacing of lines, and how far to the right lines reach."""
    columns = [(row.line.page, row.line.column) for row in rows]
    edges = [row.right for row in rows]
    steps: list[float] = [0.0]
    for at, (before, row) in enumerate(pairwise(rows)):
        step = row.bottom - before.bottom if columns[at] == columns[at + 1] else 0.0
        steps.append(step if step >= 0.85 * max(row.words[0].style.size, 6.0) else 0.0)
    leadings, rights = [], []
    for index, column in enumerate(columns):
        low, high = max(0, index - 7), index + 8
        leadings.append(min(filter(None, steps[low:high]), default=0.0))
        while columns[low] != column:
            low += 1
        high = min(high, len(columns))
        while columns[high - 1] != column:
            high -= 1
        rights.append(max(edges[low:high]))
    return leadings, rights


def _weigh_gap(before: Row, row: Row, leading: float) -> float:
    """Space above, in lines."""
    if row.after_block:
        return 1.5
    if before.line.page != row.line.page or before.line.column != row.line.column:
        return -0.2
    if not leading:
        return 0.0
    gap = (row.bottom - before.bottom) / leading
    if gap > 1.35:
        return 2.3
    return 1.0 if gap > 1.12 else -0.4


def _weigh_room(before: Row, row: Row, right: float) -> float:
    """Would this line's first word have fitted into the line before?"""
    first = row.words[0]
    room = right - before.right - (first.x1 - first.x0)
    if room > 30:
        return 1.5
    if room > 9:
        return 0.9
    return -0.9


def _weigh_words(before: Row, row: Row, room: float) -> float:
    """How the line before ends and this one begins."""
    sum_ = 0.0
    first = row.rest.lstrip(OPENING_MARKS + "([")[:1]
    if before.labels and not before.rest and not row.labels and not row.centered:
        # 'Section 4.' alone on its line: its text follows
        return -2.5 if first.isalpha() and not row.emphasis else 0.0
    if room > 1 and before.labels and first.isupper() and not before.rest.endswith((",", "-")):
        # 'Section 4. Rest Periods', and its text on the next line
        sum_ += 1.0 if in_title_case(before.rest.split()[:12]) else 0.0
    if _SENTENCE_END.search(before.text):
        sum_ += 0.6
    elif before.text.endswith(("-", "\u00ad", "\ufffe")):
        sum_ -= 1.5
    elif before.emphasis and not row.emphasis:
        sum_ += 1.0
    elif not before.centered:
        sum_ -= 0.8 if before.text.endswith(",") or first.islower() else 0.5
    if first.islower() and not row.labels:
        sum_ -= 1.6
    if row.text[:1] in OPENING_MARKS and _SENTENCE_END.search(before.text):
        sum_ += 0.8
    if row.centered != before.centered:
        sum_ += 1.2
    elif row.centered and before.centered and row.emphasis and before.emphasis:
        sum_ -= 1.2
    if row.emphasis and not before.emphasis and len(row.text) < 90:
        sum_ += 0.5
    if row.labels and row.labels[0].has_word and row.emphasis:
        sum_ += 1.0
    return sum_


class _ParagraphShape:
    """The left edges of the paragraph that runs: its first line and the lines after it."""

    def __init__(self) -> None:
        self.first = 0.0
        self.hang: float | None = None
        self.body: float | None = None
        self.quoted = False

    def weigh(self, row: Row) -> float:
        """Does this line's left edge fit the paragraph? In a quotation each paragraph bears an
        opening mark, so that a second mark opens the next one."""
        mark = 0.0
        if row.text[:1] in "“\"" and (self.quoted or row.labels):
            mark = 1.4 if self.quoted else 0.8
        if self.body is None:
            return mark + self._weigh_second(row.x)
        return mark + (1.7 if abs(row.x - self.body) > SAME_EDGE else -0.6)

    def _weigh_second(self, x: float) -> float:
        shift = x - self.first
        if self.hang is not None and abs(x - self.hang) <= 9:
            return -0.8
        if shift > SAME_EDGE:
            return -0.2 if self.hang is not None else 1.3
        return -0.5 if shift < -SAME_EDGE else 0.0

    def take(self, row: Row) -> None:
        """Goes on with this line, or starts a new paragraph with it."""
        if not row.boundary:
            if self.body is None or abs(row.x - self.body) > SAME_EDGE:
                self.body = row.x
            return
        self.first, self.body, self.hang = row.x, None, None
        self.quoted = row.text[:1] in "“\""
        if row.labels:
            after = _word_at(row, row.labels[-1].end)
            self.hang = row.x + (after.x0 - row.line.x0) if after else row.x + 36
        elif row.words[0].text in ("•", "-", "–", "○", "o", "▪", "●", "*") and len(row.words) > 1:
            self.hang = row.x + (row.words[1].x0 - row.line.x0)


def _word_at(row: Row, offset: int) -> Word | None:
    """The first word that starts at or after an offset of the row's text."""
    at = 0
    for word in row.words:
        if at >= offset:
            return word
        at += len(word.text) + 1
    return None


def _refers(before: str, row: Row) -> bool:
    """Does the end of the line before make a reference (or a figure) of this line's label?"""
    words = before[-_TAIL:].split()[-8:]
    if (words and not words[-1].endswith((".", ";", ":"))) or words[-1:] == ["No."]:
        for word in reversed(words):
            if _REFERENCE_NOUN.fullmatch(word):
                return True
            if word.lower() not in _CONNECTIVES and not _REFERENCE_NUMBER.fullmatch(word):
                break
    label = row.labels[0].text
    is_figure = label.startswith("(") and label[1:2].isdigit()
    return is_figure and bool(_NUMBER_WORD.search(before[-_TAIL:]))


def _mark_paragraphs(rows: Sequence[Row]) -> None:
    """Says of each paragraph whether it is a heading and whether it is quoted as a whole."""
    starts = [row.index for row in rows if row.boundary] + [len(rows)]
    for start, end in pairwise(starts):
        first = rows[start]
        first.quoted = first.text[:1] in "“\"" and _is_quoted(rows, start, end)
        lines = rows[start:end]
        lines[-1].closes = _closes(lines)
        if not first.labels and sum(len(row.text) for row in lines) < 220:
            first.heading = is_heading(lines)


def _closes(lines: Sequence[Row]) -> bool:
    """A closing mark at the end, for which no mark inside the paragraph was opened last."""
    if not _CLOSING.search(lines[-1].text):
        return False
    text = " ".join(row.text for row in lines)
    if "“" in text or "”" in text:
        return text.count("”") >= text.count("“")
    return text.count("\"") % 2 == 0 or text[:1] != "\""


def is_heading(lines: Sequence[Row]) -> bool:
    """A short paragraph without the end of a sentence, centered or set off from running text."""
    text = " ".join(row.text for row in lines)
    letters = [letter for letter in text if letter.isalpha()]
    if not letters or (text.rstrip("”\"")[-1:] in ".;,:" and not _in_capitals(text)):
        return False
    set_off = all(row.emphasis or row.centered for row in lines)
    return set_off and not (lines[0].text[:1].islower())


def _is_quoted(rows: Sequence[Row], start: int, end: int) -> bool:
    """An opening mark that does not merely name a term: it is not closed, or closed at the end."""
    text = " ".join(row.text for row in rows[start : min(end, start + 40)])
    label = rows[start].labels
    after = label[-1].end if label else 1
    for at in range(1, len(text)):
        if text[at] == "“" or (text[at] == "\"" and text[at - 1] in " ([‘"):
            return True
        if text[at] in "”\"" and at >= after:
            return len(text) - at <= 3 or bool(label and at - after > 40)
    return True
