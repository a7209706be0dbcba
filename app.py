import streamlit as st
from analyzer.ui import MIDDLEWARE, SCRIPT, tell_mistake
app = st.App(SCRIPT, middleware=MIDDLEWARE, on_script_error=tell_mistake)
