"""The page before the first question: what this is, where files go, and questions that these documents answer."""

import streamlit as st

from rag.compose import Library
from ui import parts, uploads
from ui.examples import examples

SENTENCE = "Ask your own documents who did what, when and where; every sentence of the answer opens at its source."
INVITATION = "Add documents"
POLL_SECONDS = 1.5
ASKED = "asked"


def show(library: Library) -> None:
    _welcome(library)
    uploads.place(library, "welcome-files")


@st.fragment(run_every=POLL_SECONDS)
def _welcome(library: Library) -> None:
    if ASKED in st.session_state:
        st.rerun(scope="app")
    with parts.in_words("welcome-trouble"):
        questions = examples().of(library)
        parts.welcome("welcome", {"sentence": SENTENCE, "questions": questions, "invitation": INVITATION}, _ask)


def _ask(question: str) -> None:
    st.session_state[ASKED] = question
