"""Norms, matrix, checks, corrections and pasted language, asked for as a user does."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer import Analyzer, read
from analyzer.errors import BadRequestError, PositionsError, ReadOnlyLibraryError
from analyzer.pipeline import sides
from analyzer.pipeline.wiring import Wiring
from analyzer.records import Basis, Clause, Finding, Findings, Hints, Verdict
from analyzer.results import Progress
from analyzer.settings import Settings


@pytest.fixture
def library(papers: Path, settings: Settings) -> Iterator[Analyzer]:
    """Agreement and proposal, read."""
    with Analyzer.open(settings=settings) as opened:
        opened.ingest(papers / "manifest.toml")
        opened.ingest(papers / "proposal.txt", hints=Hints(id="proposal-2026"))
        yield opened


def use_clause(library: Analyzer, document: str = "agreement-2023") -> Clause:
    found = library.clauses(document=document)
    return next(clause for clause in found if "artificial intelligence" in clause.text)


def findings_of(library: Analyzer, clause: Clause, topic: str) -> list[Finding]:
    found = library.find(document=str(clause.document), all=True)
    return [each for each in found if each.clause_id == clause.id and each.topic == topic]


# ── norms ────────────────────────────────────────────────────────────────────────────────────────
def test_a_file_has_norms(papers: Path, settings: Settings) -> None:
    norms = read(papers / "agreement.txt", settings=settings).norms
    told = [(norm.party, norm.modality.value) for norm in norms]
    assert told == [
        ("Producer", "acknowledge"),
        ("Producer", "must"),
        ("digital replica", "may"),
    ]
    assert norms.row(norms[1])["citation"] == norms[1].clause.citation


def test_norms_of_a_library_are_those_of_its_files(library: Analyzer, papers: Path) -> None:
    both = library.norms()
    assert {norm.document for norm in both} == {"agreement-2023", "proposal-2026"}
    assert len(library.norms(topic="ai")) < len(both)
    one = library.norms(papers / "agreement.txt")
    assert [n.quote for n in one] == [n.quote for n in library.norms(document="agreement-2023")]


def test_a_refused_file_is_named(library: Analyzer, papers: Path) -> None:
    norms = library.norms(papers / "page.pdf", papers / "agreement.txt")
    assert [refusal.path for refusal in norms.refusals] == [str(papers / "page.pdf")]
    assert len(norms) == 3


# ── matrix and checks ────────────────────────────────────────────────────────────────────────────
def test_the_matrix_lays_documents_side_by_side(library: Analyzer, tmp_path: Path) -> None:
    matrix = library.matrix("proposal-2026", "agreement-2023")
    assert [document.id for document in matrix.documents] == ["proposal-2026", "agreement-2023"]
    row = next(row for row in matrix if row.term == "scope.project")
    assert [[r.value for r in cell.readings] for cell in row.cells] == [["any"], ["this"]]
    data = json.loads(matrix.save(tmp_path / "m.json").read_text(encoding="utf-8"))
    assert data == json.loads(json.dumps(matrix.to_json()))
    assert set(data) == {"schema", "documents", "topic", "rows", "refusals"}
    cell = next(row for row in data["rows"] if row["term"] == "scope.project")["cells"][0]
    assert cell["value"] == "any"
    assert library.catalog.clause(cell["clause"]).text[slice(*_span(cell))] == cell["quote"]


def _span(cell: dict[str, list[dict[str, int]]]) -> tuple[int, int]:
    return cell["readings"][0]["start"], cell["readings"][0]["end"]


@pytest.mark.parametrize("ending", [".html", ".md", ".xlsx"])
def test_a_report_holds_the_words(library: Analyzer, tmp_path: Path, ending: str) -> None:
    for name, made in (("m", library.matrix()), ("c", library.check("proposal-2026"))):
        path = made.save(tmp_path / f"{name}{ending}")
        if ending == ".xlsx":
            with zipfile.ZipFile(path) as book:
                text = book.read("xl/sharedStrings.xml").decode()
                sheets = [book.read(n).decode() for n in book.namelist() if "worksheets/" in n]
            assert not any("<f>" in sheet for sheet in sheets)
        else:
            text = path.read_text(encoding="utf-8")
        assert "for ever" in text


def test_an_unknown_ending_is_refused(library: Analyzer, tmp_path: Path) -> None:
    with pytest.raises(BadRequestError, match=r"\.docx"):
        library.matrix().save(tmp_path / "m.docx")


def test_a_proposal_triggers_what_the_agreement_does_not(library: Analyzer) -> None:
    fired = {risk.check for risk in library.check("proposal-2026").fired}
    before = {risk.check for risk in library.check("agreement-2023").fired}
    assert {"perpetual_grant", "any_project_scope"} <= fired
    assert not {"perpetual_grant", "any_project_scope"} & before


def test_positions_are_weighed(library: Analyzer, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        '[[position]]\nwant = "no perpetual use"\n[[position]]\nwant = "scope.project = this"\n'
        '[[position]]\nwant = "notice.hours >= 48"\n',
        encoding="utf-8",
    )
    stands = library.check("proposal-2026", positions=file).standings
    assert [s.verdict for s in stands] == [Verdict.NOT_MET, Verdict.NOT_MET, Verdict.SILENT]
    with pytest.raises(PositionsError, match=r"none\.toml"):
        library.check("proposal-2026", positions=tmp_path / "none.toml")


# ── corrections ──────────────────────────────────────────────────────────────────────────────────
def test_an_overruled_topic_is_no_longer_held(library: Analyzer) -> None:
    clause = use_clause(library)
    topic = next(f.topic for f in library.find(document="agreement-2023") if f.clause == clause)
    library.overrule_topic(clause.id, topic, value=False, note="about rights only")
    (finding,) = findings_of(library, clause, topic)
    assert not finding.asserted
    assert finding.correction is not None
    assert finding.correction.note == "about rights only"
    assert topic not in {f.topic for f in library.find(topic=topic) if f.clause_id == clause.id}


def test_a_topic_that_a_user_adds_is_shown_as_theirs(library: Analyzer) -> None:
    clause = use_clause(library)
    library.overrule_topic(clause.id, "surveillance", value=True)
    (finding,) = library.find(topic="surveillance")
    assert (finding.clause_id, finding.basis) == (clause.id, (Basis.CORRECTED,))
    data = library.find(topic="surveillance").to_json()["findings"][0]
    assert data["correction"]["about"] == "topic"


def test_a_corrected_term_stands_in_the_matrix_and_breaks_the_silence(library: Analyzer) -> None:
    clause = use_clause(library)
    library.overrule_term(clause.id, "notice.hours", 24)
    row = next(row for row in library.matrix("agreement-2023") if row.term == "notice.hours")
    (reading,) = row.cells[0].readings
    assert (reading.value, reading.unit) == (24, "hours")
    assert reading.correction is not None
    silent = {s.term for s in library.find(document="agreement-2023").silences}
    assert "notice.hours" not in silent
    library.overrule_term(clause.id, "notice.hours", "silent")
    silent = {s.term for s in library.find(document="agreement-2023").silences}
    assert "notice.hours" in silent


def test_a_check_is_overruled_and_taken_back(library: Analyzer) -> None:
    correction = library.overrule_check("proposal-2026", "perpetual_grant", value=False)
    checked = library.check("proposal-2026")
    assert "perpetual_grant" not in {risk.check for risk in checked.fired}
    (risk,) = [risk for risk in checked if risk.check == "perpetual_grant"]
    assert risk.correction == correction
    library.take_back(correction)
    assert "perpetual_grant" in {risk.check for risk in library.check("proposal-2026").fired}
    assert len(library.corrections()) == 0


def test_a_check_that_a_user_adds_names_its_clause(library: Analyzer) -> None:
    clause = use_clause(library)
    library.overrule_check("agreement-2023", "free_transfer", value=True, clause=clause.id)
    (risk,) = [r for r in library.check("agreement-2023").fired if r.check == "free_transfer"]
    assert risk.triggered_by.clause == clause.id


def test_a_correction_survives_another_reading(library: Analyzer) -> None:
    clause = use_clause(library, "proposal-2026")
    library.overrule_topic(clause.id, "surveillance", value=True)
    library.correct("proposal-2026", Hints(id="offer-2026", title="Another name"))
    (finding,) = library.find(topic="surveillance")
    assert finding.document == "offer-2026"
    assert finding.clause.text == clause.text
    (kept,) = library.corrections()
    assert kept.document == "offer-2026"
    assert kept.date


def test_the_last_word_counts(library: Analyzer) -> None:
    clause = use_clause(library)
    library.overrule_topic(clause.id, "surveillance", value=True)
    library.overrule_topic(clause.id, "surveillance", value=False)
    (kept,) = library.corrections("agreement-2023")
    assert kept.value is False


def test_what_cannot_be_meant_is_refused(library: Analyzer, settings: Settings) -> None:
    clause = use_clause(library)
    with pytest.raises(BadRequestError, match="no topic 'kindness'"):
        library.overrule_topic(clause.id, "kindness", value=True)
    with pytest.raises(BadRequestError, match="no clause"):
        library.overrule_topic("agreement-2023#nowhere", "consent", value=True)
    with (
        Analyzer.open(settings=settings, read_only=True) as reader,
        pytest.raises(ReadOnlyLibraryError),
    ):
        reader.overrule_topic(clause.id, "consent", value=True)


# ── pasted language ──────────────────────────────────────────────────────────────────────────────
def test_pasted_language_is_judged_and_not_kept(library: Analyzer) -> None:
    before = library.documents()
    pasted = library.paste(
        "The studio may use the digital replica in perpetuity.", against="agreement-2023"
    )
    assert "perpetual_grant" in {risk.check for risk in pasted.checked.fired}
    assert "scope.project" in {silence.term for silence in pasted.left_silent}
    assert pasted.nearest[0].clause.document == "agreement-2023"
    assert library.documents() == before
    with pytest.raises(BadRequestError, match="Nothing was pasted"):
        library.paste("  \n ")


def test_each_step_of_judging_pasted_language_is_told_and_made_once(
    library: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []
    inner = sides.side_findings

    def counted(wiring: Wiring, side: sides.Side) -> Findings:
        judged.append(str(side.document.id))
        return inner(wiring, side)

    monkeypatch.setattr(sides, "side_findings", counted)
    told: list[Progress] = []
    library.paste("The studio may use the digital replica in perpetuity.", progress=told.append)
    assert [(progress.what, progress.done) for progress in told] == [
        ("Looking for what is about AI", 0),
        ("Looking for the nearest clauses", 1),
        ("Checking what it says and leaves unsaid", 2),
    ]
    assert {(progress.total, progress.unit) for progress in told} == {(3, "steps")}
    assert judged.count(sides.PASTED) == 1
