"""Two documents held against each other, one told by its own marks, and a page shown with boxes.

Names or paths → results.Compared, results.Shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import BadRequestError
from analyzer.pipeline import sides
from analyzer.pipeline.naming import find_document, is_path
from analyzer.pipeline.questions import known_topic
from analyzer.pipeline.reading import load_bytes, render_bytes
from analyzer.pipeline.stages import clauses_of
from analyzer.pipeline.wiring import Wiring
from analyzer.ports import Overlay
from analyzer.records import (
    Box,
    Clause,
    ClauseId,
    Document,
    Findings,
    SetAside,
    SetAsideKind,
)
from analyzer.results import Compared, Progress, ProgressCallback, Shown, ShownBox

if TYPE_CHECKING:
    from analyzer.comparison import Given
    from analyzer.ports import Vectors

#: outlines of clauses, of cells of tables, of what was set aside, and of what somebody asked to see
CLAUSE_COLOR = "#1d4ed8"
CELL_COLOR = "#15803d"
#: of what was set aside: the tint of each kind, in words and as CSS hex
TINTS = {
    SetAsideKind.RUNNING_HEAD: ("yellow", "#facc15"),
    SetAsideKind.RUNNING_FOOT: ("orange", "#f97316"),
    SetAsideKind.PAGE_NUMBER: ("violet", "#8b5cf6"),
    SetAsideKind.WATERMARK: ("grey", "#6b7280"),
    SetAsideKind.LINE_NUMBER: ("green", "#22c55e"),
    SetAsideKind.NOTICE: ("pink", "#ec4899"),
}
ASKED_COLOR = "#c2410c"
SCALES = (0.25, 4.0)


def compare(
    wiring: Wiring,
    old: str | Path,
    new: str | Path,
    *,
    topics: Sequence[str | None],
    password: str | None = None,
    progress: ProgressCallback | None = None,
) -> tuple[Compared, ...]:
    """What became of each clause, once for each of the topics: the two are matched once for all.
    Raises NotComparableError, RefusedFileError."""
    from analyzer import comparison

    tell = progress or wiring.tell
    wanted = [known_topic(wiring, topic) for topic in topics]
    old_side, new_side = sides.open_both(wiring, old, new, password=password, tell=tell)
    comparison.check_comparable(old_side.document, new_side.document)
    vectors = sides.vectors_that_differ(wiring, old_side, new_side)
    tell(Progress("Looking for what is about AI", 0, 2, "documents"))
    old_findings = sides.side_findings(wiring, old_side)
    tell(Progress("Looking for what is about AI", 1, 2, "documents"))
    new_findings = sides.side_findings(wiring, new_side)
    with comparison.uncollected():
        described = comparison.describe_changes(
            _give(old_side, old_findings, vectors[0] if vectors else None),
            _give(new_side, new_findings, vectors[1] if vectors else None),
            neighbours=wiring.neighbours() if vectors else None,
            watch_matching=sides.tell_counts(tell, sides.MATCHING, "steps"),
            watch=sides.tell_counts(tell, "Saying what each change means", "changes"),
        )
        return tuple(Compared(described.about(topic)) for topic in wanted)


def _give(side: sides.Side, findings: Findings, vectors: Vectors | None) -> Given:
    from analyzer.clauses import find_definitions
    from analyzer.comparison import Given

    return Given(side.document, side.clauses, findings, vectors, find_definitions(side.clauses))


def redline(
    wiring: Wiring,
    name: str | Path,
    *,
    topic: str | None = None,
    password: str | None = None,
    progress: ProgressCallback | None = None,
) -> Compared:
    """What the document itself marks as changed. Raises RefusedFileError, UnknownDocumentError."""
    from analyzer import comparison
    from analyzer.clauses import find_definitions

    tell = progress or wiring.tell
    wanted = known_topic(wiring, topic)
    tell(Progress("Reading the document", 0, 0))
    side = sides.open_side(wiring, name, password=password)
    tell(Progress("Looking for what is about AI", 0, 0))
    findings = sides.side_findings(wiring, side)
    return Compared(
        comparison.read_own_marks(
            side.document,
            side.clauses,
            findings=findings,
            topic=wanted,
            definitions=find_definitions(side.clauses),
            watch=sides.tell_counts(tell, "Saying what each mark means", "clauses"),
        )
    )


# ── a page as it was read ────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class View:
    """A page (from 1) with every clause outlined; with `clause`, only that one, and with `spans`
    (offsets on its text), the words of those spans; `bare`: no boxes at all. `scale` is pixels a
    point."""

    page: int
    scale: float = 1.5
    clause: str | None = None
    spans: tuple[tuple[int, int], ...] = ()
    bare: bool = False

    def check(self, document: Document) -> None:
        """Raise BadRequestError for a page or scale that cannot be drawn."""
        if not 1 <= self.page <= document.pages:
            raise BadRequestError(
                f"{document.id} has no page {self.page}.",
                do=f"Use a page from 1 to {document.pages}.",
            )
        if not SCALES[0] <= self.scale <= SCALES[1]:
            raise BadRequestError(
                f"A page cannot be drawn at scale {self.scale}.",
                do=f"Use a scale from {SCALES[0]} to {SCALES[1]}.",
            )


@dataclass(frozen=True, slots=True)
class _Copy:
    """The file of a document with what was read of it."""

    document: Document
    data: bytes
    clauses: tuple[Clause, ...]
    set_aside: tuple[SetAside, ...]


def show(wiring: Wiring, name: str | Path, view: View, *, password: str | None = None) -> Shown:
    """The page image and the boxes that are drawn on it."""
    copy = _open_copy(wiring, name, view, password=password)
    view.check(copy.document)
    boxes = () if view.bare else tuple(_boxes(copy, view))
    image = render_bytes(
        copy.data,
        path=copy.document.path,
        page=view.page,
        scale=view.scale,
        overlays=_overlays(boxes, asked=view.clause is not None),
        password=password,
    )
    return Shown(image, boxes)


def _open_copy(wiring: Wiring, name: str | Path, view: View, *, password: str | None) -> _Copy:
    if is_path(name):
        reading = sides.read_named(wiring, Path(name), password=password)
        return _Copy(reading.document, load_bytes(name), reading.clauses, reading.set_aside)
    catalog = wiring.catalog
    document = find_document(catalog.documents(), str(name))
    data = catalog.file(document.id)
    if view.bare:
        return _Copy(document, data, (), ())
    if view.clause is not None:
        return _Copy(document, data, (_clause_of(wiring, document, view.clause),), ())
    aside = catalog.set_aside(document.id)
    return _Copy(document, data, clauses_of(wiring, document.id), aside)


def _clause_of(wiring: Wiring, document: Document, name: str) -> Clause:
    try:
        return wiring.catalog.clause(ClauseId(name))
    except KeyError:
        raise BadRequestError(
            f"{document.id} has no clause {name!r}.", do="Take the id from its clauses."
        ) from None


def _boxes(copy: _Copy, view: View) -> Iterator[ShownBox]:
    for item in copy.clauses:
        if view.page not in item.pages or view.clause not in (None, item.id):
            continue
        spans = view.spans if view.clause else ()
        words = [box for span in spans for box in item.offsets.boxes(*span)]
        for box in words if spans else item.boxes:
            if box.page == view.page:
                yield ShownBox(box, item.citation, item.id)
        if view.clause is None:
            yield from _cells(item, view.page)
    if view.clause is None:
        for aside in copy.set_aside:
            if aside.box and aside.box.page == view.page:
                yield ShownBox(aside.box, aside.kind.value, tint=TINTS[aside.kind][0])


def _cells(clause: Clause, page: int) -> Iterator[ShownBox]:
    for cell in clause.cells or ():
        if cell.box and cell.box.page == page:
            name = f"{clause.citation} row {cell.row} column {cell.column}"
            yield ShownBox(cell.box, name, clause.id, (cell.row, cell.column))


def _overlays(boxes: tuple[ShownBox, ...], *, asked: bool) -> tuple[Overlay, ...]:
    if asked:
        return (Overlay(_only_boxes(boxes), color=ASKED_COLOR, fill=True),)
    clauses = tuple(box for box in boxes if box.clause and not box.cell)
    cells = tuple(box for box in boxes if box.cell)
    tints = (
        Overlay(_only_boxes(tuple(box for box in boxes if box.tint == name)), color, fill=True)
        for name, color in TINTS.values()
    )
    return (
        *tints,
        Overlay(_only_boxes(cells), color=CELL_COLOR),
        Overlay(_only_boxes(clauses), color=CLAUSE_COLOR),
    )


def _only_boxes(boxes: tuple[ShownBox, ...]) -> tuple[Box, ...]:
    return tuple(item.box for item in boxes)
