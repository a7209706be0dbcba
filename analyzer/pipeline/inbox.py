"""Files on their way into a library: copied, noted as jobs, handed to the one worker process.

Paths or (name, bytes) → jobs in the catalog. An upload is copied into the library's inbox, so that
it outlives the browser tab; beside it lies a note of what is said of the file and how often it was
tried. `python -m analyzer.pipeline.jobs FOLDER` works the jobs off.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from time import monotonic

from analyzer import wire
from analyzer.errors import BadRequestError, RefusedFileError, UnwrittenFileError
from analyzer.pipeline.files import NamedFile, find_files
from analyzer.pipeline.locking import WorkerLock
from analyzer.pipeline.reading import check_link
from analyzer.pipeline.wiring import Wiring
from analyzer.records import OPEN_STATES, Hints, Job, JobState, Refusal
from analyzer.whole_files import write_whole

INBOX = "inbox"
LONGEST_ENDING = 10
LONGEST_NAME = 120
#: bytes of the part of a name before its ending: a disk allows 255 for the whole
MOST_BYTES = 200
#: seconds between two workers where the first could not go on, and in which such a one ends
REST, SOON = 10.0, 5.0
# ".." and "/" of "../../offer <b>.pdf"; what stays is letters, digits, spaces and a few signs
_UNSAFE = re.compile(r"[^\w .,()\[\]&+'-]+")
# CON.pdf, "nul .txt", lpt1, COM².pdf: names that Windows gives to devices
_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³]) *(?:\.|$)", re.IGNORECASE)

Upload = tuple[str, bytes]


class Inbox:
    """The files of a library that wait to be read, and what is noted of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / INBOX

    def keep(self, name: str, data: bytes) -> Path:
        """Copy an upload; its name is nobody's promise and is made safe first. Raises
        UnwrittenFileError."""
        path = self.folder / hashlib.sha256(data).hexdigest()[:16] / safe_name(name)
        _write(path, data)
        return path

    def holds(self, path: Path) -> bool:
        """True for a copy of an upload; False for a file that stays where it is."""
        return path.is_relative_to(self.folder)

    def shown_path(self, path: Path) -> str:
        """An upload by its name; another file by its path."""
        return path.name if self.holds(path) else str(path)

    def note(self, path: Path, *, hints: Hints | None = None, tries: int = 0) -> None:
        """Keep what is said of a file, and how often it was tried. Raises UnwrittenFileError."""
        said = wire.hints_to_json(hints) if hints else None
        _write(self._note_of(path), json.dumps({"hints": said, "tries": tries}).encode())

    def noted(self, path: Path) -> tuple[Hints | None, int]:
        """What was noted; nothing and 0 where there is no note."""
        try:
            note = json.loads(self._note_of(path).read_text())
            return (wire.hints_from_json(note["hints"]) if note["hints"] else None), note["tries"]
        except (OSError, ValueError, LookupError, TypeError):
            return None, 0

    def waits(self, path: Path) -> bool:
        """True while something is noted of a file: it was not read to its end, nor let go."""
        return self._note_of(path).exists()

    def forget(self, path: Path) -> None:
        """Delete the note, and the copy of an upload."""
        self._note_of(path).unlink(missing_ok=True)
        if self.holds(path):
            path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # another name of the same bytes still waits
                path.parent.rmdir()

    def _note_of(self, path: Path) -> Path:
        return self.folder / f"{hashlib.sha256(str(path).encode()).hexdigest()[:16]}.json"


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, also where two write the same file at once."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwrittenFileError.because(error, path) from error
    write_whole(path, data)


def safe_name(name: str) -> str:
    """The last part of an uploaded name, without what could lead elsewhere or hide an ending."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = _UNSAFE.sub("_", last).strip(" .")
    if _DEVICE.match(kept):
        kept = f"_{kept}"
    stem, dot, ending = kept.rpartition(".")
    if not dot:
        return _cut(kept, LONGEST_NAME).strip(" .") or "upload"
    ending = ending[:LONGEST_ENDING]
    # what is cut may end in a blank, which some systems drop
    stem = _cut(stem, LONGEST_NAME - len(ending) - 1)
    return f"{stem or 'upload'}.{ending}".strip(" .") or "upload"


def _cut(name: str, longest: int) -> str:
    """So many signs of a name, and no more bytes than a disk takes."""
    return name[:longest].encode()[:MOST_BYTES].decode(errors="ignore")


def start_ingest(wiring: Wiring, items: Iterable[str | Path | Upload]) -> tuple[Job, ...]:
    """Note a job a file and see that a worker is at work. Raises ManifestError,
    ReadOnlyLibraryError, UnwrittenFileError."""
    if wiring.folder is None:
        raise BadRequestError(
            "A library in memory has no jobs.", do="Open a folder: Analyzer.open('index')."
        )
    wiring.check_writable()
    inbox = Inbox(wiring.folder)
    jobs = []
    for file in _files_of(inbox, items):
        # noted before there is a job: a worker that is awake takes it up at once
        refusal = _refusal_of(file)
        if refusal is None:
            inbox.note(file.path, hints=file.hints)
        job = wiring.catalog.add_job(str(file.path))
        jobs.append(job)
        if refusal:
            wiring.catalog.update_job(job.id, state=JobState.REFUSED, refusal=refusal)
    if jobs:
        wake_worker(wiring)
    return tuple(jobs)


def _refusal_of(file: NamedFile) -> Refusal | None:
    try:
        check_link(file.path, file.within)
    except RefusedFileError as error:
        return error.refusal
    return None


def _files_of(inbox: Inbox, items: Iterable[str | Path | Upload]) -> Iterable[NamedFile]:
    for item in items:
        if isinstance(item, tuple):
            yield NamedFile(inbox.keep(*item))
        else:
            # The worker runs elsewhere: a path must mean the same there.
            for file in find_files([item]):
                yield NamedFile(file.path.absolute(), file.hints, file.within)


def list_jobs(wiring: Wiring) -> tuple[Job, ...]:
    """Jobs, newest first; those that a dead process left are taken up again."""
    jobs = wiring.catalog.jobs()
    writable = wiring.folder is not None and not wiring.catalog.read_only
    if writable and any(job.state in OPEN_STATES for job in jobs) and not _rests(wiring):
        wake_worker(wiring)
    return jobs


def _is_at_work(wiring: Wiring) -> bool:
    """True while the worker that this process started last runs; how it ended is noted."""
    code = wiring.worker.poll() if wiring.worker else 0
    if code is not None:
        wiring.stalled = code > 0
    return code is None


def _rests(wiring: Wiring) -> bool:
    """True for a while after a worker could not go on: without room the next one cannot either."""
    ended = not _is_at_work(wiring)
    return ended and wiring.stalled and monotonic() < wiring.worker_began + REST


def is_stalled(wiring: Wiring) -> bool:
    """True where jobs wait and the worker could not go on; False as soon as the next one can."""
    trying = not _is_at_work(wiring) or monotonic() < wiring.worker_began + SOON
    return trying and wiring.stalled and bool(wiring.catalog.jobs(states=OPEN_STATES))


def wake_worker(wiring: Wiring) -> None:
    """Start the worker unless one is at work. It stays in this process's group, so that what ends
    the program ends it too; its jobs are taken up again at the next start."""
    assert wiring.folder is not None
    if _is_at_work(wiring):
        return
    if not WorkerLock(wiring.folder).is_free():
        return
    wiring.worker_began = monotonic()
    wiring.worker = subprocess.Popen(
        [sys.executable, "-m", "analyzer.pipeline.jobs", str(wiring.folder.absolute())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_worker_environment(wiring),
    )


def _worker_environment(wiring: Wiring) -> dict[str, str]:
    """The settings of this process, said in the environment of the worker."""
    settings = wiring.settings
    said = {
        "ANALYZER_ENCODER": settings.encoder,
        "ANALYZER_READER": settings.reader,
        "ANALYZER_PROCESSES": str(settings.processes),
        "ANALYZER_CACHE": str(settings.cache_folder.absolute()),
    }
    inherited = {name: value for name, value in os.environ.items() if name != "ANALYZER_SETTINGS"}
    package = str(Path(__file__).resolve().parents[2])
    with contextlib.suppress(KeyError):
        package = os.pathsep.join((package, inherited["PYTHONPATH"]))
    return {**inherited, **said, "PYTHONPATH": package}
