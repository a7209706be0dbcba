"""Taking results along: download buttons, and the name of the file.

A name holds what it is of, the date and a short hash of the files it was read from and of the
session: Streamlit tells long files of one name apart by parts of them only, and nobody must get the
report that somebody else is looking at.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from analyzer.assessments import Checked, Matrix
from analyzer.records import Document

MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "markdown": "text/markdown",
    "json": "application/json",
}
#: in the order in which they are offered
ENDINGS = {"docx": ".docx", "html": ".html", "xlsx": ".xlsx", "markdown": ".md", "json": ".json"}
#: formats that people call otherwise than by their capitals
NAMED = {"markdown": "Markdown", "docx": "Word, tracked changes", "xlsx": "Excel"}
#: characters of a title that a name holds
_LONGEST = 60


def file_name(titles: Sequence[str], documents: Sequence[Document], ending: str) -> str:
    """'memorandum-of-2023_proposal-of-2026_2026-11-25_1f3a9c.html'; letters, figures and hyphens
    only, whatever the titles hold."""
    parts = [_slug(title) for title in titles]
    sums = "".join(document.sha256 for document in documents)
    short = hashlib.sha256((_session() + sums).encode()).hexdigest()[:6]
    return "_".join([*parts, date.today().isoformat(), short]) + ending


def _session() -> str:
    """Some letters that are this session's alone."""
    if "taking_session" not in st.session_state:
        st.session_state["taking_session"] = secrets.token_hex(8)
    return str(st.session_state["taking_session"])


def _slug(title: str) -> str:
    # 'Basic Agreement of July 1, 2023' → 'basic-agreement-of-july-1-2023'
    slug = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")
    return slug[:_LONGEST].rstrip("-") or "untitled"


def show_reports(made: Matrix | Checked, titles: Sequence[str], *, key: str) -> None:
    """A button for each format; a report is made when it is asked for, not before."""
    with st.container(horizontal=True):
        for kind in ("xlsx", "html", "markdown", "json"):
            show_button(
                kind,
                _maker(made, kind),
                file_name(titles, made.documents, ENDINGS[kind]),
                key=f"{key}_{kind}",
            )


def show_button(kind: str, make: Callable[[], bytes], name: str, *, key: str) -> None:
    """One download button."""
    st.download_button(
        NAMED.get(kind, kind.upper()),
        data=make,
        file_name=name,
        mime=MIME[kind],
        on_click="ignore",
        key=key,
    )


def _maker(made: Matrix | Checked, kind: str) -> Callable[[], bytes]:
    if kind == "xlsx":
        return made.to_xlsx
    return lambda: made.report(kind).encode("utf-8")
