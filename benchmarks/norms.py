"""Norms of one hundred labelled sentences: party and modality right.

Input: sets/norms.toml and the memoranda that it names; output: figures, counted as
sets/README.md says. A row is looked for by its page and first words; its sentence runs to its full
stop, through the list items that a lead-in leads to.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer import read
from analyzer.norms import read_norms
from analyzer.records import Clause, Norm
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import split_sentences
from benchmarks.documents import path_of
from benchmarks.results import Figure

SET = Path(__file__).parent / "sets" / "norms.toml"
GOAL = "0.90"
# "(b) ", "the ", "Producer's"
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_LEFT_OUT = frozenset({"the", "a", "an", "each", "any", "no", "and", "or"})

Pair = tuple[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class _Scored:
    """What became of one row."""

    found: bool
    right: bool
    exception_right: bool
    also: tuple[int, int]
    spare: int


def measure_norms() -> list[Figure]:
    """Every figure of the set."""
    rows = tomllib.loads(SET.read_text(encoding="utf-8"))["norm"]
    figures: list[Figure] = []
    everything: list[_Scored] = []
    for key in dict.fromkeys(row["document"] for row in rows):
        clauses = read(path_of(key)).clauses
        norms = read_norms(clauses)
        scored = [_score(row, clauses, norms) for row in rows if row["document"] == key]
        everything += scored
        figures.append(Figure("norms: party and modality right", key, _share(scored), "", GOAL))
    right = [row for row in everything if row.right]
    also, given = (sum(row.also[part] for row in everything) for part in (0, 1))
    return [
        *figures,
        Figure("norms: party and modality right", "all", _share(everything), "", GOAL),
        Figure("norms: sentences found in the clauses", "all", sum(r.found for r in everything)),
        Figure(
            "norms: exceptions right, of the right rows",
            "all",
            sum(row.exception_right for row in right) / len(right) if right else None,
        ),
        Figure("norms: further norms found", "all", also / given if given else None),
        Figure("norms: spare norms", "all", sum(row.spare for row in everything)),
    ]


def _share(scored: Sequence[_Scored]) -> float:
    return sum(row.right for row in scored) / len(scored)


def _score(row: Mapping[str, Any], clauses: Sequence[Clause], norms: Sequence[Norm]) -> _Scored:
    wanted = {_pair(pair["party"], pair["modality"]) for pair in (row, *row["or"])}
    also = {_pair(pair["party"], pair["modality"]) for pair in row["also"]}
    place = _find(row, clauses)
    given = list(_norms_of(place, clauses, norms)) if place else []
    pairs = [_pair(norm.party, norm.modality.value) for norm in given]
    right = [norm for norm, pair in zip(given, pairs, strict=True) if pair in wanted]
    return _Scored(
        found=place is not None,
        right=bool(right),
        exception_right=any(bool(norm.exceptions) == row["exception"] for norm in right),
        also=(len(also & set(pairs)), len(also)),
        spare=sum(pair not in wanted | also for pair in pairs),
    )


def _pair(party: str, modality: str) -> Pair:
    """A party without case, articles, endings and order, with its modality."""
    words = _words(party.replace("(s)", ""))
    return tuple(sorted(_bare(word) for word in words if word not in _LEFT_OUT)), modality


def _bare(word: str) -> str:
    word = re.sub(r"'s?$", "", word)
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _words(text: str) -> list[str]:
    return _WORD.findall(plain_text(text).lower())


Place = tuple[int, int, int]  # the clause, its sentence's start and end on its text


def _find(row: Mapping[str, Any], clauses: Sequence[Clause]) -> Place | None:
    """The clause on the page that holds the first words, and the sentence that they open."""
    pattern = r"\b" + r"\W+".join(map(re.escape, _words(row["starts"])))
    for number, clause in enumerate(clauses):
        if row["page"] not in clause.pages:
            continue
        text = plain_text(clause.text)
        match = re.search(pattern, text.lower())
        if match is None:
            match = _across_heading(pattern, clause)
        if match:
            spans = split_sentences(text)
            at = min(match.start(), len(text))
            end = next((end for start, end in spans if at < end), len(text))
            return number, at, end
    return None


def _across_heading(pattern: str, clause: Clause) -> re.Match[str] | None:
    """The first words where they begin with the clause's label or run-in heading."""
    before = plain_text(f"{clause.label or ''} {clause.heading or ''} ").lower()
    match = re.search(pattern, before + plain_text(clause.text).lower())
    if match is None or match.start() >= len(before):
        return None
    return re.match("", clause.text)


def _norms_of(place: Place, clauses: Sequence[Clause], norms: Sequence[Norm]) -> Iterator[Norm]:
    """The norms of the sentence; of a lead-in also those of its items, to their full stop."""
    number, start, end = place
    clause = clauses[number]
    for norm in norms:
        if (
            norm.clause_id == clause.id
            and start <= norm.start + len(norm.quote)
            and (norm.start < end and norm.end > start)
        ):
            yield norm
    if clause.text[:end].rstrip().endswith((".", "!", "?")) or end < len(clause.text.rstrip()):
        return
    items = {item.id: item for item in clauses if item.parent == clause.id}
    for norm in norms:
        item = items.get(norm.clause_id)
        if item is not None:
            spans = split_sentences(plain_text(item.text))
            if spans and norm.start < spans[0][1]:
                yield norm
