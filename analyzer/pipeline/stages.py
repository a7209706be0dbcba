"""The stages of ingest, each one transaction of the catalog, each usable when it ends.

    read → lexical → cues → vectors → findings

`READ_STAGES` are cheap and need no encoder: every document has them before anybody's vectors.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.errors import RefusedFileError
from analyzer.pipeline import judging
from analyzer.pipeline.corrections import correction_of
from analyzer.pipeline.files import NamedFile, lay_over
from analyzer.pipeline.naming import find_document
from analyzer.pipeline.reading import answer_bytes, load_bytes, read_bytes, reading_of
from analyzer.pipeline.wiring import Wiring
from analyzer.ports import ClauseFilter, PageWatch
from analyzer.records import Clause, Document, DocumentId, Findings, Hints, Reading, Stage
from analyzer.results import IngestedFile

if TYPE_CHECKING:
    from analyzer.ports import Vectors

#: clauses embedded between two reports of progress, and in one transaction of the cache
EMBEDDED_AT_ONCE = 128
#: noted of a document whose clauses' headings are embedded too
HEADINGS_EMBEDDED = "1"


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a file, and what the child answered; None where the library held the file."""

    data: bytes
    answer: bytes | None


def fetch(
    wiring: Wiring,
    file: NamedFile,
    *,
    password: str | None = None,
    watch: PageWatch | None = None,
) -> Fetched:
    """The part of stage READ that may run beside others: it writes nothing. Raises
    RefusedFileError."""
    data = load_bytes(file.path, within=file.within)
    hints = lay_over(file.hints, correction_of(wiring.catalog, data))
    if held_document(wiring, data, hints if file.hints else None):
        return Fetched(data, None)
    reader = wiring.settings.reader
    path = str(file.path)
    answer = answer_bytes(
        data, path=path, reader=reader, hints=hints, password=password, watch=watch
    )
    return Fetched(data, answer)


def read_into(
    wiring: Wiring,
    file: NamedFile,
    *,
    shown_path: str | None = None,
    password: str | None = None,
    fetched: Callable[[], Fetched] | None = None,
    watch: PageWatch | None = None,
) -> IngestedFile:
    """Stage READ: the file in the library, or held already, or refused; `fetched` waits for what
    `fetch` gave, where that runs ahead; `watch` is told the pages, where it does not."""
    path = shown_path or str(file.path)
    try:
        ahead = fetched() if fetched else Fetched(load_bytes(file.path, within=file.within), None)
        hints = lay_over(file.hints, correction_of(wiring.catalog, ahead.data))
        # Looked for again: the same bytes may have come in under another name meanwhile.
        held = held_document(wiring, ahead.data, hints if file.hints else None)
        if held:
            return IngestedFile(path, "held", held)
        if ahead.answer is None:
            read = read_data(
                wiring, ahead.data, path=path, hints=hints, password=password, watch=watch
            )
        else:
            read = keep(wiring, reading_of(ahead.answer), ahead.data, hints=hints)
        return IngestedFile(path, "added", read)
    except RefusedFileError as error:
        return IngestedFile(path, "refused", refusal=error.refusal)


def read_data(
    wiring: Wiring,
    data: bytes,
    *,
    path: str,
    hints: Hints | None,
    password: str | None = None,
    watch: PageWatch | None = None,
) -> Document:
    """Read the bytes through the guard and keep them. Raises RefusedFileError."""
    reader = wiring.settings.reader
    reading = read_bytes(
        data, path=path, reader=reader, hints=hints, password=password, watch=watch
    )
    return keep(wiring, reading, data, hints=hints)


def keep(
    wiring: Wiring,
    reading: Reading,
    data: bytes,
    *,
    hints: Hints | None,
    replaces: DocumentId | None = None,
) -> Document:
    """A reading in the library, with the bytes that it came from, in the place of the document
    `replaces`."""
    wiring.catalog.add_reading(reading, data, hints=hints, replaces=replaces)
    return document_of(wiring, reading.document.id)


def held_document(wiring: Wiring, data: bytes, hints: Hints | None) -> Document | None:
    """The document that came from these bytes and this was said of; without hints, from these
    bytes at all."""
    sha256 = hashlib.sha256(data).hexdigest()
    for document in wiring.catalog.documents():
        if document.sha256 == sha256 and (
            hints is None or wiring.catalog.hints(document.id) == hints
        ):
            return document
    return None


def index_words(wiring: Wiring, document: DocumentId) -> None:
    """Stage LEXICAL."""
    wiring.catalog.index_words(document)


def find_by_cues(wiring: Wiring, document: DocumentId) -> None:
    """Stage CUES: AI clauses by their words alone."""
    found = judging.judge(wiring, clauses_of(wiring, document), vectors=None)
    _save_findings(wiring, document, found, stage=Stage.CUES)


def embed(wiring: Wiring, document: DocumentId) -> Iterator[tuple[int, int]]:
    """Stage VECTORS, a part at a time: yields (clauses done, clauses in all) after each."""
    from analyzer.vectors import check_encoder, embed_clauses, embed_headings, is_embedded

    check_encoder(wiring.catalog, wiring.encoder)
    read = clauses_of(wiring, document)
    embed_headings(read, wiring.encoder, wiring.catalog)
    # Texts of like length together: the encoder wastes least on them.
    clauses = sorted(filter(is_embedded, read), key=_length)
    for start in range(0, len(clauses), EMBEDDED_AT_ONCE):
        part = clauses[start : start + EMBEDDED_AT_ONCE]
        embed_clauses(part, wiring.encoder, wiring.catalog)
        yield start + len(part), len(clauses)
    wiring.catalog.mark_stage(document, Stage.VECTORS)
    wiring.catalog.set_meta(_headings_of(document), HEADINGS_EMBEDDED)


def is_embedded_otherwise(wiring: Wiring, document: DocumentId) -> bool:
    """True where a program of before embedded the clauses without the headings above them."""
    return wiring.catalog.meta().get(_headings_of(document)) != HEADINGS_EMBEDDED


def _headings_of(document: DocumentId) -> str:
    return f"headings:{document}"


def _length(clause: Clause) -> int:
    return len(clause.full_text)


def find_all(wiring: Wiring, document: DocumentId) -> None:
    """Stage FINDINGS: cues and encoder together."""
    clauses = clauses_of(wiring, document)
    found = judging.judge(wiring, clauses, vectors=vectors_of(wiring, clauses))
    _save_findings(wiring, document, found, stage=Stage.FINDINGS)


def _save_findings(wiring: Wiring, document: DocumentId, found: Findings, *, stage: Stage) -> None:
    wiring.catalog.save_findings(document, found, stage=stage)
    wiring.catalog.set_meta(_judged_by(stage, document), judging.finder_fingerprint())


def is_judged_otherwise(wiring: Wiring, stage: Stage, document: DocumentId) -> bool:
    """True where a stage's findings were made by another version of the program or its data."""
    return wiring.catalog.meta().get(_judged_by(stage, document)) != judging.finder_fingerprint()


def remove(wiring: Wiring, document: DocumentId) -> None:
    """Take a document out of the library, with what is noted of its stages."""
    wiring.catalog.remove(document)
    forget_judged(wiring, document)


def forget_judged(wiring: Wiring, document: DocumentId) -> None:
    """Forget who made the findings and vectors of a document that is no longer there."""
    judged = [_judged_by(stage, document) for stage in (Stage.CUES, Stage.FINDINGS)]
    wiring.catalog.drop_meta([*judged, _headings_of(document)])


def _judged_by(stage: Stage, document: DocumentId) -> str:
    return f"judged:{stage.value}:{document}"


def vectors_of(wiring: Wiring, clauses: Sequence[Clause]) -> Vectors:
    """A row a clause, from the library's cache where it is there. Raises StaleIndexError."""
    from analyzer.vectors import check_encoder, embed_clauses

    check_encoder(wiring.catalog, wiring.encoder)
    return embed_clauses(clauses, wiring.encoder, wiring.catalog)


def clauses_of(wiring: Wiring, document: DocumentId) -> tuple[Clause, ...]:
    """The clauses of one document, in reading order."""
    return wiring.catalog.clauses(ClauseFilter(documents=frozenset({document})))


def document_of(wiring: Wiring, document: DocumentId) -> Document:
    """The document as the library has it now. Raises UnknownDocumentError."""
    return find_document(wiring.catalog.documents(), document)


#: what comes before any encoder, in order
READ_STAGES: tuple[tuple[Stage, Callable[[Wiring, DocumentId], None]], ...] = (
    (Stage.LEXICAL, index_words),
    (Stage.CUES, find_by_cues),
)
