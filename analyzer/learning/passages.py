"""Everything that the head learns from, as one table of texts and topics.

Input: the taxonomy and passages.toml. Output: `Lessons`: texts, for each topic whether a text is of
it, is not, or is not asked, and groups of texts that never stand on both sides of a fold.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rapidfuzz import fuzz, process

from analyzer.errors import TaxonomyError
from analyzer.findings import find_by_cues
from analyzer.findings.finder import lone_clause
from analyzer.records import Clause, ClauseId, ClauseKind
from analyzer.taxonomy import Taxonomy

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

PASSAGES_FILE = "passages.toml"
#: what a table of topics says
OF_IT, NOT_OF_IT, NOT_ASKED = 1, 0, -1
#: an example whose cues speak so far for a topic that it was not written for is not asked about it
MAY_BE = 0.45
#: texts that share so much of their words are near copies, of 100
NEAR_COPY = 75.0


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Passage(_Row):
    """A clause as some guild would write it, with all its topics; `may` are open to dispute."""

    manner: str = Field(pattern=r"^[a-z][a-z_]+$")
    text: str
    topics: tuple[str, ...]
    may: tuple[str, ...] = ()


class _PassagesFile(_Row):
    schema_: Literal[1] = Field(alias="schema")
    passage: tuple[Passage, ...] = Field(min_length=20)


@dataclass(frozen=True, slots=True)
class Lessons:
    """Texts with their topics (texts, topics), groups, and which of them are passages."""

    texts: tuple[str, ...]
    topics: NDArray[np.int8]
    groups: NDArray[np.intp]
    is_passage: NDArray[np.bool_]

    @property
    def passages(self) -> tuple[str, ...]:
        """The texts that are passages, in their order."""
        return tuple(t for t, is_one in zip(self.texts, self.is_passage, strict=True) if is_one)


def load_passages(taxonomy: Taxonomy) -> tuple[Passage, ...]:
    """The passages of the data file. Raises TaxonomyError."""
    text = files("analyzer").joinpath("data", PASSAGES_FILE).read_text(encoding="utf-8")
    try:
        passages = _PassagesFile.model_validate(tomllib.loads(text)).passage
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise TaxonomyError(
            f"The data file {PASSAGES_FILE} does not have its shape.",
            why=str(error),
            do="The comment at the head of the file says what a row holds.",
        ) from error
    unknown = {slug for p in passages for slug in (*p.topics, *p.may)} - set(taxonomy.slugs)
    if unknown:
        raise TaxonomyError(f"{PASSAGES_FILE} names unknown topics: {', '.join(sorted(unknown))}")
    return passages


def gather_lessons(taxonomy: Taxonomy, passages: Sequence[Passage]) -> Lessons:
    """Examples, counterexamples and passages as one table."""
    texts: list[str] = []
    rows: list[NDArray[np.int8]] = []
    for number, topic in enumerate(taxonomy.topics):
        for text in (*topic.examples, *topic.counterexamples):
            row = _judged_otherwise(text, taxonomy)
            row[number] = OF_IT if text in topic.examples else NOT_OF_IT
            texts.append(text)
            rows.append(row)
    of_examples = len(texts)
    for passage in passages:
        row = np.full(len(taxonomy.slugs), NOT_OF_IT, dtype=np.int8)
        row[[taxonomy.slugs.index(slug) for slug in passage.may]] = NOT_ASKED
        row[[taxonomy.slugs.index(slug) for slug in passage.topics]] = OF_IT
        texts.append(passage.text)
        rows.append(row)
    manners = [None] * of_examples + [passage.manner for passage in passages]
    return Lessons(
        texts=tuple(texts),
        topics=np.stack(rows),
        groups=group_texts(texts, manners),
        is_passage=np.array([manner is not None for manner in manners]),
    )


def group_texts(texts: Sequence[str], manners: Sequence[str | None]) -> NDArray[np.intp]:
    """A number for each text: near copies, and passages in one manner, have the same."""
    alike = process.cdist(texts, texts, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR_COPY)
    leaders = list(range(len(texts)))
    first_of: dict[str, int] = {}
    for at, manner in enumerate(manners):
        near = [int(other) for other in np.flatnonzero(alike[at, :at])]
        if manner is not None:
            near.append(first_of.setdefault(manner, at))
        for other in near:
            _unite(leaders, at, other)
    return np.array([_leader(leaders, at) for at in range(len(texts))], dtype=np.intp)


def cue_scores(texts: Sequence[str], taxonomy: Taxonomy) -> Numbers:
    """(texts, topics): what the cues alone say of texts that stand in an article about AI."""
    clauses = [_article(), *(_below(number, text) for number, text in enumerate(texts))]
    scores = np.zeros((len(texts), len(taxonomy.slugs)))
    for finding in find_by_cues(clauses, taxonomy).findings:
        if finding.clause.kind is ClauseKind.CLAUSE:
            scores[finding.clause.order - 1, taxonomy.slugs.index(finding.topic)] = finding.score
    return scores


def _judged_otherwise(text: str, taxonomy: Taxonomy) -> NDArray[np.int8]:
    """No topic but those that the cues suggest, which are not asked."""
    row = np.full(len(taxonomy.slugs), NOT_OF_IT, dtype=np.int8)
    for finding in find_by_cues([lone_clause(text)], taxonomy).findings:
        if finding.score >= MAY_BE:
            row[taxonomy.slugs.index(finding.topic)] = NOT_ASKED
    return row


def _article() -> Clause:
    return Clause(
        id=ClauseId("article"),
        document=lone_clause("").document,
        parent=None,
        order=0,
        kind=ClauseKind.ARTICLE,
        text="",
        heading="Artificial Intelligence",
    )


def _below(number: int, text: str) -> Clause:
    return Clause(
        id=ClauseId(f"passage {number}"),
        document=lone_clause("").document,
        parent=ClauseId("article"),
        order=number + 1,
        kind=ClauseKind.CLAUSE,
        text=text,
    )


def _leader(leaders: Sequence[int], at: int) -> int:
    while leaders[at] != at:
        at = leaders[at]
    return at


def _unite(leaders: list[int], one: int, other: int) -> None:
    first, second = sorted((_leader(leaders, one), _leader(leaders, other)))
    leaders[second] = first
