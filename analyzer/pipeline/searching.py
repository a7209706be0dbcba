"""Search: a question to a library → results.Hits, each with the records that it names.

What the steps need is gathered here: words and vectors of the catalog, and the topics that were
found in it, as a user corrected them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from analyzer.errors import BadRequestError, EncoderError, MissingLibraryError
from analyzer.pipeline.asking import clauses_by_id, found_in
from analyzer.pipeline.corrections import all_corrections
from analyzer.pipeline.questions import Question, documents_meant, understand
from analyzer.pipeline.wiring import Wiring
from analyzer.ports import ClauseFilter, Encoder
from analyzer.records import Clause, ClauseId, Document, Hit, Stage
from analyzer.results import Hits
from analyzer.wording.setting import fold_heading

if TYPE_CHECKING:
    from analyzer.ports import Vectors
    from analyzer.search import Ranked, Topics
    from analyzer.vectors import ClauseIndex

MODES = ("hybrid", "semantic", "lexical")
#: a question that meets a document just being removed or read again is asked anew
LOOKS = 3
#: how much of what is asked a clause is about, for that to be a reason to show it
ABOUT_IT = 0.5


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
        topics=partial(_topics, wiring),
    )
    hits = _hits(wiring, ranked)
    return Hits(hits, query=texts[0], confident=confident, warnings=(warning,) if warning else ())


def _topics(wiring: Wiring, only: ClauseFilter) -> Topics:
    """The topics of the clauses that a filter lets through, corrections included, and those that a
    question asks about."""
    from analyzer.search import Topics

    def asked(text: str, vector: Vectors) -> Mapping[str, float]:
        from analyzer.findings.asked import topics_asked

        return topics_asked(text, vector, encoder=wiring.encoder)

    return Topics(_found_topics(wiring, only), asked)


def _found_topics(wiring: Wiring, only: ClauseFilter) -> Mapping[ClauseId, Mapping[str, float]]:
    documents = documents_meant(wiring, only)
    if not all_corrections(wiring.catalog, documents):
        return wiring.catalog.topics(only)
    findings, _ = found_in(wiring, documents, replace(only, topic=None), everything=True)
    allowed = set(wiring.catalog.clause_ids(only))
    about = {each.clause_id for each in findings if each.asserted} & allowed
    found: dict[ClauseId, dict[str, float]] = {clause: {} for clause in about}
    for each in findings:
        if each.clause_id in about:
            found[each.clause_id][each.topic] = each.score
    return found


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


def _hits(wiring: Wiring, ranked: Sequence[Ranked]) -> tuple[Hit, ...]:
    documents = {document.id: document for document in wiring.catalog.documents()}
    clauses = clauses_by_id(wiring, (found.clause for found in ranked))
    theirs = dict.fromkeys(clause.document for clause in clauses.values())
    topics = _topics_of(wiring, clauses, [documents[name] for name in theirs])
    return tuple(
        Hit(
            clause=clauses[found.clause],
            document=documents[clauses[found.clause].document],
            score=found.score,
            lexical=found.lexical,
            semantic=found.semantic,
            topics=topics.get(found.clause, ()),
            why=_why(found),
            headings=_headings_above(wiring, clauses[found.clause]),
        )
        for found in ranked
        if found.clause in clauses
    )


def _headings_above(wiring: Wiring, clause: Clause) -> tuple[str, ...]:
    """What a clause stands under, outermost first; a heading that is printed twice in a row, as in
    an instruction and its article, once. Raises KeyError."""
    found: list[str] = []
    while clause.parent is not None:
        clause = wiring.catalog.clause(clause.parent)
        if clause.heading and fold_heading(clause.heading) not in map(fold_heading, found[-1:]):
            found.append(clause.heading)
    return tuple(reversed(found))


def _topics_of(
    wiring: Wiring, clauses: Mapping[ClauseId, Clause], documents: Sequence[Document]
) -> dict[ClauseId, tuple[str, ...]]:
    """What is held true of these clauses of these documents, corrections included."""
    if not clauses:
        return {}
    only = ClauseFilter(
        documents=frozenset(str(each.id) for each in documents), clauses=frozenset(clauses)
    )
    if all_corrections(wiring.catalog, documents):
        findings, _ = found_in(wiring, documents, only, everything=False)
    else:
        findings = wiring.catalog.findings(only)
    found: dict[ClauseId, tuple[str, ...]] = {}
    for finding in findings:
        if finding.clause_id in clauses:
            found[finding.clause_id] = (*found.get(finding.clause_id, ()), finding.topic)
    return found


def _why(found: Ranked) -> str:
    """By what a clause was found: 'words', 'meaning', 'words, meaning and topic'."""
    said = {
        "words": found.lexical is not None,
        "meaning": found.semantic is not None,
        "topic": found.topical is not None and found.topical >= ABOUT_IT,
    }
    *others, last = [name for name, holds in said.items() if holds] or [""]
    return f"{', '.join(others)} and {last}" if others else last
