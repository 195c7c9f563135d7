"""The work: the thread of questions and answers, the question box below it, the source beside it."""

import time

import streamlit as st

from rag.compose import Library
from rag.domain.turns import new_id
from rag.errors import DossierError
from ui import filters, linked, panel, parts, status, welcome
from ui.library import library as the_library
from ui.turns import Turn, ask, grown, read_back
from ui.view import filters_line

THREAD, CONVERSATION = "thread", "conversation"
POLL_SECONDS = 0.4


def page() -> None:
    library = the_library()
    if answer_id := st.query_params.get(linked.PARAMETER):
        linked.show(library, answer_id)
        return
    _reopen(library)
    thread: list[Turn] = st.session_state.setdefault(THREAD, [])
    thread[:] = [grown(library, turn) for turn in thread]
    with st.sidebar:
        _about_conversation(library, thread)
        filters.show(library)
        status.show(library)
    writes = any(turn.writing for turn in thread)
    typed = st.chat_input("Ask who did what, when and where", key="question", disabled=writes)
    question = typed or (None if writes else st.session_state.pop(welcome.ASKED, None))
    if not thread and not question:
        welcome.show(library)
    for number in range(len(thread)):
        _draw(thread, number)
    if question and question.strip():
        _ask(library, thread, question)
    panel.show(library, cited=True)
    if writes:
        # The whole page again, not a fragment of it: what a fragment's rerun of the page draws beside it, Streamlit's
        # client may drop while the fragment runs on.
        time.sleep(POLL_SECONDS)
        st.rerun()


def open_conversation(library: Library, named: str) -> None:
    """Puts a kept conversation in the place of the thread. Raises ConversationError."""
    kept, records = library.conversation(named)
    forget()
    st.session_state[THREAD] = [read_back(library, record) for record in records]
    st.session_state[CONVERSATION] = kept.id


def forget() -> None:
    """Begins a new conversation; the old one is kept."""
    st.session_state[THREAD] = []
    st.session_state.pop(CONVERSATION, None)
    st.query_params.pop(CONVERSATION, None)
    panel.close()


def _reopen(library: Library) -> None:
    """The conversation that the address names, so that it outlives a reload and a restart."""
    named = st.query_params.get(CONVERSATION)
    if named and named != st.session_state.get(CONVERSATION):
        try:
            open_conversation(library, named)
        except DossierError:
            # It was deleted, or never got an answer: the page begins afresh.
            forget()
    current = st.session_state.get(CONVERSATION)
    if current and st.session_state.get(THREAD) and current != st.query_params.get(CONVERSATION):
        st.query_params[CONVERSATION] = current


def _about_conversation(library: Library, thread: list[Turn]) -> None:
    if thread:
        st.button("New conversation", on_click=forget, icon=":material/edit_square:", width="stretch")
        if answer := next((turn.answer for turn in thread if turn.answer), None):
            linked.download(library, answer.id)


def _ask(library: Library, thread: list[Turn], question: str) -> None:
    limits = filters.chosen()
    waiting = {"question": question, "limits": filters_line(limits), "waiting": "Reading the documents …"}
    parts.answer("waiting", waiting, parts.Acts())
    conversation = st.session_state.setdefault(CONVERSATION, new_id())
    thread.append(ask(library, question, limits, conversation))
    st.rerun()


def _draw(thread: list[Turn], number: int) -> None:
    turn = thread[number]
    now = panel.opened()
    is_open = now and now.turn == number and now.citations == turn.citations
    newest = number == len(thread) - 1 and not turn.data.get("written")
    acts = parts.Acts(
        cite=lambda cited: panel.open_citation(turn.citations, cited - 1, number),
        again=ask_again,
        stop=lambda: turn.writing.stop() if turn.writing else None,
    )
    parts.answer(
        f"turn-{number}", turn.data | {"open": now.at + 1 if now and is_open else None, "newest": newest}, acts
    )


def ask_again(question: str) -> None:
    st.session_state[welcome.ASKED] = question
