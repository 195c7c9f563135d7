"""The page before the first question: what this is, where files go, and questions that these documents answer."""

import streamlit as st

from rag.compose import Library
from ui import examples, parts, uploads

SENTENCE = "Ask your own documents who did what, when and where; every sentence of the answer opens at its source."

INVITATION = "Add documents: text, Markdown, HTML, PDF, Word or e-mail"


def show(library: Library) -> None:
    held = len(library.documents())
    asked = examples.questions(library) if held else ()
    parts.welcome("welcome", {"sentence": SENTENCE, "questions": list(asked), "invitation": INVITATION}, _ask)
    uploads.place(library, "welcome-files")


def _ask(question: str) -> None:
    st.session_state["asked"] = question
