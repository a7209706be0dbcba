"""What works where a package is missing: each feature tried once, in this process and the guarded
children that it starts.

`python -m tests.without LIBRARY OLD NEW` → one JSON object on standard output: feature → "works",
or what the program said. LIBRARY holds both files; NEW has a ruled table.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from analyzer import Analyzer, read
from analyzer.errors import AnalyzerError
from analyzer.records import Confirmation

QUESTION = "who may keep a scan of a performer?"


def try_all(library: Path, old: Path, new: Path) -> dict[str, str]:
    """Every feature that one of the packages stands behind, and those that none does."""
    with Analyzer.open(library) as opened:
        features: dict[str, Callable[[], object]] = {
            "reading": lambda: read(old).clauses,
            "cells": lambda: [clause for clause in read(new).clauses if clause.cells],
            "second reader": lambda: read(old, reader="pdfplumber").clauses,
            "second reading": lambda: _confirmed(opened),
            "page image": lambda: opened.show(old, page=1).image.data,
            "search by words": lambda: opened.search(QUESTION, mode="lexical"),
            "search by meaning": lambda: opened.search(QUESTION, mode="semantic"),
            "search by both": lambda: opened.search(QUESTION),
            "finding": lambda: opened.find(topic="consent"),
            "comparing": lambda: opened.compare(str(old), str(new)).changes,
        }
        return {name: _try(work) for name, work in features.items()}


def _confirmed(opened: Analyzer) -> list[object]:
    """Quotes that a second reading confirms."""
    found = opened.confirm(opened.find(topic="consent"))
    if found.unread:
        raise AnalyzerError("; ".join(found.unread))
    quotes = [quote for finding in found for quote in finding.evidence]
    return [quote for quote in quotes if quote.confirmed is Confirmation.YES]


def _try(work: Callable[[], object]) -> str:
    try:
        return "works" if work() else "nothing came of it"
    except AnalyzerError as error:
        return str(error)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(try_all(*map(Path, sys.argv[1:4]))))
