"""A long list with one row open: a table to choose in, and Previous and Next for the keyboard.

Rows as plain data in; the number of the open row out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st


def choose_row(rows: Sequence[Mapping[str, str]], *, name: str, alt: str, height: int = 420) -> int:
    """Draw the list; `name` tells one list from another and keeps its open row."""
    key = f"row_at_{name}"
    at = min(st.session_state.get(key, 0), len(rows) - 1)
    with st.container(horizontal=True):
        show_steps(at, len(rows), name=name, go=lambda to: point_to(name, to))
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


def show_steps(at: int, count: int, *, name: str, go: Callable[[int], None]) -> None:
    """Previous and Next, K and J on the keyboard: `go` is told the number to step to; `name` tells
    these buttons from others."""
    for label, shortcut, to in (("Previous", "k", at - 1), ("Next", "j", at + 1)):
        st.button(
            label,
            shortcut=shortcut,
            disabled=not 0 <= to < count,
            key=f"{label.lower()}_{name}",
            on_click=go,
            args=(to,),
        )


def point_to(name: str, at: int) -> None:
    """Open another row of that list when it is drawn next."""
    st.session_state[f"row_at_{name}"] = at
    # a new key makes the table take the row that a button chose
    st.session_state["list_version"] = st.session_state.get("list_version", 0) + 1
