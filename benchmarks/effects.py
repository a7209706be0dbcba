"""What changes of words mean: names of effects and whom they favour, on pairs labelled first.

Input: sets/effects.toml, effects_real.toml, effects_fresh.toml, effects_second_fresh.toml and
effects_third_fresh.toml; output: figures, counted as sets/README.md says, and the faults of rows
that the authors of the effects may see. `python -m benchmarks.effects` prints them; `--final`
shows the faults of the unseen rows too.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer import Analyzer
from analyzer.records import Change, Comparison
from benchmarks.documents import real_data
from benchmarks.results import Fault, Figure, show

SETS = Path(__file__).parent / "sets"
OURS, REAL, FRESH = "effects.toml", "effects_real.toml", "effects_fresh.toml"
SECOND_FRESH, THIRD_FRESH = "effects_second_fresh.toml", "effects_third_fresh.toml"
GOAL = "0.90"
COSMETIC = "cosmetic"
TITLE = "AGREEMENT OF THE LANTERN PERFORMERS' GUILD AND THE MERIDIAN PRODUCERS' ASSOCIATION"
# 'Producer', '60'
_WORD = re.compile(r"[a-z0-9]+")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Judged:
    """One row and the change that holds its clause; None: not found."""

    row: Row
    change: Change | None
    words: str

    @property
    def wanted(self) -> dict[str, set[str]]:
        """Each name with those whom it may be said to favour."""
        found: dict[str, set[str]] = {}
        for effect in self.row["effects"]:
            favors = {effect["favors"], effect.get("or_favors", effect["favors"])}
            found.setdefault(effect["name"], set()).update(favors)
        return found

    @property
    def given(self) -> dict[str, set[str]]:
        """Each name that the change bears, with those whom it is said to favour."""
        found: dict[str, set[str]] = {}
        for effect in self.change.effects if self.change else ():
            found.setdefault(effect.name, set()).add(effect.favors.value)
        return found

    @property
    def counts(self) -> Counter[str]:
        """Labels right, missed and false; favours right; whether the row is right whole."""
        wanted, given = self.wanted, self.given
        if self.change is not None and set(wanted) == {COSMETIC}:
            given.setdefault(COSMETIC, wanted[COSMETIC])
        elif COSMETIC not in wanted:
            given.pop(COSMETIC, None)
        right = wanted.keys() & given.keys()
        false = given.keys() - wanted.keys() - set(self.row["may"])
        favours = sum(bool(wanted[name] & given[name]) for name in right if name != COSMETIC)
        return Counter(
            right=len(right),
            missed=len(wanted) - len(right),
            false=len(false),
            favours=favours,
            judged=len(right - {COSMETIC}),
            whole=len(right) == len(wanted) and not false,
            rows=1,
            lost=self.change is None,
        )


def measure_effects(*, final: bool = False) -> tuple[list[Figure], list[Fault]]:
    """Every figure of the five sets, and the faults of the rows that may be seen."""
    figures: list[Figure] = []
    faults: list[Fault] = []
    for on in (OURS, REAL, FRESH, SECOND_FRESH, THIRD_FRESH):
        judged = judge_ours() if on == OURS else judge_real(on)
        figures += _figures(on, judged)
        for item in judged:
            if final or not item.row["unseen"]:
                faults += _faults(on, item)
    return figures, faults


def _figures(on: str, judged: Sequence[_Judged]) -> Iterator[Figure]:
    unseen = [item for item in judged if item.row["unseen"]]
    halves = [(on, judged), (f"{on}, unseen half", unseen)]
    for which, items in halves if len(unseen) < len(judged) else halves[:1]:
        count = sum((item.counts for item in items), Counter[str]())
        labels = 2 * count["right"] + count["missed"] + count["false"]
        named = 2 * count["right"] / labels if labels else None
        favours = count["favours"] / count["judged"] if count["judged"] else None
        yield Figure("effects: named right, F1", which, named, "", GOAL, "sets/README.md")
        yield Figure("effects: favours right, of those named right", which, favours, "", GOAL)
        yield Figure(
            "effects: rows with exactly the names", which, count["whole"] / max(1, len(items))
        )
        yield Figure("effects: rows whose change was not found", which, count["lost"])


def _faults(on: str, item: _Judged) -> Iterator[Fault]:
    wanted, given = item.wanted, item.given
    place = ", ".join(wanted)
    for name in sorted(wanted.keys() - given.keys() - {COSMETIC}):
        yield Fault("effects", on, f"missed {name}", None, place, item.words)
    for name in sorted(given.keys() - wanted.keys() - set(item.row["may"]) - {COSMETIC}):
        yield Fault("effects", on, f"false {name}", None, place, item.words)
    for name in sorted(wanted.keys() & given.keys() - {COSMETIC}):
        if not wanted[name] & given[name]:
            what = f"{name} favours {'|'.join(sorted(wanted[name]))}, said {'|'.join(given[name])}"
            yield Fault("effects", on, what, None, place, item.words)


# ── our own sentences ────────────────────────────────────────────────────────────────────────────
def judge_ours() -> list[_Judged]:
    """The pairs as two texts of a section each, compared."""
    rows = tomllib.loads((SETS / OURS).read_text(encoding="utf-8"))["pair"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for side in ("old", "new"):
            sections = [f"Section {number}. {row[side]}" for number, row in enumerate(rows, 1)]
            text = "\n\n".join([TITLE, *sections]) + "\n"
            (folder / f"{side}.txt").write_text(text, encoding="utf-8")
        comparison = _compare(folder / "old.txt", folder / "new.txt")
    changes = _changes_by_clause(comparison)
    by_text = {_words(clause.text): clause for clause in comparison.clauses.values()}
    judged: list[_Judged] = []
    for row in rows:
        clause = by_text.get(_words(row["new"])) or by_text.get(_words(row["old"]))
        change = changes.get(clause.id) if clause else None
        judged.append(_Judged(row, change, f"{row['old']} → {row['new']}"))
    return judged


# ── real changes ─────────────────────────────────────────────────────────────────────────────────
def judge_real(name: str = REAL) -> list[_Judged]:
    """The rows of each pair of real documents in that set; () without the real documents."""
    folder = real_data()
    if folder is None:
        return []
    held = tomllib.loads((SETS / name).read_text(encoding="utf-8"))
    rows = held["change"]
    judged: list[_Judged] = []
    for pair in dict.fromkeys((row["old"]["document"], row["new"]["document"]) for row in rows):
        comparison = _compare(*(folder / held["documents"][key] for key in pair))
        changes = _changes_by_clause(comparison)
        for row in rows:
            if (row["old"]["document"], row["new"]["document"]) == pair:
                change = _change_of(row, comparison, changes)
                words = f"p. {row['old']['page']} → {row['new']['page']}: {row['new']['starts']}"
                judged.append(_Judged(row, change, words))
    return judged


def _change_of(row: Row, comparison: Comparison, changes: Mapping[str, Change]) -> Change | None:
    """The change that holds both clauses of a row where there is one, else the first that holds the
    new one, else the old one."""
    new = _changes_at(row["new"], str(comparison.new.id), comparison, changes)
    old = _changes_at(row["old"], str(comparison.old.id), comparison, changes)
    return next((change for change in new if change in old), next(iter((*new, *old)), None))


def _changes_at(
    place: Row, document: str, comparison: Comparison, changes: Mapping[str, Change]
) -> list[Change]:
    """The changes of the clauses of a document that start with these words on that page."""
    starts = _words(place["starts"])
    return [
        changes[clause.id]
        for clause in comparison.clauses.values()
        if clause.document == document and place["page"] in clause.pages and starts
        if clause.id in changes
        and any(_words(each)[: len(starts)] == starts for each in (clause.text, clause.full_text))
    ]


def _compare(old: Path, new: Path) -> Comparison:
    with tempfile.TemporaryDirectory() as name, Analyzer.open(Path(name) / "index") as library:
        return library.compare(old, new).comparison


def _changes_by_clause(comparison: Comparison) -> dict[str, Change]:
    return {str(id_): change for change in comparison.changes for id_ in (*change.old, *change.new)}


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


def main() -> None:
    """Print figures and faults."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.effects", description=__doc__)
    parser.add_argument("--final", action="store_true")
    figures, faults = measure_effects(final=parser.parse_args().final)
    for figure in figures:
        print(f"{figure.name} · {figure.on}: {show(figure)}")
    for fault in faults:
        print(f"{fault.what} · {fault.label} · {fault.words}")


if __name__ == "__main__":
    main()
