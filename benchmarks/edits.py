"""Seeded edits over real agreement text, set as PDF files and compared: seeds → figures, faults.

Three agreements of different numbering; nothing of them is kept. `python -m benchmarks.edits`
takes `--seeds` and `--keep FOLDER` (files, answers, truth). The figures are those of score/
`changes`.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.documents import real_data
from benchmarks.edit_kinds import Listed, edit, plant_twins
from benchmarks.edit_trees import AGREEMENTS, Agreement, Node, number, plant, truth_of
from benchmarks.measuring import PYTHON, run_well
from benchmarks.results import Fault, Figure, print_measured
from benchmarks.scoring import scorer
from benchmarks.unseen_blocks import set_document
from benchmarks.unseen_source import Block

#: the last two were kept back, and first run at f79a2a3: all five gave 0.996, no false alarm
SEEDS = (11, 12, 13, 101, 102)
#: clauses of a pair, before twins and edits
SIZE = 240
RULE = "benchmarks/edits.py: three agreements, seeds {}; score/README.md, changes"
TITLE = "AGREEMENT BETWEEN THE EMPLOYERS AND THE UNION"
#: how the old and the new version are set: measure, size and leading differ, so that lines do
SHEETS = (
    "side=72\nsize=11\nleading=1.2\nindent=22\nshape=hang",
    "side=84\nsize=12\nleading=1.15\nindent=26\nshape=hang",
)


def make_pair(agreement: Agreement, seed: int) -> tuple[Node, Node, list[Listed]]:
    """The old tree, the new one, and every edit between them."""
    chance = random.Random(f"{agreement.key}/{seed}")
    old = plant(agreement, chance, SIZE)
    number(old)
    plant_twins(old, chance)
    number(old)
    new, listed = edit(old, chance, _strange(agreement, old, chance))
    return old, new, listed


def _strange(agreement: Agreement, old: Node, chance: random.Random) -> list[str]:
    """Clauses of another of the three agreements."""
    other = AGREEMENTS[(AGREEMENTS.index(agreement) + 1) % len(AGREEMENTS)]
    held = {node.text for node in old.walk()}
    tree = plant(other, chance, SIZE)
    return [
        node.text
        for node in tree.walk()
        if node.parent and node.parent.number and node.text not in held
        if 8 <= len(node.text.split()) <= 60 and node.text[0].isupper()
    ]


def set_tree(root: Node, sheet: str) -> bytes:
    """The PDF of a tree."""
    blocks = [Block("sheet", "", sheet), Block("title", TITLE)]
    for node in root.walk():
        if node.number:
            depth = len(node.path) - 1
            blocks.append(
                Block(
                    "",
                    node.text if depth else f"/\n{node.text}",
                    depth=max(0, depth - 1),
                    labels=(str(node.label),),
                    path=node.path,
                    centred=not depth,
                )
            )
    return set_document(blocks).data


def compare_pair(agreement: Agreement, seed: int, folder: Path) -> tuple[Path, Path]:
    """Write a pair into a folder, with its truth, and compare it: truth and answer."""
    old, new, listed = make_pair(agreement, seed)
    name = f"{agreement.key}-{seed}"
    paths = [folder / f"{name}-{side}.pdf" for side in ("old", "new")]
    for path, root, sheet in zip(paths, (old, new), SHEETS, strict=True):
        path.write_bytes(set_tree(root, sheet))
    truth, answer = folder / f"{name}-truth.json", folder / f"{name}-compare.json"
    held = {"old": truth_of(old), "new": truth_of(new), "changes": listed}
    truth.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
    words = [PYTHON, "-m", "analyzer", "compare", *map(str, paths), "--json"]
    run_well(words, output=answer)
    return truth, answer


def measure_changes(
    seeds: Sequence[int] = SEEDS, *, folder: Path | None = None
) -> tuple[list[Figure], list[Fault]]:
    """Every figure of these seeds, and the faults; files are kept in `folder` if one is named."""
    if real_data() is None:
        return [], []
    if folder is None:
        with tempfile.TemporaryDirectory() as name:
            return measure_changes(seeds, folder=Path(name))
    score = scorer()
    figures: list[Figure] = []
    faults: list[Fault] = []
    whole: list[Any] = []
    for agreement in AGREEMENTS:
        found = []
        for seed in seeds:
            truth, answer = compare_pair(agreement, seed, folder)
            found.append(
                score.score_changes(json.loads(truth.read_text()), json.loads(answer.read_text()))
            )
            on = f"{agreement.key} {seed}"
            faults += [_fault(on, row) for row in found[-1].faults]
        whole += found
        figures += _figures(agreement.key, score.add_up(found).counts, seeds)
    return [*figures, *_figures("all", score.add_up(whole).counts, seeds)], faults


def _figures(on: str, counts: Counter[str], seeds: Sequence[int]) -> list[Figure]:
    rule = RULE.format(", ".join(map(str, seeds)))
    said = scorer().change_figures(counts)
    shares = {kind: row["right"] / row["of"] for kind, row in said["by_kind"].items()}
    mean = sum(shares.values()) / len(shares)
    return [
        Figure("changes: mean of the kinds", on, mean, "", "0.95", rule),
        *(
            Figure(f"changes: {kind}", on, share, "", "0.95", rule)
            for kind, share in shares.items()
        ),
        Figure(
            "changes: false alarms of listed", on, said["false_alarms"] / said["of"], "", "0.02"
        ),
        Figure("changes: listed", on, said["of"]),
        *(
            Figure(f"changes: {name}", on, said[name], "", "0")
            for name in ("not_rebuilt", "too_coarse", "in_no_change", "in_several_changes")
        ),
    ]


def _fault(on: str, row: dict[str, Any]) -> Fault:
    label, words = row["label"], row["words"]
    label = label if isinstance(label, str) else " ".join(label or ())
    words = words if isinstance(words, str) else " ".join(words or ())
    return Fault("changes", on, row["what"], row["page"], label, " ".join(words.split()[:6]))


def main() -> None:
    """Print figures; keep files and faults where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.edits", description=__doc__)
    parser.add_argument("--seeds", nargs="+", type=int, default=SEEDS)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
    figures, faults = measure_changes(tuple(dict.fromkeys(asked.seeds)), folder=asked.keep)
    print_measured(figures, faults)


if __name__ == "__main__":
    main()
