"""A side's positions: a TOML file → what each wants of which term.

    [[position]]
    want = "notice.hours >= 48"

An entry that cannot be understood is a `PositionsError` that names file, line, what is wrong and
what to write.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analyzer.errors import BadRequestError, PositionsError
from analyzer.records import Scalar
from analyzer.taxonomy import Taxonomy, Term

SIDES = ("workers", "employers")
#: more is no file of positions
_LARGEST = 1 << 20
_SIGNS = {"≥": ">=", "≤": "<=", "≠": "!=", "==": "=", "is": "=", "is not": "!="}
# "notice.hours >= 48", "consent.form = separately signed", "owner is not employer"
_COMPARED = re.compile(
    r"(?P<term>[\w.]+)\s*(?P<sign>>=|<=|!=|==|≥|≤|≠|=|>|<|\bis not\b|\bis\b)\s*(?P<value>.+)$"
)
# "no perpetual use"
_REFUSED = re.compile(r"no\s+(?P<words>.+)$", re.IGNORECASE)
#: words that tell no value from another
_SMALL = frozenset({"use", "uses", "of", "the", "a", "an", "in", "for", "to", "any"})
_YES = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class Position:
    """What a side wants of one term: `sign` is =, !=, >=, <=, > or <; with `stated` any value."""

    text: str
    term: str
    sign: str
    values: tuple[Scalar, ...] = ()
    stated: bool = False
    why: str = ""


class _PositionRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    want: str = Field(min_length=3)
    why: str = ""


class _PositionsFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    schema_: Literal[1] = Field(alias="schema", default=1)
    side: str = ""
    position: tuple[_PositionRow, ...] = Field(min_length=1)


def starting_positions(side: str) -> str:
    """The text of a starting file: 'workers' or 'employers'. Raises BadRequestError."""
    if side not in SIDES:
        raise BadRequestError(
            f"There are no starting positions for {side!r}.", do=f"Use one of: {', '.join(SIDES)}."
        )
    place = files("analyzer").joinpath("data", f"positions_{side}.toml")
    return place.read_text(encoding="utf-8")


def read_positions(path: str | Path | bytes, taxonomy: Taxonomy) -> tuple[Position, ...]:
    """The positions of a file, or of its bytes. Raises PositionsError."""
    name = "your positions" if isinstance(path, bytes) else str(path)
    try:
        data = path if isinstance(path, bytes) else Path(path).read_bytes()[: _LARGEST + 1]
        text = data.decode("utf-8")
    except OSError as error:
        raise PositionsError(
            f"{name}: there is no file of positions to read.",
            why=f"{error.strerror or type(error).__name__}.",
            do="Check the name; `analyzer check --write-positions workers --out FILE` makes one.",
        ) from error
    except UnicodeDecodeError as error:
        raise PositionsError(f"{name}: the file is no text.", do="Save it in UTF-8.") from error
    if len(data) > _LARGEST:
        raise PositionsError(f"{name}: the file is too large.", do="Keep it under 1 MB.")
    return positions_of(text, taxonomy, path=name)


def positions_of(text: str, taxonomy: Taxonomy, *, path: str) -> tuple[Position, ...]:
    """The positions in the text of a file; `path` is for messages. Raises PositionsError."""
    try:
        rows = _PositionsFile.model_validate(tomllib.loads(text)).position
    except tomllib.TOMLDecodeError as error:
        raise PositionsError(
            f"{path}: the file is no TOML.",
            why=f"{error}.",
            do='Write entries as [[position]] and want = "notice.hours >= 48".',
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = " ".join(
            f"entry {part + 1}" if isinstance(part, int) else str(part) for part in first["loc"]
        )
        raise PositionsError(
            f"{path}: {place}: {first['msg'].lower()}.",
            do='An entry is [[position]] with want = "…" and, if you like, why = "…".',
        ) from error
    lines = _lines_of_entries(text)
    return tuple(
        _understand(row, taxonomy, place=_place(path, number, lines))
        for number, row in enumerate(rows)
    )


def _lines_of_entries(text: str) -> list[int]:
    return [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if re.match(r"\s*want\s*=", line)
    ]


def _place(path: str, number: int, lines: list[int]) -> str:
    line = f", line {lines[number]}" if number < len(lines) else ""
    return f"{path}{line}, entry {number + 1}"


# ── one entry ────────────────────────────────────────────────────────────────────────────────────
def _understand(row: _PositionRow, taxonomy: Taxonomy, *, place: str) -> Position:
    want = " ".join(row.want.split())
    compared = _COMPARED.match(want)
    if compared:
        sign = _SIGNS.get(compared["sign"], compared["sign"])
        term = _known_term(compared["term"], taxonomy, place)
        return _compared(row, term, sign, compared["value"].strip(), place=place)
    refused = _REFUSED.match(want)
    if refused:
        return _refused(row, taxonomy, refused["words"], place)
    raise PositionsError(
        f"{place}: {want!r} is no position.",
        do='Write "TERM = VALUE", "TERM >= NUMBER" or "no WORDS".',
    )


def _known_term(name: str, taxonomy: Taxonomy, place: str) -> Term:
    for term in taxonomy.terms:
        if term.name.casefold() == name.casefold():
            return term
    near = [t.name for t in taxonomy.terms if t.name.split(".")[0] == name.split(".")[0]]
    known = near or [term.name for term in taxonomy.terms]
    raise PositionsError(
        f"{place}: there is no term {name!r}.", do=f"Use one of: {', '.join(known)}."
    )


def _compared(row: _PositionRow, term: Term, sign: str, value: str, *, place: str) -> Position:
    want = " ".join(row.want.split())
    if value.casefold() in ("stated", "any value", "said"):
        if sign != "=":
            raise PositionsError(f"{place}: 'stated' goes with = only.", do="Write TERM = stated.")
        return Position(want, term.name, sign, stated=True, why=row.why)
    if sign in (">=", "<=", ">", "<"):
        return Position(want, term.name, sign, (_number(value, place),), why=row.why)
    values = tuple(
        found for part in value.split(",") for found in _values(term, part.strip(), place)
    )
    return Position(want, term.name, sign, values, why=row.why)


def _number(value: str, place: str) -> float:
    figures = re.match(r"\d+(?:\.\d+)?", value)
    if not figures:
        raise PositionsError(
            f"{place}: {value!r} is no number.", do="Write figures after >=, <=, > or <: 48."
        )
    return float(figures.group())


def _values(term: Term, words: str, place: str) -> tuple[Scalar, ...]:
    """The values of a term that the words mean."""
    if words.casefold() in _YES and any(isinstance(c.value, bool) for c in term.choices):
        return (_YES[words.casefold()],)
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return (float(words),)
    meant = _words(words)
    names = [str(choice.value) for choice in term.choices if not isinstance(choice.value, bool)]
    found = [name for name in names if name.casefold() == words.casefold().replace(" ", "_")]
    found = found or [name for name in names if meant and meant <= _words(name)]
    if not found:
        allowed = [name.replace("_", " ") for name in names]
        allowed += ["yes", "no"] if any(isinstance(c.value, bool) for c in term.choices) else []
        raise PositionsError(
            f"{place}: {term.name} has no value {words!r}.",
            do=f"Use one of: {', '.join([*dict.fromkeys(allowed), 'stated'])}.",
        )
    return tuple(dict.fromkeys(found))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.casefold()))


def _refused(row: _PositionRow, taxonomy: Taxonomy, words: str, place: str) -> Position:
    """'no perpetual use': the one value of any term that these words name."""
    meant = _words(words) - _SMALL
    found = {
        (term.name, choice.value)
        for term in taxonomy.terms
        for choice in term.choices
        if isinstance(choice.value, str) and meant and meant <= _words(choice.value)
    }
    if len(found) != 1:
        told = ", ".join(sorted(f"{term} != {value}" for term, value in found))
        raise PositionsError(
            f"{place}: {words!r} names {'several values' if found else 'no value of any term'}.",
            do=f"Write one of: {told}." if found else 'Write "TERM != VALUE".',
        )
    ((term, value),) = found
    return Position(" ".join(row.want.split()), term, "!=", (value,), why=row.why)
