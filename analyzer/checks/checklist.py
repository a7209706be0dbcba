"""The checks as data: read once from data/checks.toml, held against their schema and compiled.

Every check has examples that trigger it and counterexamples that do not; tests run both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from analyzer.errors import TaxonomyError
from analyzer.records import Direction, Severity
from analyzer.taxonomy import compile_pattern, load_taxonomy, read_data
from analyzer.wording.words import word_rows

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Detector:
    """Words that are looked for: a term's values, or patterns in a sentence.

    A pattern counts only where it is not denied, unless it `keeps_negation`, and where `refuse`
    does not stand in the same sentence.
    """

    terms: tuple[tuple[str, frozenset[str]], ...] = ()
    patterns: tuple[Pattern, ...] = ()
    refuse: Pattern | None = None
    keeps_negation: bool = False

    def takes(self, name: str, value: object) -> bool:
        """True for a value of a term that is looked for."""
        said = "yes" if value is True else "no" if value is False else str(value)
        return any(name == term and (said in v or "*" in v) for term, v in self.terms)


@dataclass(frozen=True, slots=True)
class SilentDetector:
    """Triggers where a document regulates one of `topics` and says nothing that `breaks` finds."""

    topics: frozenset[str]
    breaks: Detector
    looks_for: tuple[str, ...]
    severity: Severity


@dataclass(frozen=True, slots=True)
class Check:
    """One risk check; `mitigators` are looked for before it fires."""

    id: str
    number: int
    name: str
    why: str
    direction: Direction
    severity: Severity
    topics: frozenset[str]
    detector: Detector
    #: must stand in the same article too, where it is given
    also: Detector | None
    silence: SilentDetector | None
    mitigators: tuple[Detector, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


# ── the file as it is written ────────────────────────────────────────────────────────────────────
class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _TermRow(_Row):
    name: str
    values: tuple[str, ...] = Field(min_length=1)


class PatternRow(_Row):
    """Patterns of a detector as a data file writes them."""

    patterns: tuple[str, ...] = ()
    refuse: str | None = None
    keeps_negation: bool = False


class _DetectorRow(PatternRow):
    terms: tuple[_TermRow, ...] = ()


class _SilenceRow(_DetectorRow):
    topics: tuple[str, ...] = Field(min_length=1)
    looks_for: tuple[str, ...] = Field(min_length=1)
    severity: Severity


class _CheckRow(_DetectorRow):
    id: str = Field(pattern=r"^[a-z][a-z_]+$")
    number: int = Field(ge=1)
    name: str
    why: str
    direction: Direction
    severity: Severity
    topics: tuple[str, ...] = ()
    also: _DetectorRow | None = None
    silence: _SilenceRow | None = None
    mitigator: tuple[_DetectorRow, ...] = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=2)
    counterexamples: tuple[str, ...] = Field(min_length=2)


class _ChecksFile(_Row):
    schema_: Literal[1] = Field(alias="schema")
    check: tuple[_CheckRow, ...]


# ── reading ──────────────────────────────────────────────────────────────────────────────────────
@cache
def load_checks() -> tuple[Check, ...]:
    """The checks of the program, read and checked at the first call. Raises TaxonomyError."""
    checks = tuple(_check(row) for row in read_data("checks.toml", _ChecksFile).check)
    ids = [check.id for check in checks]
    if len(set(ids)) < len(ids):
        raise TaxonomyError("A check stands twice in checks.toml.")
    return checks


def _check(row: _CheckRow) -> Check:
    _know_topics(row.id, (*row.topics, *(row.silence.topics if row.silence else ())))
    return Check(
        id=row.id,
        number=row.number,
        name=row.name,
        why=row.why,
        direction=row.direction,
        severity=row.severity,
        topics=frozenset(row.topics),
        detector=_detector(row),
        also=_detector(row.also) if row.also else None,
        silence=_silence(row.silence) if row.silence else None,
        mitigators=tuple(_detector(mitigator) for mitigator in row.mitigator),
        examples=row.examples,
        counterexamples=row.counterexamples,
    )


def _detector(row: _DetectorRow) -> Detector:
    terms = tuple((term.name, frozenset(term.values)) for term in row.terms)
    return replace(compile_detector(row), terms=terms)


def compile_detector(row: PatternRow) -> Detector:
    """The detector of a row's patterns. Raises TaxonomyError."""
    return Detector(
        patterns=tuple(compile_pattern(pattern, word_rows()) for pattern in row.patterns),
        refuse=compile_pattern(row.refuse, word_rows()) if row.refuse else None,
        keeps_negation=row.keeps_negation,
    )


def _silence(row: _SilenceRow) -> SilentDetector:
    return SilentDetector(
        topics=frozenset(row.topics),
        breaks=_detector(row),
        looks_for=row.looks_for,
        severity=row.severity,
    )


def _know_topics(check: str, topics: tuple[str, ...]) -> None:
    unknown = sorted(set(topics) - set(load_taxonomy().slugs))
    if unknown:
        raise TaxonomyError(
            f"The check {check} names topics that nobody knows: {', '.join(unknown)}",
            do="Correct the slug in analyzer/data/checks.toml.",
        )
