"""The test sets: well formed, as many as said, and without borrowed words."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

ROOT = Path(__file__).resolve().parents[2]
SETS = ROOT / "benchmarks" / "sets"
SOURCES = ROOT / "corpus" / "sources"
SET_NAMES = ("story_topics", "norms", "golden_questions")
RUN = 8
#: the topics of the public interface
SLUGS = frozenset(
    {
        "ai_definition",
        "employment_based_replica",
        "independently_created_replica",
        "background_replica",
        "voice_and_dubbing",
        "real_time_generation",
        "synthetic_performer",
        "digital_alteration",
        "consent",
        "creation_pay",
        "use_pay",
        "use_limits",
        "ownership_and_transfer",
        "training",
        "worker_notice",
        "union_information",
        "impact_bargaining",
        "credit_and_authorship",
        "employer_ai_policy",
        "data_security",
        "staffing_counts",
        "displacement",
        "surveillance",
        "enforcement",
        "term_and_reopener",
        "human_oversight",
        "sensitive_uses",
        "strike_protection",
    }
)
TARGETS = frozenset(
    {
        "employment_based_replica",
        "independently_created_replica",
        "background_replica",
        "voice_and_dubbing",
        "synthetic_performer",
        "digital_alteration",
        "consent",
        "creation_pay",
        "use_pay",
        "use_limits",
        "ownership_and_transfer",
        "training",
    }
)
MODALITIES = {"must", "must_not", "may", "will_endeavor", "acknowledge", "reserve"}
MEMORANDA = {
    "iatse2024": "IATSE_Basic_Agreement_2024_MOA.pdf",
    "tag2024": "Local_839_Animation_Guild_MOA.pdf",
    "local52": "Local_52_2024_Majors_MOA.pdf",
}
# "Artist's", "forty", "7"
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
# '>> "(b) :: text', 'Section 6A. :: text', '[5]. :: text'
LABELLED = re.compile(r'^(>*) ?"?(\S.{0,16}?) :: ', re.DOTALL)
# '@article XXI | Title', '@item 11. | Title', '@center "ARTICLE [XX]'
OUTER = re.compile(r'^@(article|item|center "ARTICLE) ([^ |]+)')

Row = dict[str, Any]


def load(name: str) -> Row:
    return tomllib.loads((SETS / f"{name}.toml").read_text(encoding="utf-8"))


def words(text: str) -> list[str]:
    plain = text.lower().replace("’", "'").replace("‘", "'")
    return WORD.findall(re.sub(r"[\ufffe\x02]\s*", "", plain))


def runs(text: str) -> set[str]:
    found = words(text)
    return {" ".join(found[at : at + RUN]) for at in range(len(found) - RUN + 1)}


def entries() -> list[Row]:
    data = load("story_topics")
    return [*data["clause"], *data["near_miss"]]


def answers() -> list[Row]:
    data = load("golden_questions")
    rows = [answer for question in data["question"] for answer in question["answers"]]
    july = [{**row, "document": part["document"]} for part in data["july"] for row in part["rows"]]
    return [*rows, *july]


def real_folder() -> Path:
    folder = os.environ.get("ANALYZER_REAL_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("ANALYZER_REAL_DATA names no folder of real documents")
    return Path(folder)


def pages_of(path: Path) -> list[str]:
    pages = []
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            textpage = page.get_textpage()
            pages.append(textpage.get_text_bounded())
            textpage.close()
            page.close()
    return pages


def test_every_topic_has_eight_clauses_and_five_near_misses() -> None:
    data = load("story_topics")
    assert Counter(row["target"] for row in data["clause"]) == dict.fromkeys(TARGETS, 8)
    assert Counter(row["target"] for row in data["near_miss"]) == dict.fromkeys(TARGETS, 5)


def test_entries_are_distinct() -> None:
    rows = entries()
    assert len({row["id"] for row in rows}) == len(rows)
    seen: dict[str, str] = {}
    for row in rows:
        for run in runs(row["text"]):
            assert seen.setdefault(run, row["id"]) == row["id"], run


@pytest.mark.parametrize("row", entries(), ids=lambda row: row["id"])
def test_entry_is_labelled_as_said(row: Row) -> None:
    assert set(row["topics"]) | set(row["may"]) <= SLUGS
    assert not set(row["topics"]) & set(row["may"])
    assert (row["target"] in row["topics"]) == (row in load("story_topics")["clause"])
    assert row["target"] not in row["may"]
    assert 25 <= len(row["text"].split()) <= 90
    assert row["article"] and row["label"]


def test_every_defined_term_is_used() -> None:
    texts = " ".join(row["text"] for row in entries())
    for definition in load("story_topics")["definition"]:
        assert definition["term"] in definition["text"]
        assert definition["term"] in texts


def test_there_are_a_hundred_norms() -> None:
    rows = load("norms")["norm"]
    assert len(rows) == 100
    assert Counter(row["document"] for row in rows) == {
        "iatse2024": 35,
        "tag2024": 35,
        "local52": 30,
    }
    assert len({(row["document"], row["page"], row["starts"]) for row in rows}) == 100
    for row in rows:
        assert len(row["starts"].split()) <= 6
        pairs = [row, *row["or"], *row["also"]]
        assert {pair["modality"] for pair in pairs} <= MODALITIES
        assert all(pair["party"] for pair in pairs)


def test_norms_start_where_they_say() -> None:
    pages = {key: pages_of(real_folder() / "guild" / name) for key, name in MEMORANDA.items()}
    for row in load("norms")["norm"]:
        page = " ".join(words(pages[row["document"]][row["page"] - 1]))
        assert page.count(" ".join(words(row["starts"]))) == 1, row


def as_proposed(block: str) -> str:
    """A paragraph of a source as it now reads: what is struck is away, what is inserted stays."""
    now = re.sub(r"\{\+(.*?)\+\}", r"\1", re.sub(r"\{-.*?-\}", "", block, flags=re.S), flags=re.S)
    return " ".join(now.split())


def blocks(document: str) -> Iterator[tuple[list[str], str]]:
    """Every paragraph of a source with its path of labels."""
    path: list[tuple[int, str]] = []
    text = (SOURCES / f"{document}.txt").read_text(encoding="utf-8")
    for block in text.split("\n\n"):
        outer = OUTER.match(block)
        if outer:
            word = "Item" if outer[1] == "item" else "Article"
            depth = -1 if word == "Article" and path and path[0][1].startswith("Item") else -2
            found: tuple[int, str] | None = (depth, f"{word} {outer[2].rstrip('.')}")
        else:
            label = LABELLED.match(block)
            found = (len(label[1]), label[2].rstrip(".")) if label else None
        if found:
            path = [step for step in path if step[0] < found[0]]
            path.append(found)
        yield [label for _, label in path], block


@pytest.mark.parametrize("document", load("golden_questions")["documents"])
def test_answers_stand_where_they_say(document: str) -> None:
    paragraphs = list(blocks(document))
    for row in (row for row in answers() if row["document"] == document):
        here = [block for path, block in paragraphs if path[: len(row["labels"])] == row["labels"]]
        assert here, row
        if "quote" in row:
            assert any(row["quote"] in as_proposed(block) for block in here), row


def test_an_answer_is_a_value_a_topic_or_a_silence() -> None:
    for row in answers():
        said = ["value" in row, "silent" in row, "topic" in row and "silent" not in row]
        assert said.count(True) == 1, row
        assert ("quote" in row) != ("silent" in row), row
        assert row.get("topic", "consent") in SLUGS


def test_documents_are_those_of_the_corpus() -> None:
    manifest = tomllib.loads((ROOT / "corpus" / "manifest.toml").read_text(encoding="utf-8"))
    stated = {row["id"]: (row["kind"], row["status"]) for row in manifest["document"]}
    for name, row in load("golden_questions")["documents"].items():
        assert stated[name] == (row["kind"], row["status"])


def strings(value: object) -> Iterator[str]:
    """Every text in what a TOML or JSON file holds, its keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def real_texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".pdf" and path.parent.name in ("guild", "nba"):
            yield " ".join(pages_of(path))
        elif path.suffix == ".txt":
            yield path.read_text(encoding="utf-8", errors="replace")
        elif path.suffix == ".json":
            yield from strings(json.loads(path.read_text(encoding="utf-8")))
        elif path.suffix == ".jsonl":
            for line in path.read_text(encoding="utf-8").splitlines():
                yield from strings(json.loads(line))


@pytest.mark.slow
def test_no_eight_words_in_a_row_stand_in_a_real_document() -> None:
    folder = real_folder()
    effects = ("effects", "effects_real", *(f"effects_{n}fresh" for n in ("", "second_", "third_")))
    names = (*SET_NAMES, *effects)
    ours = {run: name for name in names for text in strings(load(name)) for run in runs(text)}
    ours |= dict.fromkeys(runs((SETS / "README.md").read_text(encoding="utf-8")), "README.md")
    borrowed: dict[str, str] = {}
    read = 0
    for text in real_texts(folder):
        read += 1
        borrowed |= {run: ours[run] for run in runs(text) & ours.keys()}
    assert read > 0, f"{folder} holds no document that this test reads"
    assert borrowed == {}
