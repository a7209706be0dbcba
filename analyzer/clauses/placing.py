"""One row, one reading so far → every way to go on, with its cost.

A reading is a stack of open levels (frames). A label may be the next of an open level, the first of
a new one, or running text; a quotation pushes a frame that hides the levels outside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from analyzer.clauses.costs import Costs
from analyzer.clauses.rows import SAME_EDGE, Row
from analyzer.clauses.titles import in_title_case
from analyzer.labels import LabelReading, PrintedLabel


class Frame(NamedTuple):
    """An open level: its last label, where that stands, and how it counts."""

    shape: str
    value: float | None
    x: float
    row: int
    token: int
    rank: int | None = None
    prefix: str = ""
    quotation: bool = False
    #: shape of the level inside it, or inside its sister before it
    inner: str = ""
    #: an attachment named by the pages' head or foot alone
    running: bool = False
    #: its label stands before a title that is set off
    titled: bool = False


Stack = tuple[Frame, ...]
#: sums of costs may differ by so much without being different
_ROUNDING = 1e-6
#: rank of a section: it and what is farther in may stand inside a bare level that announces it
_ANNOUNCED = 3
#: points within which two labels stand right below each other
_VERY_EDGE = 3.0


class Choice(NamedTuple):
    """A way to go on from one reading at one row."""

    cost: float
    labels: int
    stack: Stack


class RowWalker:
    """All ways to read one row."""

    def __init__(self, row: Row, *, closed: bool, heading_at: int, costs: Costs) -> None:
        self.row = row
        self.closed = closed
        self.heading_at = heading_at
        self.costs = costs
        #: nothing of the document stands before
        self.begins = True
        self.label_cost = self._label_cost() if row.labels else 0.0
        self.text_cost = self._text_cost() if row.labels else 0.0
        #: what the next choice may cost; nothing dearer is asked for
        self.spare = inf
        #: no place costs less: signs for a label count below zero (at the first label only, so
        #: that what is too dear there stays so)
        self.cheapest = min(0.0, costs.next_at_edge) - _ROUNDING

    def choices(self, stack: Stack) -> Iterator[Choice]:
        """Running text, or each label at each place; places beyond `spare` are left out."""
        row, text_cost = self.row, self.text_cost
        if not row.boundary or row.is_ellipsis:
            yield Choice(text_cost, 0, stack)
            if row.is_ellipsis:
                return
        for cost, base in self._settle_quotation(stack):
            if row.boundary:
                yield Choice(cost + text_cost, 0, base)
            if row.labels and cost + self.label_cost + self.cheapest <= self.spare:
                yield from self._take_labels(base, cost + self.label_cost)

    def _text_cost(self) -> float:
        """What the row pays for not bearing the label that it seems to bear."""
        row, costs = self.row, self.costs
        cost = min(max(0.0, row.evidence) * costs.text_in_spite_of_break, costs.text_at_most)
        cost += costs.text_in_spite_of_form
        if row.labels[0].has_word and self._heads_a_level():
            cost += costs.text_in_spite_of_word
        if row.opening:
            cost += costs.text_in_spite_of_opening
        return min(cost, 1.0) if row.reference else cost

    # ── quotations ───────────────────────────────────────────────────────────────────────────────
    def _settle_quotation(self, stack: Stack) -> Iterator[tuple[float, Stack]]:
        """(cost, stack): in which quotation, if any, the row stands."""
        row, costs = self.row, self.costs
        at = _quotation_at(stack)
        if at < 0:
            if row.quoted:
                yield 0.0, (*stack, self._open_quotation())
                yield costs.quotation_ignored, stack
            else:
                yield 0.0, stack
            return
        outside = stack[:at]
        if row.quoted:
            yield (costs.quotation_after_close if self.closed else 0.0), stack
            if self.closed:
                yield costs.quotation_anew, (*outside, self._open_quotation())
        elif self.closed:
            yield 0.0, outside
        else:
            left = row.x < stack[at].x - SAME_EDGE
            yield costs.quotation_without_mark + (0.6 if left else 0.0), stack
            yield (0.3 if left else costs.quotation_unclosed), outside

    def _open_quotation(self) -> Frame:
        return Frame("“”", None, self.row.x, self.row.index, -1, quotation=True)

    # ── labels ───────────────────────────────────────────────────────────────────────────────────
    def _heads_a_level(self) -> bool:
        """True when nothing or a title follows the label, not running text."""
        row = self.row
        rest = row.rest.lstrip("-–—‐:. ")
        if row.labels[0].readings[0].form.titled:
            return (row.emphasis or row.centered) and in_title_case(rest.split()[1:])
        return not rest or rest[0].isupper() or rest[0] in OPENERS

    def _label_cost(self) -> float:
        """What the row pays for bearing a label at all."""
        row, costs = self.row, self.costs
        first = row.labels[0]
        cost = max(0.0, 1.0 - row.evidence) * costs.label_without_break
        if row.opening:
            cost *= costs.opening_without_break
        if row.reference:
            cost += costs.reference
        if first.has_word:
            if not self._heads_a_level():
                stopped = first.text.endswith((".", ":")) and not first.readings[0].form.alone
                cost += costs.small_after_stop if stopped else costs.word_before_running_text
        elif row.rest[:1].islower() and first.text[-1] == ".":
            cost += costs.small_after_stop * (0.3 if row.after_short else 1.0)
        elif row.rest[:1].islower() and first.text[-1].isdigit():
            cost += costs.small_after_number
        if not row.rest and not first.has_word:
            cost += costs.nothing_after
        return cost

    def _take_labels(self, base: Stack, cost: float) -> Iterator[Choice]:
        """The first label at each place, then, inside it, those that follow on the line."""
        row = self.row
        front = [(cost, base)]
        for token, label in enumerate(row.labels):
            placed: list[tuple[float, Stack]] = []
            for paid, stack in front:
                places = (
                    self._place(stack, label, token, most=self.spare - paid + _ROUNDING)
                    if not token
                    else self._place_inner(stack, label, token)
                )
                placed += [(paid + more, grown) for more, grown in places]
            if not placed:
                return
            placed.sort(key=lambda item: item[0])
            front = placed[:8]
            more_follow = token + 1 < len(row.labels)
            stop = (
                self.costs.stop_before_inner
                if more_follow and _starts(row.labels[token + 1])
                else 0.0
            )
            for paid, stack in front:
                yield Choice(paid + stop, token + 1, stack)

    def _place(
        self, stack: Stack, label: PrintedLabel, token: int, *, most: float
    ) -> Iterator[tuple[float, Stack]]:
        """(cost, stack) of every place for every reading of a label, up to a cost."""
        floor = _quotation_at(stack) + 1
        for reading in label.readings:
            centered = self.row.centered and reading.form.rank is not None
            frame = Frame(
                reading.shape,
                reading.value,
                0.0 if centered else self.row.x,
                self.row.index,
                token,
                reading.form.rank,
                reading.prefix,
                titled=self.row.heading,
            )
            if self.row.struck:
                frame = frame._replace(value=None)
            low, high = _reach(stack, floor, frame.rank)
            known = False
            for at in range(low, high):
                sister = stack[at]
                if sister.shape == frame.shape:
                    known = True
                    cost = self._continue_cost(stack, at, reading)
                    if cost <= most:
                        yield cost, (*stack[:at], _next(sister, frame))
            if known and frame.rank is not None:
                continue
            for at in range(low, len(stack) + 1):
                if frame.rank is not None and any(
                    other.rank is not None and other.rank >= frame.rank for other in stack[floor:at]
                ):
                    break
                cost = self._open_cost(stack, floor, at, reading)
                if cost <= most:
                    yield cost, _opened(stack[:at], frame)

    def _place_inner(
        self, stack: Stack, label: PrintedLabel, token: int
    ) -> Iterator[tuple[float, Stack]]:
        """A second label on the line opens a level inside the first."""
        floor = _quotation_at(stack) + 1
        for reading in label.readings:
            rank = reading.form.rank
            cost = self.costs.open_level * 0.5
            if rank is None and reading.value is not None and reading.value > 1.01:
                cost += self.costs.unstarted
            if stack[-1].inner == reading.shape:
                cost += self.costs.open_as_before - self.costs.open_level * 0.5
            elif any(frame.shape == reading.shape for frame in stack[floor:]):
                cost += self.costs.same_shape_inside * 0.5
            frame = Frame(
                reading.shape, reading.value, self.row.x + 12 * token, self.row.index, token, rank
            )
            yield cost, _opened(stack, frame)

    def _continue_cost(self, stack: Stack, at: int, reading: LabelReading) -> float:
        """The label as the next one of an open level."""
        costs, sister = self.costs, stack[at]
        off = 0.0 if reading.form.rank is not None else abs(self.row.x - sister.x)
        cost = 0.0 if off <= SAME_EDGE else costs.off_edge * min(1.0, off / 40)
        if reading.value is None or sister.value is None:
            return cost + costs.placeholder
        if self.row.struck:
            return cost + costs.placeholder
        step = reading.value - sister.value
        if reading.prefix != sister.prefix:
            return cost + (costs.foreign_prefix if reading.prefix > sister.prefix else 2.0)
        if 0 < step <= 1.0:
            return cost + (costs.next_at_edge if off <= _VERY_EDGE else costs.next_number)
        if step > 1.0:
            gap = costs.skipped + costs.skipped_each * (step - 1)
            quoted = at > 0 and any(frame.quotation for frame in stack[:at])
            return cost + min(gap, costs.skipped_at_most) * (0.5 if quoted else 1.0)
        if self.heading_at > sister.row:
            return cost + costs.backward_after_heading + (0.0 if reading.value <= 1.01 else 2.0)
        return cost + costs.backward

    def _open_cost(self, stack: Stack, floor: int, at: int, reading: LabelReading) -> float:
        """The label as the first of a new level inside stack[:at]."""
        costs, x = self.costs, self.row.x
        cost = self._first_number_cost(stack, at, reading)
        parent = stack[at - 1] if at else None
        if parent is not None and parent.inner == reading.shape and at == len(stack):
            cost += costs.open_as_before
        else:
            cost += costs.open_level
            if reading.shape in [frame.shape for frame in stack[floor:at]]:
                cost += costs.same_shape_inside
        own = bool(reading.prefix) and parent is not None and _number(parent) == reading.prefix
        if reading.prefix and any(_is_foreign(frame, reading) for frame in stack[floor:at]):
            cost += costs.foreign_parent
        if parent is not None and not parent.quotation and x < parent.x - SAME_EDGE:
            cost += costs.outdented_child
        if reading.form.rank is not None:
            return cost + self._inside_cost(stack, floor, at, reading.form.rank)
        return cost + self._beside_cost(stack, at, reading, own=own)

    def _beside_cost(self, stack: Stack, at: int, reading: LabelReading, *, own: bool) -> float:
        """What a bare label pays for the levels that it closes, and a title for standing inside
        running text."""
        costs, x, cost = self.costs, self.row.x, 0.0
        above = self.row.heading and _is_plain(stack, at)
        if self.row.heading and at and _is_plain(stack, at - 1):
            cost += costs.title_inside_text if x <= stack[at - 1].x + SAME_EDGE else 0.0
        for frame in stack[at:]:
            if frame.rank == 0:
                cost += costs.attachment_closed
            elif not frame.quotation and not own:
                cost += 0.1 if x < frame.x - SAME_EDGE else costs.closed_level
        if at < len(stack) and stack[at].shape != reading.shape and not (own or above):
            cost += costs.unlike_sister
        return cost

    def _inside_cost(self, stack: Stack, floor: int, at: int, rank: int) -> float:
        """What a level called by a word pays for standing inside bare ones, or, after 'as
        follows:', for not standing there."""
        if rank >= _ANNOUNCED and self.row.announced:
            return (len(stack) - at) * self.costs.closed_level
        bare = sum(frame.rank is None and not frame.quotation for frame in stack[floor:at])
        return bare * _inside(rank, self.costs)

    def _first_number_cost(self, stack: Stack, at: int, reading: LabelReading) -> float:
        """What a level pays that does not open with its first number."""
        costs = self.costs
        if reading.value is None:
            untitled = self.begins and not stack and reading.form.series == ("none",)
            return costs.title_of_document if untitled else costs.placeholder
        if reading.prefix:
            known = {_number(frame) for frame in stack[:at]}
            if reading.prefix in known:
                return 0.0
            return costs.unknown_parent if reading.form.inside else costs.foreign_prefix
        if reading.value <= 1.01:
            return 0.0
        if at and stack[at - 1].quotation:
            return costs.unstarted_in_quotation
        if at or stack:
            return costs.unstarted_opening if self.row.opening else costs.unstarted
        # 'J. Alder Pictures': initials look like labels, numbers do not
        initial = reading.form.rank is None and not reading.shape.endswith("arabic")
        return costs.unstarted_initial if initial else costs.unstarted_document


def _inside(rank: int, costs: Costs) -> float:
    """What a level called by a word pays for each bare level around it."""
    if rank == 0:
        return costs.attachment_inside
    return costs.article_inside if rank <= 2 else costs.section_inside


#: characters that may open a title after a label
OPENERS = "“\"‘'([–—-_#*$"


def _quotation_at(stack: Stack) -> int:
    """Where the innermost quotation stands in the stack; -1 when there is none."""
    for at in range(len(stack) - 1, -1, -1):
        if stack[at].quotation:
            return at
    return -1


def _reach(stack: Stack, floor: int, rank: int | None) -> tuple[int, int]:
    """(low, high): a label called by a word stands below all levels that are farther out by rank,
    and closes those that are not."""
    if rank is None:
        return floor, len(stack)
    low = floor
    for at in range(floor, len(stack)):
        other = stack[at].rank
        if other is not None and other < rank:
            low = at + 1
    return low, len(stack)


def _opened(outer: Stack, frame: Frame) -> Stack:
    """The stack with a new level; the level around it remembers its shape."""
    if outer and outer[-1].inner != frame.shape:
        shape, value, x, row, token, rank, prefix, quotation, _, *rest = outer[-1]
        around = Frame(shape, value, x, row, token, rank, prefix, quotation, frame.shape, *rest)
        return (*outer[:-1], around, frame)
    return (*outer, frame)


def _next(sister: Frame, frame: Frame) -> Frame:
    """The level with its next label; a label without a number counts as its sister did."""
    value = sister.value if frame.value is None else frame.value
    shape, _, x, row, token, rank, prefix, quotation, _, _, titled = frame
    inner = sister.inner
    return Frame(shape, value, x, row, token, rank, prefix, quotation, inner, titled=titled)


def _starts(label: PrintedLabel) -> bool:
    return any(reading.value == 1 for reading in label.readings)


def _is_plain(stack: Stack, at: int) -> bool:
    """A level called by no word, whose last label stands before running text."""
    if at >= len(stack):
        return False
    frame = stack[at]
    return frame.rank is None and not frame.quotation and not frame.titled


def _is_foreign(frame: Frame, reading: LabelReading) -> bool:
    """'9.5.2' is no parent of '9.5.3': the beginning of a decimal names all its parents."""
    return bool(frame.prefix) and not f"{reading.prefix}.".startswith(f"{_number(frame)}.")


def _number(frame: Frame) -> str:
    """A level's number as the beginning of a decimal: '3', '3.1'."""
    if frame.value is None:
        return ""
    number = str(int(frame.value))
    return f"{frame.prefix}.{number}" if frame.prefix else number
