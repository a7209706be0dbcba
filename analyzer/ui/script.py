"""The router: page settings, the style sheet, five screens."""

from pathlib import Path

import streamlit as st

from analyzer.ui.screens import ai_clauses, compare, library, search, start

HERE = Path(__file__).parent

st.set_page_config(
    page_title="Guild contract clause analyzer",
    page_icon=str(HERE / "favicon.png"),
    layout="wide",
)
st.html(HERE / "style.css")

PAGES = {
    "start": st.Page(start.show, title="Start", url_path="start", default=True),
    "library": st.Page(library.show, title="Library", url_path="library"),
    "ai_clauses": st.Page(ai_clauses.show, title="AI clauses", url_path="ai-clauses"),
    "search": st.Page(search.show, title="Search", url_path="search"),
    "compare": st.Page(compare.show, title="Compare", url_path="compare"),
}
st.session_state["pages"] = PAGES
st.navigation(list(PAGES.values()), position="top").run()
