"""The lines of app.py, for an installed package: Streamlit finds the object by reading the file."""

import streamlit as st

from analyzer.ui import MIDDLEWARE, SCRIPT, tell_mistake

app = st.App(SCRIPT, middleware=MIDDLEWARE, on_script_error=tell_mistake)
