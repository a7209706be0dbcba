"""Rows → evidence: what each line shows of being the start of a printed paragraph.

Space above, the room that the line before left, left edges, how the line before ends and this one
begins. The sum is no decision where a label is at stake: `search` weighs it against all the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from analyzer.clauses.paragraph_shape import ParagraphShape
from analyzer.clauses.referring import closes_bracket, refers
from analyzer.clauses.rows import Row, in_capitals
from analyzer.clauses.titles import in_title_case, notes_revisions
from analyzer.labels import OPENING_MARKS

#: at this sum of evidence a line starts a paragraph
PARAGRAPH = 1.2
#: at this sum the words before a label cannot make a reference of it
_BEYOND_DOUBT = 2.5
#: points of white after a line into which the next word would clearly have fitted; a text without
#: a layout was set in other type, where this proves less
_WIDE = 30.0
#: lines that reach less far than this part of their column are all short
_SHORT = 0.7
#: words of a title
_TITLE = 14
# 'Rest Periods.' and no stop before
_STOP = re.compile(r"^[^.]+\.$")
# 'rates: (i)', 'and', '; or': what ends a line before a new list item or sentence
_SENTENCE_END = re.compile(r"(?:[.:;!?][)\]”\"’']*|[.:;!?]?[”\"]|[;,] (?:and|or|and/or))$")
# '... 2025).”', 'thereof."'
_CLOSING = re.compile(r"[”\"][)\].,;]*$")


def weigh_rows(rows: Sequence[Row], *, drawn: bool = True) -> None:
    """Gives each row its evidence, then says which rows are headings and which open a quotation."""
    leadings, rights = _measure(rows)
    typical = _typical_leading(leadings)
    shape = ParagraphShape()
    titles_alone = _titles_stand_alone(rows)
    for index, row in enumerate(rows):
        before = rows[index - 1] if index else None
        if row.running:
            shape.take(row)
            continue
        if before is None:
            row.evidence = 3.0
        else:
            room = _weigh_room(before, row, rights[index - 1], _WIDE if drawn else 3 * _WIDE)
            gap = _weigh_gap(before, row, leadings[index], typical)
            row.evidence = gap + room + shape.weigh(row)
            row.after_short = room > 1
            if gap < 1.0 and _goes_on_from_label(before, row):
                row.evidence -= 2.5
                shape.restart(row)
            else:
                row.evidence += _weigh_end(before, row, room) + _weigh_setting(before, row)
                if titles_alone and _is_whole_title(before) and row.rest[:1].isupper():
                    # the title fills its line: its sisters tell that the text begins below
                    row.evidence = max(row.evidence, _BEYOND_DOUBT)
        if row.marked_up or notes_revisions(row.text):
            row.evidence = max(row.evidence, _BEYOND_DOUBT)
        elif _is_bullet(row) or _follows_alone(rows, index, rights):
            row.evidence = max(row.evidence, PARAGRAPH)
        if before is not None and row.labels and closes_bracket(before.text, row):
            row.evidence -= _BEYOND_DOUBT
        row.announced = before is not None and before.text.endswith(":")
        row.reference = (
            before is not None
            and bool(row.labels)
            and row.evidence < _BEYOND_DOUBT
            and refers(before.text, row)
        )
        row.opening = before is not None and bool(row.labels) and _opens(before, row)
        row.boundary = row.evidence >= PARAGRAPH or bool(
            row.labels and not row.reference and row.evidence > 0.3
        )
        shape.take(row)
    _mark_paragraphs(rows)


# '(4)', '3.02.1', 'e.', '12)': no word and no initial of a name
_UNMISTAKABLE = re.compile(r"\(\w{1,4}\)|\d{1,3}(?:\.\d{1,3})+\.?|(?:[a-z]{1,4}|\d{1,2})[.)]")
# 'an hour.', 'so.)', 'as follows:'
_FULL_STOP = re.compile(r"[^.\s]{3}[.:][)\]”\"’']*$")


def _opens(before: Row, row: Row) -> bool:
    """An unmistakable label between the end of a sentence, or a title, and the next beginning."""
    if row.reference or not row.rest[:1].isupper():
        return False
    if not _UNMISTAKABLE.fullmatch(row.labels[0].text):
        return False
    if _FULL_STOP.search(before.text):
        return True
    return bool(before.labels) and in_title_case(before.rest.split()[: _TITLE + 1])


#: signs that open an item of a list and stand nowhere else
_BULLETS = frozenset("•●▪◦‣■\uf0b7")


def _is_bullet(row: Row) -> bool:
    """The sign of a list's item and its words."""
    return row.text[0] in _BULLETS and len(row.text) > 2


def _follows_alone(rows: Sequence[Row], index: int, rights: Sequence[float]) -> bool:
    """True below a note of revisions, and of a line that begins anew below items of one line each,
    of which the last had room."""
    if index and notes_revisions(rows[index - 1].text):
        return True
    items = rows[max(0, index - 2) : index]
    if len(items) < 2 or not all(map(_is_bullet, items)):
        return False
    row, last = rows[index], items[-1]
    if _weigh_room(last, row, rights[index - 1], 0.0) < 0:
        return False
    return row.text[:1].isupper() and last.text[-1] not in ":,;"


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
        right, left = max(edges[low:high]), rows[index].line.words[0].x0 - rows[index].x
        # lines that all are short are measured by their column
        short = right - left < _SHORT * (rows[index].reach - left)
        rights.append(rows[index].reach if short else right)
    return leadings, rights


def _typical_leading(leadings: Sequence[float]) -> float:
    """The spacing of lines that most of the document keeps to, or a closer one."""
    known = sorted(filter(None, leadings))
    return known[len(known) // 5] if known else 0.0


def _weigh_gap(before: Row, row: Row, leading: float, typical: float) -> float:
    """Space above, in lines; lines that are all set wide (`leading` above `typical`) prove less."""
    if row.after_block:
        return 1.5
    if before.line.page != row.line.page or before.line.column != row.line.column:
        if not row.labels and _breaks_off(before) and row.text[:1].isupper():
            return 0.5
        # a label at the top of a page, after the end of a sentence: the space above is not seen
        return 0.6 if row.labels and _SENTENCE_END.search(before.text) else -0.2
    if not leading:
        return 0.0
    gap = row.bottom - before.bottom
    if gap > 1.35 * leading:
        return 2.3
    if gap > 1.12 * leading:
        return 1.0
    return 1.0 if gap > 1.6 * typical else -0.4


def _breaks_off(before: Row) -> bool:
    """The page's last line, short and no sentence that goes on."""
    left = before.line.words[0].x0 - before.x
    short = before.right - left < 0.5 * (before.reach - left)
    return short and before.text[-1:].isalnum() and before.text.split()[-1][:1].isupper()


def _weigh_room(before: Row, row: Row, right: float, wide: float) -> float:
    """Would this line's first word have fitted into the line before, and how well?"""
    first = row.words[0]
    room = right - before.right - (first.x1 - first.x0)
    if room > wide:
        return 1.5
    return 0.9 if room > 0.3 * wide else -0.9


def _goes_on_from_label(before: Row, row: Row) -> bool:
    """'Section 4.' alone on its line: its text, not a title, follows on the next."""
    alone = bool(before.labels) and not before.rest and not before.centered
    starts = row.rest.lstrip(OPENING_MARKS + "([")[:1]
    title = row.emphasis or (row.centered and in_title_case(row.text.split()))
    return alone and not row.labels and not title and starts.isalpha()


def _titles_stand_alone(rows: Sequence[Row]) -> bool:
    """'Section 4. Rest Periods.' stands alone on its line more often than text follows it there."""
    whole = sum(map(_is_whole_title, rows))
    return whole > sum(map(_runs_in, rows))


def _is_whole_title(row: Row) -> bool:
    """A label called by a word, and on its line a title that a stop ends."""
    words = row.rest.split()
    titled = bool(row.labels) and row.labels[0].has_word and 1 < len(words) <= _TITLE
    return titled and _STOP.search(row.rest) is not None and in_title_case(words)


def _runs_in(row: Row) -> bool:
    """A label called by a word, a title that a stop ends, and text after it."""
    if not row.labels or not row.labels[0].has_word:
        return False
    title, stop, text = row.rest.partition(". ")
    return bool(stop and text) and in_title_case(title.split()[: _TITLE + 1])


def _weigh_end(before: Row, row: Row, room: float) -> float:
    """The end of a sentence, a title on the label's line, a word that begins small."""
    first = row.rest.lstrip(OPENING_MARKS + "([")[:1]
    ended = bool(_SENTENCE_END.search(before.text))
    sum_ = 0.0
    if room > 1 and before.labels and first.isupper() and not before.rest.endswith((",", "-")):
        # 'Section 4. Rest Periods', and its text on the next line
        sum_ += 1.0 if in_title_case(before.rest.split()[:12]) else 0.0
    if ended:
        sum_ += 0.6
    elif before.text.endswith(("-", "\u00ad", "\ufffe")):
        sum_ -= 1.5
    elif before.emphasis and not row.emphasis:
        sum_ += 1.0
    elif row.labels and room > 1 and row.labels[0].text[-1] in ".)":
        # a short line, and an item of a list below it: lists need no stops
        sum_ -= 0.1
    elif not before.centered:
        sum_ -= 0.8 if before.text.endswith(",") or first.islower() else 0.5
    elif before.text.endswith(",") and row.centered:
        # a title over two lines
        sum_ -= 2.5
    if first.islower() and not row.labels:
        sum_ -= 1.6
    if ended and row.text[:1] in OPENING_MARKS:
        # 'as follows:' and a quotation
        sum_ += 1.6 if before.text.endswith(":") else 0.8
    return sum_


def _weigh_setting(before: Row, row: Row) -> float:
    """Centered or set off, where the line before is not."""
    sum_ = 0.0
    if row.centered != before.centered:
        sum_ += 1.2
    elif row.centered and row.emphasis and before.emphasis:
        sum_ -= 1.2
    if row.emphasis and not before.emphasis and len(row.text) < 90:
        sum_ += 0.5
    if row.labels and row.labels[0].has_word and row.emphasis:
        sum_ += 1.0
    return sum_


def _mark_paragraphs(rows: Sequence[Row]) -> None:
    """Says of each paragraph whether it is a heading and whether it is quoted as a whole."""
    starts = [row.index for row in rows if row.boundary] + [len(rows)]
    for start, end in pairwise(starts):
        first = rows[start]
        first.quoted = first.text[:1] in '“"' and _is_quoted(rows, start, end)
        lines = rows[start:end]
        lines[-1].closes = _closes(lines)
        if sum(len(row.text) for row in lines) < 220:
            first.heading = is_heading(lines)


def _closes(lines: Sequence[Row]) -> bool:
    """A closing mark at the end, for which no mark inside the paragraph was opened last."""
    if not _CLOSING.search(lines[-1].text):
        return False
    text = " ".join(row.text for row in lines)
    if "“" in text or "”" in text:
        return text.count("”") >= text.count("“")
    return text.count('"') % 2 == 0 or text[:1] != '"'


def is_heading(lines: Sequence[Row]) -> bool:
    """A short paragraph without the end of a sentence, centered or set off from running text."""
    words = [word.text for row in lines for word in row.words if not word.style.superscript]
    text = " ".join(words)
    if not any(map(str.isalpha, text)) or lines[0].text[:1].islower():
        return False
    if notes_revisions(text):
        return False
    capitals = in_capitals(text)
    if text.rstrip('”"')[-1:] in ".;,:" and not capitals:
        return False
    if lines[0].marked_up or all(row.emphasis for row in lines):
        return True
    return all(row.centered for row in lines) and (capitals or in_title_case(words))


def _is_quoted(rows: Sequence[Row], start: int, end: int) -> bool:
    """An opening mark that does not merely name a term: it is not closed, or closed at the end."""
    text = " ".join(row.text for row in rows[start : min(end, start + 40)])
    label = rows[start].labels
    after = label[-1].end if label else 1
    for at in range(1, len(text)):
        if text[at] == "“" or (text[at] == '"' and text[at - 1] in " ([‘"):
            return True
        if text[at] in '”"' and at >= after:
            return len(text) - at <= 3 or bool(label and at - after > 40)
    return True
