"""The work: the thread of questions and answers, the question box below it, the source beside it."""

import uuid
from dataclasses import dataclass
from datetime import date

import streamlit as st

from rag.compose import Library
from rag.domain.answers import Citation, Filters, citations_of
from rag.domain.text import Document
from rag.errors import DossierError, UnknownFile
from ui import filters, panel, parts, status, welcome
from ui.library import library as the_library
from ui.view import WEIGHED, Data, answer_data, capitalised, filters_line


@dataclass(frozen=True, slots=True)
class Turn:
    """One question as it stands on screen, and the citations that its numbers mean."""

    data: Data
    citations: tuple[Citation, ...]


def page() -> None:
    library = the_library()
    thread: list[Turn] = st.session_state.setdefault("thread", [])
    with st.sidebar:
        if thread:
            st.button("New conversation", on_click=_forget, icon=":material/edit_square:", width="stretch")
        filters.show(library)
        status.show(library)
    limits = filters.chosen()
    typed = st.chat_input("Ask who did what, when and where", key="question")
    question = typed or st.session_state.pop(welcome.ASKED, None)
    if not thread and not question:
        welcome.show(library)
    for number, turn in enumerate(thread):
        _draw(number, turn, number == len(thread) - 1)
    if question and question.strip():
        waiting = {"question": question, "limits": filters_line(limits), "waiting": "Reading the documents …"}
        parts.answer("waiting", waiting, lambda _: None, lambda _: None)
        conversation = st.session_state.setdefault("conversation", uuid.uuid4().hex)
        thread.append(ask(library, question, limits, conversation))
        st.rerun()
    panel.show(library, cited=True)


def ask(library: Library, question: str, limits: Filters, conversation: str | None = None) -> Turn:
    """Asks, and keeps what the screen needs. What goes wrong is part of the thread, in words."""
    head = {"question": question, "limits": filters_line(limits)}
    try:
        answer = library.ask(question, limits, date.today().isoformat(), conversation)
    except DossierError as error:
        return Turn(head | {"error": capitalised(str(error))}, ())
    citations = citations_of(answer)
    paths = {c.document for c in citations} | {c.document for c in answer.considered[:WEIGHED]}
    data = answer_data(answer, _documents(library, paths)) | head
    if running := library.progress():
        data["notes"].append(f"Documents were still being taken in: {running.done} of {running.total} files were done.")
    return Turn(data, citations)


def _documents(library: Library, paths: set[str]) -> dict[str, Document]:
    found = {}
    for path in paths:
        try:
            found[path] = library.document(path)
        except UnknownFile:
            # It left between the answer and now: the panel will say so.
            continue
    return found


def _draw(number: int, turn: Turn, newest: bool) -> None:
    now = panel.opened()
    current = now.at + 1 if now and now.turn == number else None
    parts.answer(
        f"turn-{number}",
        turn.data | {"open": current, "newest": newest},
        lambda cited: panel.open_citation(turn.citations, cited - 1, number),
        _ask_again,
    )


def _ask_again(question: str) -> None:
    st.session_state[welcome.ASKED] = question


def _forget() -> None:
    st.session_state["thread"] = []
    st.session_state.pop("conversation", None)
    panel.close()
