"""Rows → one reading: which lines bear labels and on which level each stands.

A beam of readings walks the rows once. A reading is a stack of open levels (frames); at a row with
a label it may take the label as the next of an open level, as the first of a new one, or as running
text, and pays the named costs of `costs`. A quotation pushes a frame that hides the levels outside
it. Readings that end in the same stack are merged, the cheaper one kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analyzer.clauses.costs import COSTS, Costs
from analyzer.clauses.placing import Frame, RowWalker, Stack
from analyzer.clauses.rows import Row

_Key = tuple[tuple[str, float | None], ...]
_Decision = tuple[int, _Key]
#: readings kept after each row
BEAM = 8
#: readings dearer than the cheapest by more than this are given up
_HOPELESS = 5.5
#: a margin of this many units over the next reading is as good as certain
_CERTAIN = 2.0


class Step(NamedTuple):
    """What a reading decided at a row: how many labels it took, and the levels open after it."""

    row: int
    labels: int
    stack: Stack
    #: cost by which the next best decision at this row is worse (below zero: settled later)
    margin: float


class _Reading(NamedTuple):
    cost: float
    stack: Stack
    steps: _Chain | None


class _Chain(NamedTuple):
    step: Step
    before: _Chain | None


def search_reading(rows: Sequence[Row], *, costs: Costs = COSTS) -> list[Step]:
    """The decisions of the cheapest reading, one for each row that starts a paragraph or might."""
    beam = [_Reading(0.0, (), None)]
    heading_at = -1
    before: Row | None = None
    begins = True
    for row in rows:
        if (row.heading and not row.labels) or row.after_block:
            heading_at = row.index
        if row.after_running and row.boundary:
            beam = list(map(_without_running, beam))
        if row.running:
            beam = [_open_running(min(beam, key=lambda reading: reading.cost), row)]
            begins = False
        elif row.labels or row.boundary:
            closed = before is not None and before.closes
            walker = RowWalker(row, closed=closed, heading_at=heading_at, costs=costs)
            walker.begins = begins
            beam = _advance(beam, walker)
        if not row.is_ellipsis:
            before = row
    best = min(beam, key=lambda reading: reading.cost)
    steps: list[Step] = []
    chain = best.steps
    while chain is not None:
        steps.append(chain.step)
        chain = chain.before
    steps.reverse()
    return steps


def _open_running(reading: _Reading, row: Row) -> _Reading:
    """An attachment that the page names: it is nowhere else, so no other reading is weighed."""
    first = row.labels[0].readings[0]
    frame = Frame(first.shape, first.value, 0.0, row.index, 0, first.form.rank, running=True)
    step = Step(row.index, 1, (frame,), _CERTAIN)
    return _Reading(reading.cost, (frame,), _Chain(step, reading.steps))


def _without_running(reading: _Reading) -> _Reading:
    """After the last page of such an attachment, it is closed."""
    running = bool(reading.stack) and reading.stack[0].running
    return _Reading(reading.cost, (), reading.steps) if running else reading


def _advance(beam: list[_Reading], walker: RowWalker) -> list[_Reading]:
    """One row further: every choice of every reading, the cheapest per stack, the best of those."""
    merged: dict[tuple[int, _Key], _Reading] = {}
    limit = min(reading.cost for reading in beam) + 3 * _HOPELESS
    for reading in beam:
        walker.spare = limit - reading.cost
        for cost, labels, stack in walker.choices(reading.stack):
            total = reading.cost + cost
            if total > limit:
                continue
            limit = min(limit, total + _HOPELESS)
            walker.spare = limit - reading.cost
            key = (labels, _key(stack))
            known = merged.get(key)
            if known is None or total < known.cost:
                step = Step(walker.row.index, labels, stack, 0.0)
                merged[key] = _Reading(total, stack, _Chain(step, reading.steps))
    ranked = sorted(merged.values(), key=lambda reading: reading.cost)[:BEAM]
    ranked = [reading for reading in ranked if reading.cost <= ranked[0].cost + _HOPELESS]
    by_stack: dict[_Key, _Reading] = {}
    for reading in ranked:
        by_stack.setdefault(_key(reading.stack), reading)
    decided = [(_decision(reading), reading.cost) for reading in ranked]
    return [_with_margin(reading, decided) for reading in by_stack.values()]


def _key(stack: Stack) -> _Key:
    return tuple([(frame[0], frame[1]) for frame in stack])


def _with_margin(reading: _Reading, decided: list[tuple[_Decision, float]]) -> _Reading:
    """Notes how much worse the next reading is that decides otherwise at this row."""
    assert reading.steps is not None
    step = reading.steps.step
    own = _decision(reading)
    # the readings are in the order of their costs
    other = next((cost for decision, cost in decided if decision != own), None)
    margin = _CERTAIN if other is None else other - reading.cost
    step = Step(step.row, step.labels, step.stack, margin)
    return _Reading(reading.cost, reading.stack, _Chain(step, reading.steps.before))


def _decision(reading: _Reading) -> _Decision:
    """What a reading decided at its last row: labels, and the innermost levels it came to."""
    labels = reading.steps.step.labels if reading.steps is not None else 0
    return labels, _key(reading.stack[-1 - max(1, labels) :])


def confidence(margin: float) -> float:
    """Between 0.5 (another reading is as good) and 0.99 (no other reading comes near)."""
    return 0.5 + 0.49 * max(0.0, min(1.0, margin / _CERTAIN))
