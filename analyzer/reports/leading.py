"""How a report names what it tells: a block → its name and size, a change → where it stands.

Plain strings, not yet escaped for any format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analyzer.records import Change, Clause
from analyzer.reports.blocks import Block, Entry
from analyzer.reports.meanings import list_meanings
from analyzer.reports.naming import (
    count_of,
    join_parts,
    name_change,
    name_clause,
    name_kind,
    name_pages,
)

HOW_RANKED = (
    "The heaviest first: by severity, of equal severity what is about AI, then by what is touched: "
    "pay, rights and periods, duties. Changes of one section stand together."
)
FURTHER = "As heavy, and further below:"
#: changes of a section that are named behind those told
_MOST_NAMED = 8


def name_block(block: Block) -> str:
    """Its section, or its first change with the kind: 'Added: Article V, Section 6'."""
    if block.section is not None:
        return name_clause(block.section)
    return f"{name_change(block.head.change)}: {name_clause(block.head.clause)}"


def tell_size(block: Block) -> str:
    """': 3 reworded, 1 added' of a section, ', with 2 more clauses' of what came together."""
    if block.section is not None:
        counts = Counter(entry.change.kind for entry in block.entries)
        return ": " + ", ".join(f"{n} {name_kind(kind).lower()}" for kind, n in counts.items())
    more = len(block.entries) - 1
    return f", with {count_of(more, 'more clause')}" if more else ""


def tell_briefly(block: Block) -> str:
    """' – money lowered ($20 → $15)': what its heaviest change means; '' where nothing is plain."""
    return _tell_first(block.heaviest.change)


def list_untold(block: Block) -> tuple[tuple[Entry, str], ...]:
    """What a section changes besides what is told of it, each with the heaviest that it means."""
    return tuple((entry, _tell_first(entry.change)) for entry in block.untold[:_MOST_NAMED])


def _tell_first(change: Change) -> str:
    said = list_meanings(change)
    return f" – {said[0]}" if said else ""


def tell_untold(block: Block) -> str:
    """'And 2 more:', 'And 12 more, of which the heaviest 8:'."""
    more = len(block.untold)
    few = f", of which the heaviest {_MOST_NAMED}" if more > _MOST_NAMED else ""
    return f"And {more:,} more{few}:"


def tell_above(headings: Sequence[str]) -> str:
    """'in Ferries › Fares': what something stands under; '' for what stands outermost."""
    return f"in {' › '.join(headings)}" if headings else ""


def tell_where(entry: Entry, *, chapter: str = "") -> str:
    """'in Ferries › Fares · old page 22 · new page 24': the headings above, without that of the
    chapter in which it is told, and its places; citations only where they differ."""
    under = entry.under
    if under and under[0] in chapter:
        under = under[1:]
    told = [tell_above(under)] if under else []
    same = len({clause.citation for _, clause in entry.places}) == 1
    for side, clause in entry.places:
        page = name_pages(clause) or "no page"
        told.append(f"{side.replace(': ', ' ')}{page}" if same else side + _cite(clause))
    if entry.repeats:
        told.append(f"the same words stand in {entry.repeats}")
    return " · ".join(told)


def _cite(clause: Clause) -> str:
    return join_parts(clause.citation, name_pages(clause)) or "no page"


def name_entry(entry: Entry) -> str:
    """'Reworded: Section 3(a), old page 17, new page 4': a change among others of its section."""
    pages = (
        f"{side.removesuffix(': ')} {name_pages(one)}" for side, one in entry.places if one.pages
    )
    return join_parts(f"{name_change(entry.change)}: {name_clause(entry.clause)}", *pages)
