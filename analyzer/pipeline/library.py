"""Files into the library: what is meant, read stage by stage, the cheap stages of all files first.

Paths → results.Ingest. A file that is refused is named and the rest is read; without an encoder the
stages that need none are done, and a warning says what is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from analyzer.errors import AnalyzerError, StaleIndexError
from analyzer.pipeline import stages
from analyzer.pipeline.ahead import work_ahead
from analyzer.pipeline.files import NamedFile
from analyzer.pipeline.memory import give_back
from analyzer.pipeline.page_counts import READING, LastCount, tell_pages
from analyzer.pipeline.wiring import Wiring
from analyzer.ports import PageWatch
from analyzer.records import (
    Clause,
    Document,
    DocumentId,
    Job,
    JobState,
    Refusal,
    RefusalCode,
    Stage,
)
from analyzer.results import Documents, Held, Ingest, IngestedFile, Progress, ProgressCallback

SHOWN = {
    Stage.READ: READING,
    Stage.LEXICAL: "making words searchable",
    Stage.CUES: "finding AI clauses, first pass",
    Stage.VECTORS: "embedding clauses",
    Stage.FINDINGS: "finding AI clauses",
}
#: files after which memory is given back
MANY = 32
#: what became of a file, in words
BECAME = {"added": "read", "held": "held already", "refused": "refused"}


def ingest(
    wiring: Wiring,
    files: Iterable[NamedFile],
    *,
    progress: ProgressCallback | None = None,
    password: str | None = None,
) -> Ingest:
    """Read files into the library; what it holds already is only brought to its last stage."""
    report = progress or wiring.tell
    named = tuple(files)
    done: list[IngestedFile] = []
    for item in read_files(wiring, named, report=report, password=password):
        note_refusal(wiring, item)
        if item.document:
            finish_cheap_stages(wiring, item.document.id)
        done.append(item)
    if len(done) >= MANY:
        give_back()  # they leave room behind, and the encoder takes much
    report(Progress(_count_files(done), len(named), len(named), "files"))
    warning = finish_documents(wiring, [item.document for item in done if item.document], report)
    now = {document.id: document for document in wiring.catalog.documents()}
    items = tuple(
        replace(item, document=now.get(item.document.id)) if item.document else item
        for item in done
    )
    empty = None if named else "No document is there: nothing was read."
    return Ingest(items, warnings=tuple(filter(None, (empty, warning))))


def _count_files(items: Sequence[IngestedFile]) -> str:
    """'12 held already, 3 read': how many became what."""
    counted = Counter(BECAME[item.status] for item in items)
    return ", ".join(f"{count} {became}" for became, count in sorted(counted.items())) or "none"


def read_files(
    wiring: Wiring,
    files: Sequence[NamedFile],
    *,
    report: ProgressCallback,
    password: str | None = None,
) -> Iterator[IngestedFile]:
    """Stage READ of each file, kept in their order by this thread alone; the next ones are read
    meanwhile, where the settings allow more than one process."""
    for number, (file, wait) in enumerate(_fetch_ahead(wiring, files, password)):
        watch = tell_pages(report, f"{file.path.name}, file {number + 1} of {len(files)}")
        fetched = partial(wait, watch) if wait else None
        item = stages.read_into(wiring, file, password=password, fetched=fetched, watch=watch)
        told = f"{file.path.name}: {BECAME[item.status]}"
        report(Progress(told, number + 1, len(files), "files"))
        yield item


def _fetch_ahead(
    wiring: Wiring, files: Sequence[NamedFile], password: str | None
) -> Iterator[tuple[NamedFile, Callable[[PageWatch], stages.Fetched] | None]]:
    """Each file with what waits for the answer of its child, where that runs ahead."""
    processes = min(wiring.settings.processes, len(files))
    if processes < 2:
        yield from ((file, None) for file in files)
        return

    def fetch(counted: tuple[NamedFile, LastCount]) -> stages.Fetched:
        file, count = counted
        return stages.fetch(wiring, file, password=password, watch=count)

    each = [(file, LastCount()) for file in files]
    for (file, count), answer in work_ahead(each, fetch, processes=processes):
        yield file, partial(count.wait, answer)


def finish_cheap_stages(wiring: Wiring, document: DocumentId) -> None:
    """Bring a document to its first AI clauses, by cues."""
    for stage, work in stages.READ_STAGES:
        missing = stage not in stages.document_of(wiring, document).stages
        if missing or _is_stale(wiring, stage, document):
            work(wiring, document)


def _is_stale(wiring: Wiring, stage: Stage, document: DocumentId) -> bool:
    """True for findings that an older program made."""
    return stage in (Stage.CUES, Stage.FINDINGS) and stages.is_judged_otherwise(
        wiring, stage, document
    )


def finish_documents(
    wiring: Wiring, documents: Iterable[Document], report: ProgressCallback
) -> str | None:
    """Vectors, then findings, of every document that lacks them; the reason when it cannot be.
    Raises StaleIndexError when the library was embedded with another encoder."""
    try:
        for document in documents:
            _finish(wiring, document, report)
        wiring.index()  # its file is ready then for the first search
    except StaleIndexError:
        raise
    except AnalyzerError as error:
        return f"Search by meaning and the second pass are not ready: {error}"
    return None


def _finish(wiring: Wiring, document: Document, report: ProgressCallback) -> None:
    done = stages.document_of(wiring, document.id).stages
    if Stage.VECTORS not in done or stages.is_embedded_otherwise(wiring, document.id):
        if not wiring.has_encoder:
            report(Progress("making the encoder ready", 0, 0))
        wiring.prepare_encoder()
        for count, total in stages.embed(wiring, document.id):
            what = f"{document.title}: {SHOWN[Stage.VECTORS]}"
            report(Progress(what, count, total, "clauses"))
    if Stage.FINDINGS not in done or _is_stale(wiring, Stage.FINDINGS, document.id):
        report(Progress(f"{document.title}: {SHOWN[Stage.FINDINGS]}", 0, 0))
        stages.find_all(wiring, document.id)


def count(wiring: Wiring) -> Held:
    """What the library holds, in numbers."""
    catalog = wiring.catalog
    embedded = {each.id for each in catalog.documents() if Stage.VECTORS in each.stages}
    clauses = vectors = 0
    for clause in catalog.each_clause():
        clauses += 1
        vectors += clause.document in embedded and speaks(clause)
    return Held(
        folder=str(wiring.folder or ""),
        documents=Documents(catalog.documents()),
        refusals=catalog.refusals(),
        clauses=clauses,
        findings=len(catalog.findings()),
        vectors=vectors,
        encoder=catalog.meta().get("encoder", wiring.settings.encoder),
    )


def speaks(clause: Clause) -> bool:
    """True for a clause that is embedded."""
    from analyzer.vectors import is_embedded

    return is_embedded(clause)


def note_refusal(wiring: Wiring, item: IngestedFile) -> None:
    """Keep a refusal as a finished job, so that every screen shows it until the file is read; of a
    mistyped path nothing is kept."""
    last = next((job for job in wiring.catalog.jobs() if job.path == item.path), None)
    if item.refusal and _is_no_file(item.refusal):
        return
    if item.refusal:
        job = _job_of(wiring, item)
        wiring.catalog.update_job(job.id, state=JobState.REFUSED, refusal=item.refusal)
    elif last and last.state is JobState.REFUSED and item.document:
        job = _job_of(wiring, item)
        wiring.catalog.update_job(job.id, state=JobState.DONE, document=item.document.id)


def _is_no_file(refusal: Refusal) -> bool:
    return refusal.code is RefusalCode.NOT_FOUND and not Path(refusal.path).exists()


def _job_of(wiring: Wiring, item: IngestedFile) -> Job:
    return wiring.catalog.add_job(item.path)
