"""`analyzer audit` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analyzer.cli import analyzer
from analyzer.errors import NotComparableError

CORPUS = Path(__file__).parents[3] / "corpus"
BASE, PROPOSAL = CORPUS / "agreement-2023.pdf", CORPUS / "proposal-2026.pdf"
SUMMARY = CORPUS / "summary-2023.pdf"

pytestmark = pytest.mark.slow


def run(*words: object) -> tuple[int, Result]:
    result = CliRunner().invoke(
        analyzer, [str(word) for word in words], standalone_mode=False, catch_exceptions=False
    )
    return (result.return_value if isinstance(result.return_value, int) else 0), result


def test_json_is_that_of_the_interface() -> None:
    code, result = run("audit", BASE, PROPOSAL, "--json")
    told = json.loads(result.stdout)
    assert code == 0
    assert list(told) == [
        "schema",
        "base",
        "proposal",
        "clauses",
        "edits",
        "summary",
        "not_audited",
        "confirmed",
        "refusals",
    ]
    keys = {"verdict", "base", "proposal", "base_words", "printed_words", "page", "box"}
    assert {frozenset(edit) for edit in told["edits"]} == {frozenset(keys)}
    named = {edit[side] for edit in told["edits"] for side in ("base", "proposal")} - {None}
    assert named == set(told["clauses"])
    assert told["summary"]["unmarked"] == 6


def test_what_is_not_marked_is_printed_first() -> None:
    _, result = run("audit", BASE, PROPOSAL)
    lines = result.stdout.splitlines()
    assert lines[0].startswith("6 differences are not marked")
    assert lines[1].startswith("Different and not marked")
    assert run("audit", BASE, PROPOSAL, "--fail-on-change")[0] == 1


def test_the_words_of_every_edit_are_held_against_a_second_reading() -> None:
    _, result = run("audit", BASE, PROPOSAL, "--confirm", "--json")
    told = json.loads(result.stdout)
    assert {each["clause"] for each in told["confirmed"]} == {
        name for name, clause in told["clauses"].items() if clause["text"]
    }
    assert {each["confirmed"] for each in told["confirmed"]} == {"yes"}
    count = len(told["confirmed"])
    _, result = run("audit", BASE, PROPOSAL, "--confirm")
    said = f"A second reading gives the same words of {count} of {count} clauses in which edits"
    assert said in result.stdout


@pytest.mark.parametrize("ending", ["html", "md", "json", "xlsx"])
def test_every_report_is_written(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"audit.{ending}"
    run("audit", BASE, PROPOSAL, "--report", target)
    data = target.read_bytes()
    assert data[:2] == b"PK" if ending == "xlsx" else b"unless the consent" in data


@pytest.mark.parametrize(
    ("base", "proposal", "advice"),
    [(PROPOSAL, BASE, "analyzer compare"), (BASE, SUMMARY, "the texts that it speaks of")],
)
def test_what_cannot_be_audited_is_refused(base: Path, proposal: Path, advice: str) -> None:
    with pytest.raises(NotComparableError) as caught:
        run("audit", base, proposal)
    assert caught.value.exit_code == 2
    assert advice in caught.value.do


def test_a_refused_file_is_told_in_json(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.4\nbroken")
    code, result = run("audit", BASE, bad, "--json")
    told = json.loads(result.stdout)
    assert code == 3
    assert told["edits"] == []
    assert len(told["refusals"]) == 1
