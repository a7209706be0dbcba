"""One document with all that later steps need of it, from a file or from the library alike.

Path or name → Side: document, clauses, findings, vectors. A file that is named directly enters no
library; its vectors are cached in the user's cache folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import RefusedFileError
from analyzer.pipeline import stages
from analyzer.pipeline.corrections import corrections_of
from analyzer.pipeline.files import NamedFile, find_files
from analyzer.pipeline.naming import find_document, is_path, is_place
from analyzer.pipeline.overruling import lay_over_findings
from analyzer.pipeline.page_counts import tell_pages
from analyzer.pipeline.reading import load_bytes, read_bytes
from analyzer.pipeline.remembering import Forgetful
from analyzer.pipeline.wiring import Wiring
from analyzer.ports import ClauseFilter
from analyzer.records import (
    Clause,
    ClauseId,
    ClauseKind,
    Document,
    DocumentId,
    Findings,
    Reading,
    Refusal,
    Stage,
)
from analyzer.results import Progress, ProgressCallback

if TYPE_CHECKING:
    from analyzer.ports import Vectors


PASTED = DocumentId("pasted")
#: what is told while two sides are matched
MATCHING = "Matching clauses"
# an empty line
_PARAGRAPHS = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Side:
    """A document as comparing and asking take it; `path` None: it is the library's. Of pasted
    language no trace is kept."""

    document: Document
    clauses: tuple[Clause, ...]
    path: Path | None = None
    pasted: bool = False


def open_side(wiring: Wiring, name: str | Path, *, password: str | None = None) -> Side:
    """Read the file, or take the document from the library. Raises RefusedFileError,
    UnknownDocumentError."""
    if is_path(name):
        reading = read_named(wiring, Path(name), password=password)
        return Side(reading.document, reading.clauses, Path(name))
    return library_side(wiring, find_document(wiring.catalog.documents(), str(name)))


def open_both(
    wiring: Wiring,
    old: str | Path,
    new: str | Path,
    *,
    password: str | None = None,
    tell: ProgressCallback,
) -> tuple[Side, Side]:
    """Two documents, each as `open_side` takes it; `tell` is told how many are read."""
    tell(Progress("Reading both documents", 0, 2, "documents"))
    left = open_side(wiring, old, password=password)
    tell(Progress("Reading both documents", 1, 2, "documents"))
    right = open_side(wiring, new, password=password)
    tell(Progress("Reading both documents", 2, 2, "documents"))
    return left, right


def tell_counts(tell: ProgressCallback, what: str, unit: str) -> Callable[[int, int], None]:
    """Tells of a piece of work how much of how much is done."""
    return lambda done, total: tell(Progress(what, done, total, unit))


def open_named(
    wiring: Wiring, names: Iterable[str | Path], *, password: str | None = None
) -> tuple[list[Side], tuple[Refusal, ...]]:
    """What files, folders, manifests and names of the library mean, in this order, each once, and
    the refusals of files that cannot be read. Raises UnknownDocumentError, ManifestError."""
    opened: dict[DocumentId, Side] = {}
    refusals: list[Refusal] = []
    for name in names:
        if not is_place(name):
            side = library_side(wiring, find_document(wiring.catalog.documents(), str(name)))
            opened.setdefault(side.document.id, side)
            continue
        for file in find_files((name,)):
            try:
                reading = read_named(wiring, file, password=password)
            except RefusedFileError as error:
                refusals.append(error.refusal)
                continue
            side = Side(reading.document, reading.clauses, file.path)
            opened.setdefault(side.document.id, side)
    return list(opened.values()), tuple(refusals)


def library_side(wiring: Wiring, document: Document) -> Side:
    """A document of the library."""
    return Side(document, stages.clauses_of(wiring, document.id))


def pasted_side(text: str) -> Side:
    """Pasted language: a clause a paragraph; one that ends with a colon leads the next ones in."""
    parts = [" ".join(part.split()) for part in _PARAGRAPHS.split(text)]
    clauses: list[Clause] = []
    lead: ClauseId | None = None
    for order, words in enumerate(filter(None, parts)):
        name = ClauseId(f"{PASTED}#{order + 1}")
        clauses.append(
            Clause(
                id=name,
                document=PASTED,
                parent=lead,
                order=order,
                kind=ClauseKind.CLAUSE,
                text=words,
                citation=f"paragraph {order + 1}",
                words=len(words.split()),
            )
        )
        lead = name if words.endswith(":") else lead
    document = Document(id=PASTED, path="", sha256="", title="Pasted language")
    return Side(document, tuple(clauses), Path(), pasted=True)


def read_named(wiring: Wiring, path: Path | NamedFile, *, password: str | None = None) -> Reading:
    """Read a file that enters no library."""
    file = path if isinstance(path, NamedFile) else NamedFile(path)
    data = load_bytes(file.path, within=file.within)
    name = file.path.name
    wiring.tell(Progress(f"Reading {name}, {len(data) / 1e6:.1f} MB", 0, 0))
    return read_bytes(
        data,
        path=str(file.path),
        reader=wiring.settings.reader,
        hints=file.hints,
        password=password,
        watch=tell_pages(wiring.tell, name),
    )


def vectors_that_differ(wiring: Wiring, old: Side, new: Side) -> tuple[Vectors, Vectors] | None:
    """A row a clause on either side, zero for words that stand on the other side too: those are
    matched without meaning, and what is alike in two long agreements is not embedded. None without
    an encoder, and while a document of the library is not embedded yet. Raises StaleIndexError."""
    encoder, _ = wiring.encoder_or_reason()
    waiting = any(
        side.path is None and Stage.VECTORS not in side.document.stages for side in (old, new)
    )
    if encoder is None or waiting:
        return None
    both = {clause.full_text for clause in old.clauses} & {
        clause.full_text for clause in new.clauses
    }
    left, right = (
        [at for at, clause in enumerate(side.clauses) if clause.full_text not in both]
        for side in (old, new)
    )
    return _embed_some(wiring, old, left), _embed_some(wiring, new, right)


def side_findings(wiring: Wiring, side: Side) -> Findings:
    """Findings of every strength, and silences: the library's as far as they are, a file's by cues
    and, where there is an encoder, by likeness."""
    if side.path is None and Stage.CUES in side.document.stages:
        only = ClauseFilter(documents=frozenset({side.document.id}))
        catalog = wiring.catalog
        read = Findings(catalog.findings(only, asserted_only=False), catalog.silences(only))
        corrections = corrections_of(catalog, side.document)
        if not corrections:
            return read
        return lay_over_findings(read, corrections, lambda: side.clauses, taxonomy=wiring.taxonomy)
    from analyzer.pipeline.judging import judge

    wiring.tell(Progress(f"Looking for what is about AI in {side.document.title}", 0, 0))
    return judge(wiring, side.clauses, vectors=_judged_vectors(wiring, side))


def _judged_vectors(wiring: Wiring, side: Side) -> Vectors | None:
    """A row a clause, zero but for those behind the finder's gate: no others are looked at."""
    encoder, _ = wiring.encoder_or_reason()
    if encoder is None:
        return None
    from analyzer.findings import judged_clauses

    return _embed_some(wiring, side, judged_clauses(side.clauses, wiring.taxonomy))


def _embed_some(wiring: Wiring, side: Side, rows: Sequence[int]) -> Vectors:
    """A row a clause, zero but for those asked for; the library's where the document is of it."""
    import numpy as np

    from analyzer.vectors import embed_clauses

    vectors = np.zeros((len(side.clauses), wiring.encoder.dimension), dtype=np.float32)
    wanted = [side.clauses[row] for row in rows]
    if wanted and side.path is None:
        vectors[list(rows)] = stages.vectors_of(wiring, wanted)
    elif wanted:
        cache = Forgetful() if side.pasted else wiring.file_cache()
        vectors[list(rows)] = embed_clauses(
            wanted,
            wiring.encoder,
            cache,
            progress=tell_counts(wiring.tell, f"Embedding {side.document.title}", "clauses"),
        )
    return vectors
