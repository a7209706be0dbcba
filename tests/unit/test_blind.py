"""The blind articles: their gold is what is typed and stands on the page that it names."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pypdfium2
import pytest

from benchmarks.blind_sets import DOCUMENTS, FOLDER, TRADE, WORDS, in_other_words, make_sets
from tests.unit.test_sets import SLUGS

GOLDS = ("clauses.json", "terms.json", "traps.json")


def test_gold_is_what_was_typed(tmp_path: Path) -> None:
    for name in (WORDS, *(f"{name}.txt" for name in DOCUMENTS)):
        shutil.copy(FOLDER / name, tmp_path)
    make_sets(tmp_path)
    for made, kept in ((tmp_path, FOLDER), (tmp_path / "trade", TRADE)):
        for gold in GOLDS:
            assert json.loads((made / gold).read_text("utf-8")) == json.loads(
                (kept / gold).read_text("utf-8")
            )


@pytest.mark.parametrize("folder", [FOLDER, TRADE])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_start_stands_on_its_page(folder: Path, name: str) -> None:
    rows = json.loads((folder / "clauses.json").read_text("utf-8"))[name]
    traps = json.loads((folder / "traps.json").read_text("utf-8"))["traps"]
    assert 40 <= len(rows) <= 60
    with pypdfium2.PdfDocument(folder / f"{name}.pdf") as pdf:
        pages = [_letters(page.get_textpage().get_text_bounded()) for page in pdf]
    for row in (*rows, *(trap for trap in traps if trap["doc"] == name)):
        first = _letters(" ".join(row["starts"].split()[:3]))
        assert first in pages[row["page"] - 1], row


def test_topics_are_those_of_the_interface() -> None:
    gold = json.loads((FOLDER / "clauses.json").read_text("utf-8"))
    rows = [row for rows in gold.values() for row in rows]
    assert {topic for row in rows for topic in (*row["topics"], *row["may"])} == SLUGS
    assert not any(set(row["topics"]) & set(row["may"]) for row in rows)
    assert not any(row["topics"] for row in rows if row["kind"] in ("heading", "instruction"))


def test_a_term_is_either_spoken_of_or_silent() -> None:
    rows = json.loads((FOLDER / "terms.json").read_text("utf-8"))
    silent = {(row["doc"], row["term"]) for row in rows if row["value"] == "silent"}
    assert silent
    assert not silent & {(row["doc"], row["term"]) for row in rows if row["value"] != "silent"}


def test_only_whole_words_are_exchanged() -> None:
    words = {"Echo": "Voice Replica", "leave": "consent"}
    said = "__Echo.__ The Echo and its Echoes leave no leaves"
    assert in_other_words(said, words) == (
        "__Voice Replica.__ The Voice Replica and its Echoes consent no leaves"
    )


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
