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
from analyzer.ui.second_reading import Tell

#: terms that differ shown at once
FIRST_TERMS = 4


def show_terms(comparison: Comparison) -> None:
    """The table, and below it a choice of the clauses that it quotes."""
    contrasts = comparison.terms_changed
    values = list(_values(contrasts))
    quotes = [quote for value in values for quote in _quotes(value, comparison)]
    twice = state.read_twice([comparison.old, comparison.new], quotes)
    st.subheader("AI terms before and after")
    twice.show_within(partial(_terms_html, contrasts[:FIRST_TERMS], comparison))
    more = contrasts[FIRST_TERMS:]
    if more:
        with st.expander(f"{len(more)} more terms that differ"):
            twice.show_within(partial(_terms_html, more, comparison))
    twice.begin(state.open_library())
    names = list(dict.fromkeys(value.clause for value in values))
    page_choice.choose_clause(names, comparison, key="terms")


def _values(contrasts: Sequence[TermContrast]) -> Iterator[TermValue]:
    for contrast in contrasts:
        yield from (value for value in (contrast.old, contrast.new) if value)


def _quotes(value: TermValue, comparison: Comparison) -> list[Quote]:
    """The words of a value at their place in its clause; [] where it has none."""
    clause = comparison.clauses.get(value.clause)
    start = clause.text.find(value.quote) if clause and value.quote else -1
    return [(clause, start, start + len(value.quote))] if clause and start >= 0 else []


def _terms_html(contrasts: Sequence[TermContrast], comparison: Comparison, tell: Tell) -> str:
    def value_html(value: TermValue | None) -> str:
        if value is None:
            return '<td><span class="silent">silent</span></td>'
        shown = escape(widgets.scalar_words(value.value))
        quote = f'<span class="where">“{escape(value.quote)}”</span>'
        return f"<td><b>{shown}</b><br>{quote}{tell(_quotes(value, comparison))}</td>"

    rows = "".join(
        f"<tr><th>{escape(state.taxonomy().term_name(contrast.name))}</th>"
        f"{value_html(contrast.old)}{value_html(contrast.new)}</tr>"
        for contrast in contrasts
    )
    return f'<table class="plain"><tr><th>term</th><th>before</th><th>after</th></tr>{rows}</table>'
