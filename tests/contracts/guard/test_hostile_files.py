"""Hostile and broken files get an answer each, by every way in: a tenth of the benchmark."""

import hashlib
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer import Analyzer
from analyzer.pipeline import read_json
from analyzer.pipeline.inbox import LONGEST_NAME, safe_name
from analyzer.records import OPEN_STATES
from benchmarks import hostile
from benchmarks.damage import plain_settings
from benchmarks.hostile import (
    answer_all,
    names_are_safe,
    own_pdfs,
    through_the_app,
    through_the_command_line,
)
from benchmarks.hostile_files import hostile_files, mutations

pytestmark = pytest.mark.slow
#: those that are done in a moment; the heavy ones are measured by the benchmark
SMALL = 20_000


def small(every: int) -> list[tuple[str, bytes]]:
    return [(name, data) for name, data in hostile_files(bombs=False) if len(data) < SMALL][::every]


def changed() -> list[tuple[str, bytes]]:
    """Mutations of the smallest of our PDFs: each way in takes them in a moment."""
    return list(mutations(own_pdfs(largest=SMALL), 50))


def test_there_are_as_many_as_promised() -> None:
    names = [name for name, _ in hostile_files(bombs=False)]
    assert len(names) == len(set(names)) >= 120


def test_every_generated_file_gets_an_answer() -> None:
    files = small(9)
    assert len(files) >= 12
    told = answer_all(files)
    assert told.files == len(files)
    assert told.crashed == told.unclear == told.over == told.spoiled == []
    assert told.growth is not None and told.growth < 50
    assert told.codes["read"] and told.codes["damaged"]
    # a child was looked at while it read, and kept within a gibibyte
    assert max(told.held.values()) > 10
    assert max(told.held.values()) <= 1024, told.held


def test_every_mutation_gets_an_answer() -> None:
    told = answer_all(changed(), goods=("pdf",))
    assert told.files == 50
    assert told.crashed == told.unclear == told.over == told.spoiled == []
    assert told.growth is not None and told.growth < 50


def test_a_folder_of_them_is_ingested_and_each_is_named(tmp_path: Path) -> None:
    files = [*small(10), *changed()]
    told = through_the_command_line(files, tmp_path, every=8)
    assert told.crashed == told.unclear == told.spoiled == []
    assert told.files == len(files) >= 12 + 50
    assert told.growth is not None and told.growth < 50, told.growth


def test_uploads_of_them_end_and_stay_in_the_inbox(tmp_path: Path) -> None:
    files = [*small(10), *changed()]
    told = through_the_app(files, tmp_path, every=8)
    assert told.crashed == told.over == told.spoiled == []
    assert told.files == len(files) >= 12 + 50
    assert sum(told.codes.values()) == len(files) + -(-len(files) // 8)
    assert told.growth is not None and told.growth < 50


def test_a_good_file_that_reads_otherwise_would_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Path] = []

    def read_worse_and_worse(path: Path) -> dict[str, object]:
        seen.append(path)
        return {**read_json(path), "warnings": [str(len(seen))]}

    monkeypatch.setattr(hostile, "read_json", read_worse_and_worse)
    told = answer_all([("empty.pdf", b"")])
    assert told.spoiled == ["empty.pdf: good.txt", "empty.pdf: good.pdf"]


@settings(max_examples=500)
@given(st.text(max_size=400))
def test_any_name_is_made_safe(name: str) -> None:
    made = safe_name(name)
    assert made not in ("", ".", "..")
    assert Path(made).name == made
    assert len(made) <= LONGEST_NAME + 11
    assert names_are_safe([name]) == []


HARMFUL = (
    "../../etc/passwd", "C:\\offer.pdf", "CON.pdf", "nul", "a" * 400 + ".pdf", "x\x00y.pdf",
    "offer\u202efdp.exe", "...", " ", "<b>.pdf",
)  # fmt: skip


@pytest.mark.parametrize("name", HARMFUL)
def test_names_that_mean_harm_are_made_safe(name: str) -> None:
    assert names_are_safe([name]) == []
    assert not safe_name(name).lower().startswith(("con.", "nul"))
    assert len(safe_name(name)) <= LONGEST_NAME


def test_names_left_as_they_are_would_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hostile, "safe_name", lambda name: name)
    assert names_are_safe(HARMFUL) == list(HARMFUL)
    assert names_are_safe(["offer of May.pdf"]) == []


def test_a_copy_is_stored_by_its_sum_whatever_its_name(tmp_path: Path) -> None:
    papers = {name: f"{number}. A meal is hot.\n".encode() for number, name in enumerate(HARMFUL)}
    with Analyzer.open(settings=plain_settings(tmp_path / "library")) as library:
        library.start_ingest(papers.items())
        until = time.monotonic() + 120
        while any(job.state in OPEN_STATES for job in library.jobs()):
            assert time.monotonic() < until
            time.sleep(0.1)
    sums = {hashlib.sha256(data).hexdigest() for data in papers.values()}
    assert {path.name for path in (tmp_path / "library" / "files").iterdir()} == sums
    assert {path.name for path in tmp_path.iterdir()} == {"library"}
