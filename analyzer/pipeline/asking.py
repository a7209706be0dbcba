"""Questions to a library or to files: clauses, AI findings, search.

Filters and queries → results.Clauses, Found, Hits, each with the records that it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import BadRequestError, EncoderError, MissingLibraryError
from analyzer.pipeline import sides
from analyzer.pipeline.corrections import all_corrections
from analyzer.pipeline.questions import (
    ANY_TOPIC,
    Question,
    documents_meant,
    known_topic,
    understand,
)
from analyzer.pipeline.wiring import Wiring
from analyzer.ports import ClauseFilter, Encoder
from analyzer.records import (
    Clause,
    ClauseId,
    Document,
    Finding,
    Hit,
    Silence,
    Stage,
)
from analyzer.results import Clauses, Found, Hits

if TYPE_CHECKING:
    from analyzer.vectors import ClauseIndex

MODES = ("hybrid", "semantic", "lexical")
#: a question that meets a document just being removed or read again is asked anew
LOOKS = 3


def list_clauses(wiring: Wiring, question: Question) -> Clauses:
    """The clauses that are meant, in the order of documents, then reading order."""
    return Clauses(wiring.catalog.clauses(understand(wiring, question)))


# ── findings ─────────────────────────────────────────────────────────────────────────────────────
def find_in_library(wiring: Wiring, question: Question, *, everything: bool = False) -> Found:
    """What the library has found, by the last stage that each document has finished."""
    only = understand(wiring, question)
    documents = documents_meant(wiring, only)
    findings, silences = _found_in(wiring, documents, only, everything=everything)
    named = {name for silence in silences for name in _clauses_named(silence)}
    held = {finding.clause_id for finding in findings}
    return Found(
        findings,
        documents=documents,
        silences=silences,
        context=_clauses_by_id(wiring, named - held),
    )


def _found_in(
    wiring: Wiring, documents: Sequence[Document], only: ClauseFilter, *, everything: bool
) -> tuple[tuple[Finding, ...], tuple[Silence, ...]]:
    """What was found, with what a user overruled laid over it."""
    findings = wiring.catalog.findings(only, asserted_only=not everything)
    silences = wiring.catalog.silences(only)
    corrected = all_corrections(wiring.catalog, documents)
    if not corrected:
        return findings, silences
    theirs = {
        document.id: sides.side_findings(wiring, sides.library_side(wiring, document))
        for document in corrected
    }
    topic = None if only.topic == ANY_TOPIC else only.topic
    kept = [finding for finding in findings if finding.document not in theirs]
    silent = [silence for silence in silences if silence.document not in theirs]
    for found in theirs.values():
        kept += [
            finding
            for finding in found.findings
            if (everything or finding.asserted) and topic in (None, finding.topic)
        ]
        silent += [silence for silence in found.silences if topic in (None, silence.topic)]
    order = {document.id: number for number, document in enumerate(documents)}
    kept.sort(key=lambda finding: (order.get(finding.document, 0), finding.clause.order))
    return tuple(kept), tuple(silent)


def _clauses_named(silence: Silence) -> Iterable[ClauseId]:
    yield from silence.looked_in
    if silence.article:
        yield silence.article


def _clauses_by_id(wiring: Wiring, names: Iterable[ClauseId]) -> dict[ClauseId, Clause]:
    found: dict[ClauseId, Clause] = {}
    for name in sorted(names):
        try:
            found[name] = wiring.catalog.clause(name)
        except KeyError:  # its document was read again meanwhile
            continue
    return found


@dataclass(slots=True)
class _Gathered:
    """What was found so far in what is named."""

    documents: list[Document] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    context: dict[ClauseId, Clause] = field(default_factory=dict)


def find_in_named(
    wiring: Wiring,
    names: Sequence[str | Path],
    question: Question,
    *,
    everything: bool = False,
    password: str | None = None,
) -> Found:
    """AI findings of what is named: files, which enter no library, and documents of the library; a
    refused file is named, the rest is read. Raises UnknownDocumentError."""
    wanted = known_topic(wiring, question.topic)
    topic = None if wanted == ANY_TOPIC else wanted
    gathered = _Gathered()
    opened, refusals = sides.open_named(wiring, names, password=password)
    for side in opened:
        _gather(wiring, side, gathered)
    return Found(
        tuple(
            finding
            for finding in gathered.findings
            if (everything or finding.asserted) and topic in (None, finding.topic)
        ),
        documents=tuple(gathered.documents),
        silences=tuple(s for s in gathered.silences if topic in (None, s.topic)),
        refusals=refusals,
        context=gathered.context,
    )


def _gather(wiring: Wiring, side: sides.Side, gathered: _Gathered) -> None:
    found = sides.side_findings(wiring, side)
    named = {name for silence in found.silences for name in _clauses_named(silence)}
    gathered.documents.append(side.document)
    gathered.findings.extend(found.findings)
    gathered.silences.extend(found.silences)
    gathered.context.update((c.id, c) for c in side.clauses if c.id in named)


# ── search ───────────────────────────────────────────────────────────────────────────────────────
def search(
    wiring: Wiring,
    query: str | Sequence[str],
    question: Question,
    *,
    top: int = 10,
    mode: str = "hybrid",
) -> Hits:
    """Clauses that answer, best first; several texts of one question are searched together.
    Without an encoder, and before anything is embedded, 'hybrid' goes by words and says so;
    'semantic' raises EncoderError or MissingLibraryError."""
    if mode not in MODES:
        raise BadRequestError(f"There is no mode {mode!r}.", do=f"Use one of: {', '.join(MODES)}.")
    texts = [query] if isinstance(query, str) else list(query)
    if not any(text.strip() for text in texts):
        raise BadRequestError("The question is empty.", do="Write what you look for.")
    for _ in range(LOOKS - 1):
        with suppress(KeyError):
            return _ask(wiring, texts, question, top=top, mode=mode)
    return _ask(wiring, texts, question, top=top, mode=mode)


def _ask(wiring: Wiring, texts: list[str], question: Question, *, top: int, mode: str) -> Hits:
    """One look. Raises KeyError where a clause goes while it is looked at: its document is being
    removed or read again."""
    from analyzer.search import search_clauses

    meaning, warning = _meaning(wiring, mode)
    ranked, confident = search_clauses(
        texts,
        catalog=wiring.catalog,
        index=meaning.index if meaning else None,
        encoder=meaning.encoder if meaning else None,
        top=top,
        only=understand(wiring, question),
        mode=mode,
    )
    hits = _hits(wiring, ranked)
    return Hits(hits, query=texts[0], confident=confident, warnings=(warning,) if warning else ())


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a search by meaning needs."""

    encoder: Encoder
    index: ClauseIndex


def _meaning(wiring: Wiring, mode: str) -> tuple[_Meaning | None, str | None]:
    """Encoder and index, or why a search goes by words alone."""
    if mode == "lexical":
        return None, None
    in_memory = wiring.folder is None
    embedded = any(Stage.VECTORS in held.stages for held in wiring.catalog.documents())
    if mode == "hybrid" and not embedded and not in_memory:
        return None, "Nothing is embedded yet: the search went by words alone."
    try:
        encoder = wiring.encoder
        if in_memory:
            from analyzer.pipeline.samples import embed_texts

            embed_texts(wiring)
        return _Meaning(encoder, wiring.index()), None
    except (EncoderError, MissingLibraryError) as error:
        if mode == "semantic":
            raise
        return None, f"The search went by words alone: {error}"


Ranked = tuple[ClauseId, float, float | None, float | None]


def _hits(wiring: Wiring, ranked: Sequence[Ranked]) -> tuple[Hit, ...]:
    documents = {document.id: document for document in wiring.catalog.documents()}
    clauses = _clauses_by_id(wiring, (row[0] for row in ranked))
    topics = _topics_of(wiring, clauses)
    return tuple(
        Hit(
            clause=clauses[name],
            document=documents[clauses[name].document],
            score=score,
            lexical=lexical,
            semantic=semantic,
            topics=topics.get(name, ()),
            why=_why(lexical, semantic),
        )
        for name, score, lexical, semantic in ranked
        if name in clauses
    )


def _topics_of(
    wiring: Wiring, clauses: Mapping[ClauseId, Clause]
) -> dict[ClauseId, tuple[str, ...]]:
    meant = frozenset(str(clause.document) for clause in clauses.values())
    found: dict[ClauseId, tuple[str, ...]] = {}
    for finding in _asserted(wiring, meant) if meant else ():
        if finding.clause_id in clauses:
            found[finding.clause_id] = (*found.get(finding.clause_id, ()), finding.topic)
    return found


def _asserted(wiring: Wiring, names: frozenset[str]) -> tuple[Finding, ...]:
    """What is held true in these documents, corrections included."""
    only = ClauseFilter(documents=names)
    documents = documents_meant(wiring, only)
    if not all_corrections(wiring.catalog, documents):
        return wiring.catalog.findings(only)
    return _found_in(wiring, documents, only, everything=False)[0]


def _why(lexical: float | None, semantic: float | None) -> str:
    if lexical is not None and semantic is not None:
        return "words and meaning"
    return "words" if lexical is not None else "meaning"
