"""The conversations that are kept: found, opened, renamed, deleted."""

from dataclasses import asdict
from functools import partial

import streamlit as st

from rag.compose import Library
from rag.errors import DossierError
from ui import chat, parts, status
from ui.library import library as the_library
from ui.view import capitalised

# Set where a conversation was opened: app.py then turns to the page that shows it.
GO = "go-to-thread"
TOLD = "conversations-told"


def page() -> None:
    library = the_library()
    with st.sidebar:
        status.show(library)
    st.title("Conversations", anchor=False)
    words = st.text_input(
        "Find a conversation",
        placeholder="Words of its name, questions or answers",
        label_visibility="collapsed",
        icon=":material/search:",
    )
    if told := st.session_state.pop(TOLD, ""):
        parts.notice("conversations-trouble", [{"title": "", "text": capitalised(told)}])
    found = [asdict(kept) for kept in library.conversations(words)]
    data = {"conversations": found, "searched": bool(words.strip()), "current": st.session_state.get(chat.CONVERSATION)}
    parts.conversations("conversations", data, partial(_act, library))


def _act(library: Library, name: str, conversation: str, value: str) -> None:
    """What a click on the list asks for."""
    try:
        if name == "open":
            chat.open_conversation(library, conversation)
            st.session_state[GO] = True
        elif name == "rename":
            library.rename_conversation(conversation, value)
        elif name == "delete":
            library.delete_conversation(conversation)
            if st.session_state.get(chat.CONVERSATION) == conversation:
                chat.forget()
    except DossierError as error:
        st.session_state[TOLD] = str(error)
