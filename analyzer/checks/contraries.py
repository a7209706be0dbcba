"""Words that say the contrary of what a side may want: a clause's text → values that they come to.

Input: data/contraries.toml, read once, and the AI clauses of a document. Output: for a term, each
value with the passage that says it. They are words that name no value of the term itself:
'needs no consent', 'who accepts the job consents'.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from analyzer.checks.checklist import Detector, PatternRow, compile_detector
from analyzer.checks.texts import Text, detect
from analyzer.errors import TaxonomyError
from analyzer.records import Passage, Scalar
from analyzer.taxonomy import load_taxonomy, read_data


@dataclass(frozen=True, slots=True)
class Contrary:
    """What words come to: `value` of `term`."""

    term: str
    value: Scalar
    detector: Detector
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class _ContraryRow(PatternRow):
    term: str
    value: bool | int | str
    patterns: tuple[str, ...] = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=2)
    counterexamples: tuple[str, ...] = Field(min_length=2)


class _ContrariesFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    schema_: Literal[1] = Field(alias="schema")
    contrary: tuple[_ContraryRow, ...]


@cache
def load_contraries() -> tuple[Contrary, ...]:
    """The rows of the data file, read and checked at the first call. Raises TaxonomyError."""
    rows = read_data("contraries.toml", _ContrariesFile).contrary
    unknown = {row.term for row in rows} - {term.name for term in load_taxonomy().terms}
    if unknown:
        raise TaxonomyError(
            f"contraries.toml names terms that nobody knows: {', '.join(sorted(unknown))}",
            do="Correct the name in analyzer/data/contraries.toml.",
        )
    return tuple(
        Contrary(row.term, row.value, compile_detector(row), row.examples, row.counterexamples)
        for row in rows
    )


def contraries_in(text: Text, term: str) -> Iterator[tuple[Scalar, Passage]]:
    """Each value of the term that the AI clauses come to without naming it, with its words."""
    clauses = [text.by_id[name] for name in text.held if name in text.by_id]
    for contrary in load_contraries():
        if contrary.term == term:
            for where in detect(text, clauses, contrary.detector):
                yield contrary.value, where
