"""What the Compare screen shows beside the changes: rates, what changes do elsewhere,
and what clauses of a topic lean on.

A comparison → a table of figures and folded lists; nothing where there is nothing.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from analyzer.reports import (
    CONTEXT_TITLE,
    RATE_HEAD,
    list_context,
    list_remarks,
    rate_row,
    tell_context,
)
from analyzer.results import Compared
from analyzer.ui import page_choice, widgets


def show_rates(compared: Compared) -> None:
    """Figures that differ, in a table to sort and search."""
    comparison = compared.comparison
    if not comparison.rates:
        return
    with st.expander(f"Rates: {len(comparison.rates):,} figures differ"):
        st.dataframe(
            [
                dict(zip(RATE_HEAD, rate_row(rate, comparison), strict=True))
                for rate in comparison.rates
            ],
            hide_index=True,
            key="rates",
            alt="Figures of tables before and after, with difference and per cent",
        )
        tables = [name for each in comparison.rates for name in (each.table_old, each.table_new)]
        named = list(dict.fromkeys(filter(None, tables)))
        page_choice.choose_clause(named, comparison, key="rates")


def show_elsewhere(compared: Compared) -> None:
    """Definitions, cross-references, exceptions and words that come back."""
    remarks = list_remarks(compared.comparison)
    if not remarks:
        return
    with st.expander(f"Across the document: {len(remarks):,} to know"):
        rows = "".join(
            f"<li><b>{escape(one.title)}</b>: {escape(one.said)}</li>" for one in remarks
        )
        st.html(f"<ul>{rows}</ul>")
        named = page_choice.clauses_elsewhere(compared.comparison)
        page_choice.choose_clause(named, compared.comparison, key="elsewhere")


def show_context(compared: Compared) -> None:
    """Definitions and footnotes that clauses of the topic use; they are no changes about it."""
    rows = list_context(compared.comparison)
    if not rows:
        return
    with st.expander(f"{CONTEXT_TITLE}: {len(rows):,}"):
        told = "".join(
            f'<li><b>{escape(row.title)}</b> <span class="where">{escape(row.place)} · '
            f"{escape(row.used)}</span><br>{widgets.redline_html(row.pieces)}</li>"
            for row in rows
        )
        st.html(f"<p>{escape(tell_context(compared.comparison))}</p><ul>{told}</ul>")
        named = page_choice.clauses_of(each.change for each in compared.comparison.context)
        page_choice.choose_clause(named, compared.comparison, key="context")
