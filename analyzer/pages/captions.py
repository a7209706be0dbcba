"""Underlined headings of a redline: runs of underlined words → those that are no insertions.

An underline says 'new' and it says 'heading'. A run is a heading when it opens a paragraph, is
short, is written like a title, is not beside struck words, and either fills its lines or ends in a
full stop or colon before plain text goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from analyzer.pages.sheet import Row
from analyzer.records import MarkKind, Word

LONGEST_CAPTION = 30
#: this share of a heading's weighty words begin with a capital
TITLE_CASE = 0.75
#: a row opens a paragraph when it stands this much further from the last one than usual
PARAGRAPH_GAP = 1.3
_INDENT = 6.0
#: the second row of a heading stands this close below the first, in sizes of the type
_HARD_BELOW = 1.5
#: in a list, so many rows above and below tell whether it was changed
_NEAR = 3
#: a line that ends this share of the text's width before the margin was broken on purpose
_ROOM = 0.3

_SMALL = frozenset(
    {
        *("a", "an", "and", "any", "as", "at", "between", "but", "by", "for", "from", "in", "into"),
        *("nor", "of", "on", "or", "other", "over", "re", "than", "that", "the", "to", "under"),
        *("upon", "versus", "via", "vs", "who", "whose", "with", "within", "without", "is", "are"),
    }
)
# '(a)'  '1.'  '“IV.'  '3.01'  '[XX]'  'Section'  '12(b)'
_LABEL = re.compile(
    r"[(\[]*(?:\d{1,3}|[ivxlcIVXLC]{1,7}|[A-Za-z]{1,2}|XX\.?\d*|#+|_+)?"
    r"(?:[.\-]\d{1,3})*(?:\([A-Za-z0-9]{1,4}\))*[.)\]:]*|(?:article|section|item|paragraph|part|"
    r"exhibit|schedule|appendix|sideletter|§+|•|-|–|—|o|\*+)[.:]?",
    re.IGNORECASE,
)
_QUOTES = "\"“‘'"
# '“(5)'  '12.'
_ENUMERATOR = re.compile(r"[\"“‘']*(?:\([A-Za-z0-9]{1,5}\)|[A-Za-z0-9]{1,5}[.)])+")
_SIGNS = re.compile(r"[^\w$%#&]+")
_ENDS = re.compile(r"[.:—–-][)\"”’\]]*$")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """Underlined words one behind the other, by (row, place in row)."""

    places: tuple[Place, ...]


def find_captions(rows: Sequence[Row]) -> set[Place]:
    """Places of underlined words that are headings."""
    found: set[Place] = set()
    usual = _usual_pitch(rows)
    for run in _runs(rows, usual):
        if len(run.places) <= LONGEST_CAPTION and (
            _is_caption(rows, run, usual) or _ends_caption(rows, run, found)
        ):
            found.update(run.places)
    return found


def _ends_caption(rows: Sequence[Row], run: Run, found: set[Place]) -> bool:
    """True for 'July 1, 2025' in the middle below the row of a heading that it ends."""
    at = run.places[0][0]
    row, above = rows[at], rows[at - 1]
    if len(run.places) < len(row.words) or not at or (at - 1, len(above.words) - 1) not in found:
        return False
    hard = row.bottom - above.bottom < _HARD_BELOW * row.size
    inside = above.x0 + _INDENT < row.x0 and row.x1 < above.x1 - _INDENT
    return hard and inside and not _ENDS.search(above.words[-1].text)


def _usual_pitch(rows: Sequence[Row]) -> float:
    pitches = [b.bottom - a.bottom for a, b in pairwise(rows)]
    return median(pitches) if pitches else 0.0


def _runs(rows: Sequence[Row], usual: float) -> list[Run]:
    runs: list[list[Place]] = []
    going = False
    for at, row in enumerate(rows):
        going = going and not _opens_paragraph(rows, at, usual)
        for place, word in enumerate(row.words):
            if word.mark is MarkKind.INSERTED:
                if not going:
                    runs.append([])
                runs[-1].append((at, place))
                going = True
            elif not _SIGNS.fullmatch(word.text):
                going = False
    return [Run(tuple(places)) for places in runs]


def _is_caption(rows: Sequence[Row], run: Run, usual: float) -> bool:
    (first, start), (last, end) = run.places[0], run.places[-1]
    words = [rows[at].words[place] for at, place in run.places]
    before, behind = rows[first].words[:start], rows[last].words[end + 1 :]
    struck = [word for word in (*before, *behind[:1]) if word.mark is MarkKind.DELETED]
    if not _is_title(words) or (struck and not _stands_before_a_change(before, words, behind)):
        return False
    if not all(_LABEL.fullmatch(word.text.lstrip(_QUOTES)) for word in before) or len(before) > 3:
        return False
    if not (before or _opens_paragraph(rows, first, usual) or _names_label(rows, first)):
        return False
    rest = [word for word in behind if not _SIGNS.fullmatch(word.text)]
    if not rest:
        if not before and _is_no_heading(rows, run):
            return False
        return not words[-1].text.endswith((",", ";")) and _closes(rows, last, usual)
    return bool(_ENDS.search(words[-1].text) or (behind and _SIGNS.match(behind[0].text)))


def _stands_before_a_change(
    before: Sequence[Word], words: Sequence[Word], behind: Sequence[Word]
) -> bool:
    """True for '(1) Rest. ~~After~~ __Upon__': what is struck has its new words behind it, so that
    the heading before both is none of them."""
    after = next((word for word in behind if word.mark is not MarkKind.DELETED), None)
    replaced = after is not None and after.mark is MarkKind.INSERTED
    ends = _ENDS.search(words[-1].text)
    labelled = before and not any(word.mark for word in before)
    return bool(labelled and ends and replaced)


def _is_title(words: Sequence[Word]) -> bool:
    """True when the weighty words begin with capitals."""
    weighty = [
        text
        for word in words
        if (text := word.text.strip(".,;:()[]\"'“”‘’*")) and text.lower() not in _SMALL
    ]
    capitals = [text for text in weighty if not text[0].islower()]
    if any(sign in word.text for word in words for sign in "$%"):
        return False
    letters = any(text[0].isupper() for text in weighty)
    return letters and len(capitals) >= TITLE_CASE * len(weighty)


def _opens_paragraph(rows: Sequence[Row], at: int, usual: float) -> bool:
    if at == 0:
        return True
    above, row = rows[at - 1], rows[at]
    apart = row.bottom - above.bottom > PARAGRAPH_GAP * min(usual, 1.25 * row.size)
    return apart or row.x0 > above.x0 + _INDENT


def _names_label(rows: Sequence[Row], at: int) -> bool:
    """True for 'Travel and Location' below 'ARTICLE X', alone on its row and not underlined."""
    above = rows[at - 1].words
    worded = any(word.text.isalpha() and len(word.text) > 1 for word in above)
    return worded and all(_LABEL.fullmatch(word.text) and not word.mark for word in above)


def _is_no_heading(rows: Sequence[Row], run: Run) -> bool:
    first, last = run.places[0][0], run.places[-1][0]
    lies_in = _lies_in_new_text(rows, run)
    return lies_in or _among_struck(rows, first, last) or _is_list(rows, first, last)


def _is_list(rows: Sequence[Row], first: int, last: int) -> bool:
    """True when the rows break although they had room: names one below the other."""
    if last == first:
        return False
    right = max(row.x1 for row in rows)
    width = right - min(row.x0 for row in rows)
    short = all(right - row.x1 > _ROOM * width for row in rows[first:last])
    return short and all(abs(row.x0 - rows[first].x0) < 2 for row in rows[first : last + 1])


def _among_struck(rows: Sequence[Row], first: int, last: int) -> bool:
    """True when a row close by is struck: a list that was changed, not a heading."""
    near = rows[max(0, first - _NEAR) : last + 1 + _NEAR]
    return any(
        word.mark is MarkKind.DELETED
        for row in near
        if abs(row.x0 - rows[first].x0) < _INDENT
        for word in row.words
    )


def _lies_in_new_text(rows: Sequence[Row], run: Run) -> bool:
    """True when the underline goes on from the row above or into the row below: a heading of a
    passage that is new altogether."""
    (first, _), (last, _) = run.places[0], run.places[-1]
    above = rows[first - 1].words[-1].mark if first else None
    below = rows[last + 1].words[0].mark if last + 1 < len(rows) else None
    label = _ENUMERATOR.fullmatch(rows[first].words[0].text)
    if label:
        return MarkKind.INSERTED in (above, below)
    return above is below is MarkKind.INSERTED


def _closes(rows: Sequence[Row], at: int, usual: float) -> bool:
    """True when the next row does not go on with the underlined sentence."""
    if at + 1 >= len(rows) or _opens_paragraph(rows, at + 1, usual):
        return True
    following = rows[at + 1].words[0].text
    return not following[0].islower()
