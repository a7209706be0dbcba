"""The worker: `python -m analyzer.pipeline.jobs FOLDER` works a library's jobs off and ends.

Jobs of the catalog → documents, stage by stage: whatever waits is read, made searchable and looked
through by cues first; then one document after the other is embedded, a part at a time, so that a
file that comes meanwhile waits for seconds, not minutes. One worker a library: a lock says so. A
job that a dead worker left running is taken up again, `TRIES` times at most. What failed before it
was read keeps its copy, to be tried again (`trying_again.py`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Thread

from analyzer.errors import AnalyzerError
from analyzer.pipeline import stages
from analyzer.pipeline.files import NamedFile
from analyzer.pipeline.inbox import Inbox
from analyzer.pipeline.library import SHOWN
from analyzer.pipeline.locking import WorkerLock
from analyzer.pipeline.page_counts import SPLITTING
from analyzer.pipeline.wiring import Wiring
from analyzer.records import OPEN_STATES, Document, DocumentId, Hints, Job, JobState, Stage
from analyzer.settings import read_settings

Work = Callable[[Job], None]

TRIES = 3
#: of the long stages
NICENESS = 5


def main(folder: Path) -> int:
    """Work until nothing waits; returns at once when another worker is at it."""
    lock = WorkerLock(folder)
    wiring = Wiring.open(folder, settings=read_settings())
    try:
        # Looked at again after the lock is given back: a job that came in between finds no worker.
        while wiring.catalog.jobs(states=OPEN_STATES) and lock.acquire():
            try:
                Worker(wiring, Inbox(folder)).run()
            finally:
                lock.release()
        return 0
    except KeyboardInterrupt:
        return 130
    finally:
        wiring.close()


class Worker:
    """Works the jobs of one library off, one step after the other."""

    def __init__(self, wiring: Wiring, inbox: Inbox) -> None:
        self._wiring = wiring
        self._inbox = inbox
        self._catalog = wiring.catalog
        self._embedding: tuple[int, Iterator[tuple[int, int]]] | None = None
        self._stood_back = False

    def run(self) -> None:
        """Take up what was left, then step until nothing is open."""
        # The finder is loaded while the first file is read in its own process.
        Thread(target=_load_finder, daemon=True).start()
        for job in self._open_jobs(JobState.RUNNING):
            self._catalog.update_job(job.id, state=JobState.WAITING)
        while self._step():
            pass
        self._refresh_index()

    def _open_jobs(self, state: JobState) -> tuple[Job, ...]:
        return tuple(reversed(self._catalog.jobs(states=frozenset({state}))))

    def _step(self) -> bool:
        """What is most urgent; False when nothing is left."""
        for job in self._open_jobs(JobState.WAITING):
            self._guarded(job, self._read)
            return True
        for job in self._open_jobs(JobState.RUNNING):
            self._guarded(job, self._go_on)
            return True
        return False

    def _guarded(self, job: Job, work: Work) -> None:
        """Do one step; what goes wrong ends this job and no other."""
        try:
            work(job)
        except AnalyzerError as error:
            self._fail(job, str(error))
        except OSError as error:
            self._fail(job, str(_of_the_disk(error)))
        except Exception as error:  # a mistake of this program must not stop the other files
            detail = f"This program failed here ({type(error).__name__}); the file may be sound."
            self._fail(job, detail)

    def _read(self, job: Job) -> None:
        path = Path(job.path)
        hints, tries = self._inbox.noted(path)
        if tries >= TRIES:
            detail = f"Given up: the program ended {tries} times while it worked on this file."
            self._fail(job, detail)
            return
        self._inbox.note(path, hints=hints, tries=tries + 1)
        self._say(job, Stage.READ)
        document = self._held(job) or self._read_in(job, hints)
        if document is None:
            return
        self._catalog.update_job(job.id, document=document.id, stages=document.stages)
        for stage, work in stages.READ_STAGES:
            if stage not in document.stages:
                self._say(job, stage)
                work(self._wiring, document.id)
                self._note_stages(job, document.id)

    def _held(self, job: Job) -> Document | None:
        """What the job made already, where it is tried again."""
        if job.document is None:
            return None
        return next((d for d in self._catalog.documents() if d.id == job.document), None)

    def _read_in(self, job: Job, hints: Hints | None) -> Document | None:
        """The document, as it is now in the library; None, and the job has ended, where it is
        refused."""
        path = Path(job.path)
        shown = self._inbox.shown_path(path)
        item = stages.read_into(
            self._wiring,
            NamedFile(path, hints),
            shown_path=shown,
            watch=partial(self._count_pages, job),
        )
        if item.document is None:
            self._finish(job, JobState.REFUSED, refusal=item.refusal)
        return item.document

    def _count_pages(self, job: Job, done: int, total: int) -> None:
        """Say how far reading is; where that cannot be kept, reading goes on all the same."""
        if not total:  # that it is being read is said already
            return
        if done < total:
            said: dict[str, object] = {"done": done, "total": total}
        else:
            said = {"detail": SPLITTING, "done": 0, "total": 0}
        with suppress(AnalyzerError, OSError):
            self._catalog.update_job(job.id, **said)

    def _go_on(self, job: Job) -> None:
        """One part of embedding, or the findings, or the end."""
        if job.document is None:
            self._catalog.update_job(job.id, state=JobState.WAITING)
            return
        done = stages.document_of(self._wiring, job.document).stages
        if Stage.VECTORS not in done:
            self._embed_part(job, job.document)
        elif Stage.FINDINGS not in done:
            self._say(job, Stage.FINDINGS)
            stages.find_all(self._wiring, job.document)
            self._note_stages(job, job.document)
        else:
            self._finish(job, JobState.DONE)

    def _embed_part(self, job: Job, document: DocumentId) -> None:
        if self._embedding is None or self._embedding[0] != job.id:
            self._stand_back()
            self._say(job, Stage.VECTORS)
            self._embedding = (job.id, stages.embed(self._wiring, document))
        part = next(self._embedding[1], None)
        if part is None:
            self._embedding = None
            self._note_stages(job, document)
        else:
            self._catalog.update_job(job.id, done=part[0], total=part[1])

    def _stand_back(self) -> None:
        """From the first long stage on, everything else of this machine comes first."""
        if not self._stood_back and hasattr(os, "nice"):
            os.nice(NICENESS)
        self._stood_back = True

    def _say(self, job: Job, stage: Stage) -> None:
        self._catalog.update_job(
            job.id, state=JobState.RUNNING, detail=SHOWN[stage], done=0, total=0
        )

    def _note_stages(self, job: Job, document: DocumentId) -> None:
        done = stages.document_of(self._wiring, document).stages
        self._catalog.update_job(job.id, stages=done)

    def _finish(self, job: Job, state: JobState, **changes: object) -> None:
        self._catalog.update_job(job.id, state=state, **{"detail": "", **changes})
        self._inbox.forget(Path(job.path))

    def _fail(self, job: Job, detail: str) -> None:
        """End a job; a file that is not in the library stays at hand, and need not be dropped
        again."""
        try:
            self._catalog.update_job(job.id, state=JobState.FAILED, detail=detail)
        except AnalyzerError:  # no room to say even this: the job stays open, and this was no death
            with suppress(AnalyzerError):
                self._inbox.note(Path(job.path), hints=self._inbox.noted(Path(job.path))[0])
            raise
        now = next(each for each in self._catalog.jobs() if each.id == job.id)
        if self._held(now):
            self._inbox.forget(Path(job.path))

    def _refresh_index(self) -> None:
        """Leave the vectors' file ready for the next search; without an encoder there is none."""
        try:
            self._wiring.index()
        except AnalyzerError:
            return


def _of_the_disk(error: OSError) -> AnalyzerError:
    return AnalyzerError(
        "The library could not be written or read.",
        why=f"{error.strerror or type(error).__name__}.",
        do="Make room on the disk and see that its folder may be written to; then try again.",
    )


def _load_finder() -> None:
    from analyzer.taxonomy import load_taxonomy

    import_module("analyzer.findings")
    load_taxonomy()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
