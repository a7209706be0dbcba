"""What the Compare screen shows beside the changes: rates, and what changes do elsewhere.

A comparison → a table of figures and a folded list; nothing where there is nothing.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from analyzer.reports import RATE_HEAD, list_remarks, rate_row
from analyzer.results import Compared


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
