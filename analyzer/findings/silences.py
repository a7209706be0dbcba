"""What the AI provisions do not say: terms and topics looked for and not found.

Input: the places behind the gate, what was read at each, the taxonomy. Output: `Silence`s, for the
document as a whole and for each AI article, with what was searched for and where.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.findings.context import ClauseTree
from analyzer.findings.gate import Gate
from analyzer.records import ClauseId, DocumentId, Silence
from analyzer.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Said:
    """What was read: the names of the terms at each place, and (clause, topic) held true."""

    terms: Mapping[int, frozenset[str]]
    topics: frozenset[tuple[ClauseId, str]]


def find_silences(
    tree: ClauseTree, gate: Gate, said: Said, *, taxonomy: Taxonomy
) -> tuple[Silence, ...]:
    """Silences of the document, then of each of its AI articles.

    A document that says nothing about AI is silent with nothing looked in: then what was searched
    for is AI itself.
    """
    if not tree.places:
        return ()
    document = tree.places[0].clause.document
    inside = [at for at, entry in enumerate(gate.entries) if entry and tree.places[at].speaks]
    silences = _silent(document, None, inside, tree, said=said, taxonomy=taxonomy)
    for article in gate.articles:
        below = [at for at in inside if gate.article_of(at, tree) == article]
        if below:
            name = tree.places[article].clause.id
            silences += _silent(document, name, below, tree, said=said, taxonomy=taxonomy)
    return tuple(silences)


def _silent(
    document: DocumentId,
    article: ClauseId | None,
    places: Sequence[int],
    tree: ClauseTree,
    *,
    said: Said,
    taxonomy: Taxonomy,
) -> list[Silence]:
    looked_in = tuple(tree.places[at].clause.id for at in places)
    terms = {name for at in places for name in said.terms.get(at, ())}
    around = set(looked_in)
    topics = {slug for clause, slug in said.topics if clause in around}
    gate_words = tuple(signal.name for signal in taxonomy.signals)
    looked_for: list[tuple[str | None, str | None, tuple[str, ...]]] = [
        *(
            (None, term.name, term.searched_for)
            for term in taxonomy.terms
            if term.name not in terms
        ),
        *((topic.slug, None, topic.query) for topic in taxonomy.topics if topic.slug not in topics),
    ]
    return [
        Silence(
            document=document,
            scope="document" if article is None else "article",
            article=article,
            topic=topic,
            term=term,
            looked_in=looked_in,
            searched_for=searched_for if looked_in else gate_words,
        )
        for topic, term, searched_for in looked_for
    ]
