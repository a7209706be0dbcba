"""The outline figure with the document's own outline taken away before anything is split.

Bookmarks say where every labelled clause begins, and a table of contents prints their labels and
titles: a splitter that read either would be handed the answer. Ours reads no bookmark (they serve
the self-check and the title alone) and takes from a contents page only the word for its top level;
both are removed all the same, every line of contents with them.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from analyzer import wire
from analyzer.clauses import split_clauses
from analyzer.clauses.contents import find_contents
from analyzer.documents import describe, open_source
from analyzer.engines import load
from analyzer.pages import read_pages
from analyzer.records import LineRole, Pages
from benchmarks.documents import path_of
from benchmarks.results import Figure

LONG = "nba2023"
GOLD = "nba2023-bookmarks.json"
#: recall, and labelled clauses for each row of the gold
GOALS = {"recall": "0.99", "labelled_clauses_a_row": "at most 1.15"}


def hide_outline(pages: Pages) -> Pages:
    """The same pages without bookmarks and without any line of a table of contents."""
    kept = tuple(
        replace(page, lines=tuple(line for line in lines if line.role is not LineRole.TOC))
        for page, lines in find_contents(pages)
    )
    return replace(pages, pages=kept, bookmarks=())


def read_without_outline(path: Path) -> wire.Json:
    """The document of `analyzer clauses` as it is when the outline is hidden."""
    source = open_source(path)
    pages = read_pages(source, load("reader", "pdfium")(), tables=load("tables", "pdfplumber")())
    hidden = hide_outline(pages)
    reading = split_clauses(hidden, describe(source, hidden))
    assert reading.outline.expected == 0, "a part of the outline was left for the splitter"
    return wire.envelope(wire.reading_to_json(reading), refusals=())


def measure_hidden_outline(score: Any, gold: Path, folder: Path) -> list[Figure]:  # noqa: ANN401
    """Recall of the outline's rows, and how many labelled clauses it was bought with."""
    answer = folder / f"{LONG}.hidden.json"
    answer.write_text(json.dumps(read_without_outline(path_of(LONG))), encoding="utf-8")
    answers = score.Answers([f"{LONG}={answer}"])
    measured = score.measure("outline", [score.read_gold(str(gold / GOLD))], answers)
    figures = measured["outline"]["all"]["figures"]
    rule = "bookmarks and lines of contents removed before the splitter; it uses no bookmark anyway"
    return [
        Figure(f"outline hidden: {name}", LONG, figures[name], "", goal, rule)
        for name, goal in GOALS.items()
    ]
