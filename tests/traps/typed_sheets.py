"""A trap as a small file: lines of text, typed where they stand → PDF → what `read()` makes of it.

A leading space moves a line six points to the right, `=` sets it in bold in the middle, a form feed
opens a page. Whatever else a trap needs is drawn on top through `tests.printed`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

from analyzer import read
from analyzer.records import Clause, ClauseKind, Reading
from tests.printed import WIDTH, Draw, Sheet, make_pdf

LEFT, TOP, PITCH = 72.0, 110.0, 15.0
STEP = 6.0


def type_sheet(text: str, *, top: float = TOP, pitch: float = PITCH, left: float = LEFT) -> Draw:
    """The drawing of one page of typed lines."""

    def draw(sheet: Sheet) -> None:
        y = top
        for line in dedent(text).strip("\n").split("\n"):
            bare = line.lstrip(" ")
            if bare.startswith("="):
                _middle(sheet, y, bare[1:].strip())
            elif bare:
                sheet.write(left + STEP * (len(line) - len(bare)), y, bare)
            y += pitch if bare else pitch / 2

    return draw


def _middle(sheet: Sheet, y: float, text: str) -> None:
    wide = sheet.canvas.stringWidth(text, "Times-Bold", 12)
    sheet.write((WIDTH - wide) / 2, y, text, font="Times-Bold")


def both(*drawings: Callable[[Sheet], object]) -> Draw:
    """One page with everything that the drawings draw."""

    def draw(sheet: Sheet) -> None:
        for each in drawings:
            each(sheet)

    return draw


def read_sheets(*sheets: Draw, name: str = "agreement") -> Reading:
    """What the public `read` makes of a file of these pages."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.pdf"
        path.write_bytes(make_pdf(sheets))
        reading: Reading = read(path)
    account = reading.account
    assert account.words == account.in_clauses + account.set_aside
    return reading


def read_typed(text: str, *, name: str = "agreement") -> Reading:
    """What `read` makes of typed pages."""
    return read_sheets(*(type_sheet(sheet) for sheet in dedent(text).split("\f")), name=name)


def paths(reading: Reading) -> list[str]:
    """The label paths of the labelled clauses, without the word of the level."""
    return [_path(clause) for clause in reading.clauses if clause.label and _counts(clause)]


def _counts(clause: Clause) -> bool:
    return clause.kind not in (ClauseKind.FOOTNOTE, ClauseKind.TABLE, ClauseKind.TOC)


def _path(clause: Clause) -> str:
    words = ("Article ", "Item ", "Section ", "Paragraph ")
    return "/".join(_without(label, words) for label in clause.labels)


def _without(label: str, words: tuple[str, ...]) -> str:
    return next((label.removeprefix(word) for word in words if label.startswith(word)), label)


def starting(reading: Reading, words: str) -> Clause:
    """The one clause whose heading and text begin with these words."""
    found = [clause for clause in reading.clauses if says(clause).startswith(words)]
    assert len(found) == 1, [says(clause)[:40] for clause in reading.clauses]
    return found[0]


def says(clause: Clause) -> str:
    """Heading, then text."""
    return " ".join(part for part in (clause.heading, clause.text) if part)


def kinds(reading: Reading) -> Iterator[tuple[ClauseKind, str]]:
    """Kind and words of each clause."""
    return ((clause.kind, says(clause)) for clause in reading.clauses)


def all_text(reading: Reading) -> str:
    """The words of every clause, one clause a line."""
    return "\n".join(says(clause) for clause in reading.clauses)
