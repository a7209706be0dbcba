"""What a report says of a comparison beyond its clauses: rates, and what changes do elsewhere.

A comparison → rows and sentences in plain words, the same for every format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.records import (
    EVERY_FIGURE,
    BrokenReference,
    Change,
    ClauseId,
    Comparison,
    Confirmation,
    DefinitionFate,
    RateChange,
)
from analyzer.reports.naming import count_of, describe_clause, join_parts, name_clause, name_pages

#: columns of the rates by table
RATES_HEAD = (
    "Table",
    "Figures that differ",
    "Up",
    "Down",
    "New",
    "Gone",
    "In words",
    "Per cent, least to most",
)
#: columns of every figure
RATE_HEAD = ("Table", "Row", "Column", "Period", "Before", "After", "Difference", "Per cent")
#: clauses named before the rest is only counted
_MOST_USES = 12


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that a change does elsewhere: what, with the words or clauses that show it."""

    title: str
    said: str


def list_rates(comparison: Comparison) -> tuple[tuple[str, ...], ...]:
    """One row a table, under RATES_HEAD: how many of its figures differ, and how."""
    return tuple(_tell_table(rates, comparison) for rates in _by_table(comparison))


def tell_rates_briefly(comparison: Comparison) -> str:
    """'601 figures of 16 tables differ: 579 up, 0 down, 18 new, 0 gone; +8.03 % to +11.38 %.'"""
    rates = [rate for rate in comparison.rates if rate.row != EVERY_FIGURE]
    if not rates:
        return ""
    *counts, span = _count_figures(rates)
    named = zip(counts[1:], ("up", "down", "new", "gone", "in words"), strict=True)
    told = ", ".join(f"{count} {name}" for count, name in named if count != "0")
    verb = "differs" if len(rates) == 1 else "differ"
    of = count_of(len({_tables(rate) for rate in rates}), "table")
    said = f"{count_of(len(rates), 'figure')} of {of} {verb}: {told}"
    return f"{said}; {span}." if span else f"{said}."


def list_figures(
    comparison: Comparison,
) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    """Every figure by table: the table's name, and its rows under RATE_HEAD without the first."""
    return tuple(
        (_name_table(rates[0], comparison), tuple(map(_list_figure, rates)))
        for rates in _by_table(comparison)
    )


def _by_table(comparison: Comparison) -> list[list[RateChange]]:
    tables: dict[tuple[ClauseId | None, ClauseId | None], list[RateChange]] = {}
    for rate in comparison.rates:
        tables.setdefault((rate.table_old, rate.table_new), []).append(rate)
    return list(tables.values())


def _tell_table(rates: Sequence[RateChange], comparison: Comparison) -> tuple[str, ...]:
    name, counts = _name_table(rates[0], comparison), _count_figures(rates)
    if rates[0].row == EVERY_FIGURE:
        name = f"{name}: kept, {'; '.join(map(_tell_step, rates))}"
        counts = (EVERY_FIGURE.partition(" ")[0], *([""] * (len(counts) - 1)))
    return name, *counts


def _count_figures(rates: Sequence[RateChange]) -> tuple[str, ...]:
    """How many differ, how, and by which per cent; what is neither higher nor lower, new nor gone
    differs in words."""
    up = sum(rate.difference is not None and rate.difference > 0 for rate in rates)
    down = sum(rate.difference is not None and rate.difference < 0 for rate in rates)
    come = sum(rate.old is None for rate in rates)
    gone = sum(rate.new is None for rate in rates)
    percents = [f"{rate:+.2f} %" for rate in sorted(r.percent for r in rates if r.percent)]
    span = " to ".join(dict.fromkeys((percents[0], percents[-1]))) if percents else ""
    worded = len(rates) - up - down - come - gone
    return *(f"{count:,}" for count in (len(rates), up, down, come, gone, worded)), span


def _tell_step(rate: RateChange) -> str:
    """'raised by two percent (2%) on July 1, 2026'."""
    return (rate.new or "") + (f" on {rate.period}" if rate.period else "")


def _name_table(rate: RateChange, comparison: Comparison) -> str:
    """'Daily minimums, old page 4, new page 5': its caption, or how it begins, and its places."""
    clauses = [comparison.clauses.get(key) if key else None for key in _tables(rate)]
    clause = clauses[1] or clauses[0]
    places = [
        f"{side} {name_pages(one)}"
        for side, one in zip(("old", "new"), clauses, strict=True)
        if one and one.pages
    ]
    name = rate.caption or (name_clause(clause) if clause else "")
    return join_parts(name, *places)


def _tables(rate: RateChange) -> tuple[ClauseId | None, ClauseId | None]:
    return rate.table_old, rate.table_new


def rate_row(rate: RateChange, comparison: Comparison) -> tuple[str, ...]:
    """The cells of one figure, under RATE_HEAD."""
    return _name_table(rate, comparison), *_list_figure(rate)


def _list_figure(rate: RateChange) -> tuple[str, ...]:
    """The cells of one figure but for its table's name."""
    difference = "" if rate.difference is None else f"{rate.difference:+,.10g}"
    percent = "" if rate.percent is None else f"{rate.percent:+.2f} %"
    return (
        rate.row,
        rate.column,
        rate.period or "",
        rate.old or "none",
        rate.new or "none",
        difference,
        percent,
    )


def list_remarks(comparison: Comparison) -> tuple[Remark, ...]:
    """Definitions, references, exceptions, words that come back, and clauses of which a second
    reading gives other words, in this order."""
    return (
        *_definitions(comparison),
        *_references(comparison),
        *_carve_outs(comparison),
        *_returned(comparison),
        *_second_readings(comparison),
    )


def _definitions(comparison: Comparison) -> Iterator[Remark]:
    """Each with the clauses that use the term; new ones that nothing else uses in one line."""
    unused: dict[str, None] = {}
    for item in comparison.definitions_changed:
        change = comparison.changes[item.change]
        is_new = item.fate is DefinitionFate.ADDED
        if is_new and not item.used_in and not change.old:
            unused[f"“{item.term}” ({_place(change, comparison)})"] = None
            continue
        uses = [_cite(clause, comparison) for clause in item.used_in[:_MOST_USES]]
        more = len(item.used_in) - len(uses)
        listed = "; ".join(use for use in uses if use)
        listed += f"; and {more:,} more" if more else ""
        used = f"used in {count_of(len(item.used_in), 'clause')}: {listed}" if uses else "not used"
        told = item.fate is DefinitionFate.CHANGED and change.old and change.new
        fate = change.kind.value if told else item.fate.value
        named = f"“{item.was}” is now “{item.term}”" if item.was else f"“{item.term}”"
        yield Remark(f"Definition {fate}: {named} ({_place(change, comparison)})", used)
    if unused:
        yield Remark("Defined anew and used in no other clause", "; ".join(unused))


def _references(comparison: Comparison) -> Iterator[Remark]:
    for item in comparison.references_broken:
        yield tell_reference(item, comparison)


def tell_reference(item: BrokenReference, comparison: Comparison) -> Remark:
    """What the reference meant, where that stands now, and where the print leads now."""
    meant = f"meant {_describe(item.was, comparison)} in the old document"
    stands = " and ".join(_describe(key, comparison, words=False) for key in item.stands)
    stands = f"is {stands} in the new one" if stands else "the new one has dropped"
    leads = "leads nowhere now"
    if item.now:
        leads = f"now leads to another clause: {_describe(item.now, comparison)}"
    return Remark(
        f"Cross-reference “{item.quote}” in {_cite(item.clause, comparison)}",
        f"{meant}, which {stands}; as printed it {leads}",
    )


def _carve_outs(comparison: Comparison) -> Iterator[Remark]:
    for item in comparison.carve_outs:
        place = _place(comparison.changes[item.change], comparison)
        yield Remark(
            f"Exception {'added' if item.added else 'dropped'}: {place}", f"“{item.words}”"
        )


def _returned(comparison: Comparison) -> Iterator[Remark]:
    for item in comparison.returned:
        was = _place(comparison.changes[item.dropped], comparison)
        now = _place(comparison.changes[item.comes_back], comparison)
        said = f"Dropped from {was}, comes back in {now}"
        if item.stood:
            said = f"No longer in {was}, stands still in {now}"
        yield Remark(said, f"“{item.words}”")


def _second_readings(comparison: Comparison) -> Iterator[Remark]:
    for item in comparison.confirmed:
        if item.confirmed is Confirmation.DIFFERS:
            clause = comparison.clauses[item.clause]
            yield Remark(
                f"Look at the page of {_cite(item.clause, comparison)}: two readings differ",
                f"first “{clause.text}”, second “{item.second}”",
            )


def _place(change: Change, comparison: Comparison) -> str:
    clauses = change.new or change.old
    return _cite(clauses[0], comparison)


def _describe(clause: ClauseId, comparison: Comparison, *, words: bool = True) -> str:
    """Its name, how it begins where it has no heading, and its pages."""
    held = comparison.clauses.get(clause)
    if held is None:
        return str(clause)
    return join_parts(describe_clause(held) if words else name_clause(held), name_pages(held))


def _cite(clause: ClauseId, comparison: Comparison) -> str:
    held = comparison.clauses.get(clause)
    if held is None:
        return str(clause)
    return ", ".join(part for part in (name_clause(held), name_pages(held)) if part)
