"""The unseen set: its gold is what its sources say, and stands on the pages that it names."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pypdfium2
import pytest

from benchmarks.unseen import DOCUMENTS, FOLDER, make_set
from benchmarks.unseen_source import Dress, dress, read_blocks

GOLDS = ("structure.json", "clauses.json", "marks.json")


@pytest.mark.parametrize("gold", GOLDS)
def test_gold_is_what_was_typed(gold: str, tmp_path: Path) -> None:
    for name in DOCUMENTS:
        shutil.copy(FOLDER / f"{name}.txt", tmp_path)
    make_set(tmp_path)
    assert json.loads((tmp_path / gold).read_text("utf-8")) == json.loads(
        (FOLDER / gold).read_text("utf-8")
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_start_stands_on_its_page(name: str) -> None:
    rows = json.loads((FOLDER / "structure.json").read_text("utf-8"))
    with pypdfium2.PdfDocument(FOLDER / f"{name}.pdf") as pdf:
        pages = [_letters(page.get_textpage().get_text_bounded()) for page in pdf]
    assert 5 <= len(pages) <= 8
    for row in (r for r in rows if r["doc"] == name):
        label = _letters(" ".join(row["starts"].split()[: row["label_words"]]))
        assert label in pages[row["page"] - 1], row


def test_paths_follow_depth() -> None:
    blocks = read_blocks("=ARTICLE IV – :: NAME\n\n>“(b)&(1) :: one\n\n>>(2) :: two\n\n> :: three")
    assert [block.path for block in blocks] == [
        ("Article IV",),
        ("Article IV", "(b)", "(1)"),
        ("Article IV", "(b)", "(2)"),
        ("Article IV", "¶1"),
    ]


def test_dresses_touch() -> None:
    assert dress("$9{-5-}{+6+} a") == (
        ("$9", Dress.PLAIN),
        ("5", Dress.STRUCK),
        ("6", Dress.INSERTED),
        (" a", Dress.PLAIN),
    )


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
