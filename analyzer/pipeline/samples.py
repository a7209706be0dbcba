"""The sample corpus, and texts that come from elsewhere: libraries that need no files of a user's.

corpus/ → a library in the user's cache folder, built at first use; {id: text} → one in memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from analyzer.errors import BadRequestError
from analyzer.pipeline.files import MANIFEST
from analyzer.pipeline.remembering import TwoCaches
from analyzer.pipeline.stages import clauses_of
from analyzer.pipeline.wiring import Wiring
from analyzer.records import (
    Account,
    Clause,
    ClauseId,
    ClauseKind,
    Document,
    DocumentId,
    Outline,
    Reading,
    Stage,
)
from analyzer.settings import Settings

TEXTS = DocumentId("texts")


def corpus_folder() -> Path:
    """corpus/ of a checkout, or the one that an installed package carries. Raises
    BadRequestError when there is neither."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package.parent / "corpus", package / "corpus"):
        if (folder / MANIFEST).is_file():
            return folder
    raise BadRequestError(
        "The sample corpus is not here.",
        why="It stands in the source repository, beside the package.",
        do="Open a library of your own: Analyzer.open('index').",
    )


def sample_folder(corpus: Path, settings: Settings) -> Path:
    """Where the library of this very corpus is: other files, another folder."""
    digest = hashlib.sha256()
    for file in sorted([corpus / MANIFEST, *corpus.glob("*.pdf")]):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return settings.cache_folder / f"sample-{digest.hexdigest()[:16]}"


def fill_with_texts(wiring: Wiring, texts: Mapping[str, str]) -> None:
    """One clause a text, in one document; a clause's id is the text's, as it is given."""
    clauses = tuple(
        Clause(
            id=ClauseId(name),
            document=TEXTS,
            parent=None,
            order=order,
            kind=ClauseKind.CLAUSE,
            text=text,
            citation=name,
            words=len(text.split()),
        )
        for order, (name, text) in enumerate(texts.items())
    )
    words = sum(clause.words for clause in clauses)
    document = Document(
        id=TEXTS, path="", sha256=hashlib.sha256(b"").hexdigest(), title="Texts given from Python"
    )
    reading = Reading(document, clauses, (), Account(words, words, 0), Outline(0, 0))
    wiring.catalog.add_reading(reading, b"")
    wiring.catalog.index_words(TEXTS)


def embed_texts(wiring: Wiring) -> None:
    """Embed what is in memory and was not embedded before, here or in another run."""
    from analyzer.vectors import embed_clauses

    cache = TwoCaches(wiring.catalog, wiring.file_cache())
    for document in wiring.catalog.documents():
        if Stage.VECTORS not in document.stages:
            embed_clauses(clauses_of(wiring, document.id), wiring.encoder, cache)
            wiring.catalog.mark_stage(document.id, Stage.VECTORS)
