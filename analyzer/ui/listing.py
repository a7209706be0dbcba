"""A long list with one row open: a table to choose in, and Previous and Next for the keyboard.

Rows as plain data in; the number of the open row out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st


def choose_row(rows: Sequence[Mapping[str, str]], *, name: str, alt: str, height: int = 420) -> int:
    """Draw the list; `name` tells one list from another and keeps its open row."""
    key = f"row_at_{name}"
    at = min(st.session_state.get(key, 0), len(rows) - 1)
    with st.container(horizontal=True):
        if st.button("Previous", shortcut="k", disabled=at == 0, key=f"previous_{name}"):
            at = _step(at - 1)
        if st.button("Next", shortcut="j", disabled=at == len(rows) - 1, key=f"next_{name}"):
            at = _step(at + 1)
    picked = st.dataframe(
        list(rows),
        key=f"rows_{name}_{st.session_state.get('list_version', 0)}_{len(rows)}",
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [at], "columns": [], "cells": []}},
        height=height,
        alt=alt,
    )
    chosen = picked["selection"]["rows"] if picked else []
    at = chosen[0] if chosen and chosen[0] < len(rows) else at
    st.session_state[key] = at
    return at


def point_to(name: str, at: int) -> None:
    """Open another row of that list when it is drawn next."""
    st.session_state[f"row_at_{name}"] = _step(at)


def _step(at: int) -> int:
    # a new key makes the table take the row that a button chose
    st.session_state["list_version"] = st.session_state.get("list_version", 0) + 1
    return at
