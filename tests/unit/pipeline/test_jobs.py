"""Jobs: worked off by one process, taken up again after a death, given up in the end."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from analyzer.errors import BadRequestError, ReadOnlyLibraryError
from analyzer.pipeline import Analyzer, jobs
from analyzer.pipeline.inbox import Inbox
from analyzer.pipeline.locking import WorkerLock
from analyzer.records import Job, JobState, RefusalCode, Stage
from analyzer.settings import Settings

WITHOUT_ENCODER = (Stage.READ, Stage.LEXICAL, Stage.CUES)
PATIENCE_SECONDS = 120
OPEN = (JobState.WAITING, JobState.RUNNING)


def wait_for(library: Analyzer) -> tuple[Job, ...]:
    """The jobs when none is open any more, oldest first."""
    end = time.monotonic() + PATIENCE_SECONDS
    while any(job.state in OPEN for job in library.jobs()):
        assert time.monotonic() < end, library.jobs()
        time.sleep(0.05)
    return tuple(reversed(library.jobs()))


@pytest.fixture
def set_in_environment(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """The worker is run in this process, and reads its settings from the environment."""
    monkeypatch.setenv("ANALYZER_ENCODER", settings.encoder)
    monkeypatch.setenv("ANALYZER_CACHE", str(settings.cache))


def test_uploads_and_paths_are_read_by_the_worker(papers: Path, settings: Settings) -> None:
    with Analyzer.open(settings=settings) as library:
        upload = ("../offer.txt", (papers / "proposal.txt").read_bytes())
        started = library.start_ingest([upload, papers / "manifest.toml", papers / "page.pdf"])
        assert [job.state for job in started] == [JobState.WAITING] * 3
        offer, agreement, page = wait_for(library)
        # Without an encoder a job ends before its last stage, and says why.
        assert offer.state is agreement.state is JobState.FAILED
        assert settings.encoder in offer.detail
        assert offer.stages == agreement.stages == WITHOUT_ENCODER
        assert agreement.document == "agreement-2023"
        assert page.state is JobState.REFUSED
        assert page.refusal is not None
        assert page.refusal.code is RefusalCode.UNSUPPORTED
        assert library.document("offer").path == "offer.txt"
        assert library.document("agreement-2023").stages == WITHOUT_ENCODER
    assert [file for file in (settings.library / "inbox").rglob("*") if file.is_file()] == []


@pytest.mark.usefixtures("set_in_environment")
def test_job_of_a_dead_worker_is_taken_up_again(papers: Path, settings: Settings) -> None:
    with Analyzer.open(settings=settings) as library:
        job = library.catalog.add_job(str(papers / "proposal.txt"))
        library.catalog.update_job(job.id, state=JobState.RUNNING)
        assert jobs.main(settings.library) == 0
        (done,) = library.catalog.jobs()
        assert done.stages == WITHOUT_ENCODER


def test_killed_worker_loses_nothing(papers: Path, settings: Settings) -> None:
    with Analyzer.open(settings=settings) as library:
        library.start_ingest([papers])
        worker = library._wiring.worker
        assert worker is not None
        worker.kill()
        worker.wait()
        done = wait_for(library)
        assert [job.state for job in done].count(JobState.REFUSED) == 1
        assert [job.stages for job in done if job.document] == [WITHOUT_ENCODER] * 2
        assert len(library.documents()) == 2


@pytest.mark.usefixtures("set_in_environment")
def test_job_that_ends_the_worker_again_and_again_is_given_up(
    papers: Path, settings: Settings
) -> None:
    path = papers / "proposal.txt"
    with Analyzer.open(settings=settings) as library:
        Inbox(settings.library).note(path, tries=jobs.TRIES)
        job = library.catalog.add_job(str(path))
        library.catalog.update_job(job.id, state=JobState.RUNNING)
        jobs.main(settings.library)
        (given_up,) = library.catalog.jobs()
        assert given_up.state is JobState.FAILED
        assert "Given up" in given_up.detail
        assert len(library.documents()) == 0


@pytest.mark.usefixtures("set_in_environment")
def test_second_worker_leaves_everything_to_the_first(papers: Path, settings: Settings) -> None:
    with Analyzer.open(settings=settings) as library:
        library.catalog.add_job(str(papers / "proposal.txt"))
        first = WorkerLock(settings.library)
        assert first.acquire()
        assert jobs.main(settings.library) == 0
        assert [job.state for job in library.catalog.jobs()] == [JobState.WAITING]
        first.release()
        jobs.main(settings.library)
        assert [job.stages for job in library.catalog.jobs()] == [WITHOUT_ENCODER]


def test_library_that_cannot_be_written_takes_no_jobs(papers: Path, settings: Settings) -> None:
    with pytest.raises(BadRequestError), Analyzer.from_texts({}, settings=settings) as library:
        library.start_ingest([papers])
    Analyzer.open(settings=settings).close()
    with Analyzer.open(settings=settings, read_only=True) as library:
        with pytest.raises(ReadOnlyLibraryError):
            library.start_ingest([papers])
        with pytest.raises(ReadOnlyLibraryError):
            library.ingest(papers)
        assert library.jobs() == ()
