"""What the AI provisions do not say: a term looked for and not found.

Input: the places behind the gate, the terms read, the taxonomy. Output: `Silence`s, for the
document as a whole and for each AI article, with what was searched for and where.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analyzer.findings.context import ClauseTree
from analyzer.findings.gate import Gate
from analyzer.records import ClauseId, DocumentId, Silence
from analyzer.taxonomy import Taxonomy


def find_silences(
    tree: ClauseTree, gate: Gate, read: Mapping[int, frozenset[str]], *, taxonomy: Taxonomy
) -> tuple[Silence, ...]:
    """`read` holds the names of the terms read at each place.

    A document that says nothing about AI is silent with nothing looked in: then what was searched
    for is AI itself.
    """
    if not tree.places:
        return ()
    document = tree.places[0].clause.document
    inside = [at for at, entry in enumerate(gate.entries) if entry and tree.places[at].speaks]
    silences = _silent(document, None, inside, tree, read=read, taxonomy=taxonomy)
    for article in gate.articles:
        below = [at for at in inside if gate.article_of(at, tree) == article]
        if below:
            name = tree.places[article].clause.id
            silences += _silent(document, name, below, tree, read=read, taxonomy=taxonomy)
    return tuple(silences)


def _silent(
    document: DocumentId,
    article: ClauseId | None,
    places: Sequence[int],
    tree: ClauseTree,
    *,
    read: Mapping[int, frozenset[str]],
    taxonomy: Taxonomy,
) -> list[Silence]:
    said = {name for at in places for name in read.get(at, ())}
    looked_in = tuple(tree.places[at].clause.id for at in places)
    gate_words = tuple(signal.name for signal in taxonomy.signals)
    return [
        Silence(
            document=document,
            scope="document" if article is None else "article",
            article=article,
            topic=None,
            term=term.name,
            looked_in=looked_in,
            searched_for=term.searched_for if looked_in else gate_words,
        )
        for term in taxonomy.terms
        if term.name not in said
    ]
