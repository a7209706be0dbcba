"""Tables: cells on twelve drawn tables, tables found, and false ones on a hundred drawn pages.

A cell is right when its text, row and column are those that a reader sees on the page image; the
share is of whichever is more, cells looked for or cells given. A table of pdfplumber's counts where
it has two rows and two columns or more with words in two cells; it is found when a table clause on
the page holds eight tenths of its words. White space, bullets and the shape of quotation marks do
not count.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from analyzer.documents import open_source
from analyzer.intake import read_file
from analyzer.records import Box, Cell, Clause, ClauseKind, Reading
from benchmarks.documents import GUILD, path_of, real_data
from benchmarks.results import Fault, Figure

GOLD = Path(__file__).parent / "sets" / "tables.json"
#: rules each way on a page on which pdfplumber looks for tables, and how close two are one
FEWEST_RULES, APART = 3, 3.0
HELD = 0.8

# ' • “Year” ': what does not count
_UNCOUNTED = re.compile(r"[\s•\uf0b7·“”\"‘’']+")
_CUT = "…"

Gold = Mapping[str, Any]
PlumberWord = Mapping[str, Any]


def measure_tables() -> tuple[list[Figure], list[Fault]]:
    """Figures and faults by document."""
    if real_data() is None:
        return [], []
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    figures, faults = _measure_cells(gold)
    found, missed = _measure_found()
    false, made_up = _measure_false(gold)
    return [*figures, *found, *false], [*faults, *missed, *made_up]


@cache
def _read(key: str) -> Reading:
    return read_file(open_source(path_of(key)), reader="pdfium")


def _tables(key: str, page: int) -> list[Clause]:
    return [c for c in _read(key).clauses if c.kind is ClauseKind.TABLE and page in c.pages]


# ── cells ────────────────────────────────────────────────────────────────────────────────────────
def _measure_cells(gold: Gold) -> tuple[list[Figure], list[Fault]]:
    counts: Counter[str] = Counter()
    faults: list[Fault] = []
    for table in gold["tables"]:
        key, page = table["document"], table["page"]
        clause = _nearest(_tables(key, page), table["box"])
        cells = [cell for cell in clause.cells or () if cell.text] if clause else []
        right = {(cell["row"], cell["column"]) for cell in table["cells"] if _given(cell, cells)}
        counts["right"] += len(right)
        counts["of"] += max(len(table["cells"]), len(cells))
        counts += _count_extras(table, cells, clause)
        faults += [
            Fault("table cells", key, "not right", page, f"r{row} c{column}", cell["text"])
            for cell in table["cells"]
            if ((row := cell["row"]), (column := cell["column"])) not in right
        ]
    shares = {
        "table cells right (text, row, column)": ("right", "of", "0.98"),
        "table cells: header said rightly": ("header", "given", ""),
        "table cells: spans right": ("spans", "given", ""),
        "table cells: notes right": ("notes", "noted", ""),
        "tables: caption right": ("caption", "tables", ""),
    }
    return [
        Figure(name, "gold", round(counts[part] / max(1, counts[whole]), 4), "", goal)
        for name, (part, whole, goal) in shares.items()
    ], faults


def _count_extras(table: Gold, cells: Sequence[Cell], clause: Clause | None) -> Counter[str]:
    """Headers, spans and notes of the cells that are right; captions."""
    counts: Counter[str] = Counter()
    for wanted in table["cells"]:
        cell = _given(wanted, cells)
        counts["noted"] += "notes" in wanted
        if cell is None:
            continue
        counts["given"] += 1
        counts["header"] += cell.header is wanted.get("header", False)
        spans = (wanted.get("row_span", 1), wanted.get("column_span", 1))
        counts["spans"] += (cell.row_span, cell.column_span) == spans
        counts["notes"] += "notes" in wanted and list(cell.notes) == wanted["notes"]
    counts["tables"] += 1
    caption = clause.table.caption if clause and clause.table else None
    wanted_caption = table["caption"]
    counts["caption"] += (
        _plain(caption or "").startswith(_plain(wanted_caption)) if wanted_caption else not caption
    )
    return counts


def _given(wanted: Gold, cells: Sequence[Cell]) -> Cell | None:
    for cell in cells:
        if (cell.row, cell.column) == (wanted["row"], wanted["column"]):
            return cell if _same(wanted["text"], cell.text) else None
    return None


def _same(wanted: str, given: str) -> bool:
    if wanted.endswith(_CUT):
        return _plain(given).startswith(_plain(wanted.removesuffix(_CUT)))
    return _plain(given) == _plain(wanted)


def _plain(text: str) -> str:
    return _UNCOUNTED.sub("", text)


def _nearest(clauses: Sequence[Clause], box: Sequence[float]) -> Clause | None:
    """The table that shares most of the height of the box."""

    def shared(clause: Clause) -> float:
        return min(clause.boxes[0].bottom, box[3]) - max(clause.boxes[0].top, box[1])

    near = [clause for clause in clauses if shared(clause) > 0]
    return max(near, key=shared, default=None)


# ── tables ───────────────────────────────────────────────────────────────────────────────────────
def _measure_found() -> tuple[list[Figure], list[Fault]]:
    found = of = 0
    faults: list[Fault] = []
    for key in GUILD:
        for page, words in _plumber_tables(path_of(key)):
            of += 1
            held = max((_share(words, c.boxes[0]) for c in _tables(key, page)), default=0.0)
            found += held >= HELD
            if held < HELD:
                opening = " ".join(word["text"] for word in words[:6])
                faults.append(Fault("tables found", key, "missed", page, "", opening))
    rule = f"of {of} on pages with three rules each way"
    name = "tables of pdfplumber found"
    return [Figure(name, "guild", round(found / max(1, of), 4), "", "0.98", rule)], faults


def _plumber_tables(path: Path) -> Iterator[tuple[int, list[PlumberWord]]]:
    """(page, words) of each table that pdfplumber finds."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            edges = page.edges
            level = {round(e["top"] / APART) for e in edges if e["orientation"] == "h"}
            upright = {round(e["x0"] / APART) for e in edges if e["orientation"] == "v"}
            if len(level) >= FEWEST_RULES and len(upright) >= FEWEST_RULES:
                printed = page.extract_words(x_tolerance_ratio=0.15)
                for table in page.find_tables():
                    filled = [c for c in table.cells if any(_inside(w, c) for w in printed)]
                    wide = max(len(row.cells) for row in table.rows)
                    if len(table.rows) > 1 and wide > 1 and len(filled) > 1:
                        yield number, [w for w in printed if _inside(w, table.bbox)]
            page.close()


def _inside(word: Mapping[str, Any], box: Sequence[float]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _share(words: Sequence[PlumberWord], box: Box) -> float:
    frame = (box.x0 - 2, box.top - 2, box.x1 + 2, box.bottom + 2)
    return sum(_inside(word, frame) for word in words) / max(1, len(words))


def _measure_false(gold: Gold) -> tuple[list[Figure], list[Fault]]:
    faults = [
        Fault("false tables", key, "no table", page, "", " ".join(clause.text.split()[:6]))
        for key, pages in gold["without_tables"].items()
        for page in pages
        for clause in _tables(key, page)
    ]
    pages = sum(map(len, gold["without_tables"].values()))
    return [Figure("false tables", f"{pages} pages", len(faults), "", "2 at most")], faults


if __name__ == "__main__":
    shown, missed = measure_tables()
    for figure in shown:
        print(figure.name, figure.on, figure.value, figure.goal, figure.rule)
    for fault in missed:
        print(fault)
