"""What the AI provisions do not say: terms and topics looked for and not found.

Input: the places behind the gate, what was read at each, the taxonomy. Output: `Silence`s, for the
document as a whole and for each AI article, with what was searched for and where. A term that no
reader read is not silent where a clause speaks of its matter in words that no reader knows: then
nothing is claimed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from analyzer.findings.context import ClauseTree
from analyzer.findings.gate import Gate
from analyzer.records import ClauseId, Silence
from analyzer.taxonomy import Expression, Taxonomy, Term

#: clauses that stand under one place with at least so many about AI, this share of them all, are
#: read for what an AI article may say in words of its own
NEIGHBOURS = 3
NEIGHBOUR_SHARE = 0.5


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
    inside = [at for at, entry in enumerate(gate.entries) if entry and tree.places[at].speaks]
    near = _near_readings(tree, _with_neighbours(tree, inside), taxonomy.terms)
    for name, unread in _unread(tree, inside, said, taxonomy=taxonomy).items():
        near[name] = near.get(name, frozenset()) | unread
    search = _Search(tree, said, taxonomy, near)
    silences = _silent(search, None, inside)
    for article in gate.articles:
        below = [at for at in inside if gate.article_of(at, tree) == article]
        if below:
            silences += _silent(search, tree.places[article].clause.id, below)
    return tuple(silences)


@dataclass(frozen=True, slots=True)
class _Search:
    """A document, what was read in it, and where each term may stand in words nobody reads."""

    tree: ClauseTree
    said: Said
    taxonomy: Taxonomy
    near: Mapping[str, frozenset[int]]


def _silent(search: _Search, article: ClauseId | None, places: Sequence[int]) -> list[Silence]:
    tree, taxonomy, around = search.tree, search.taxonomy, frozenset(places)
    looked_in = tuple(tree.places[at].clause.id for at in places)
    terms = {name for at in places for name in search.said.terms.get(at, ())}
    terms |= {
        name
        for name, near in search.near.items()
        if near and (article is None or not near.isdisjoint(around))
    }
    ids = set(looked_in)
    topics = {slug for clause, slug in search.said.topics if clause in ids}
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
            document=tree.places[0].clause.document,
            scope="document" if article is None else "article",
            article=article,
            topic=topic,
            term=term,
            looked_in=looked_in,
            searched_for=searched_for if looked_in else gate_words,
        )
        for topic, term, searched_for in looked_for
    ]


def _with_neighbours(tree: ClauseTree, inside: Sequence[int]) -> list[int]:
    """The places behind the gate, and those that stand with them under one that is mostly so.

    What ends an AI article (its disputes, its dates) often holds no word about AI.
    """
    speaking: Counter[int] = Counter()
    about: Counter[int] = Counter()
    behind = frozenset(inside)
    for at, place in enumerate(tree.places):
        for above in tree.above(at) if place.speaks else ():
            speaking[above] += 1
            about[above] += at in behind
    mostly = {
        at
        for at, count in about.items()
        if count >= NEIGHBOURS and count >= NEIGHBOUR_SHARE * speaking[at]
    }
    return [
        at
        for at, place in enumerate(tree.places)
        if at in behind or (place.speaks and not mostly.isdisjoint(tree.above(at)))
    ]


def _near_readings(
    tree: ClauseTree, places: Sequence[int], terms: Sequence[Term]
) -> dict[str, frozenset[int]]:
    """By term, the places that speak of its matter, whether or not a value was read there."""
    if not places:
        return {}
    texts = [tree.places[at].text for at in places]
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    joined = "\n".join(texts)
    return {
        term.name: frozenset(
            places[row]
            for near in term.near
            for row in _rows_with(near, joined, starts)
            if _stands_at(near, tree, places[row])
        )
        for term in terms
        if term.near
    }


def _unread(
    tree: ClauseTree, places: Sequence[int], said: Said, *, taxonomy: Taxonomy
) -> dict[str, frozenset[int]]:
    """By term, the places held to be about its first topic in which no term at all was read, and
    which hold one of its keywords: what they say of the topic nobody has understood."""
    found: dict[str, set[int]] = {}
    for at in places:
        if said.terms.get(at):
            continue
        place = tree.places[at]
        lowered = place.text.lower()
        for term in taxonomy.terms:
            about = (place.clause.id, term.topics[0]) in said.topics
            if about and _opens_a_word(term.keywords, lowered):
                found.setdefault(term.name, set()).add(at)
    return {name: frozenset(at) for name, at in found.items()}


def _opens_a_word(keywords: Sequence[str], lowered: str) -> bool:
    """True where a word of a text begins with a keyword: "lay" opens "layoff", not "player"."""
    words = "|".join(map(re.escape, keywords))
    return re.search(rf"(?<!\w)(?:{words})", lowered) is not None


def _rows_with(near: Expression, joined: str, starts: Sequence[int]) -> set[int]:
    """The texts in which the first part begins: all are searched at once."""
    return {bisect_right(starts, match.start()) - 1 for match in near.patterns[0].finditer(joined)}


def _stands_at(near: Expression, tree: ClauseTree, at: int) -> bool:
    """True where the other parts stand in the clause, its heading or what stands above it."""
    others = near.patterns[1:]
    if not others:
        return True
    above = [
        part for up in tree.above(at) for part in (tree.places[up].heading, tree.places[up].text)
    ]
    words = "\n".join((tree.places[at].text, tree.places[at].heading, *above))
    return all(part.search(words) for part in others)
