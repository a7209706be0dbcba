"""Attachments that the page alone names, in its head or foot: pages → the title above their rows.

A run of pages that all bear 'EXHIBIT "A"' at the foot, and no title in the text, is that exhibit:
its title is read before the first row of the run, though its words stay set aside with the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.labels import PrintedLabel, read_labels
from analyzer.records import Line, LineRole, Pages, SetAside, SetAsideKind, TypeStyle, Word

_RUNNING = (SetAsideKind.RUNNING_HEAD, SetAsideKind.RUNNING_FOOT)
_STYLE = TypeStyle(font="", size=10.0)


@dataclass(frozen=True, slots=True)
class RunningTitle:
    """An attachment's title in the head or foot of its pages, first to last."""

    line: Line
    label: PrintedLabel
    first: int
    last: int


def find_running_titles(pages: Pages) -> list[RunningTitle]:
    """Those of attachments that no line of the text titles."""
    runs: list[RunningTitle] = []
    for item, label in _named_pages(pages.set_aside):
        before = runs[-1] if runs else None
        if before and before.label.text == label.text and item.page <= before.last + 1:
            runs[-1] = RunningTitle(before.line, label, before.first, item.page)
        else:
            runs.append(RunningTitle(_line_of(item), label, item.page, item.page))
    by_page = {page.number: page.lines for page in pages.pages}
    return [run for run in runs if not _is_titled(run, by_page)]


def _named_pages(items: Sequence[SetAside]) -> Iterator[tuple[SetAside, PrintedLabel]]:
    """What stands in a head or foot and is the label of an attachment and nothing else."""
    for item in sorted(items, key=lambda item: item.page):
        labels = read_labels(item.text) if item.kind in _RUNNING else ()
        if len(labels) == 1 and labels[0].end == len(item.text.rstrip()):
            form = labels[0].readings[0].form
            if form.rank == 0 and form.alone and labels[0].readings[0].value is not None:
                yield item, labels[0]


def _is_titled(run: RunningTitle, by_page: dict[int, tuple[Line, ...]]) -> bool:
    """A line of the run's pages, or of the page before, that begins with the same label alone."""
    own = _count(run.label)
    for number in range(run.first - 1, run.last + 1):
        for line in by_page.get(number, ()):
            labels = read_labels(line.text) if line.role is not LineRole.FOOTNOTE else ()
            if labels and _count(labels[0]) == own and _heads(line.text[labels[0].end :]):
                return True
    return False


def _heads(rest: str) -> bool:
    """Nothing follows the label, or a title (no sentence)."""
    words = rest.split()
    return len(words) <= 1 or not any(word.islower() and len(word) > 3 for word in words)


def _count(label: PrintedLabel) -> tuple[str, float | None]:
    return label.readings[0].shape, label.readings[0].value


def _line_of(item: SetAside) -> Line:
    """The words of the head or foot, where they stand."""
    box = item.box
    x0, top, x1, bottom = (box.x0, box.top, box.x1, box.bottom) if box else (0.0,) * 4
    words = [Word(text, x0, top, x1, bottom, _STYLE) for text in item.text.split()]
    return Line(item.page, tuple(words))
