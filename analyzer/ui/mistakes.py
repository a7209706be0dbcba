"""An error that no screen expected: what is said in place of Streamlit's words, which help nobody
here.

An error of ours → what, why and what to do, as on the command line. A mistake of this program → a
sentence with what to do; its message is not shown: it may hold words of a document. The kind of the
error and its place stand in the log.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from analyzer.errors import AnalyzerError
from analyzer.ui import widgets

#: the class of the sentence, by which tests know that there was a mistake
MISTAKE = "mistake"


def tell_mistake(error: Exception) -> bool:
    """Say it on the screen; True: nothing else is said there."""
    if isinstance(error, AnalyzerError):
        widgets.show_error(error)
        return True
    st.html(
        f'<p role="alert" class="{MISTAKE}"><b>This screen could not be drawn.</b> The program '
        f"made a mistake ({escape(type(error).__name__)}); your files and the library are as they "
        "were. Reload the page. Where it happens again, choose something else here or go to another"
        " screen above; the terminal that started the app says where it arose.</p>"
    )
    return True
