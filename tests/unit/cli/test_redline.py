"""`analyzer redline` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analyzer.cli import analyzer
from analyzer.errors import BadRequestError

CORPUS = Path(__file__).parents[3] / "corpus"
MEMORANDUM, PLAIN = CORPUS / "memorandum-2023.pdf", CORPUS / "counterproposal-2026.pdf"

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def without_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings by cues are enough here."""
    monkeypatch.setenv("ANALYZER_ENCODER", str(tmp_path / "none"))
    monkeypatch.setenv("ANALYZER_CACHE", str(tmp_path / "cache"))


def run(*words: object) -> tuple[int, Result]:
    """The exit code that `main` gives, and what was printed."""
    result = CliRunner().invoke(
        analyzer, [str(word) for word in words], standalone_mode=False, catch_exceptions=False
    )
    return (result.return_value if isinstance(result.return_value, int) else 0), result


def test_marked_words_are_printed_as_changes() -> None:
    code, result = run("redline", MEMORANDUM)
    assert code == 0
    assert "reworded: Item 1, Section 1" in result.stdout
    assert "[-" in result.stdout and "{+" in result.stdout
    assert "unchanged:" not in result.stdout


def test_a_document_that_strikes_nothing_says_so() -> None:
    code, result = run("redline", PLAIN)
    assert code == 0
    assert "strikes no words" in result.stdout
    assert run("redline", PLAIN, "--fail-on-change")[0] == 0


def test_marks_are_a_change_where_asked() -> None:
    code, result = run("redline", MEMORANDUM, "--fail-on-change", "--json")
    assert code == 1
    told = json.loads(result.stdout)
    assert told["schema"] == "analyzer/1"
    assert told["old"] == told["new"]
    assert told["conformed"] is False
    assert told["own_marks"] == sum(bool(c["marks"]) for c in told["clauses"].values())
    assert told["summary"]["reworded"] <= told["own_marks"]
    for side in ("old", "new"):
        named = [clause for change in told["changes"] for clause in change[side]]
        assert sorted(named) == sorted(told["clauses"])


def test_json_has_the_shape_of_a_comparison() -> None:
    _, redline = run("redline", PLAIN, "--json")
    _, compare = run("compare", CORPUS / "proposal-2026.pdf", PLAIN, "--json")
    marked, compared = json.loads(redline.stdout), json.loads(compare.stdout)
    assert marked.keys() == compared.keys()
    assert marked["changes"][0].keys() == compared["changes"][0].keys()
    assert (marked["own_marks"], compared["own_marks"]) == (0, None)
    assert "strikes no words" in redline.stderr


def test_only_one_topic() -> None:
    _, every = run("redline", MEMORANDUM, "--json")
    _, about = run("redline", MEMORANDUM, "--json", "--topic", "ai")
    few, many = json.loads(about.stdout), json.loads(every.stdout)
    assert 0 < len(few["changes"]) < len(many["changes"])
    assert all(change["topics"] for change in few["changes"])
    assert few["left_out"] == len(many["changes"]) - len(few["changes"])


@pytest.mark.parametrize(
    ("ending", "struck"), [("html", "<del>"), ("md", "<del>"), ("json", '"delete"')]
)
def test_reports(ending: str, struck: str, tmp_path: Path) -> None:
    target = tmp_path / f"marks.{ending}"
    code, result = run("redline", MEMORANDUM, "--report", target)
    assert (code, result.stdout) == (0, "")
    text = target.read_text(encoding="utf-8")
    assert struck in text
    assert ending == "json" or "it is no comparison of two files" in text


def test_a_change_says_what_it_means_and_whom_it_favours() -> None:
    proposal = CORPUS / "proposal-2026.pdf"
    _, result = run("compare", proposal, PLAIN, "--topic", "ai", "--favors", "worker", "--confirm")
    assert "reworded" in result.stdout.splitlines()[0]
    assert "A second reading gives the same words of" in result.stdout
    below = [line for line in result.stdout.splitlines() if line.startswith("      · ")]
    assert any("favours the worker" in line for line in below)


def test_a_heading_that_came_or_went_is_printed(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    words = "ARTICLE I\nScope\n\nSection 1. The studio hires weavers.\n"
    old.write_text(f"{words}\nARTICLE II\nKettles\n\nSection 1. Tea is free.\n", encoding="utf-8")
    new.write_text(words, encoding="utf-8")
    _, result = run("compare", old, new)
    assert "[-ARTICLE II Kettles-]" in result.stdout or "[-Kettles-]" in result.stdout


def test_a_report_that_cannot_be_written_is_refused_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(BadRequestError, match="no report has the ending"):
        run("compare", tmp_path / "none.pdf", PLAIN, "--report", tmp_path / "changes.pdf")
