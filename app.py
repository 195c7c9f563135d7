"""Dossier in the browser: streamlit run app.py"""

import streamlit as st

from ui import chat, documents, filters, kept, parts, settings
from ui.library import watcher

st.set_page_config(page_title="Dossier", page_icon=str(parts.ASSETS / "icon.svg"), layout="wide")
parts.page_styles()
filters.keep()

ask = st.Page(chat.page, title="Ask", url_path="ask", default=True)
files = st.Page(documents.page, title="Documents", url_path="documents")
conversations = st.Page(kept.page, title="Conversations", url_path="conversations")
own = st.Page(settings.page, title="Settings", url_path="settings")
chosen = st.navigation([ask, files, conversations, own], position="hidden")
if st.session_state.pop(kept.GO, None):
    st.switch_page(ask)
with st.sidebar:
    parts.wordmark()
    st.page_link(ask, icon=":material/forum:")
    st.page_link(conversations, icon=":material/history:")
    st.page_link(files, icon=":material/folder_open:")
    st.page_link(own, icon=":material/tune:")
with parts.in_words("trouble"):
    watcher()
    chosen.run()
