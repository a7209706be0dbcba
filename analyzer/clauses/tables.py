"""Words of a table → its cells by row and column, with what the table says of itself.

Cells that rules part are given as boxes; without rules, columns are found from the white that no
line crosses. Every word of the table lands in exactly one cell, and the words in the order of the
cells are the words of the clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyzer.clauses.joining import Piece, Vocabulary, join_pieces, without
from analyzer.clauses.table_bands import split_bands, split_columns
from analyzer.clauses.table_columns import place_by_columns
from analyzer.clauses.table_facts import count_headers, is_headed, read_facts
from analyzer.clauses.table_places import INSET, Place, place_by_rules
from analyzer.records import Box, Cell, MarkKind, TableFacts

#: '3'  '1,'  '**'  '†': what is raised beside an amount; not the 'st' of '1st'
_NOTE = re.compile(r"(\d{1,2}|[*†‡§#¹²³]{1,4})[,;]?")


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table, what it says of itself, and its words in the order of the cells."""

    cells: tuple[Cell, ...]
    facts: TableFacts
    pieces: list[Piece]


def read_table(pieces: Sequence[Piece], boxes: Sequence[Box], vocabulary: Vocabulary) -> Table:
    """The table of a clause; `boxes` are its ruled cells, () where it has none."""
    places = (
        split_bands(split_columns(place_by_rules(pieces, boxes)))
        if boxes
        else place_by_columns(pieces)
    )
    places = _number(places)
    headers = count_headers(places)
    cells = tuple(
        _cell(place, vocabulary, header=place.row < headers or is_headed(place, places))
        for place in places
    )
    ordered = [piece for place in places for piece in place.ordered()]
    return Table(cells, read_facts(cells, headers), ordered)


def _number(places: Sequence[Place]) -> list[Place]:
    """Rows and columns counted from 0 over those in which a cell with words begins."""
    filled = [place for place in places if place.pieces]
    tops = sorted({place.top for place in filled})
    lefts = sorted({place.left for place in filled})
    for place in filled:
        place.row, place.column = tops.index(place.top), lefts.index(place.left)
        place.row_span = max(1, sum(place.top <= top < place.bottom - 3 for top in tops))
        place.column_span = max(1, sum(place.left <= left < place.right - INSET for left in lefts))
    return sorted(filled, key=lambda place: (place.row, place.column))


def _cell(place: Place, vocabulary: Vocabulary, *, header: bool) -> Cell:
    pieces = place.ordered()
    live = without(pieces, MarkKind.DELETED)
    plain = [piece for piece in live if not is_note(piece)]
    text = join_pieces(plain, vocabulary)[0]
    cell = Cell(
        row=place.row,
        column=place.column,
        text=text,
        row_span=place.row_span,
        column_span=place.column_span,
        header=header,
        box=place.box(),
    )
    if len(plain) < len(live):
        notes = [match[1] for p in live if is_note(p) and (match := _NOTE.fullmatch(p.text))]
        cell = replace(cell, notes=tuple(notes), printed=join_pieces(live, vocabulary)[0])
    if any(piece.word.mark for piece in pieces):
        before = [p for p in without(pieces, MarkKind.INSERTED) if not is_note(p)]
        cell = replace(cell, old_text=join_pieces(before, vocabulary)[0])
    return cell


def is_note(piece: Piece) -> bool:
    """True for a raised digit or sign that points to a note."""
    return piece.word.style.superscript and bool(_NOTE.fullmatch(piece.text))
