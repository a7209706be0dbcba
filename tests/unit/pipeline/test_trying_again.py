"""What failed for want of room or of an encoder waits, and is tried again without being dropped."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer.engines.catalog_files import FileCopies
from analyzer.errors import AnalyzerError, UnwrittenFileError
from analyzer.pipeline import Analyzer, inbox, jobs, stages, trying_again
from analyzer.pipeline.inbox import Inbox
from analyzer.pipeline.wiring import Wiring
from analyzer.ports import Catalog
from analyzer.records import DocumentId, Hints, Job, JobState, Stage
from analyzer.settings import Settings

WITHOUT_ENCODER = (Stage.READ, Stage.LEXICAL, Stage.CUES)


@pytest.fixture
def library(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Analyzer]:
    """A library whose worker is run by the test, in this process."""
    monkeypatch.setenv("ANALYZER_ENCODER", settings.encoder)
    monkeypatch.setenv("ANALYZER_CACHE", str(settings.cache))
    monkeypatch.setattr(inbox, "wake_worker", lambda _: None)
    monkeypatch.setattr(trying_again, "wake_worker", lambda _: None)
    with Analyzer.open(settings=settings) as opened:
        yield opened


def find_no_room(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def waiting_copies(settings: Settings) -> list[str]:
    return [file.name for file in (settings.library / "inbox").rglob("*.txt")]


def fail_on_a_full_disk(library: Analyzer, paper: bytes) -> Job:
    library.start_ingest([("offer.txt", paper)])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(FileCopies, "keep", find_no_room)
        jobs.main(library.settings.library)
    (failed,) = library.failed_jobs()
    return failed


def test_an_upload_that_found_no_room_is_tried_again(
    papers: Path, library: Analyzer, settings: Settings
) -> None:
    failed = fail_on_a_full_disk(library, (papers / "proposal.txt").read_bytes())
    assert (failed.state, failed.document) == (JobState.FAILED, None)
    assert "No space left" in failed.detail
    assert "Make room on the disk" in failed.detail
    assert "This program failed" not in failed.detail
    assert waiting_copies(settings) == ["offer.txt"]
    library.retry([failed])
    assert [job.state for job in library.catalog.jobs()] == [JobState.WAITING]
    jobs.main(settings.library)
    assert library.document("offer").stages == WITHOUT_ENCODER
    assert waiting_copies(settings) == []


def test_a_file_that_ended_the_worker_again_and_again_may_be_tried_again(
    papers: Path, library: Analyzer, settings: Settings
) -> None:
    (job,) = library.start_ingest([("offer.txt", (papers / "proposal.txt").read_bytes())])
    Inbox(settings.library).note(Path(job.path), tries=jobs.TRIES)
    jobs.main(settings.library)
    (given_up,) = library.failed_jobs()
    assert given_up.detail.startswith("Given up")
    library.retry([given_up])
    jobs.main(settings.library)
    assert library.document("offer").stages == WITHOUT_ENCODER


def test_what_was_read_is_finished_from_the_library_s_copy(
    papers: Path, library: Analyzer, settings: Settings
) -> None:
    """Without an encoder a job ends before its last stages; its upload is not needed any more."""
    library.start_ingest([("offer.txt", (papers / "proposal.txt").read_bytes())])
    jobs.main(settings.library)
    (failed,) = library.failed_jobs()
    assert failed.document == library.document("offer").id
    assert waiting_copies(settings) == []
    library.retry([failed])
    jobs.main(settings.library)
    (again,) = library.failed_jobs()
    assert again.id == failed.id
    assert settings.encoder in again.detail  # told anew, not that the file is gone
    library.remove("offer")
    assert library.failed_jobs() == ()


def test_what_waits_for_an_encoder_goes_on_without_its_file_whoever_read_it(
    papers: Path, library: Analyzer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.ingest(papers / "agreement.txt", hints=Hints(id="read-here"))
    library.start_ingest([("offer.txt", (papers / "proposal.txt").read_bytes())])
    assert [document.id for document in library.list_waiting()] == ["read-here"]
    jobs.main(settings.library)
    names = [document.id for document in library.list_waiting()]
    assert names[0] == "read-here" and len(names) == 2
    shutil.rmtree(papers)
    library.go_on()
    assert library.list_waiting() == ()  # a worker is about to see to them
    told: list[str] = []

    def embed(wiring: Wiring, name: DocumentId) -> Iterator[tuple[int, int]]:
        told.append(name)
        wiring.catalog.mark_stage(name, Stage.VECTORS)
        return iter(())

    monkeypatch.setattr(stages, "embed", embed)
    jobs_of = {job.document for job in library.catalog.jobs() if job.state is JobState.WAITING}
    assert jobs_of == set(names)
    jobs.main(settings.library)
    assert set(told) == set(names)


def test_what_is_let_go_leaves_nothing_behind(
    papers: Path, library: Analyzer, settings: Settings
) -> None:
    failed = fail_on_a_full_disk(library, (papers / "proposal.txt").read_bytes())
    library.let_go([failed])
    assert library.failed_jobs() == ()
    assert [file for file in (settings.library / "inbox").rglob("*") if file.is_file()] == []
    library.retry([failed])
    assert [job.state for job in library.catalog.jobs()] == [JobState.FAILED]


def test_a_disk_too_full_to_say_so_is_no_death_of_the_worker(
    papers: Path, library: Analyzer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    (job,) = library.start_ingest([("offer.txt", (papers / "proposal.txt").read_bytes())])
    update = type(library.catalog).update_job

    def refuse_failures(catalog: Catalog, number: int, **changes: object) -> None:
        if changes.get("state") is JobState.FAILED:
            raise AnalyzerError("The catalog cannot be used.")
        update(catalog, number, **changes)

    with monkeypatch.context() as patched:
        patched.setattr(FileCopies, "keep", find_no_room)
        patched.setattr(type(library.catalog), "update_job", refuse_failures)
        for _ in range(jobs.TRIES + 1):
            with pytest.raises(AnalyzerError, match="cannot be used"):
                jobs.main(settings.library)
    assert Inbox(settings.library).noted(Path(job.path)) == (None, 0)
    jobs.main(settings.library)
    assert library.document("offer").stages == WITHOUT_ENCODER


def test_an_upload_that_cannot_be_copied_is_told_with_what_to_do(
    library: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", find_no_room)
    with pytest.raises(UnwrittenFileError, match=r"offer\.txt: it was not written\. No space left"):
        library.start_ingest([("offer.txt", b"1. Scans")])
    assert library.catalog.jobs() == ()


@pytest.mark.skipif(not shutil.which("false"), reason="no program here that only fails")
def test_where_the_worker_cannot_go_on_it_is_told_and_the_next_one_waits(
    papers: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that ends at once with an error stands for a worker without any room."""
    with Analyzer.open(settings=settings) as library:
        with monkeypatch.context() as patched:
            patched.setattr(sys, "executable", shutil.which("false"))
            library.start_ingest([("offer.txt", (papers / "proposal.txt").read_bytes())])
            first = library._wiring.worker
            assert first is not None
            assert first.wait() == 1
            assert [job.state for job in library.jobs()] == [JobState.WAITING]
            assert library.is_stalled()
            assert library._wiring.worker is first
        monkeypatch.setattr(inbox, "REST", 0.0)
        library.jobs()
        second = library._wiring.worker
        assert second is not first
        assert second is not None
        assert second.wait() == 0
        library.retry(library.failed_jobs())
        assert not library.is_stalled()  # nor while the next one has only begun
        assert library.document("offer").stages == WITHOUT_ENCODER
