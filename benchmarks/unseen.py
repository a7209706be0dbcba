"""How the splitter does on agreements that its authors had not seen: sources → PDF, gold → figures.

`python -m benchmarks.unseen` writes the PDF files and the gold of benchmarks/sets/unseen anew from
what is typed there. `measure_unseen` scores the program's own `--json` answers on them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.measuring import PYTHON, run_well
from benchmarks.results import Figure
from benchmarks.scoring import scorer
from benchmarks.unseen_blocks import set_document
from benchmarks.unseen_pages import Placed, Setter
from benchmarks.unseen_source import Block, plain, read_blocks

FOLDER = Path(__file__).parent / "sets" / "unseen"
DOCUMENTS = ("boards", "wards", "voices", "pressroom")
#: of these every paragraph has a row, labelled or not
WHOLE = ("pressroom",)
#: of these every struck and underlined word has one
MARKED = ("voices",)
GOLDS = {
    "structure": "structure.json",
    "clauses": "clauses.json",
    "marks": "marks.json",
    "account": None,
}
SHOWN = {
    "structure": ("f1", "own_label", "whole_path"),
    "clauses": ("f1", "whole_path"),
    "marks": ("struck_f1", "underlined_f1"),
    "account": ("balanced",),
}
RULE = "unseen by the authors of the splitter; never tuned on"
Row = dict[str, Any]


# ── making ───────────────────────────────────────────────────────────────────────────────────────
def make_set(folder: Path = FOLDER) -> None:
    """Write every PDF and the gold, from the sources alone."""
    structure: list[Row] = []
    clauses: dict[str, list[Row]] = {}
    marks: list[Row] = []
    for name in DOCUMENTS:
        setter = set_document(read_blocks((folder / f"{name}.txt").read_text(encoding="utf-8")))
        (folder / f"{name}.pdf").write_bytes(setter.data)
        structure += [_labelled(name, item) for item in setter.placed if item.block.labels]
        if name in WHOLE:
            clauses[name] = _all_rows(setter)
        if name in MARKED:
            marks += _marks(name, setter)
    for file, rows in (("structure", structure), ("clauses", clauses), ("marks", marks)):
        text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
        (folder / f"{file}.json").write_text(text, encoding="utf-8")


def _labelled(name: str, item: Placed) -> Row:
    block = item.block
    printed = " ".join(block.labels)
    return {
        "doc": name,
        "page": item.page,
        "path": [label for label in block.path if label.strip("[ _]")],
        "starts": f"{printed} {block.starts or _struck(block)}",
        "path_full": list(block.path),
        "label_words": len(printed.split()),
    }


def _struck(block: Block) -> str:
    """The first words of a paragraph that is struck whole."""
    return " ".join(block.text.strip("{}-”").split()[:8])


def _all_rows(setter: Setter) -> list[Row]:
    rows: list[Row] = []
    above: tuple[str, ...] = ()
    for item in setter.placed:
        block = item.block
        path, label, starts = block.path, " ".join(block.labels), block.starts
        if block.word == "note":
            label, _, starts = block.text.partition(" ")
            path = (*above, f"fn{label}")
        elif block.word == "attachment":
            label, starts = "", plain(block.text)
        else:
            above = block.path
        row = {"page": item.page, "label": label, "path": list(path)}
        kind = "heading" if block.centred or block.word == "attachment" else "clause"
        rows.append({**row, "starts": starts, "kind": kind, "topics": [], "may": []})
    return rows


def _marks(name: str, setter: Setter) -> list[Row]:
    kinds = ("deleted", "inserted", "underlined_headings")
    return [
        {"doc": name, "page": page, **{kind: found.get(kind, []) for kind in kinds}}
        for page, found in sorted(setter.marks.items())
    ]


# ── measuring ────────────────────────────────────────────────────────────────────────────────────
def measure_unseen(folder: Path) -> list[Figure]:
    """Figures of the four agreements; the answers are written to `folder`.

    The faults are left out on purpose: whoever reads them begins to tune on them.
    """
    named: list[str] = []
    for name in DOCUMENTS:
        output = folder / f"unseen-{name}.json"
        words = [PYTHON, "-m", "analyzer", "clauses", str(FOLDER / f"{name}.pdf"), "--json"]
        run_well(words, output=output)
        named.append(f"{name}={output}")
    score = scorer()
    answers = score.Answers(named)
    figures: list[Figure] = []
    for part, file in GOLDS.items():
        gold = [score.read_gold(str(FOLDER / file))] if file else []
        result = score.measure(part, gold, answers)[part]
        for on, measured in {**result["documents"], "all": result["all"]}.items():
            figures += [
                Figure(f"unseen {part}: {name}", on, measured["figures"][name], "", "", RULE)
                for name in SHOWN[part]
            ]
    return figures


if __name__ == "__main__":
    make_set()
