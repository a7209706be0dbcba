"""The effects as data: read once from data/effects.toml, held against their schema and compiled.

Output: one frozen `EffectRows`; a row that does not fit raises TaxonomyError.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analyzer.errors import TaxonomyError
from analyzer.records import Favors
from analyzer.wording.word_lists import compile_words


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wordings(_Row):
    """An old and a new wording; `favors` of an example only."""

    old: str
    new: str
    favors: Favors | None = None


class EffectRow(_Row):
    """One effect: how much it weighs, from which share of the old amount on a difference is great,
    and wordings that give it and that do not."""

    name: str = Field(pattern=r"^[a-z]+(_[a-z]+)*$")
    weight: float = Field(ge=0)
    high_from: float | None = None
    examples: tuple[Wordings, ...] = Field(min_length=1)
    counterexamples: tuple[Wordings, ...] = Field(min_length=1)


class _File(_Row):
    schema_: Literal[1] = Field(alias="schema")
    words: dict[str, tuple[str, ...]]
    effect: tuple[EffectRow, ...]


@dataclass(frozen=True, slots=True)
class EffectRows:
    """The effects by name, and a pattern for each row of words."""

    effects: Mapping[str, EffectRow]
    words: Mapping[str, re.Pattern[str]]


@cache
def load_effects() -> EffectRows:
    """The rows of the program, read and checked at the first call."""
    text = files("analyzer").joinpath("data", "effects.toml").read_text(encoding="utf-8")
    try:
        rows = _File.model_validate(tomllib.loads(text))
        words = {name: _compile(parts) for name, parts in rows.words.items()}
    except (ValidationError, tomllib.TOMLDecodeError, re.error) as error:
        raise TaxonomyError(
            "The data file effects.toml does not have its shape.",
            why=str(error),
            do="Correct analyzer/data/effects.toml.",
        ) from None
    effects = {row.name: row for row in rows.effect}
    if len(effects) < len(rows.effect):
        raise TaxonomyError("An effect stands twice in effects.toml.")
    return EffectRows(effects, words)


def words_of(name: str) -> re.Pattern[str]:
    """The pattern of a row of words: any of them, as whole words, in any letter case."""
    return load_effects().words[name]


def _compile(parts: tuple[str, ...]) -> re.Pattern[str]:
    return compile_words(sorted(parts, key=len, reverse=True))
