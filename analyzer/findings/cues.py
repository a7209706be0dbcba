"""Topics by cue patterns.

Input: a place of the tree behind the gate. Output: for each topic a `Judgment`: a score between 0
and 1, the words that carry it and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analyzer.findings.context import ClauseTree
from analyzer.findings.definitions import any_of, definitions_in
from analyzer.findings.gate import LONGEST_READ, Entry, Gate, is_lead_in
from analyzer.records import Basis
from analyzer.taxonomy import DEFAULT_CUE_WEIGHT, Topic
from analyzer.wording.sentences import Span, split_sentences

#: what a score by cues alone must reach for the program to hold the finding true
ASSERTED = 0.5
#: a cue whose score stays below says nothing
HEARD = 0.2
#: what a finding keeps of the score of the lead-in that it completes
INHERITED_SHARE = 0.9
#: how far an own run-in heading carries, of the cue's weight
OWN_HEADING_SHARE = 0.75
#: a clause of fewer sentences is read whole
SHORT_CLAUSE = 3
#: how far a defined term carries the topic that it names
NAMED_WEIGHT = 0.7
#: headings above that count
HEADINGS_ABOVE = 3


@dataclass(frozen=True, slots=True)
class Judgment:
    """How far one clause is about one topic."""

    score: float
    basis: frozenset[Basis]
    spans: tuple[Span, ...] = ()
    #: the score from which the program holds it true
    held_from: float = ASSERTED

    @property
    def asserted(self) -> bool:
        """True where the program holds that the clause is about the topic."""
        return self.score >= self.held_from


def judge_by_cues(
    tree: ClauseTree,
    gate: Gate,
    at: int,
    *,
    topics: Sequence[Topic],
    names: Mapping[str, re.Pattern[str]],
) -> dict[str, Judgment]:
    """The judgment of every topic for which something speaks at one place.

    `names` holds, for a topic that names a thing, the terms that the document defines by it.
    """
    place = tree.places[at]
    readable = readable_sentences(place.text, gate, at)
    judged = {}
    for topic in topics:
        weights, spans = _cues_in(place.text, readable, topic)
        if place.heading:
            own = [w * OWN_HEADING_SHARE for w in _heading_weights(place.heading, topic)]
            weights.extend(own[:1])
        basis = {Basis.CUE} if weights else set()
        named = _names_in(place.text, readable, names.get(topic.slug))
        if named:
            weights.append(NAMED_WEIGHT)
            spans = merge_spans((*spans, *named))
            basis.add(Basis.DEFINITION)
        above = _heading_above(tree, at, topic)
        if above:
            weights.append(above)
            basis.add(Basis.INHERITED)
        if weights:
            if gate.entries[at] is Entry.DEFINITION:
                basis.add(Basis.DEFINITION)
            judged[topic.slug] = Judgment(either(weights), frozenset(basis), spans)
    return judged


def refused_topics(text: str, topics: Sequence[Topic]) -> frozenset[str]:
    """Topics that a text only looks like: what was learned does not speak for them."""
    opening = text[:LONGEST_READ]
    return frozenset(t.slug for t in topics if t.refuse and t.refuse.search(opening))


def names_by_topic(
    tree: ClauseTree, gate: Gate, topics: Sequence[Topic]
) -> dict[str, re.Pattern[str]]:
    """For each topic that names a thing, the terms that the document defines by it."""
    terms: dict[str, set[str]] = {}
    for at, place in enumerate(tree.places):
        if not gate.entries[at] or not place.speaks:
            continue
        for term, definition in definitions_in(place.text):
            if gate.terms.is_plain_name(term):
                continue
            words = f"{term} means {definition}"
            for topic in topics:
                if not topic.names_a_thing:
                    continue
                weights, _ = _cues_in(words, ((0, len(words)),), topic)
                if either(weights) >= ASSERTED:
                    terms.setdefault(topic.slug, set()).add(term)
    return {slug: any_of(found) for slug, found in terms.items()}


def inherit(
    tree: ClauseTree, at: int, judged: dict[str, Judgment], parents: dict[int, dict[str, Judgment]]
) -> dict[str, Judgment]:
    """The judgments of a place with those of the lead-in that it completes laid over."""
    parent = tree.places[at].parent
    if parent is None or parent not in parents or not is_lead_in(tree.places[parent].text):
        return judged
    merged = dict(judged)
    for slug, above in parents[parent].items():
        if not above.asserted or Basis.CUE not in above.basis | _inherited_cue(above):
            continue
        own = merged.get(slug, Judgment(0.0, frozenset()))
        merged[slug] = Judgment(
            max(own.score, above.score * INHERITED_SHARE),
            own.basis | {Basis.INHERITED},
            own.spans,
            min(own.held_from, above.held_from * INHERITED_SHARE),
        )
    return merged


def either(weights: Iterable[float]) -> float:
    """The chance that at least one of several independent signs is right."""
    missed = 1.0
    for weight in weights:
        missed *= 1.0 - weight
    return 1.0 - missed


def readable_sentences(text: str, gate: Gate, at: int) -> tuple[Span, ...]:
    """The sentences of a place that may carry a topic.

    Inside an AI article or below an AI lead-in all do. A clause elsewhere that speaks of AI in
    passing is read only where it does, and one sentence on.
    """
    sentences = split_sentences(text[:LONGEST_READ])
    if gate.inside[at] or len(sentences) < SHORT_CLAUSE:
        return sentences
    about = {
        number
        for number, (start, end) in enumerate(sentences)
        if any(start <= span[0] < end for span in gate.signals[at])
    }
    return tuple(s for n, s in enumerate(sentences) if n in about or n - 1 in about)


def _inherited_cue(judgment: Judgment) -> frozenset[Basis]:
    """A judgment inherited from a cue further up counts as carried by that cue."""
    return frozenset({Basis.CUE}) if Basis.INHERITED in judgment.basis else frozenset()


def _cues_in(
    text: str, sentences: Sequence[Span], topic: Topic
) -> tuple[list[float], tuple[Span, ...]]:
    """Weights of the cues that match, each once, and where they do."""
    matched: dict[int, float] = {}
    spans: list[Span] = []
    for start, end in sentences:
        if topic.refuse and topic.refuse.search(text, start, end):
            continue
        for number, cue in enumerate(topic.cues):
            match = cue.pattern.search(text, start, end)
            if match:
                matched[number] = cue.weight
                spans.append(match.span())
    return list(matched.values()), merge_spans(spans)


def _names_in(
    text: str, sentences: Sequence[Span], names: re.Pattern[str] | None
) -> tuple[Span, ...]:
    """Where defined terms stand, the first of each sentence."""
    if names is None:
        return ()
    found = (names.search(text, start, end) for start, end in sentences)
    return tuple(match.span() for match in found if match)


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _heading_weights(heading: str, topic: Topic) -> list[float]:
    if topic.refuse and topic.refuse.search(heading):
        return []
    return sorted((c.weight for c in topic.cues if c.pattern.search(heading)), reverse=True)


def _heading_above(tree: ClauseTree, at: int, topic: Topic) -> float:
    """How far the headings above speak for a topic: the nearest full, farther ones less."""
    best, titles = 0.0, 0
    for above in tree.above(at):
        title = tree.title(above)
        if not title:
            continue
        weights = _heading_weights(title, topic)
        if weights:
            best = max(best, topic.heading_weight * weights[0] / DEFAULT_CUE_WEIGHT / (titles + 1))
        titles += 1
        if titles == HEADINGS_ABOVE:
            break
    return best
