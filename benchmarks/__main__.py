"""`python -m benchmarks`: measure, print, write RESULTS.md.

`--only` and any of accuracy blind norms story questions tables effects changes audits growth search
reading speed confirmed hostile trust app seen damage limits what is measured. Then nothing is
written, unless `--add` says that the other parts stay as an earlier run gave them; each part bears
the commit that it was measured on.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.accessible import measure_access
from benchmarks.accuracy import measure_accuracy
from benchmarks.app_attacks import measure_attacks
from benchmarks.audits import measure_audits
from benchmarks.blind import measure_blind
from benchmarks.clicks import measure_clicks
from benchmarks.confirmed import measure_confirmed
from benchmarks.damage import measure_damage
from benchmarks.documents import real_data
from benchmarks.edits import measure_changes
from benchmarks.effects import measure_effects
from benchmarks.fuzzing import measure_fuzzing
from benchmarks.golden_questions import measure_golden_questions
from benchmarks.growth import measure_growth
from benchmarks.hostile import measure_hostile
from benchmarks.hostile_uploads import measure_uploads as measure_hostile_uploads
from benchmarks.killed_steps import measure_killed_steps
from benchmarks.killing import measure_killing
from benchmarks.no_room import measure_no_room
from benchmarks.norms import measure_norms
from benchmarks.offline import measure_offline
from benchmarks.reaching import measure_reaching
from benchmarks.reading import measure_words_and_race
from benchmarks.redlines import measure_redlines
from benchmarks.reports_out import measure_reports
from benchmarks.results import SHOWN, Fault, Figure, show, write_results
from benchmarks.searching import measure_search
from benchmarks.speed import measure_speed
from benchmarks.story_topics import measure_story_topics
from benchmarks.supply import measure_supply
from benchmarks.tables import measure_tables
from benchmarks.unseen import measure_unseen
from benchmarks.uploads import measure_uploads

Measured = tuple[list[Figure], list[Fault]]


def _measure_accuracy() -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        figures, faults = measure_accuracy(Path(folder))
        return [*figures, *measure_unseen(Path(folder))], faults


def _measure_blind() -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        return measure_blind(Path(folder)), []


def _measure_questions() -> Measured:
    figures, faults = measure_golden_questions()
    for fault in faults:
        print(f"wrong: {fault.figure}, {fault.document} {fault.label}: {fault.what}")
    return figures, faults


def _measure_app() -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        return [*measure_attacks(Path(folder)), *measure_uploads()], []


def _measure_trust() -> Measured:
    return [
        *measure_offline(),
        *measure_reports(),
        *measure_redlines(),
        *measure_supply(),
    ], []


MEASURES: dict[str, Callable[[], Measured]] = {
    "accuracy": _measure_accuracy,
    "blind": _measure_blind,
    "norms": lambda: (measure_norms(), []),
    "story": lambda: (measure_story_topics(), []),
    "questions": _measure_questions,
    "tables": measure_tables,
    "effects": measure_effects,
    "changes": measure_changes,
    "audits": measure_audits,
    "growth": lambda: (measure_growth(), []),
    "search": lambda: (measure_search(), []),
    "reading": lambda: (measure_words_and_race(), []),
    "speed": lambda: (measure_speed(), []),
    "confirmed": lambda: (measure_confirmed(), []),
    "hostile": lambda: (
        [*measure_hostile(), *measure_hostile_uploads(), *measure_reaching(), *measure_fuzzing()],
        [],
    ),
    "trust": _measure_trust,
    "app": _measure_app,
    "seen": lambda: ([*measure_clicks(), *measure_access()], []),
    "damage": lambda: (
        [*measure_killing(), *measure_killed_steps(), *measure_damage(), *measure_no_room()],
        [],
    ),
}
PARTS = tuple(MEASURES)


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--add", action="store_true")
    asked = parser.parse_args()
    if real_data() is None:
        print("left out: every part needs ANALYZER_REAL_DATA=FOLDER")
        return
    measured: dict[str, Measured] = {}
    for part in PARTS:
        if part in asked.only:
            measured[part] = MEASURES[part]()
            for figure in measured[part][0]:
                goal = f"  (start or goal: {figure.goal})" if figure.goal else ""
                print(f"{figure.name} · {figure.on}: {show(figure)}{goal}", flush=True)
    if asked.add or set(asked.only) == set(PARTS):
        write_results(measured, order=PARTS)
        print(f"written: {SHOWN}")


if __name__ == "__main__":
    main()
