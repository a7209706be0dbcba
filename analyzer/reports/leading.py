"""How a report names what it tells: a block → its name and size, a change → where it stands.

Plain strings, not yet escaped for any format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.labels import name_place
from analyzer.records import Change, Clause, Severity
from analyzer.reports.blocks import Block, Entry
from analyzer.reports.meanings import list_meanings
from analyzer.reports.naming import (
    count_of,
    join_parts,
    list_doubts,
    name_change,
    name_clause,
    name_kind,
    name_pages,
)

HOW_RANKED = (
    "The heaviest first: by severity, of equal severity what is about AI, then by what is touched: "
    "pay, rights and periods, duties. Changes of one section stand together."
)
#: changes that are named behind those told before the rest is folded away or only counted
MOST_NAMED = 8
#: quotation marks, of which others stand within a name that is quoted itself
_QUOTES = str.maketrans("", "", "\"'“”‘’")
#: effects and terms of a change that is told alone; of one among others the heaviest is told
_MOST_MEANINGS = 2


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
    return tuple((entry, _tell_first(entry.change)) for entry in block.untold[:MOST_NAMED])


def _tell_first(change: Change) -> str:
    said = list_meanings(change)
    return f" – {said[0]}" if said else ""


def tell_untold(block: Block) -> str:
    """'And 2 more:', 'And 12 more, of which the heaviest 8:'."""
    more = len(block.untold)
    few = f", of which the heaviest {MOST_NAMED}" if more > MOST_NAMED else ""
    return f"And {more:,} more{few}:"


def group_further(blocks: Sequence[Block]) -> list[tuple[str, list[Block]]]:
    """What is only named, by what it means: blocks that mean the same in one row, in the place of
    the first; what has no plain meaning in a row of its own."""
    rows: dict[str, list[Block]] = {}
    for at, block in enumerate(blocks):
        rows.setdefault(tell_briefly(block) or str(at), []).append(block)
    return [(tell_briefly(row[0]), row) for row in rows.values()]


def tell_further(number: int, severity: Severity | None) -> str:
    """'12 more of this weight (high)': what found no room among the first."""
    weight = f" ({severity.value})" if severity else ""
    return f"{number:,} more of this weight{weight}"


@dataclass(frozen=True, slots=True)
class Point:
    """One change of a block in a line: where it stands within the block, '' for a block of itself
    alone, what it means, and why that is not certain."""

    entry: Entry
    place: str
    means: tuple[str, ...]
    doubts: tuple[str, ...] = ()


def list_points(block: Block) -> tuple[Point, ...]:
    """What a block says, its heaviest changes a line each, at most three."""
    told = block.telling
    most = _MOST_MEANINGS if len(told) == 1 else 1
    return tuple(
        Point(
            entry,
            _name_within(entry, block),
            list_meanings(entry.change)[:most],
            _doubts_within(entry, block),
        )
        for entry in told
    )


def _doubts_within(entry: Entry, block: Block) -> tuple[str, ...]:
    """Its doubts, where they do not stand beside its place already."""
    told = () if block.section is not None else list_doubts(block.head.change)
    return tuple(one for one in list_doubts(entry.change) if one not in told)


def _name_within(entry: Entry, block: Block) -> str:
    """'Reworded (a), old page 17, new page 4' in 'Section 3', '(a), new page 4' of what came as a
    whole: its place without what the name of the block says already."""
    if entry is block.head and block.section is None:
        return ""
    cited = _cite_within(entry.clause, block.section or block.head.clause)
    kind = name_change(entry.change) if block.section is not None else ""
    return join_parts(" ".join(part for part in (kind, cited) if part), *_list_pages(entry))


def _cite_within(clause: Clause, outer: Clause) -> str:
    """'(a)' of 'Section 1(a)' in 'Section 1'; of 'Section 12' there the whole."""
    cited = clause.citation
    inner = cited.removeprefix(outer.citation)
    is_inside = cited.startswith(outer.citation) and not inner[:1].isalnum()
    return inner.lstrip(" .,") if is_inside else cited


def name_below(entry: Entry, block: Block) -> str:
    """'(b) Lamps, page 4': a clause that came or went with the first of its block, whose words
    follow."""
    clause = entry.clause
    place = name_place(_cite_within(clause, block.head.clause), (clause.heading or "").rstrip("."))
    return join_parts(place or name_clause(clause), name_pages(clause))


def tell_words(block: Block) -> str:
    """'The words', 'The words, and 3 more changes': the title of what is folded away."""
    more = len(block.untold)
    return f"The words, and {count_of(more, 'more change')}" if more else "The words"


def tell_above(headings: Sequence[str]) -> str:
    """'in Ferries › Fares': what something stands under; '' for what stands outermost."""
    return f"in {' › '.join(headings)}" if headings else ""


def tell_where(entry: Entry, *, chapter: str = "") -> str:
    """'in Ferries › Fares · old page 22 · new page 24': the headings above, without that of the
    chapter in which it is told, and its places; citations only where they differ."""
    under = entry.under
    if under and _without_quotes(under[0]) in _without_quotes(chapter):
        under = under[1:]
    told = [tell_above(under)] if under else []
    same = len({clause.citation for _, clause in entry.places}) == 1
    for side, clause in entry.places:
        page = name_pages(clause) or "no page"
        told.append(f"{side.replace(': ', ' ')}{page}" if same else side + _cite(clause))
    told += [said for said in (entry.lapsed, entry.ended) if said]
    if entry.repeats:
        told.append(f"the same words stand in {entry.repeats}")
    return " · ".join(told)


def _without_quotes(text: str) -> str:
    return text.translate(_QUOTES)


def _cite(clause: Clause) -> str:
    return join_parts(clause.citation, name_pages(clause)) or "no page"


def name_entry(entry: Entry) -> str:
    """'Reworded: Section 3(a), old page 17, new page 4': a change among others of its section."""
    name = f"{name_change(entry.change)}: {name_clause(entry.clause)}"
    return join_parts(name, *_list_pages(entry))


def _list_pages(entry: Entry) -> Iterator[str]:
    """'old page 17', 'new page 4'."""
    for side, clause in entry.places:
        if clause.pages:
            yield f"{side.removesuffix(': ')} {name_pages(clause)}".strip()
