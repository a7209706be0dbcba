"""A mistake of this program on a screen: what is said in place of Streamlit's words, which help
nobody here.

An error that no screen expected → a sentence with what to do. Its message is not shown: it may hold
words of a document; the kind of the error and its place stand in the log.
"""

from __future__ import annotations

from html import escape

import streamlit as st

#: the class of the sentence, by which tests know that there was a mistake
MISTAKE = "mistake"


def tell_mistake(error: Exception) -> bool:
    """Say it on the screen; True: nothing else is said there."""
    st.html(
        f'<p role="alert" class="{MISTAKE}"><b>This screen could not be drawn.</b> The program '
        f"made a mistake ({escape(type(error).__name__)}); your files and the library are as they "
        "were. Reload the page. Where it happens again, choose something else here or go to another"
        " screen above; the terminal that started the app says where it arose.</p>"
    )
    return True
