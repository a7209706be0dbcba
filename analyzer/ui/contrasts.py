"""AI terms before and after, on the Compare screen: each value with its quote, and what a second
reading says of the quote as soon as it is known.

A comparison → a table of the terms that differ, the first at once and the rest folded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape

import streamlit as st

from analyzer.pipeline.confirming import Quote
from analyzer.records import Comparison, TermContrast, TermValue
from analyzer.ui import page_choice, state, widgets
from analyzer.ui.second_reading import HELD_SHORT, Twice

#: terms that differ shown at once
FIRST_TERMS = 4


def show_terms(comparison: Comparison) -> None:
    """The table, and below it a choice of the clauses that it quotes."""
    values = list(_values(comparison.terms_changed))
    quotes = [quote for value in values for quote in _quotes(value, comparison)]
    twice = state.read_twice([comparison.old, comparison.new], quotes)
    twice.draw_alone(state.open_library(), partial(_draw, comparison, twice))
    names = list(dict.fromkeys(value.clause for value in values))
    page_choice.choose_clause(names, comparison, key="terms")


def _draw(comparison: Comparison, twice: Twice, waits: bool) -> None:
    contrasts = comparison.terms_changed
    values = list(_values(contrasts))
    told = twice.rows(
        [_quotes(value, comparison) for value in values], unknown=HELD_SHORT if waits else ""
    )
    said = dict(zip(values, told, strict=True))
    st.subheader("AI terms before and after")
    st.html(_terms_html(contrasts[:FIRST_TERMS], said))
    more = contrasts[FIRST_TERMS:]
    if more:
        with st.expander(f"{len(more)} more terms that differ"):
            st.html(_terms_html(more, said))


def _values(contrasts: Sequence[TermContrast]) -> Iterator[TermValue]:
    for contrast in contrasts:
        yield from (value for value in (contrast.old, contrast.new) if value)


def _quotes(value: TermValue, comparison: Comparison) -> list[Quote]:
    """The words of a value at their place in its clause; [] where it has none."""
    clause = comparison.clauses.get(value.clause)
    start = clause.text.find(value.quote) if clause and value.quote else -1
    return [(clause, start, start + len(value.quote))] if clause and start >= 0 else []


def _terms_html(contrasts: Sequence[TermContrast], said: dict[TermValue, str]) -> str:
    rows = "".join(
        f"<tr><th>{escape(state.taxonomy().term_name(contrast.name))}</th>"
        f"{_value_html(contrast.old, said)}{_value_html(contrast.new, said)}</tr>"
        for contrast in contrasts
    )
    return f'<table class="plain"><tr><th>term</th><th>before</th><th>after</th></tr>{rows}</table>'


def _value_html(value: TermValue | None, said: dict[TermValue, str]) -> str:
    if value is None:
        return '<td><span class="silent">silent</span></td>'
    shown = escape(widgets.scalar_words(value.value))
    quote = escape(value.quote)
    return f'<td><b>{shown}</b><br><span class="where">“{quote}”</span>{said[value]}</td>'
