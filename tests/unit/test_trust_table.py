"""The table of trust: made of figures alone, and it says what misses its goal or was not run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from benchmarks.results import Figure
from benchmarks.trust import CHECKS, Counted, numbers_of, trust_table

ROOT = Path(__file__).parents[2]


def rows(*figures: Figure) -> dict[str, list[str]]:
    lines = trust_table(asdict(figure) for figure in figures)[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: row[1:] for row in cells}


def test_what_was_not_measured_is_not_run() -> None:
    table = rows()
    assert list(table) == list(CHECKS)
    assert {row[-1] for row in table.values()} == {"not run"}


def test_a_row_tells_all_that_was_counted() -> None:
    table = rows(
        Figure("H1 crashes", "140 files", 0, "", "0"),
        Figure("H1 crashes", "500 mutations", 2, "", "0"),
        Figure("H1 growth", "140 files", 7, "MB", "at most 50"),
        Figure("X1, X2 fetched", "71 payloads", 0, "", "0"),
        Figure("words: f1", "all", 0.5, "", "0.9"),
    )
    assert table["H1"][1] == "140 files; 500 mutations"
    assert table["H1"][2] == "crashes 0, 2 (0); growth 7 MB (at most 50)"
    assert table["H1"][3] == "**not met**: crashes"
    assert table["X1"][3] == table["X2"][3] == "met"
    assert table["X3"][3] == "not run"


@pytest.mark.parametrize(
    ("value", "unit", "goal", "met"),
    [
        (0, "", "0", True), (1, "", "0", False), (1, "", "1", True), (0, "", "1", False),
        (50, "MB", "at most 50", True), (51, "MB", "at most 50", False),
        (7, "", "over 0", True), (0, "", "over 0", False),
        (0.4, "s", "0.5", True), (0.57, "s", "0.5", False),
        (12, "", "at least 12", True), (11, "", "at least 12", False),
        (129, "", "", None), (None, "", "0", False),
    ],
)  # fmt: skip
def test_a_goal_is_held_against_the_value(
    value: float | None, unit: str, goal: str, met: bool | None
) -> None:
    assert Counted("x", "y", value, unit, goal).met is met


def names_of_figures(node: ast.AST) -> Iterator[str]:
    """What a call gives as its first argument, as far as it is written out."""
    if isinstance(node, ast.Call) and node.args:
        first = node.args[0]
        if isinstance(first, ast.JoinedStr):
            first = first.values[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def test_every_numbered_figure_of_the_benchmarks_is_of_a_check() -> None:
    """And every check has a figure somewhere in the code that fills its row."""
    named = set()
    for path in (ROOT / "benchmarks").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for text in names_of_figures(node):
                found = re.match(r"(?:[A-Z]\d, )*[A-Z]\d (?=\w)", text)
                named |= set(numbers_of(f"{found[0]}x")) if found else set()
    assert named == set(CHECKS)
