"""The router: page settings, the style sheet, five screens and the ways to them."""

from pathlib import Path

import streamlit as st

from analyzer.errors import AnalyzerError
from analyzer.ui import address, leading, state, widgets

HERE = Path(__file__).parent
TITLES = {
    "start": "Start",
    "library": "Library",
    "ai_clauses": "AI clauses",
    "search": "Search",
    "compare": "Compare",
}

st.set_page_config(
    page_title="Guild contract clause analyzer",
    page_icon=str(HERE / "favicon.png"),
    layout="wide",
)
st.html(HERE / "style.css")
PAGES = {
    name: st.Page(
        HERE / "screens" / f"{name}.py",
        title=title,
        url_path=name.replace("_", "-"),
        default=name == "start",
    )
    for name, title in TITLES.items()
}
st.session_state["pages"] = PAGES
screen = st.navigation(list(PAGES.values()), position="hidden")
shown = next(name for name, page in PAGES.items() if page == screen)
leading.show_ways(TITLES, shown)
try:
    state.open_library()
    address.begin(shown)
    screen.run()  # what is read for it may be damaged in any part
except AnalyzerError as error:
    widgets.show_error(error)
else:
    address.finish()
