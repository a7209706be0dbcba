"""The Start screen's story as records: which three documents, and what each says in five rows.

Documents in, `Story` out; no drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyzer.records import (
    Clause,
    Document,
    DocumentKind,
    ProvisionTerm,
    Silence,
    Stage,
    Status,
)
from analyzer.results import Found

#: the five rows, each with the terms that answer it (the first that speaks is shown)
ROWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("scope", ("scope.project",)),
    ("duration", ("duration",)),
    ("owner", ("owner",)),
    ("consent", ("consent.form", "consent.timing")),
    ("pay", ("create.basis",)),
)


@dataclass(frozen=True, slots=True)
class Value:
    """A term with the clause that says it."""

    term: ProvisionTerm
    clause: Clause


@dataclass(frozen=True, slots=True)
class StoryCell:
    """What one document says in one row: values, most sure first, or a silence with its proof."""

    values: tuple[Value, ...]
    silences: tuple[Silence, ...]

    @property
    def first_of_each_term(self) -> tuple[Value, ...]:
        """The surest value of each term, in the row's order."""
        first: dict[str, Value] = {}
        for value in self.values:
            first.setdefault(value.term.name, value)
        return tuple(first.values())

    def others(self, shown: Value) -> tuple[Value, ...]:
        """Other values of the same term."""
        return tuple(v for v in self.values if v.term.name == shown.term.name and v is not shown)


@dataclass(frozen=True, slots=True)
class Story:
    """The contract in force, the proposal, the counter; None where the library has none."""

    contract: Document
    proposal: Document
    counter: Document | None

    @property
    def documents(self) -> tuple[Document, ...]:
        """Those that there are, in the order of the columns."""
        return tuple(d for d in (self.contract, self.proposal, self.counter) if d)


def choose_story(documents: Sequence[Document]) -> Story | None:
    """The newest proposal whose contract is here, with the counter that answers it; samples last,
    so that the user's own papers come first once they are read. None when there is no such pair."""
    proposals = [d for d in documents if d.kind is DocumentKind.PROPOSAL]
    for proposal in sorted(proposals, key=lambda d: (d.sample, -_age_rank(d, documents))):
        contract = _contract_behind(proposal, documents)
        if contract is not None:
            counter = next((d for d in documents if d.answers == proposal.id), None)
            return Story(contract, proposal, counter)
    return None


def _age_rank(document: Document, documents: Sequence[Document]) -> int:
    return documents.index(document)


def _contract_behind(proposal: Document, documents: Sequence[Document]) -> Document | None:
    for identifier in (proposal.amends, proposal.predecessor):
        named = next((d for d in documents if d.id == identifier), None)
        if named is not None:
            return named
    return next(
        (
            d
            for d in documents
            if d.kind is DocumentKind.AGREEMENT
            and d.status is Status.RATIFIED
            and d.guild is not None
            and d.guild == proposal.guild
        ),
        None,
    )


def is_ready(story: Story | None) -> bool:
    """True when every document of the story has its first AI clauses."""
    return story is not None and all(Stage.CUES in d.stages for d in story.documents)


def read_cell(found: Found, terms: Iterable[str]) -> StoryCell:
    """What one document's findings say of a row's terms."""
    values: dict[tuple[str, str], Value] = {}
    silences: list[Silence] = []
    for name in terms:
        spoken = [
            Value(term, finding.clause)
            for finding in found
            for term in finding.terms
            if term.name == name
        ]
        for value in sorted(spoken, key=lambda v: (-v.term.confidence, v.clause.order)):
            values.setdefault((name, str(value.term.value)), value)
        if not spoken:
            silences += [s for s in found.silences if s.term == name and s.scope == "document"]
    return StoryCell(tuple(values.values()), tuple(silences))
