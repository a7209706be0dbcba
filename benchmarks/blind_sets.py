"""Makes the blind AI articles: a source with its labels → PDF and gold, in the real gold's formats.

`python -m benchmarks.blind_sets` writes the PDF files and the gold of benchmarks/sets/blind anew
from what is typed there, and, in `trade/`, the same with the words of trade_words.toml. The labels
stand as `%` lines above each paragraph (see its README).
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.unseen_blocks import set_document
from benchmarks.unseen_source import Block, plain, read_blocks

FOLDER = Path(__file__).parent / "sets" / "blind"
TRADE = FOLDER / "trade"
WORDS = "trade_words.toml"
DOCUMENTS = ("a", "b", "c")
Row = dict[str, Any]
# '%% notice.hours=48 : not fewer than forty-eight'
VALUE = re.compile(r"%% (?P<term>[\w.]+)=(?P<value>.+?) : (?P<quote>.+)")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A block with its `%` lines; `labels` is None outside the AI article."""

    block: Block
    labels: str | None
    values: tuple[str, ...]


def make_sets(folder: Path = FOLDER) -> None:
    """Write both sets from what is typed in `folder`."""
    sources = {name: (folder / f"{name}.txt").read_text(encoding="utf-8") for name in DOCUMENTS}
    make_set(sources, folder)
    words = tomllib.loads((folder / WORDS).read_text(encoding="utf-8"))
    (folder / "trade").mkdir(exist_ok=True)
    traded = {name: in_other_words(text, words[name]) for name, text in sources.items()}
    make_set(traded, folder / "trade")


def in_other_words(text: str, words: Mapping[str, str]) -> str:
    """A source with whole words exchanged, first come first."""
    for old, new in words.items():
        text = re.sub(rf"(?<![A-Za-z]){re.escape(old)}(?![A-Za-z])", new, text)
    return text


def make_set(sources: Mapping[str, str], folder: Path) -> None:
    """Write every PDF, clauses.json, terms.json and traps.json, from the sources alone."""
    clauses: dict[str, list[Row]] = {}
    terms: list[Row] = []
    traps: list[Row] = []
    for name, source in sources.items():
        typed, silent = _read(source)
        setter = set_document([each.block for each in typed])
        (folder / f"{name}.pdf").write_bytes(setter.data)
        known = {id(each.block): each for each in typed}
        rows: list[Row] = []
        above: tuple[str, ...] = ()
        for placed in setter.placed:
            each = known[id(placed.block)]
            row = _row(each, placed.page, above)
            if each.block.word != "note":
                above = each.block.path
            if each.labels is None:
                if not each.block.centred and "__" not in each.block.text:
                    why = "regulates no AI; stands beside the AI article"
                    opening = {"doc": name, "page": placed.page, "starts": row["starts"]}
                    traps.append({**opening, "why": why})
                continue
            rows.append(row)
            terms += _terms(each, name, row)
        clauses[name] = rows
        quiet: Row = {"doc": name, "path": [], "page": None, "value": "silent", "quote": ""}
        terms += [{**quiet, "term": term} for term in silent]
    _write(folder / "clauses.json", clauses)
    _write(folder / "terms.json", terms)
    _write(folder / "traps.json", {"pages": {}, "traps": traps})


def _read(text: str) -> tuple[list[Labelled], list[str]]:
    """The blocks of a source with their labels, and the terms on which the article is silent."""
    bare: list[str] = []
    notes: list[tuple[str | None, tuple[str, ...]]] = []
    silent: list[str] = []
    labels: str | None = None
    for typed in re.split(r"\n{2,}", text.strip()):
        if typed.startswith("@silent"):
            silent = typed.split()[1:]
            continue
        lines = typed.split("\n")
        said = [line for line in lines if line.startswith("%")]
        own = next((line[2:] for line in said if line.startswith("% ")), None)
        # a note bears the labels of its paragraph, without its values
        labels = labels if typed.startswith("@note") else own
        notes.append((labels, tuple(line for line in said if line.startswith("%%"))))
        bare.append("\n".join(line for line in lines if not line.startswith("%")))
    blocks = read_blocks("\n\n".join(bare))
    return [Labelled(b, *note) for b, note in zip(blocks, notes, strict=True)], silent


def _row(each: Labelled, page: int, above: tuple[str, ...]) -> Row:
    block = each.block
    label, path, text = " ".join(block.labels), block.path, plain(block.text)
    if block.word == "note":
        label, _, text = text.partition(" ")
        path = (*above, f"fn{label}")
    told = (each.labels or "-").split()
    return {
        "page": page,
        "label": label,
        "path": list(path),
        "starts": " ".join(text.split()[:8]),
        "ends": " ".join(text.split()[-7:]),
        "occurrence": 1,
        "kind": next((word[1:] for word in told if word[0] == "#"), "clause"),
        "topics": sorted(word for word in told if word[0] not in "#~-"),
        "may": sorted(word[1:] for word in told if word[0] == "~"),
    }


def _terms(each: Labelled, name: str, row: Row) -> list[Row]:
    found: list[Row] = []
    for line in each.values:
        match = VALUE.fullmatch(line)
        if match is None or match["quote"] not in plain(each.block.text):
            raise ValueError(f"{name} {row['path']}: no such words, or no value: {line}")
        place = {"doc": name, "path": row["path"], "page": row["page"]}
        found.append({**place, **match.groupdict()})
    return found


def _write(path: Path, held: object) -> None:
    path.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    make_sets()
