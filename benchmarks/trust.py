"""The numbered checks of trust in one table: each with what was counted, on how much, the result.

Figures whose names begin with the numbers of checks ("H1 …", "X3, X5 …") → a row a check. What was
not measured says so; whether a goal is met is worked out from value and goal, never written down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

#: number → what is checked
CHECKS: Mapping[str, str] = {
    "H1": "hostile files and mutations through Python, command line and app",
    "H2": "files that would load, fetch, climb or run something",
    "H3": "whatever hypothesis makes up, through our parsers",
    "H4": "a good file read after each hostile one",
    "C1": "kill -9 at random moments of ingest",
    "C2": "no room, a folder that may not be written to, kill while the index is rebuilt",
    "C3": "one byte turned in catalog, copies and index",
    "C4": "writers and readers at once",
    "C5": "another encoder, another schema, a newer library",
    "X1": "payloads in every field that a document can reach, in a browser",
    "X2": "requests to other hosts; command line and Python without a network",
    "X3": "content policy on every answer; unsafe calls in the source",
    "X4": "payloads and control signs in reports, opened in a second library",
    "X5": "foreign hosts and origins, no token, addresses that climb",
    "X6": "two users at once; downloads of the same name and length",
    "X7": "canary words in logs, addresses, metrics and temporary files",
    "X8": "uploads leave memory",
    "U1": "names of uploads",
    "D1": "redlines of pairs: both texts rebuilt, no word cut, no island of small words",
    "D2": "Word files: all accepted is the new text, all rejected the old, by two readers",
    "D3": "tracked changes of every kind: accepted and original both exact",
    "P1": "clicks, warm, 95th percentile",
    "A1": "accessibility beyond Streamlit's own; the ways by keyboard alone",
    "S1": "floors of versions, bill of materials, licences",
}
# 'H1 crashes and internal errors', 'X3, X5 requests answered wrongly'
_NUMBERED = re.compile(r"(?P<numbers>[A-Z]\d(?:, [A-Z]\d)*) (?P<name>.+)")
# 'at most 50', 'over 0', '0'
_GOAL = re.compile(r"(?P<how>at most|at least|over)? ?(?P<number>\d+(?:\.\d+)?)")
#: a bare goal in these is a limit; in anything else it is the very value
_LIMITED = frozenset({"s", "ms", "MB", "s CPU"})


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure as the table needs it."""

    name: str
    on: str
    value: float | int | None
    unit: str
    goal: str

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none. A figure without a value misses."""
        goal = _GOAL.fullmatch(self.goal)
        if goal is None:
            return None
        if self.value is None:
            return False
        wanted = float(goal["number"])
        how = goal["how"] or ("at most" if self.unit in _LIMITED else "")
        if how == "at most":
            return self.value <= wanted
        if how == "at least":
            return self.value >= wanted
        return self.value > wanted if how == "over" else self.value == wanted


def numbers_of(name: str) -> tuple[str, ...]:
    """The checks that a figure counts for, by its name."""
    found = _NUMBERED.fullmatch(name)
    return tuple(found["numbers"].split(", ")) if found else ()


def trust_table(rows: Iterable[Mapping[str, object]]) -> list[str]:
    """The table in Markdown, of the figures of every part as RESULTS.json keeps them."""
    by_check: dict[str, list[Counted]] = {number: [] for number in CHECKS}
    for row in rows:
        found = _NUMBERED.fullmatch(str(row["name"]))
        for number in found["numbers"].split(", ") if found else ():
            assert found is not None
            fields = {name: row[name] for name in ("on", "value", "unit", "goal")}
            by_check[number].append(Counted(name=found["name"], **fields))  # type: ignore[arg-type]
    lines = ["| check | what | counted on | result (goal) | met |", "|---|---|---|---|---|"]
    for number, what in CHECKS.items():
        figures = by_check[number]
        on = "; ".join(dict.fromkeys(figure.on for figure in figures))
        told = "; ".join(_tell(name, alike) for name, alike in _by_name(figures).items())
        lines.append(f"| {number} | {what} | {on} | {told} | {_verdict(figures)} |")
    return lines


def _by_name(figures: Sequence[Counted]) -> dict[str, list[Counted]]:
    found: dict[str, list[Counted]] = {}
    for figure in figures:
        found.setdefault(figure.name, []).append(figure)
    return found


def _tell(name: str, alike: Sequence[Counted]) -> str:
    """'crashes 0 (0)'; where it was counted in several places, each value that there is."""
    values = ", ".join(dict.fromkeys(_show(figure) for figure in alike))
    goals = ", ".join(dict.fromkeys(figure.goal for figure in alike if figure.goal))
    return f"{name} {values}" + (f" ({goals})" if goals else "")


def _show(figure: Counted) -> str:
    if figure.value is None:
        return "–"
    number = f"{figure.value:.3g}" if isinstance(figure.value, float) else f"{figure.value}"
    return f"{number} {figure.unit}".strip()


def _verdict(figures: Sequence[Counted]) -> str:
    if not figures:
        return "not run"
    missed = dict.fromkeys(figure.name for figure in figures if figure.met is False)
    return f"**not met**: {', '.join(missed)}" if missed else "met"
