"""Tables that an offer does not print and does not strike: its words let the figures stand, or say
by how much they rise.

A finished pairing and the tables of the old document without a counterpart → those that stay, with
the words that say so and each step of a rise. No figure is computed: how an amount is rounded, and
which rows are left out, only those words say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analyzer.comparison.comparability import RESTATES_IN_PART
from analyzer.comparison.effect_amounts import Amount, find_amounts
from analyzer.comparison.effect_values import AmountKind
from analyzer.comparison.rate_tables import Table
from analyzer.comparison.sides import Side
from analyzer.records import (
    AS_IT_STANDS,
    EVERY_FIGURE,
    Clause,
    ClauseId,
    ClauseKind,
    Document,
    NotCompared,
    RateChange,
)
from analyzer.wording.sentences import split_sentences

# 'every rate', 'the sums that stand', 'the other allowances'
_FIGURES = re.compile(
    r"\b(?:rates?|sums?|minimums?|scales?|wages?|salar(?:y|ies)|allowances?|amounts?|figures?|"
    r"tables?|schedules?)\b",
    re.IGNORECASE,
)
# 'stand in Section 1 today', 'stay where they are', 'remain unchanged'
_STAY = re.compile(
    r"\b(?:stands?|stays?|remains?|continues?|(?:is|are|be) (?:kept|retained|maintained)|"
    r"unchanged|as before)\b",
    re.IGNORECASE,
)
# 'raised by', 'Raise every rate', 'increased', 'shall rise', 'will be adjusted upward by'
_UP = re.compile(r"\b(?:rais\w+|increas\w+|ris\w+|upward)\b", re.IGNORECASE)
# 'lowered by', 'reduced', 'cut by'
_DOWN = re.compile(r"\b(?:lower\w*|reduc\w+|decreas\w+|cuts?|downward)\b", re.IGNORECASE)
# 'by two percent', 'by an additional 2%'
_BY = re.compile(r"\bby (?:an? |another |a further |an additional )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """One rise or cut: what it is by, as printed, from when, and its amount with its sign."""

    words: str
    period: str | None
    percent: float | None
    difference: float | None


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table that stays: its clauses with the heading over it, and the words that say so."""

    table: Table
    clauses: tuple[ClauseId, ...]
    said_in: Clause
    sentence: str
    steps: tuple[Step, ...]


def find_kept(
    sides: tuple[Side, Side], partner: Sequence[int], alone: Sequence[Table], *, other: Document
) -> tuple[KeptTable, ...]:
    """Of the old tables without a counterpart, those that `other` says stay; () unless it restates
    in part only."""
    if other.kind not in RESTATES_IN_PART:
        return ()
    place = {clause.id: at for at, clause in enumerate(sides[0].clauses)}
    found = (_find(sides, partner, table, place=place) for table in alone)
    return tuple(kept for kept in found if kept is not None)


def tell_kept(kept: KeptTable) -> NotCompared:
    """One line that says that the table stays, and by which words."""
    steps = ", ".join(
        step.words + (f" on {step.period}" if step.period else "") for step in kept.steps
    )
    where = kept.said_in.citation
    return NotCompared(
        kept.table.clause.document,
        f"Table: {kept.table.name}",
        f"kept{', ' + steps if steps else ''}; {where} says: “{kept.sentence}”",
    )


def list_steps(kept: KeptTable) -> Iterator[RateChange]:
    """One row a step: every figure of the table, by how much, as printed."""
    for step in kept.steps:
        yield RateChange(
            table_old=kept.table.clause.id,
            table_new=None,
            row=EVERY_FIGURE,
            column="",
            period=step.period,
            old=AS_IT_STANDS,
            new=step.words,
            difference=step.difference,
            percent=step.percent,
            caption=kept.table.caption or None,
        )


def _find(
    sides: tuple[Side, Side],
    partner: Sequence[int],
    table: Table,
    *,
    place: Mapping[ClauseId, int],
) -> KeptTable | None:
    old = sides[0]
    at = place[table.clause.id]
    for clause in _speaking(sides, partner, at):
        for start, end in split_sentences(clause.text):
            sentence = clause.text[start:end]
            steps = tuple(_list_steps(sentence))
            if _FIGURES.search(sentence) and (steps or _STAY.search(sentence)):
                members = [place[one.id] for one in table.clauses]
                members += _headings(old, partner, members[0])
                ids = tuple(old.clauses[member].id for member in sorted(members))
                return KeptTable(table, ids, clause, sentence, steps)
    return None


def _headings(side: Side, partner: Sequence[int], table: int) -> list[int]:
    """The bare heading right over the table, where it stands nowhere else either."""
    above = table - 1
    if above < 0 or partner[above] >= 0 or side.parent[above] != side.parent[table]:
        return []
    return [above] if side.clauses[above].kind is ClauseKind.HEADING else []


def _speaking(sides: tuple[Side, Side], partner: Sequence[int], at: int) -> Iterator[Clause]:
    """The clauses of the new document that may speak of the table: the successor of the section
    that it stands in, then those that name this section."""
    old, new = sides
    above = [position for position in old.ancestors(at) if old.clauses[position].label]
    home = next((position for position in above if partner[position] >= 0), None)
    if home is not None:
        for position in new.subtree(partner[home]):
            if position == partner[home] or not new.clauses[position].label:
                yield new.clauses[position]
    if not above:
        return
    section = old.clauses[above[0]]
    named = re.compile(rf"\b{re.escape(section.citation)}\b", re.IGNORECASE)
    near = re.compile(rf"(?:\b|§ ?){_last_label(section)}\b(?!\()", re.IGNORECASE)
    inside = set[int]()
    if len(above) > 1 and partner[above[1]] >= 0:
        inside.update(new.subtree(partner[above[1]]))
    for position, clause in enumerate(new.clauses):
        if named.search(clause.text) or (position in inside and near.search(clause.text)):
            yield clause


def _last_label(section: Clause) -> str:
    """'Section 2', or '2' behind a paragraph sign, as a pattern."""
    word, _, number = section.labels[-1].partition(" ")
    return f"{re.escape(word)} {re.escape(number)}" if number else f"Section {re.escape(word)}"


def _list_steps(sentence: str) -> Iterator[Step]:
    """Each share or amount by which the sentence raises or lowers, with the date behind it."""
    up, down = _UP.search(sentence), _DOWN.search(sentence)
    if bool(up) == bool(down):
        return
    sign, verb = (1, "raised") if up else (-1, "lowered")
    amounts = find_amounts(sentence)
    for number, amount in enumerate(amounts):
        if amount.kind not in (AmountKind.PERCENTAGE, AmountKind.MONEY):
            continue
        if not _BY.search(sentence, 0, amount.start):
            continue
        is_share = amount.kind is AmountKind.PERCENTAGE
        value = sign * amount.value
        yield Step(
            f"{verb} by {amount.text}",
            _date_behind(amounts[number + 1 :]),
            value if is_share else None,
            None if is_share else value,
        )


def _date_behind(amounts: Sequence[Amount]) -> str | None:
    first = next(iter(amounts), None)
    return first.text if first is not None and first.kind is AmountKind.DATE else None
