"""Papers full of payloads: a payload in every part of a document that a screen may show.

An address of a listener → a library of two papers of text, two PDFs with a table, bookmarks and
printed marks, and refused files whose names are payloads.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from analyzer import Analyzer
from analyzer.records import Hints
from analyzer.settings import read_settings
from benchmarks.payloads import formulas, payloads
from tests.printed import HEIGHT, WIDTH, Sheet

CANARY = "zebrafinch"
#: the PDFs: what the other one is held against, and the one that strikes and underlines
BASE, MARKED = "base", "marked"
FONT, SIZE, LEFT, PITCH = "Helvetica", 9.0, 60.0, 14.0
COLUMNS = (60.0, 400.0, 470.0, 540.0)
#: rows of the table; a label of a row holds a payload
ROWS = 12
_TOP, _FOOT = 80.0, 700.0


def fill(library: Path, folder: Path, address: str, *, every: int = 1) -> None:
    """Two versions of a paper with a payload in every clause, heading, label, definition and name,
    as text and as a PDF with table, marks and bookmarks; corrections with payloads; refused files
    whose names are payloads. The PDFs have an article for every so many payloads."""
    folder.mkdir(parents=True, exist_ok=True)
    words = [re.sub(r"\s+", " ", each) for each in (*payloads(address), *formulas(address))]
    settings = replace(read_settings(), library=library)
    with Analyzer.open(settings=settings) as opened:
        for version, data, ending in _papers(words, every):
            paper = folder / f"{version} <img src=x onerror=fired(0)> {CANARY}.{ending}"
            paper.write_bytes(data)
            hints = Hints(
                id=version,
                title=f"{version} {words[0]} {CANARY}",
                guild=words[1],
                employer=words[4],
                offered_by=words[6],
            )
            opened.ingest(paper, hints=hints)
        for number, name in enumerate(words[:12]):
            bad = folder / f"{number} {name.replace('/', ' ')[:80]}.pdf"
            bad.write_bytes(b"<html>no document</html>")
            opened.ingest(bad)
        for finding in opened.find()[:5]:
            note = f"{words[0]} {words[38]} {CANARY}"
            opened.overrule_topic(finding.clause_id, finding.topic, True, note=note)


def _papers(words: Sequence[str], every: int) -> Iterator[tuple[str, bytes, str]]:
    yield "old", _text(words, "written").encode(), "txt"
    yield "new", _text(words, "oral").encode(), "txt"
    yield BASE, _pdf(words, every, marked=False), "pdf"
    yield MARKED, _pdf(words, every, marked=True), "pdf"


def _text(words: Sequence[str], change: str) -> str:
    lines = [f"HARBOUR AGREEMENT {words[0]} OF 2031", ""]
    for number, word in enumerate(words, start=1):
        means = f"means a digital replica {word} made by artificial intelligence."
        duty = f"Producer shall obtain the Performer's {change} consent {word} before it makes"
        lines += [
            f"ARTICLE {number}. {word}\n",
            f'1. "{word[:30]} {CANARY}" {means}\n',
            f"2. {duty} a digital replica {word}, and shall pay {number + 10} dollars.\n",
            f"({number % 9}) {word}\n",
        ]
    return "\n".join(lines)


# ── the PDFs ─────────────────────────────────────────────────────────────────────────────────────
def _pdf(words: Sequence[str], every: int, *, marked: bool) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    canvas.setTitle(words[0])
    canvas.setAuthor(words[4])
    canvas.setSubject(words[38])
    writer = _Writer(canvas)
    writer.lines(f"HARBOUR AGREEMENT {words[5]} OF 2031")
    for number, word in enumerate(words[::every], start=1):
        writer.article(number, word, marked=marked)
    writer.table(words, raised=marked)
    canvas.save()
    return out.getvalue()


class _Writer:
    """Writes clauses downward, a page after the other."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas, self._sheet, self._y = canvas, Sheet(canvas), _TOP

    def lines(self, text: str, *, rise: float | None = None) -> None:
        """Set a paragraph; `rise` draws a rule so far from the baseline of each of its lines."""
        for line in simpleSplit(text, FONT, SIZE, WIDTH - 2 * LEFT):
            self._room(PITCH)
            end = self._sheet.write(LEFT, self._y, line, size=SIZE, font=FONT)
            if rise is not None:
                self._sheet.rule(LEFT, self._y + rise, end)
            self._y += PITCH

    def article(self, number: int, word: str, *, marked: bool) -> None:
        """An article of two clauses: its payload in heading, bookmark, words struck and put in."""
        self._room(12 * PITCH)
        self._canvas.bookmarkPage(f"a{number}")
        self._canvas.addOutlineEntry(f"Article {number} {word}", f"a{number}")
        self.lines(f"ARTICLE {number}. {word}")
        self._y += PITCH / 2
        secretly = marked and number % 5 == 0
        self.lines(
            f"1. Producer shall pay {number + (20 if secretly else 10)} dollars for each day on "
            f"which a digital replica of the Performer is used {word if secretly else 'again'}."
        )
        self._y += PITCH / 2
        self.lines(f"2. Producer shall obtain the consent {CANARY} of the Performer before it")
        self.lines(
            f"makes a digital replica {word} by artificial intelligence.",
            rise=-3.0 if marked and number % 3 == 0 else None,
        )
        if marked and number % 3 == 0:
            self.lines(f"scans the Performer {word} for a synthetic performer.", rise=1.5)
        self._y += PITCH / 2
        if number % 8 == 0:
            who = "anybody" if marked else "Producer"
            self.lines(f'3. "Harbour Scan {word}" means a digital replica that {who} makes.')
            self._y += PITCH / 2
            self.lines(f"4. A Harbour Scan {word} is paid for.")
            if marked:
                self._y += PITCH / 2
                self.lines(f"5. Nothing in this Article applies to a stunt {word}.")
        self._y += PITCH

    def table(self, words: Sequence[str], *, raised: bool) -> None:
        """A table of rates: payloads in caption, head and labels."""
        self._turn()
        self.lines("ARTICLE 99. RATES")
        self._y += PITCH
        self.lines(f"Table A. Rates for a day {words[4]}")
        top = self._y
        short = [word for word in words if len(word) < 60]
        more = 9 if raised else 0
        rows = [(f"Grade {words[4]}", "2031", "2032")] + [
            (f"Grade {n} {short[n]}", f"${200 + 10 * n + more}", f"${300 + 10 * n}")
            for n in range(ROWS)
        ]
        for row in rows:
            for x, text in zip(COLUMNS, row, strict=False):
                self._sheet.write(x + 3, self._y + 11, text, size=SIZE, font=FONT)
            self._sheet.rule(COLUMNS[0], self._y, COLUMNS[-1])
            self._y += 16
        self._sheet.rule(COLUMNS[0], self._y, COLUMNS[-1])
        for x in COLUMNS:
            self._sheet.upright(x, top, self._y)

    def _room(self, needed: float) -> None:
        if self._y + needed > _FOOT:
            self._turn()

    def _turn(self) -> None:
        self._canvas.showPage()
        self._y = _TOP
