"""Tables that run on over a page: a pairing → the same, the second half of each with the first."""

from __future__ import annotations

from analyzer.comparison.pairing import Pairing
from analyzer.comparison.rate_tables import join_continued, list_tables
from analyzer.comparison.sides import Side


def join_second_halves(pairing: Pairing) -> None:
    """Join what only continues a matched table to the partner of that table."""
    for side in (pairing.old, pairing.new):
        _join_halves(pairing, side)


def _join_halves(pairing: Pairing, side: Side) -> None:
    is_old = side is pairing.old
    free = pairing.free_old if is_old else pairing.free_new
    place = {clause.id: at for at, clause in enumerate(side.clauses)}
    tables = list_tables(side.clauses)
    alone = {at for at, table in enumerate(tables) if place[table.clause.id] in free}
    for table in join_continued(tables, alone):
        parts = tuple(dict.fromkeys(place[row.clause.id] for row in table.rows))
        partner = (pairing.partner if is_old else pairing.back)[parts[0]]
        if len(parts) < 2 or partner < 0 or not free.issuperset(parts[1:]):
            continue
        olds, news = (parts, (partner,)) if is_old else ((partner,), parts)
        pairing.part(olds[0])
        pairing.join_group(olds, news)
