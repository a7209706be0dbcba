"""A long list with one row open: a table to choose in, and Previous and Next for the keyboard.

Rows as plain data in; the number of the open row out. A list in parts is turned to one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import streamlit as st

from analyzer.ui import address

_Item = TypeVar("_Item")


def choose_row(rows: Sequence[Mapping[str, str]], *, name: str, alt: str, height: int = 420) -> int:
    """Draw the list; `name` tells one list from another and keeps its open row."""
    table, place = _table_key(name), f"row_at_{name}"
    # the row that was chosen in the table; the table forgets it when another screen is shown
    held = st.session_state.get(table, {}).get("selection", {}).get("rows", ())
    at = held[0] if held else st.session_state.get(place, 0)
    at = st.session_state[place] = min(at, len(rows) - 1)
    if not held:
        st.session_state[table] = _chosen(at)
    with st.container(horizontal=True):
        show_steps(at, len(rows), name=name, go=lambda to: point_to(name, to))
    st.dataframe(
        list(rows),
        key=table,
        on_select="rerun",
        selection_mode="single-row-required",
        height=height,
        alt=alt,
    )
    return int(at)


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


def choose_part(parts: int, *, key: str) -> int:
    """Turn to one of the parts of a long list, counted from 1; an address calls it `part`, unless
    it is the first."""
    asked = address.still_asked()
    if asked is not None:
        st.session_state[key] = address.number(asked, "part", most=parts)
    at = min(st.pagination(parts, key=key), parts) if parts > 1 else 1
    address.note(part=at if at > 1 else None)
    return at


def beside(items: Sequence[_Item], at: int) -> list[_Item]:
    """What a step may open next: the two after the open one, then the one before it."""
    return [*items[at + 1 : at + 3], *items[max(at - 1, 0) : at]]


def point_to(name: str, at: int) -> None:
    """Open another row of that list when it is drawn next."""
    st.session_state[_table_key(name)] = _chosen(at)


def _table_key(name: str) -> str:
    return f"rows_{name}"


def _chosen(at: int) -> dict[str, dict[str, list[int]]]:
    return {"selection": {"rows": [at], "columns": [], "cells": []}}
