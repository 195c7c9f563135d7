"""Dossier in the browser: streamlit run app.py"""

import streamlit as st

from ui import chat, documents, filters, parts
from ui.library import watcher

st.set_page_config(page_title="Dossier", page_icon=str(parts.ASSETS / "icon.svg"), layout="wide")
parts.page_styles()
filters.keep()

ask = st.Page(chat.page, title="Ask", url_path="ask", default=True)
files = st.Page(documents.page, title="Documents", url_path="documents")
chosen = st.navigation([ask, files], position="hidden")
with st.sidebar:
    parts.wordmark()
    st.page_link(ask, icon=":material/forum:")
    st.page_link(files, icon=":material/folder_open:")
with parts.in_words("trouble"):
    watcher()
    chosen.run()
