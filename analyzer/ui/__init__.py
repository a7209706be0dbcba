"""The Streamlit app: `SCRIPT` is the router that Streamlit runs, `MIDDLEWARE` guards every answer,
`tell_mistake` says what a screen failed at.

The only place that knows Streamlit. Text of a document reaches the screen escaped (`st.html`) or in
a table, never through markdown.
"""

from __future__ import annotations

from pathlib import Path

from analyzer.ui.mistakes import tell_mistake
from analyzer.ui.security import MIDDLEWARE

SCRIPT = str(Path(__file__).with_name("script.py"))

__all__ = ["MIDDLEWARE", "SCRIPT", "tell_mistake"]
