"""The taxonomy as data: words, gate, topics and terms, read once, checked and compiled.

Input: words.toml, gate.toml, topics.toml and terms.toml in analyzer/data. Output: one frozen
`Taxonomy`. A cue that misses its own example, a value without an example, an unknown word in
braces or a slug that stands twice is a TaxonomyError.

A pattern is matched without regard to case (unless it says `case = true`) on text whose quotation
marks, hyphens and spaces are the plain ones; `{worker}` in it means any word of that row of
words.toml, `{own}` a possessive ending and `{number}` a number in words or figures.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictBool, ValidationError

from analyzer.errors import TaxonomyError

Pattern = re.Pattern[str]
#: beside what was looked for in vain, where a clause near it may say it
NOT_CLAIMED = "not read, though a clause may say it in other words: look for yourself"
DEFAULT_CUE_WEIGHT = 0.8
#: how far a cue in a heading above carries a topic, unless the topic says otherwise
DEFAULT_HEADING_WEIGHT = 0.35
# "{worker}" but not the repetition "{0,60}"
_WORD_ROW = re.compile(r"\{([a-z_]+)\}")
_FIGURE_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    "hundred"
)
# "forty-eight (48)", "eight [8]", "one hundred and twenty", "seven and one-half", "7 1/2"
NUMBER = (
    rf"(?:(?=[\dotfsenh])(?:\b(?:{_FIGURE_WORDS})\b"
    rf"(?:[- ](?:and )?(?:one[- ])?(?:{_FIGURE_WORDS}|half)\b){{0,4}}"
    r"(?: [(\[]\d+(?:[.,]\d+)?[)\]])?|\b\d+(?:,\d{3})*(?:\.\d+)?(?:½| 1/2)?))"
)
_BUILT_IN = {"own": r"(?:'s?|s')", "number": NUMBER}


# ── what the finder works with ───────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern that carries a topic by `weight`, between 0 and 1."""

    pattern: Pattern
    weight: float
    example: str


@dataclass(frozen=True, slots=True)
class Signal:
    """A pattern that makes a text one about AI, unless `unless` stands in the same sentence.

    A term that is defined by it stands for the thing named in `stands_for`.
    """

    name: str
    stands_for: str
    pattern: Pattern
    unless: Pattern | None
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One entry of the taxonomy; `query` is its short name, a sentence and a definition."""

    slug: str
    name: str
    description: str
    query: tuple[str, ...]
    cues: tuple[Cue, ...]
    refuse: Pattern | None
    heading_weight: float
    #: a clause that uses a term which the document defines by this topic is of the topic too
    names_a_thing: bool
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class Expression:
    """A pattern of a term, compiled when it is first used: a run needs few of them.

    Of several parts, all must stand in the same sentence, in any order.
    """

    __slots__ = ("_compiled", "_rows", "parts")

    def __init__(self, parts: tuple[str, ...], rows: dict[str, str]) -> None:
        self.parts = parts
        self._rows = rows
        self._compiled: tuple[Pattern, ...] = ()

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """The compiled parts. Raises TaxonomyError."""
        if not self._compiled:
            self._compiled = tuple(compile_pattern(part, self._rows) for part in self.parts)
        return self._compiled

    def matches_in(self, text: str) -> Iterator[tuple[re.Match[str], ...]]:
        """Each match of the first part, with the nearest match of every other."""
        first, *others = self.patterns
        for match in first.finditer(text):
            found = [match]
            for other in others:
                near = min(
                    other.finditer(text), key=lambda m: abs(m.start() - match.start()), default=None
                )
                if near is None:
                    return
                found.append(near)
            yield tuple(found)

    def stands_in(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """True when every part stands in text[start:end]."""
        end = len(text) if end is None else end
        return all(pattern.search(text, start, end) for pattern in self.patterns)


@dataclass(frozen=True, slots=True)
class TermChoice:
    """One value that a term may have, with the patterns that read it.

    Nothing is read where `refuse` stands in the same sentence, or `context` in neither it nor the
    sentence before nor the headings and lead-ins above.
    `negated` is the value when the pattern stands under a negation; None: then nothing is read.
    `number`: the value is the number in the group of that name, times `factor`. `verbatim`: the
    value is the words of the group `words`. `only_else`: read only where the clause gives no other
    value of the term.
    """

    value: str | bool
    looks_for: tuple[str, ...]
    patterns: tuple[Expression, ...]
    refuse: Expression | None
    context: Expression | None
    negated: str | bool | None
    keeps_negation: bool
    number: bool
    factor: float
    verbatim: bool
    only_else: bool
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A field of a provision: its name, unit, the topics it belongs to and its values.

    One of the `keywords`, in lower case, stands in every text that gives a value. A term that
    `speaks` for its first topic makes a clause one about it. Where `topic_gives_context`, a clause
    of the first topic needs no other context.
    """

    name: str
    description: str
    unit: str | None
    topics: tuple[str, ...]
    keywords: tuple[str, ...]
    speaks: bool
    topic_gives_context: bool
    #: looser than the values: a clause that holds one of these may give the term in other words
    near: tuple[Expression, ...]
    choices: tuple[TermChoice, ...]

    @property
    def searched_for(self) -> tuple[str, ...]:
        """In words, what the reader of this term looks for."""
        return tuple(words for choice in self.choices for words in choice.looks_for)

    @property
    def searched_in_doubt(self) -> tuple[str, ...]:
        """What was looked for where nothing was read and no silence is claimed either."""
        return (NOT_CLAIMED, *self.searched_for)


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Everything that the finder knows before it reads a text."""

    signals: tuple[Signal, ...]
    #: what a definition alone must say to make its term one about AI
    defining: tuple[Signal, ...]
    #: words that no definition makes an AI term: those for parties, papers and people
    never_a_term: Pattern
    #: how a definition of a system opens
    system_head: Pattern
    topics: tuple[Topic, ...]
    terms: tuple[Term, ...]

    def topic(self, slug: str) -> Topic:
        """The topic of that slug. Raises KeyError."""
        return {topic.slug: topic for topic in self.topics}[slug]

    def term(self, name: str) -> Term:
        """The term of that name. Raises KeyError."""
        found = next((term for term in self.terms if term.name == name), None)
        if found is None:
            raise KeyError(name)
        return found

    def topic_name(self, slug: str) -> str:
        """The name of a topic; the slug as words where no topic has it."""
        known = {topic.slug: topic.name for topic in self.topics}
        return known.get(slug, slug.replace("_", " "))

    def term_name(self, name: str) -> str:
        """What a term says; its name as words where nobody knows it."""
        known = {term.name: term.description for term in self.terms}
        return known.get(name, name.replace(".", " ").replace("_", " "))

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slugs of all topics, in the order of the taxonomy."""
        return tuple(topic.slug for topic in self.topics)


# ── the files as they are written ────────────────────────────────────────────────────────────────
class _Row(BaseModel):
    """A row of a data file: nothing may stand in it that is not named here."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _WordsFile(_Row):
    schema_: Literal[1] = Field(alias="schema")
    words: dict[str, tuple[str, ...]]


class _SignalRow(_Row):
    name: str
    stands_for: str = "AI system"
    pattern: str
    case: bool = False
    unless: str | None = None
    examples: tuple[str, ...] = Field(min_length=2)
    counterexamples: tuple[str, ...] = Field(min_length=2)


class _GateFile(_Row):
    schema_: Literal[1] = Field(alias="schema")
    never_a_term: str
    system_head: str
    words: dict[str, tuple[str, ...]]
    signal: tuple[_SignalRow, ...]
    defining: tuple[_SignalRow, ...]


class _CueRow(_Row):
    pattern: str
    example: str
    weight: float = Field(default=DEFAULT_CUE_WEIGHT, gt=0, lt=1)


class _TopicRow(_Row):
    slug: str = Field(pattern=r"^[a-z][a-z_]+$")
    name: str
    description: str
    query: tuple[str, str, str]
    heading_weight: float = Field(default=DEFAULT_HEADING_WEIGHT, ge=0, lt=1)
    names_a_thing: bool = False
    cues: tuple[_CueRow, ...] = Field(min_length=2)
    refuse: str | None = None
    examples: tuple[str, ...] = Field(min_length=12)
    counterexamples: tuple[str, ...] = Field(min_length=8)


class _TopicsFile(_Row):
    schema_: Literal[1] = Field(alias="schema")
    topic: tuple[_TopicRow, ...]


_PatternRow = str | Annotated[tuple[str, ...], Field(min_length=2)]


class _ChoiceRow(_Row):
    value: StrictBool | str
    looks_for: tuple[str, ...] = Field(min_length=1)
    patterns: tuple[_PatternRow, ...] = Field(min_length=1)
    refuse: str | None = None
    context: str | None = None
    negated: StrictBool | str | None = None
    keeps_negation: bool = False
    number: bool = False
    factor: float = Field(default=1, gt=0)
    verbatim: bool = False
    only_else: bool = False
    examples: tuple[str, ...] = Field(min_length=2)
    counterexamples: tuple[str, ...] = Field(min_length=1)


class _TermRow(_Row):
    name: str = Field(pattern=r"^[a-z][A-Za-z_]*(\.[A-Za-z_]+)?$")
    description: str
    unit: str | None = None
    topics: tuple[str, ...] = Field(min_length=1)
    keywords: tuple[str, ...] = Field(min_length=1)
    speaks: bool = False
    topic_gives_context: bool = False
    near: tuple[_PatternRow, ...] = ()
    value: tuple[_ChoiceRow, ...] = Field(min_length=1)


class _TermsFile(_Row):
    schema_: Literal[1] = Field(alias="schema")
    words: dict[str, tuple[str, ...]]
    term: tuple[_TermRow, ...]


_File = TypeVar("_File", bound=BaseModel)


# ── reading ──────────────────────────────────────────────────────────────────────────────────────
@cache
def data_fingerprint() -> str:
    """A checksum of all data that findings are made by: another one, and they are made anew."""
    digest = hashlib.sha256()
    data = files("analyzer").joinpath("data")
    for item in sorted(data.iterdir(), key=lambda item: item.name):
        if item.is_file():
            digest.update(item.name.encode() + b"\0" + item.read_bytes())
    return digest.hexdigest()


@cache
def load_taxonomy() -> Taxonomy:
    """The taxonomy of the program, read and checked at the first call."""
    words = read_data("words.toml", _WordsFile).words
    rows = dict(_BUILT_IN) | {
        name: "(?:" + "|".join(alternatives) + ")" for name, alternatives in words.items()
    }
    terms = read_data("terms.toml", _TermsFile)
    term_rows = rows | {
        name: "(?:" + "|".join(alternatives) + ")" for name, alternatives in terms.words.items()
    }
    gate = read_data("gate.toml", _GateFile)
    gate_rows = dict(rows)
    for name, alternatives in gate.words.items():
        gate_rows[name] = _put_in("(?:" + "|".join(alternatives) + ")", gate_rows)
    taxonomy = Taxonomy(
        signals=tuple(_signal(row, gate_rows) for row in gate.signal),
        defining=tuple(_signal(row, gate_rows) for row in gate.defining),
        never_a_term=compile_pattern(gate.never_a_term, gate_rows),
        system_head=compile_pattern(gate.system_head, gate_rows),
        topics=tuple(_topic(row, rows) for row in read_data("topics.toml", _TopicsFile).topic),
        terms=tuple(_term(row, term_rows) for row in terms.term),
    )
    _check_names(taxonomy)
    return taxonomy


def compile_pattern(pattern: str, rows: dict[str, str], *, case: bool = False) -> Pattern:
    """A pattern of a data file with its words put in. Raises TaxonomyError."""
    try:
        return re.compile(_put_in(pattern, rows), 0 if case else re.IGNORECASE)
    except KeyError as error:
        raise TaxonomyError(
            f"A pattern names the words {error}, which words.toml does not have.",
            do="Add the row to analyzer/data/words.toml or correct the name.",
        ) from error
    except re.error as error:
        raise TaxonomyError(
            f"A pattern is no regular expression: {pattern[:60]}", why=str(error)
        ) from error


def _put_in(pattern: str, rows: dict[str, str]) -> str:
    """A pattern with the words in its braces put in. Raises KeyError."""
    return _WORD_ROW.sub(lambda match: rows[match.group(1)], pattern)


def read_data(name: str, shape: type[_File]) -> _File:
    """One data file, held against its shape. Raises TaxonomyError."""
    text = files("analyzer").joinpath("data", name).read_text(encoding="utf-8")
    try:
        return shape.model_validate(tomllib.loads(text))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise TaxonomyError(
            f"The data file {name} does not have its shape.",
            why=str(error),
            do="The comment at the head of the file says what a row holds.",
        ) from error


def _signal(row: _SignalRow, rows: dict[str, str]) -> Signal:
    return Signal(
        name=row.name,
        stands_for=row.stands_for,
        pattern=compile_pattern(row.pattern, rows, case=row.case),
        unless=compile_pattern(row.unless, rows) if row.unless else None,
        examples=row.examples,
        counterexamples=row.counterexamples,
    )


def _topic(row: _TopicRow, rows: dict[str, str]) -> Topic:
    cues = tuple(
        Cue(compile_pattern(cue.pattern, rows), cue.weight, cue.example) for cue in row.cues
    )
    for cue in cues:
        if not cue.pattern.search(cue.example):
            raise TaxonomyError(
                f"A cue of the topic {row.slug} does not match its own example: {cue.example}",
                do="Correct the pattern or the example in analyzer/data/topics.toml.",
            )
    return Topic(
        slug=row.slug,
        name=row.name,
        description=row.description,
        query=row.query,
        cues=cues,
        refuse=compile_pattern(row.refuse, rows) if row.refuse else None,
        heading_weight=row.heading_weight,
        names_a_thing=row.names_a_thing,
        examples=row.examples,
        counterexamples=row.counterexamples,
    )


def check_examples(term: Term) -> None:
    """Hold a term's patterns against its own examples. Raises TaxonomyError.

    Not done at every start: it compiles them all.
    """
    for choice in term.choices:
        for example in choice.examples:
            if not any(word in example.lower() for word in term.keywords):
                raise TaxonomyError(
                    f"No keyword of the term {term.name} stands in its example: {example}",
                    do="Add the keyword to analyzer/data/terms.toml.",
                )
        for pattern in choice.patterns:
            if not any(pattern.stands_in(example) for example in choice.examples):
                raise TaxonomyError(
                    f"A pattern of the term {term.name}, value {choice.value}, matches no example.",
                    why=f"Pattern: {' with '.join(pattern.parts)[:80]}",
                    do="Add an example to analyzer/data/terms.toml or correct the pattern.",
                )


def check_near(term: Term) -> None:
    """Hold what is near a term against the examples of its values. Raises TaxonomyError."""
    examples = [example for choice in term.choices for example in choice.examples]
    for near in term.near:
        if not any(near.stands_in(example) for example in examples):
            raise TaxonomyError(
                f"A near pattern of the term {term.name} matches no example of its values.",
                why=f"Pattern: {' with '.join(near.parts)[:80]}",
                do="Add an example to analyzer/data/terms.toml or loosen the pattern.",
            )


def _term(row: _TermRow, rows: dict[str, str]) -> Term:
    return Term(
        name=row.name,
        description=row.description,
        unit=row.unit,
        topics=row.topics,
        keywords=row.keywords,
        speaks=row.speaks,
        topic_gives_context=row.topic_gives_context,
        near=tuple(_expression(pattern, rows) for pattern in row.near),
        choices=tuple(_choice(choice, rows) for choice in row.value),
    )


def _expression(pattern: _PatternRow, rows: dict[str, str]) -> Expression:
    return Expression((pattern,) if isinstance(pattern, str) else pattern, rows)


def _choice(row: _ChoiceRow, rows: dict[str, str]) -> TermChoice:
    return TermChoice(
        value=row.value,
        looks_for=row.looks_for,
        patterns=tuple(_expression(pattern, rows) for pattern in row.patterns),
        refuse=Expression((row.refuse,), rows) if row.refuse else None,
        context=Expression((row.context,), rows) if row.context else None,
        negated=row.negated,
        keeps_negation=row.keeps_negation,
        number=row.number,
        factor=row.factor,
        verbatim=row.verbatim,
        only_else=row.only_else,
        examples=row.examples,
        counterexamples=row.counterexamples,
    )


def _check_names(taxonomy: Taxonomy) -> None:
    """No slug twice, no term of an unknown topic."""
    slugs = taxonomy.slugs
    twice = sorted({slug for slug in slugs if slugs.count(slug) > 1})
    if twice:
        raise TaxonomyError(f"A topic stands twice in topics.toml: {', '.join(twice)}")
    names = [term.name for term in taxonomy.terms]
    again = sorted({name for name in names if names.count(name) > 1})
    if again:
        raise TaxonomyError(f"A term stands twice in terms.toml: {', '.join(again)}")
    unknown = sorted({s for term in taxonomy.terms for s in term.topics if s not in slugs})
    if unknown:
        raise TaxonomyError(f"terms.toml names topics that nobody knows: {', '.join(unknown)}")
