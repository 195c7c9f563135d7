"""What a permanent link opens: one kept answer with its citations. And the file that a conversation is exported to."""

import re

import streamlit as st

from rag.compose import Library
from rag.errors import DossierError
from rag.footnotes import markdown
from rag.receipts import kept_answer
from ui import panel, parts, status, welcome
from ui.turns import read_back
from ui.view import capitalised

PARAMETER = "answer"


def show(library: Library, answer_id: str) -> None:
    """The page of one answer, or in words that there is none such."""
    with st.sidebar:
        status.show(library)
    try:
        turn = read_back(library, library.explain(answer_id))
        conversation = library.conversation_of(answer_id)
    except DossierError as error:
        parts.notice("no-such-answer", [{"title": "", "text": capitalised(str(error))}])
        st.button("Ask a question", on_click=leave, icon=":material/forum:")
        return
    acts = parts.Acts(cite=lambda cited: panel.open_citation(turn.citations, cited - 1), again=_ask_again)
    now = panel.opened()
    is_open = now and now.citations == turn.citations
    parts.answer("linked", turn.data | {"open": now.at + 1 if now and is_open else None}, acts)
    if conversation:
        st.button("Open its conversation", on_click=leave, args=(conversation.id,), icon=":material/forum:")
    else:
        st.button("Ask a question", on_click=leave, icon=":material/forum:")
    panel.show(library, cited=True)


def leave(conversation: str = "") -> None:
    """Back to the thread, with the conversation opened where one is given."""
    st.query_params.clear()
    panel.close()
    if conversation:
        st.query_params["conversation"] = conversation


def _ask_again(question: str) -> None:
    leave()
    st.session_state[welcome.ASKED] = question


def download(library: Library, answer_id: str) -> None:
    """The button that exports the conversation of an answer; none where it is not kept."""
    kept = library.conversation_of(answer_id)
    if kept is None:
        return

    def text() -> str:
        _, records = library.conversation(kept.id)
        return markdown(kept.name, [kept_answer(record) for record in records])

    st.download_button(
        "Export as Markdown",
        text,
        f"{file_name(kept.name)}.md",
        "text/markdown",
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )


def file_name(name: str) -> str:
    """A name that every file system takes."""
    return re.sub(r"[^\w-]+", "-", name).strip("-")[:60] or "conversation"
