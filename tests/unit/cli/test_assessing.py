"""`analyzer norms`, `matrix`, `check` and `library corrections` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analyzer import Analyzer
from analyzer.cli import analyzer
from analyzer.errors import BadRequestError
from analyzer.records import Hints
from analyzer.settings import read_settings
from tests.unit.pipeline.conftest import AGREEMENT, PROPOSAL


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two texts and a file that is no document; findings by cues are enough here."""
    monkeypatch.setenv("ANALYZER_ENCODER", str(tmp_path / "none"))
    monkeypatch.setenv("ANALYZER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "agreement.txt").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "proposal.txt").write_text(PROPOSAL, encoding="utf-8")
    (tmp_path / "page.pdf").write_text("<html>no document</html>", encoding="utf-8")
    return tmp_path


def run(*words: object) -> tuple[int, Result]:
    """The exit code that `main` gives, and what was printed."""
    result = CliRunner().invoke(
        analyzer, [str(word) for word in words], standalone_mode=False, catch_exceptions=False
    )
    return (result.return_value if isinstance(result.return_value, int) else 0), result


def test_norms_are_printed_and_given_as_json(folder: Path) -> None:
    code, result = run("norms", folder / "agreement.txt")
    assert code == 0
    assert "Producer must" in result.stdout
    _, result = run("norms", folder / "agreement.txt", "--json")
    told = json.loads(result.stdout)
    assert told["schema"] == "analyzer/1"
    assert [norm["modality"] for norm in told["norms"]] == ["acknowledge", "must", "may"]


def test_a_refused_file_is_exit_three(folder: Path) -> None:
    for command in (("norms",), ("matrix",), ("check",)):
        code, result = run(*command, folder / "page.pdf", "--json")
        assert code == 3
        assert [r["code"] for r in json.loads(result.stdout)["refusals"]]


def test_the_matrix_is_printed_and_written(folder: Path) -> None:
    files = (folder / "agreement.txt", folder / "proposal.txt")
    code, result = run("matrix", *files)
    assert code == 0
    assert "For which projects a replica, scan or voice may be used" in result.stdout
    assert "scope.project" not in result.stdout
    assert "silent everywhere" in result.stdout
    report = folder / "matrix.md"
    code, result = run("matrix", *files, "--report", report, "--json")
    assert json.loads(result.stdout)["rows"]
    assert "| Term |" in report.read_text(encoding="utf-8")
    with pytest.raises(BadRequestError, match=r"\.pdf"):
        run("matrix", *files, "--report", folder / "matrix.pdf")


def test_checks_and_positions_are_told_with_quotes(folder: Path) -> None:
    positions = folder / "mine.toml"
    code, _ = run("check", "--write-positions", "workers", "--out", positions)
    assert code == 0
    code, result = run("check", folder / "proposal.txt", "--positions", positions)
    assert code == 0
    assert "1. A grant without end  [a risk for workers, high]" in result.stdout
    assert "not met: no perpetual use" in result.stdout
    _, result = run("check", folder / "proposal.txt", "--positions", positions, "--json")
    told = json.loads(result.stdout)
    assert set(told) == {"schema", "documents", "checks", "positions", "clauses", "refusals"}
    for check in told["checks"]:
        words = check["triggered_by"]
        assert words["quote"] in told["clauses"][words["clause"]]["text"]
    assert {"position", "verdict", "clause", "quote"} <= set(told["positions"][0])


def test_starting_positions_are_not_written_over(folder: Path) -> None:
    _, result = run("check", "--write-positions", "employers")
    assert "[[position]]" in result.stdout
    kept = folder / "kept.toml"
    kept.write_text("mine", encoding="utf-8")
    with pytest.raises(BadRequestError, match="is there already"):
        run("check", "--write-positions", "workers", "--out", kept)
    assert kept.read_text(encoding="utf-8") == "mine"


def test_a_check_needs_a_document() -> None:
    with pytest.raises(BadRequestError, match="No document is named"):
        run("check")


def test_corrections_are_exported(folder: Path) -> None:
    with Analyzer.open(folder / "index", settings=None) as library:
        assert library.settings.encoder == read_settings().encoder
        library.ingest(folder / "agreement.txt", hints=Hints(id="agreement-2023"))
        clause = library.find(document="agreement-2023")[0].clause_id
        library.overrule_topic(clause, "surveillance", value=True, note="as we read it")
    code, result = run("library", "--library", folder / "index", "corrections", "--json")
    assert code == 0
    (told,) = json.loads(result.stdout)["corrections"]
    assert (told["about"], told["name"], told["value"]) == ("topic", "surveillance", True)
    assert (told["clause"], told["note"]) == (clause, "as we read it")
    _, result = run("library", "--library", folder / "index", "corrections")
    assert "topic surveillance = True" in result.stdout
