"""Files whose way into the library failed for want of something else than a good file: a disk with
room, an encoder. Each can be tried again, or let go.

Jobs of the catalog and what the inbox notes → those that failed and still wait; tried again by the
worker. A file that was not read lies in the inbox; of one that was, the library has its copy, and
is useful as it is: only what needs the encoder waits.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from analyzer.pipeline.inbox import Inbox, wake_worker
from analyzer.pipeline.wiring import Wiring
from analyzer.records import OPEN_STATES, Document, Job, JobState, Stage


def failed_jobs(wiring: Wiring) -> tuple[Job, ...]:
    """Jobs that failed and can be tried again, newest first: nothing came of their file since."""
    if wiring.folder is None:
        return ()
    newest: dict[str, Job] = {}
    for job in wiring.catalog.jobs():
        newest.setdefault(job.path, job)
    failed = [job for job in newest.values() if job.state is JobState.FAILED]
    if not failed:
        return ()
    inbox, finished = Inbox(wiring.folder), _finished(wiring)
    return tuple(
        job
        for job in failed
        if (not finished[job.document] if job.document in finished else inbox.waits(Path(job.path)))
    )


def _finished(wiring: Wiring) -> dict[str | None, bool]:
    """Each document of the library, and whether all was made of it."""
    return {d.id: Stage.FINDINGS in d.stages for d in wiring.catalog.documents()}


def retry(wiring: Wiring, jobs: Iterable[Job]) -> None:
    """Have the worker take these up once more. Raises ReadOnlyLibraryError, UnwrittenFileError."""
    wiring.check_writable()
    wanted = {job.id for job in jobs}
    again = [job for job in failed_jobs(wiring) if job.id in wanted]
    if not again or wiring.folder is None:
        return
    inbox = Inbox(wiring.folder)
    for job in again:
        hints, _ = inbox.noted(Path(job.path))
        inbox.note(Path(job.path), hints=hints)
        wiring.catalog.update_job(job.id, state=JobState.WAITING, detail="", done=0, total=0)
    wake_worker(wiring)
    wiring.stalled = False  # what an earlier worker could not do says nothing of this one


def forget_refusals(wiring: Wiring) -> None:
    """Tell no more of what was refused until now; dropped again, it is read or refused again.
    Raises ReadOnlyLibraryError."""
    wiring.check_writable()
    for job in wiring.catalog.jobs(states=frozenset({JobState.REFUSED})):
        wiring.catalog.update_job(job.id, state=JobState.DONE, refusal=None)


def list_waiting(wiring: Wiring) -> tuple[Document, ...]:
    """Documents that are read, searchable by words and looked through by cues, but not embedded,
    and on which no worker is at work."""
    under_way = {job.document for job in wiring.catalog.jobs(states=OPEN_STATES)}
    return tuple(
        document
        for document in wiring.catalog.documents()
        if Stage.CUES in document.stages
        and Stage.VECTORS not in document.stages
        and document.id not in under_way
    )


def go_on(wiring: Wiring) -> None:
    """Have the worker embed the documents that wait. Raises ReadOnlyLibraryError,
    UnwrittenFileError."""
    wiring.check_writable()
    waiting = list_waiting(wiring)
    failed = {job.document: job for job in failed_jobs(wiring)}
    retry(wiring, [failed[document.id] for document in waiting if document.id in failed])
    for document in waiting:
        if document.id not in failed:
            wiring.catalog.add_job(document.path, document=document.id)
    if waiting and wiring.folder is not None:
        wake_worker(wiring)


def let_go(wiring: Wiring, jobs: Iterable[Job]) -> None:
    """Delete the copies and notes of these, where they failed. Raises ReadOnlyLibraryError."""
    wiring.check_writable()
    wanted = {job.id for job in jobs}
    for job in failed_jobs(wiring):
        if job.id in wanted and wiring.folder is not None:
            Inbox(wiring.folder).forget(Path(job.path))
