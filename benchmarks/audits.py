"""Seeded audits: base agreements and proposals with a printed redline, set as PDF files → figures.

A proposal marks most of what it changes, changes some words without a mark, and strikes some that
the base never had. `python -m benchmarks.audits --keep FOLDER` keeps files, truth and answers.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.documents import real_data
from benchmarks.edit_kinds import SPARE
from benchmarks.edit_trees import AGREEMENTS, Agreement, Node, copy_tree, number, plant
from benchmarks.edits import SHEETS, set_tree
from benchmarks.measuring import PYTHON, run, run_well
from benchmarks.results import Fault, Figure, print_measured

SEED = 21
SIZE = 160
#: marked, unmarked and misquoted edits of each agreement: sixty, twenty and ten in all
COUNTS = {"marked": (20, 20, 20), "unmarked": (7, 7, 6), "misquoted": (4, 3, 3)}
GOALS = {"marked": "0.98", "unmarked": "0.95", "misquoted": ""}
NAMES = {
    "marked": "marked edits confirmed",
    "unmarked": "unmarked edits found",
    "misquoted": "misquoted edits found",
}
RULE = (
    "benchmarks/audits.py: in the clause at that path, an edit of that verdict that shares a word "
    "of the base or of the print with the seeded one"
)
# 'shall', '30'
_WORD = re.compile(r"[a-z]{2,}|\d+")


@dataclass(frozen=True, slots=True)
class Seeded:
    """One seeded edit: where, what it is, words of the base, words in their place; of a
    misquotation the words printed as old."""

    place: str
    verdict: str
    base_words: str
    printed_words: str


def make_proposal(agreement: Agreement, at: int) -> tuple[Node, Node, list[Seeded]]:
    """A base, a proposal whose texts bear the signs of struck and inserted words, the edits."""
    chance = random.Random(f"audit/{agreement.key}/{SEED}")
    base = plant(agreement, chance, SIZE)
    number(base)
    proposal = copy_tree(base)
    leaves = [n for n in proposal.walk() if not n.children and len(n.text.split()) > 7]
    chance.shuffle(leaves)
    nodes = iter(leaves)
    seeded: list[Seeded] = []
    for verdict, counts in COUNTS.items():
        for turn in range(counts[at]):
            node = next(nodes)
            seeded.append(_seed(node, verdict, chance, turn))
    return base, proposal, seeded


def _seed(node: Node, verdict: str, chance: random.Random, turn: int) -> Seeded:
    words = node.text.split()
    places = [n for n in range(1, len(words) - 3) if _WORD.fullmatch(words[n])]
    at = chance.choice(places)
    length = 1 + turn % 3
    old = "" if verdict != "misquoted" and turn % 4 == 3 else " ".join(words[at : at + length])
    given = [word for word in SPARE if word not in words]
    new = "" if old and turn % 4 == 2 else " ".join(chance.sample(given, length))
    struck = old
    if verdict == "misquoted":
        struck = " ".join(chance.sample([word for word in given if word not in new], length))
        new = new or given[0]
    marked = f"{{-{struck}-}} {{+{new}+}}" if struck and new else ""
    marked = marked or (f"{{-{struck}-}}" if struck else f"{{+{new}+}}")
    shown = new if verdict == "unmarked" else marked
    after = words[at + len(old.split()) :]
    node.text = " ".join([*words[:at], *([shown] if shown else []), *after])
    return Seeded(_place(node.path), verdict, old, struck if verdict == "misquoted" else new)


def _place(labels: Sequence[str]) -> str:
    """'ARTICLE I', 'Section 4.', '(d)' → 'articleisection4d'."""
    return re.sub(r"[^a-z0-9]", "", "".join(labels).lower())


def measure_audits(folder: Path | None = None) -> tuple[list[Figure], list[Fault]]:
    """Every figure and fault; one that says so while the command is missing."""
    if real_data() is None:
        return [], []
    if run([PYTHON, "-m", "analyzer", "audit", "--help"]).code:
        return [Figure("audit: the command is missing", "all", None)], []
    if folder is None:
        with tempfile.TemporaryDirectory() as name:
            return measure_audits(Path(name))
    figures: list[Figure] = []
    faults: list[Fault] = []
    whole: Counter[str] = Counter()
    for at, agreement in enumerate(AGREEMENTS):
        counts, missed = _measure(agreement, at, folder)
        figures += _figures(agreement.key, counts)
        faults += missed
        whole += counts
    return [*figures, *_figures("all", whole)], faults


def _measure(agreement: Agreement, at: int, folder: Path) -> tuple[Counter[str], list[Fault]]:
    base, proposal, seeded = make_proposal(agreement, at)
    paths = [folder / f"audit-{agreement.key}-{side}.pdf" for side in ("base", "proposal")]
    for path, root in zip(paths, (base, proposal), strict=True):
        path.write_bytes(set_tree(root, SHEETS[0]))
    held = json.dumps([asdict(edit) for edit in seeded], ensure_ascii=False, indent=1)
    (folder / f"audit-{agreement.key}-truth.json").write_text(held, encoding="utf-8")
    output = folder / f"audit-{agreement.key}.json"
    run_well([PYTHON, "-m", "analyzer", "audit", *map(str, paths), "--json"], output=output)
    leaves = {_place(node.path) for node in base.walk() if node.number}
    return _judge(agreement.key, json.loads(output.read_text()), seeded, leaves)


def _judge(
    on: str, answer: dict[str, Any], seeded: Sequence[Seeded], places: set[str]
) -> tuple[Counter[str], list[Fault]]:
    given: dict[str, list[dict[str, Any]]] = {}
    for edit in answer["edits"]:
        clause = answer["clauses"][edit["proposal"] or edit["base"]]
        given.setdefault(_place(clause["labels"]), []).append(edit)
    counts: Counter[str] = Counter()
    faults: list[Fault] = []
    for want in seeded:
        right = any(_answers(want, edit) for edit in given.get(want.place, ()))
        counts.update({f"of {want.verdict}": 1, f"right {want.verdict}": right})
        if not right:
            said = [
                (e["verdict"], e["base_words"], e["printed_words"])
                for e in given.get(want.place, ())
            ]
            words = f"{want.base_words} → {want.printed_words}"
            faults.append(
                Fault("audit", on, f"missed {want.verdict}: {said}", None, want.place, words)
            )
    untouched = places - {want.place for want in seeded}
    flagged = {place for place in untouched if given.get(place)}
    counts.update({"untouched": len(untouched), "flagged": len(flagged)})
    for place in sorted(flagged):
        edit = given[place][0]
        words = f"{edit['base_words']} → {edit['printed_words']}"
        faults.append(Fault("audit", on, f"flagged {edit['verdict']}", edit["page"], place, words))
    return counts, faults


def _answers(want: Seeded, edit: dict[str, Any]) -> bool:
    if edit["verdict"] != want.verdict:
        return False
    return any(
        set(_WORD.findall(mine.lower())) & set(_WORD.findall((edit[side] or "").lower()))
        for mine, side in ((want.base_words, "base_words"), (want.printed_words, "printed_words"))
    )


def _figures(on: str, counts: Counter[str]) -> list[Figure]:
    shares = [
        Figure(
            f"audit: {name}", on, counts[f"right {key}"] / counts[f"of {key}"], "", GOALS[key], RULE
        )
        for key, name in NAMES.items()
    ]
    flagged = counts["flagged"] / counts["untouched"]
    return [*shares, Figure("audit: untouched clauses flagged", on, flagged, "", "0.02", RULE)]


def main() -> None:
    """Print figures and faults."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audits", description=__doc__)
    parser.add_argument("--keep", type=Path)
    folder = parser.parse_args().keep
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    figures, faults = measure_audits(folder)
    print_measured(figures, faults)


if __name__ == "__main__":
    main()
