"""Clauses → findings and silences: the gate, then topics by cue and by learning, then terms.

`find_by_cues` needs no encoder; `find` joins them with what was learned from examples.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analyzer.findings.ai_terms import Wording
from analyzer.findings.context import ClauseTree, build_tree
from analyzer.findings.cues import (
    HEARD,
    Judgment,
    inherit,
    judge_by_cues,
    merge_spans,
    names_by_topic,
    readable_sentences,
    refused_topics,
)
from analyzer.findings.gate import Gate, open_gate
from analyzer.findings.learned import Joining, Layer, load_head, normalised
from analyzer.findings.silences import Said, find_silences
from analyzer.findings.terms import read_terms, terms_about
from analyzer.ports import Encoder
from analyzer.records import (
    Basis,
    Clause,
    ClauseId,
    ClauseKind,
    DocumentId,
    Evidence,
    Finding,
    Findings,
    ProvisionTerm,
)
from analyzer.taxonomy import Taxonomy, Term
from analyzer.wording.sentences import Span, split_sentences

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

#: findings below are not kept, not even as not asserted
KEPT = HEARD
#: a topic that only a term read in the clause speaks for
TERM_SCORE = 0.6
#: a learned strength, the logit of a chance, from which it is named as a reason
LEARNED_SAYS = -1.0
UNKNOWN_ENCODER = (
    "The topic head was trained with another encoder: topics are judged by cues and words. "
    "`make learn` trains it for the encoder of the settings."
)
_BASIS_ORDER = tuple(Basis)


@dataclass(frozen=True, slots=True)
class _Case:
    """A document on its way through the finder."""

    tree: ClauseTree
    gate: Gate
    taxonomy: Taxonomy
    #: the tree as it is read, with plain names in the place of AI terms, and back to the print
    wordings: tuple[Wording, ...]

    @property
    def judged_places(self) -> tuple[int, ...]:
        """Places behind the gate that may have a finding."""
        entries = self.gate.entries
        return tuple(
            at for at, place in enumerate(self.tree.places) if entries[at] and place.speaks
        )


@dataclass(frozen=True, slots=True)
class _Learned:
    """Learned strengths by place and topic, and the layer that joins them with cues."""

    layer: Layer
    strengths: Mapping[int, Mapping[str, float]]


def judged_clauses(clauses: Sequence[Clause], taxonomy: Taxonomy) -> tuple[int, ...]:
    """Places of the clauses behind the gate that may have a finding: only they need a vector."""
    return _open(clauses, taxonomy).judged_places


def find_by_cues(clauses: Sequence[Clause], taxonomy: Taxonomy) -> Findings:
    """Findings of one document by cue patterns alone."""
    return _findings(_open(clauses, taxonomy), None)


def find(
    clauses: Sequence[Clause], taxonomy: Taxonomy, vectors: Vectors, *, encoder: Encoder
) -> Findings:
    """Findings of one document by cues and by what was learned from examples.

    `vectors` has one row a clause, in their order; a row of zeros or of no numbers says that the
    clause was not embedded, and it is judged by cues alone. Vectors of an encoder that the head was
    not trained with are not read: words take their place, and a warning says so.
    """
    case = _open(clauses, taxonomy)
    if not case.judged_places:
        return _findings(case, None)
    head = load_head()
    layer = head.layer_for(encoder.fingerprint)
    if layer.vectors is None:
        warnings.warn(UNKNOWN_ENCODER, stacklevel=2)
    rows = normalised(vectors[list(case.judged_places)])
    embedded = np.abs(rows).sum(axis=1) > 0
    texts = [case.tree.places[at].text for at in case.judged_places]
    strengths = head.strengths(layer, texts, rows)
    learned = {
        at: dict(zip(head.slugs, map(float, strengths[row]), strict=True))
        for row, at in enumerate(case.judged_places)
        if embedded[row]
    }
    return _findings(case, _Learned(layer, learned))


def _open(clauses: Sequence[Clause], taxonomy: Taxonomy) -> _Case:
    tree = build_tree(clauses)
    gate = open_gate(tree, taxonomy)
    wordings = tuple(
        gate.terms.worded(place.text) if entry else Wording(place.text)
        for place, entry in zip(tree.places, gate.entries, strict=True)
    )
    places = tuple(
        replace(place, text=wording.text, heading=gate.terms.worded(place.heading).text)
        for place, wording in zip(tree.places, wordings, strict=True)
    )
    signals = tuple(
        tuple(wording.read(span) for span in spans)
        for wording, spans in zip(wordings, gate.signals, strict=True)
    )
    return _Case(ClauseTree(places), replace(gate, signals=signals), taxonomy, wordings)


def _findings(case: _Case, learned: _Learned | None) -> Findings:
    judgments: dict[int, dict[str, Judgment]] = {}
    read: dict[int, tuple[ProvisionTerm, ...]] = {}
    topics = case.taxonomy.topics
    names = names_by_topic(case.tree, case.gate, topics)
    for at, place in enumerate(case.tree.places):
        if not case.gate.entries[at]:
            continue
        judged = judge_by_cues(case.tree, case.gate, at, topics=topics, names=names)
        if learned and at in learned.strengths:
            refused = refused_topics(place.text, topics)
            joining = learned.layer.joining
            judged = _with_learned(judged, learned.strengths[at], joining, refused=refused)
        judgments[at] = judged = inherit(case.tree, at, judged, judgments)
        if place.speaks:
            held = {slug for slug, judgment in judged.items() if judgment.asserted}
            read[at] = _read_at(case, at, _topics_around(case, at, judgments), held=held)
    found = tuple(
        finding
        for at in case.judged_places
        for finding in _findings_at(case, at, judgments[at], read[at])
    )
    said = Said(
        terms={at: frozenset(term.name for term in terms) for at, terms in read.items()},
        topics=frozenset((f.clause_id, f.topic) for f in found if f.asserted),
    )
    return Findings(found, find_silences(case.tree, case.gate, said, taxonomy=case.taxonomy))


def _read_at(
    case: _Case, at: int, around: frozenset[str], *, held: Set[str]
) -> tuple[ProvisionTerm, ...]:
    """The terms of a place: those that speak for a topic first, then all of the topics around."""
    place, terms = case.tree.places[at], case.taxonomy.terms
    sentences, above = readable_sentences(place.text, case.gate, at), _words_above(case, at)

    def read(chosen: Sequence[Term], topics: Set[str]) -> tuple[ProvisionTerm, ...]:
        return read_terms(
            place.text, place.text, sentences, terms=chosen, above=above, topics=topics
        )

    first = read([term for term in terms if term.speaks], held)
    spoken = {case.taxonomy.term(item.name).topics[0] for item in first}
    others = [term for term in terms_about(terms, around | spoken) if not term.speaks]
    return tuple(
        sorted((*first, *read(others, held | spoken)), key=lambda item: (item.start, item.name))
    )


def _topics_around(
    case: _Case, at: int, judgments: Mapping[int, Mapping[str, Judgment]]
) -> frozenset[str]:
    """Topics that a place or what stands above it may bear: terms of no other are looked for.

    All of them where the place is about AI and no topic is held true.
    """
    here = {slug for slug, judgment in judgments[at].items() if judgment.score >= KEPT}
    if not any(judgment.asserted for judgment in judgments[at].values()):
        return frozenset(case.taxonomy.slugs)
    above = {
        slug
        for higher in case.tree.above(at)
        for slug, judgment in judgments.get(higher, {}).items()
        if judgment.asserted
    }
    return frozenset(here | above)


def _words_above(case: _Case, at: int) -> str:
    """The headings and lead-ins that a place stands under, its own heading first."""
    tree = case.tree
    above = [tree.title(higher) for higher in tree.above(at)]
    leads = [tree.places[higher].text for higher in tree.above(at) if tree.places[higher].speaks]
    return "\n".join(part for part in (tree.places[at].heading, *above, *leads) if part)


def _with_learned(
    judged: Mapping[str, Judgment],
    strengths: Mapping[str, float],
    joining: Joining,
    *,
    refused: Collection[str],
) -> dict[str, Judgment]:
    """Judgments joined with how strongly the examples speak for each topic.

    For a topic that the clause only looks like, nothing but a cue speaks.
    """
    nothing = Judgment(0.0, frozenset())
    by_cues = [judged.get(slug, nothing) for slug in strengths]
    cues = np.array([[judgment.score for judgment in by_cues]])
    chances = joining.chances(cues, np.array([list(strengths.values())]))[0]
    thresholds = joining.thresholds(cues)[0]
    merged = {}
    for at, (slug, strength) in enumerate(strengths.items()):
        by_cue = by_cues[at]
        if slug in refused and by_cue.score < HEARD:
            continue
        said = strength >= LEARNED_SAYS or not by_cue.basis
        merged[slug] = replace(
            by_cue,
            score=float(chances[at]),
            basis=by_cue.basis | {Basis.LEARNED} if said else by_cue.basis,
            held_from=float(thresholds[at]),
        )
    return merged


def _findings_at(
    case: _Case, at: int, judged: Mapping[str, Judgment], read: tuple[ProvisionTerm, ...]
) -> list[Finding]:
    place, wording = case.tree.places[at], case.wordings[at]
    clause = place.clause
    held = _with_terms(judged, read, case.taxonomy)
    carried = _carriers(held, read, case.taxonomy)
    findings = []
    for slug in case.taxonomy.slugs:
        judgment = held.get(slug)
        if judgment is None or not (judgment.asserted or judgment.score >= KEPT):
            continue
        read_spans = judgment.spans or _fallback_span(place.text, case.gate.signals[at])
        spans = merge_spans(wording.printed(span) for span in read_spans)
        findings.append(
            Finding(
                clause=clause,
                topic=slug,
                score=round(judgment.score, 3),
                asserted=judgment.asserted,
                basis=tuple(basis for basis in _BASIS_ORDER if basis in judgment.basis),
                evidence=tuple(Evidence(s, e, clause.text[s:e]) for s, e in spans),
                terms=tuple(
                    _as_printed(term, clause.text, wording)
                    for term in read
                    if slug in carried[term.name]
                ),
            )
        )
    return findings


def _as_printed(term: ProvisionTerm, text: str, wording: Wording) -> ProvisionTerm:
    """A term with the words of the clause as they are printed."""
    start, end = wording.printed((term.start, term.end))
    return replace(term, start=start, end=end, quote=text[start:end])


def _with_terms(
    judged: Mapping[str, Judgment], read: Sequence[ProvisionTerm], taxonomy: Taxonomy
) -> dict[str, Judgment]:
    """A term read where none of its topics is held true speaks for its first topic.

    Some terms do so always, all where the clause has no other topic.
    """
    held = dict(judged)
    for item in read:
        term = taxonomy.term(item.name)
        asserted = {slug for slug, judgment in held.items() if judgment.asserted}
        if not asserted.isdisjoint(term.topics) or (asserted and not term.speaks):
            continue
        before = held.get(term.topics[0], Judgment(0.0, frozenset()))
        held[term.topics[0]] = Judgment(
            TERM_SCORE, before.basis | {Basis.CUE}, (*before.spans, (item.start, item.end))
        )
    return held


def _carriers(
    held: Mapping[str, Judgment], read: Sequence[ProvisionTerm], taxonomy: Taxonomy
) -> dict[str, frozenset[str]]:
    """The topics on whose findings each term stands: its own held true, else the surest of all."""
    asserted = {slug: j.score for slug, j in held.items() if j.asserted}
    return {
        item.name: frozenset(asserted).intersection(taxonomy.term(item.name).topics)
        or frozenset({max(asserted, key=lambda slug: asserted[slug])})
        for item in read
    }


def _fallback_span(text: str, signals: Sequence[Span]) -> tuple[Span, ...]:
    """What to quote where no cue of the topic stands: the words about AI, else a sentence."""
    return tuple(signals[:1]) or split_sentences(text)[:1]


def lone_clause(text: str) -> Clause:
    """A clause that stands alone, as pasted or as an example."""
    return Clause(
        id=ClauseId("text"),
        document=DocumentId("text"),
        parent=None,
        order=0,
        kind=ClauseKind.CLAUSE,
        text=text,
    )
