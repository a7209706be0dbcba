import streamlit as st
from analyzer.ui import MIDDLEWARE, SCRIPT
app = st.App(SCRIPT, middleware=MIDDLEWARE)
