"""Files into the library: stages, refusals, what is held, what a user corrected."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from analyzer.engines.catalog_files import FileCopies
from analyzer.engines.catalog_sqlite import SqliteCatalog
from analyzer.errors import (
    BadRequestError,
    EncoderError,
    LibraryLockedError,
    RefusedFileError,
    UnknownDocumentError,
)
from analyzer.pipeline import Analyzer, correcting, judging
from analyzer.pipeline.page_counts import READING
from analyzer.pipeline.reading import read, read_bytes
from analyzer.pipeline.samples import corpus_folder
from analyzer.records import (
    DocumentId,
    DocumentKind,
    Findings,
    Hints,
    Reading,
    RefusalCode,
    Stage,
    Status,
)
from analyzer.results import Progress
from analyzer.settings import Settings

WITHOUT_ENCODER = (Stage.READ, Stage.LEXICAL, Stage.CUES)


def test_folder_is_read_and_the_refused_file_named(papers: Path, settings: Settings) -> None:
    with Analyzer.open(settings=settings) as library:
        result = library.ingest(papers)
        assert [(Path(item.path).name, item.status) for item in result] == [
            ("agreement.txt", "added"),
            ("page.pdf", "refused"),
            ("proposal.txt", "added"),
        ]
        (refusal,) = result.refusals
        assert refusal.code is RefusalCode.UNSUPPORTED
        assert library.catalog.refusals() == (refusal,)
        first = library.document("agreement-2023")
        assert first.kind is DocumentKind.AGREEMENT
        assert library.document("proposal").path.endswith("proposal.txt")


def test_without_encoder_the_cheap_stages_are_done_and_the_warning_says_why(
    papers: Path, settings: Settings
) -> None:
    with Analyzer.open(settings=settings) as library:
        result = library.ingest(papers / "agreement.txt")
        (warning,) = result.warnings
        assert settings.encoder in warning
        (document,) = library.documents()
        assert document.stages == WITHOUT_ENCODER
        hit = library.search("meal break of thirty minutes", top=1)[0]
        assert "meal break" in hit.clause.text.lower()
        assert hit.semantic is None
        assert "words alone" in library.search("meal break").warnings[0]
        with pytest.raises(EncoderError):
            library.search("meal break", mode="semantic")
        assert any("replica" in finding.clause.text for finding in library.find(topic="consent"))


def test_second_ingest_holds_what_is_there(papers: Path, settings: Settings) -> None:
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers)
        generation = library.catalog.generation
        again = library.ingest(papers)
        assert [item.status for item in again] == ["held", "refused", "held"]
        assert library.catalog.generation == generation
        # the file alone, of which nothing is said now
        assert library.ingest(papers / "agreement.txt")[0].status == "held"
        assert library.document("agreement-2023").kind is DocumentKind.AGREEMENT


def test_other_hints_read_it_again(papers: Path, settings: Settings) -> None:
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers)
        result = library.ingest(papers, hints=Hints(guild="Harbour Guild"))
        assert [item.status for item in result] == ["added", "refused", "added"]
        assert {document.guild for document in library.documents()} == {"Harbour Guild"}
        assert len(library.documents()) == 2


def test_refusal_goes_when_the_file_is_read(papers: Path, settings: Settings) -> None:
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers / "page.pdf")
        assert len(library.catalog.refusals()) == 1
        (papers / "page.pdf").write_text("ARTICLE 1. MEALS\n\n1. A meal is given.\n")
        assert library.ingest(papers / "page.pdf")[0].status == "added"
        assert library.catalog.refusals() == ()


def test_missing_file_is_a_refusal(settings: Settings) -> None:
    with Analyzer.open(settings=settings) as library:
        (item,) = library.ingest("gone.pdf")
        assert item.refusal is not None
        assert item.refusal.code is RefusalCode.NOT_FOUND


def test_empty_folder_is_said(tmp_path: Path, settings: Settings) -> None:
    with Analyzer.open(settings=settings) as library:
        result = library.ingest(tmp_path)
        assert len(result) == 0
        assert "nothing was read" in result.warnings[0]


def test_cheap_stages_of_all_come_before_anybody_s_vectors(
    papers: Path, settings: Settings
) -> None:
    seen: list[Progress] = []
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers, progress=seen.append)
    files = [(step.what, step.done, step.total) for step in seen if step.unit == "files"]
    assert files == [
        ("agreement.txt: read", 1, 3),
        ("page.pdf: refused", 2, 3),
        ("proposal.txt: read", 3, 3),
        ("2 read, 1 refused", 3, 3),
    ]
    assert seen[0].what == "agreement.txt, file 1 of 3: reading"


@pytest.mark.parametrize("processes", [1, 2])
def test_files_that_are_held_are_not_told_as_read(
    papers: Path, settings: Settings, processes: int
) -> None:
    """Of three files one is new."""
    with Analyzer.open(settings=replace(settings, processes=processes)) as library:
        library.ingest(papers)
        (papers / "page.pdf").rename(papers / "new.txt")
        (papers / "new.txt").write_text("1. Meals\nA meal is given.\n")
        told: list[Progress] = []
        library.ingest(papers, progress=told.append)
    assert [step.what for step in told if step.unit == "files"] == [
        "agreement.txt: held already",
        "new.txt: read",
        "proposal.txt: held already",
        "2 held already, 1 read",
    ]
    assert {step.what for step in told if READING in step.what} <= {
        f"new.txt, file 2 of 3: {READING}"
    }


def test_correction_reads_again_and_outlives_the_manifest(papers: Path, settings: Settings) -> None:
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers)
        corrected = library.correct(
            "agreement-2023", Hints(kind=DocumentKind.SUMMARY, title="Ours")
        )
        assert (corrected.kind, corrected.title) == (DocumentKind.SUMMARY, "Ours")
        assert corrected.stages == WITHOUT_ENCODER
        again = library.correct("agreement-2023", Hints(title="Theirs"))
        assert (again.kind, again.title) == (DocumentKind.SUMMARY, "Theirs")
        library.ingest(papers)
        kept = library.document("agreement-2023")
        assert (kept.kind, kept.title) == (DocumentKind.SUMMARY, "Theirs")


@pytest.mark.parametrize(
    "said",
    [
        Hints(title="As the Guild calls it", guild="Harbour Guild", predecessor="agreement-2020"),
        Hints(status=Status.SUPERSEDED, effective="2019-05-01", expires="2023-04-30"),
    ],
)
def test_what_leaves_the_clauses_as_they_are_is_kept_without_a_new_reading(
    papers: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, said: Hints
) -> None:
    paper = papers / "agreement.txt"
    with Analyzer.open(settings=settings) as library:
        library.ingest(paper)
        name = str(library.documents()[0].id)
        before = library.find().items
        with monkeypatch.context() as unread:
            unread.setattr(correcting, "read_bytes", lambda *_, **__: pytest.fail("read again"))
            corrected = library.correct(name, said)
        kept = library.catalog.reading(corrected.id)
        assert library.find().items == before
        assert library.ingest(paper)[0].status == "held"
    with Analyzer.open(settings.library.with_name("other"), settings=settings) as other:
        other.ingest(paper, hints=said)
        assert other.documents()[0] == corrected
        assert other.catalog.reading(corrected.id) == kept


def test_a_name_that_the_text_calls_itself_by_is_read_with(tmp_path: Path) -> None:
    """References 'of the …' are to the document itself where it bears that name."""
    paper = tmp_path / "paper.txt"
    paper.write_text(
        "ARTICLE 1. MEALS\n\nA meal is given.\n\nARTICLE 2. FINES\n\nA breach of Article 1 of the "
        "Harbor Basic Agreement costs ten crowns.\n",
        encoding="utf-8",
    )
    settings = Settings(library=tmp_path / "library", encoder=str(tmp_path / "no encoder"))
    told: list[Progress] = []
    with Analyzer.open(settings=settings) as library:
        library.ingest(paper, hints=Hints(title="Pact"))
        name = str(library.documents()[0].id)

        def targets() -> list[str | None]:
            return [each.target for clause in library.clauses() for each in clause.references]

        assert targets() == [None]
        library.correct(name, Hints(title="Harbor Basic Agreement"), progress=told.append)
        assert targets() == [f"{name}#art-1"]
    assert f"Pact: {READING}" in [step.what for step in told]


def test_correcting_the_id_moves_the_document(papers: Path, settings: Settings) -> None:
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers / "proposal.txt")
        old = library.documents()[0]
        new = library.correct(old.id, Hints(id="proposal-2026"))
        assert [document.id for document in library.documents()] == ["proposal-2026"]
        assert new.title == old.title


def test_removed_document_is_gone(papers: Path, settings: Settings) -> None:
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers)
        assert library.remove("agreement-2023").id == "agreement-2023"
        with pytest.raises(UnknownDocumentError):
            library.document("agreement-2023")
        assert all(clause.document != "agreement-2023" for clause in library.clauses())
        held = library.library()
        assert len(held.documents) == 1
        assert held.clauses == len(library.clauses())


def test_find_in_files_equals_find_in_the_library(papers: Path, settings: Settings) -> None:
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers / "proposal.txt")
        in_library = library.find()
        in_file = library.find(papers / "proposal.txt", papers / "page.pdf")
        assert len(in_library) > 0
        assert in_file.items == in_library.items
        assert in_file.silences == in_library.silences
        assert set(in_file.clauses) == set(in_library.clauses)
        assert [refusal.code for refusal in in_file.refusals] == [RefusalCode.UNSUPPORTED]


def test_topic_limits_to_what_is_about_it(papers: Path, settings: Settings) -> None:
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers)
        about_ai = library.clauses(topic="ai")
        assert 0 < len(about_ai) < len(library.clauses())
        assert {f.clause_id for f in library.find()} == {clause.id for clause in about_ai}
        consent = library.find(topic="consent")
        assert {finding.topic for finding in consent} == {"consent"}
        in_file = library.find(papers / "proposal.txt", topic="consent")
        named = library.find(document="proposal", topic="consent")
        assert in_file.items == named.items
        assert in_file.silences == named.silences


def test_sample_library_is_built_once_in_the_cache(settings: Settings) -> None:
    with Analyzer.sample(settings=settings) as sample:
        assert sample.folder is not None
        assert sample.folder.is_relative_to(settings.cache_folder)
        documents = sample.documents()
        generation = sample.catalog.generation
        assert len(documents) == len(list(corpus_folder().glob("*.pdf")))
        assert all(document.sample for document in documents)
    with Analyzer.sample(settings=settings) as again:
        assert again.documents() == documents
        assert again.catalog.generation == generation


def test_how_a_document_was_read_is_kept_whole(papers: Path, settings: Settings) -> None:
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers)
        for document in library.documents():
            kept, read_again = library.reading(document.id), read(papers / document.path)
            assert kept.account.balanced
            assert (kept.account, kept.outline) == (read_again.account, read_again.outline)
            assert kept.set_aside == read_again.set_aside
        with pytest.raises(UnknownDocumentError):
            library.reading("nothing of that name")


def test_findings_of_an_older_program_are_made_anew(
    papers: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Analyzer.open(settings=settings) as library:
        with monkeypatch.context() as older:
            older.setattr(judging, "finder_fingerprint", lambda: "older")
            older.setattr(judging, "judge", lambda *_, **__: Findings((), ()))
            library.ingest(papers)
        assert not library.find()
        assert {item.status for item in library.ingest(papers)} == {"held", "refused"}
        assert library.find()
        monkeypatch.setattr(judging, "judge", lambda *_, **__: Findings((), ()))
        library.ingest(papers)
        assert library.find(), "what this program found is not looked for again"


def test_interrupted_ingest_goes_on_where_it_stopped(papers: Path, settings: Settings) -> None:
    def interrupt(step: Progress) -> None:
        if step.done == 2:
            raise KeyboardInterrupt

    with Analyzer.open(settings=settings) as library:
        with pytest.raises(KeyboardInterrupt):
            library.ingest(papers, progress=interrupt)
        assert len(library.documents()) == 1
        again = library.ingest(papers)
        assert [item.status for item in again] == ["held", "refused", "added"]
        assert [document.stages for document in library.documents()] == [WITHOUT_ENCODER] * 2


def test_two_programs_ingest_side_by_side(papers: Path, settings: Settings) -> None:
    command = [sys.executable, "-m", "analyzer", "ingest", str(papers), "--json"]
    environment = {
        **os.environ,
        "ANALYZER_LIBRARY": str(settings.library),
        "ANALYZER_ENCODER": settings.encoder,
        "ANALYZER_CACHE": str(settings.cache),
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }
    with Analyzer.open(settings=settings) as library:
        others = [
            subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) for _ in range(2)
        ]
        library.ingest(papers)
        answers = [json.loads(other.communicate()[0]) for other in others]
        assert [other.returncode for other in others] == [3, 3]
        assert [len(answer["files"]) for answer in answers] == [3, 3]
        assert [document.stages for document in library.documents()] == [WITHOUT_ENCODER] * 2
        clauses = library.clauses()
        assert len({clause.id for clause in clauses}) == len(clauses)
        assert len(library.find()) > 0


def test_an_id_that_another_document_has_is_refused_and_both_stay(
    papers: Path, settings: Settings
) -> None:
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers)
        before = library.documents()
        mine = next(d for d in before if d.id != "agreement-2023")
        with pytest.raises(BadRequestError, match="another document"):
            library.correct(str(mine.id), Hints(id="agreement-2023"))
        assert library.documents() == before


def test_what_two_users_correct_at_once_is_kept_of_both(
    papers: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another one corrects the same document while it is read again for the first."""
    with Analyzer.open(settings=settings) as one, Analyzer.open(settings=settings) as other:
        one.ingest(papers)

        def correct_first(data: bytes, **said: Any) -> Reading:  # noqa: ANN401
            monkeypatch.undo()
            other.correct("agreement-2023", Hints(guild="Harbour Guild"))
            return read_bytes(data, **said)

        monkeypatch.setattr(correcting, "read_bytes", correct_first)
        one.correct("agreement-2023", Hints(kind=DocumentKind.SUMMARY))
        document = one.document("agreement-2023")
        assert document.kind is DocumentKind.SUMMARY
        assert document.guild == "Harbour Guild"


def test_a_correction_that_could_not_be_read_with_is_not_kept(
    papers: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **said: Any) -> Reading:  # noqa: ANN401
        code = RefusalCode.ENCRYPTED
        raise RefusedFileError.because(code, said["path"], what="Locked.", why="", do="")

    with Analyzer.open(settings=settings) as library:
        library.ingest(papers)
        library.correct("agreement-2023", Hints(title="As the Guild calls it"))
        before = library.catalog.meta()
        monkeypatch.setattr(correcting, "read_bytes", refuse)
        with pytest.raises(RefusedFileError):
            library.correct("agreement-2023", Hints(kind=DocumentKind.SUMMARY))
        assert library.catalog.meta() == before


def test_what_two_users_overrule_at_once_is_kept_of_both(papers: Path, settings: Settings) -> None:
    """Threads of two connections, as two programs have them."""
    with Analyzer.open(settings=settings) as one, Analyzer.open(settings=settings) as other:
        one.ingest(papers / "agreement.txt")
        (clause,) = (clause for clause in one.clauses() if "meal" in clause.text)
        topics = one._wiring.taxonomy.slugs[:8]

        def overrule(library: Analyzer, slugs: Sequence[str]) -> None:
            for slug in slugs:
                library.overrule_topic(clause.id, slug, True)

        threads = [
            Thread(target=overrule, args=(one, topics[::2])),
            Thread(target=overrule, args=(other, topics[1::2])),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert {correction.name for correction in one.corrections()} == set(topics)


def test_a_copy_stays_that_comes_in_while_its_last_document_goes(
    papers: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program removes the document between the copy and the rows of the next one."""
    paper = papers / "proposal.txt"
    with Analyzer.open(settings=settings) as library:
        library.ingest(paper, hints=Hints(id="one"))
        keep = FileCopies.keep

        def keep_then_remove(files: FileCopies, sha256: str, data: bytes) -> None:
            keep(files, sha256, data)
            with (
                suppress(LibraryLockedError),
                SqliteCatalog(settings.library, busy_seconds=0.1) as other,
            ):
                other.remove(DocumentId("one"))

        monkeypatch.setattr(FileCopies, "keep", keep_then_remove)
        library.ingest(paper, hints=Hints(id="two"))
        for document in library.documents():
            assert library.catalog.file(document.id) == paper.read_bytes()


def test_a_question_outlives_the_removal_of_what_it_found(
    papers: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers)
        first = library.search("meal", mode="lexical")[0]
        looked = SqliteCatalog.lexical

        def removed_meanwhile(catalog: SqliteCatalog, text: str, **limits: Any) -> Any:  # noqa: ANN401
            found = looked(catalog, text, **limits)
            if any(document.id == first.document.id for document in library.documents()):
                library.remove(str(first.document.id))
            return found

        monkeypatch.setattr(SqliteCatalog, "lexical", removed_meanwhile)
        left = library.search("meal", mode="lexical")
        assert first.clause.id not in {hit.clause.id for hit in left}
        assert first.document.id not in {document.id for document in library.documents()}
