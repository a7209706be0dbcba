"""Clauses as rows of the catalog: one column a plain field, one JSON list for the rest.

Columns rather than the public JSON, because a library loads thousands of clauses at once. Each row
bears a seal, a checksum of all that is shown of it: a byte that turned on the disk is told, never
shown as the words of an agreement.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from analyzer.errors import LibraryDamagedError
from analyzer.records import (
    Box,
    Cell,
    Clause,
    ClauseId,
    ClauseKind,
    CrossReference,
    DocumentId,
    MarkKind,
    MarkSpan,
    OffsetMap,
    TableFacts,
)

#: in this order; `c` is the table of clauses, `d` that of documents
CLAUSE_COLUMNS = (
    "c.number, d.id, c.position, c.id, c.parent, c.kind, c.text, c.label, c.old_label, "
    "c.citation, c.heading, c.old_text, c.marked_text, c.defines, c.source, c.confidence, "
    "c.words, c.lists, c.offsets, c.seal"
)
#: where the seal stands in such a row, and what it covers
SEAL = 19
_SEALED = slice(1, SEAL)
INSERT_CLAUSE = f"INSERT INTO clauses VALUES (NULL{', ?' * 21})"
_KINDS = {kind.value: kind for kind in ClauseKind}
_NOTHING = "[[],[],[],[],[],[],null]"


def clauses_to_rows(clauses: Sequence[Clause], document: int) -> Iterator[tuple[Any, ...]]:
    """What `INSERT_CLAUSE` takes; `document` is the document's row."""
    above: dict[str | None, str] = {None: ""}
    for clause in clauses:
        inherited = above.get(clause.parent, "")
        above[clause.id] = f"{inherited} {clause.heading}".strip() if clause.heading else inherited
        row = _row(clause, document)
        yield (*row, inherited, seal((clause.document, *row[1:18])))


def seal(values: Iterable[Any]) -> int:
    """A checksum of plain values: it tells every byte that turned, though not a forger."""
    return zlib.crc32(
        b"\x1f".join(
            value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
            for value in values
        )
    )


def fits(values: Sequence[Any], sealed: object, *, bytes_last: bool = False) -> bool:
    """True for a row as it was kept: no byte turned, and words are words still, not bytes, as one
    turned bit can make of them. `bytes_last`: the last value is bytes."""
    plain = values[:-1] if bytes_last else values
    if any(isinstance(value, bytes) for value in plain):
        return False
    return seal(values) == sealed and (not bytes_last or isinstance(values[-1], bytes))


def row_fits(row: Sequence[Any]) -> bool:
    """True where a row of `CLAUSE_COLUMNS` fits its seal."""
    return fits(row[_SEALED], row[SEAL], bytes_last=True)


def text_of(value: object) -> str:
    """What should be text, whatever a damaged row holds in its place."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def broken_seal(where: str) -> LibraryDamagedError:
    """What is said in place of words that are no longer those that were read."""
    return LibraryDamagedError(
        f"{where}: what the library holds of it is damaged.",
        why="It does not fit its checksum.",
        do="Run `analyzer library repair`: it reads the library's own copy of the file again.",
    )


def _row(clause: Clause, document: int) -> tuple[Any, ...]:
    return (
        document,
        clause.order,
        clause.id,
        clause.parent,
        clause.kind.value,
        clause.text,
        clause.label,
        clause.old_label,
        clause.citation,
        clause.heading,
        clause.old_text,
        clause.marked_text,
        clause.defines,
        clause.source,
        float(clause.confidence),
        clause.words,
        _lists(clause),
        clause.offsets.data,
        " ".join(cell.text for cell in clause.cells) if clause.cells else None,
    )


def _lists(clause: Clause) -> str:
    return json.dumps(
        [
            clause.labels,
            clause.pages,
            clause.page_labels,
            [_box_values(box) for box in clause.boxes],
            [[mark.kind.value, mark.start, mark.end, mark.page] for mark in clause.marks],
            [[ref.start, ref.end, ref.quote, ref.target] for ref in clause.references],
            None if clause.cells is None else [_cell_values(cell) for cell in clause.cells],
            _table_values(clause.table) if clause.table else None,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _box_values(box: Box) -> list[float]:
    return [box.page, box.x0, box.top, box.x1, box.bottom]


def _cell_values(cell: Cell) -> list[Any]:
    box = _box_values(cell.box) if cell.box else None
    placed = [cell.row, cell.column, cell.text, cell.row_span, cell.column_span, cell.header, box]
    return [*placed, cell.notes, cell.printed, cell.old_text]


def _table_values(table: TableFacts) -> list[Any]:
    first = [table.caption, table.header_rows, table.label_columns]
    return [*first, table.periods, table.units]


def clause_from_row(row: Sequence[Any]) -> Clause:
    """The clause of a row of `CLAUSE_COLUMNS`; the rest of a longer row is left alone."""
    if not row_fits(row):
        raise broken_seal(text_of(row[1]))
    lists = json.loads(row[17] or _NOTHING)
    labels, pages, page_labels, boxes, marks, references, cells, *more = lists
    return Clause(
        id=ClauseId(row[3]),
        document=DocumentId(row[1]),
        parent=row[4],
        order=row[2],
        kind=_KINDS[row[5]],
        text=row[6],
        label=row[7],
        old_label=row[8],
        labels=tuple(labels),
        citation=row[9],
        heading=row[10],
        old_text=row[11],
        marked_text=row[12],
        marks=tuple([MarkSpan(MarkKind(kind), *rest) for kind, *rest in marks]),
        cells=None if cells is None else tuple([_cell(values) for values in cells]),
        table=_table(more[0]) if more and more[0] else None,
        references=tuple([CrossReference(*values) for values in references]),
        defines=row[13],
        pages=tuple(pages),
        page_labels=tuple(page_labels),
        boxes=tuple([Box(*values) for values in boxes]),
        source=row[14],
        confidence=row[15],
        words=row[16],
        offsets=OffsetMap(row[18]),
    )


def _cell(values: Sequence[Any]) -> Cell:
    row, column, text, row_span, column_span, header, box, *more = values
    notes, printed, old_text = more or ((), None, None)
    return Cell(
        row,
        column,
        text,
        row_span,
        column_span,
        header,
        Box(*box) if box else None,
        tuple(notes),
        printed,
        old_text,
    )


def _table(values: Sequence[Any]) -> TableFacts:
    caption, header_rows, label_columns, periods, units = values
    return TableFacts(caption, header_rows, label_columns, tuple(periods), tuple(units))
