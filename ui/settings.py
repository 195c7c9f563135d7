"""The settings page: who writes the answers, and the language model's server."""

import os
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

import streamlit as st

from rag.compose import Library, model_of
from rag.errors import DossierError, ModelServerError
from rag.settings import FILE_NAME, MODEL_KEY, Settings, save_settings
from ui import parts, status
from ui.library import library as the_library
from ui.library import model_key
from ui.view import capitalised

READERS = {"extractive": "The documents' own words", "model": "A language model, each sentence checked"}
UNSUPPORTED = {"withheld": "Withhold them; they can be unfolded", "marked": "Show them, marked"}
ON_THIS_PAGE = ("reader", "model_url", "model", "model_seconds", "model_context", "unsupported")
SAVED = "settings-saved"


def page() -> None:
    library = the_library()
    with st.sidebar:
        status.show(library)
    st.title("Settings", anchor=False)
    with st.form("settings", border=False, enter_to_submit=False):
        typed = _fields(library.settings)
        st.caption(_about_key())
        saving, testing, _ = st.columns([1, 1, 1])
        save = saving.form_submit_button("Save", type="primary", width="stretch")
        test = testing.form_submit_button("Test connection", width="stretch")
    if save:
        _save(library, typed)
    elif test:
        _test(library.settings, typed)
    elif st.session_state.pop(SAVED, False):
        _tell("Saved", f"in {FILE_NAME}, and in force from the next question on.")


def _fields(now: Settings) -> dict[str, Any]:
    """The values as they stand in the form."""

    def given(key: str, help_: str = "") -> dict[str, Any]:
        variable = _overriding(key)
        told = f"Set by the environment variable {variable}, which overrides {FILE_NAME}." if variable else help_
        return {"key": f"setting-{key}", "disabled": bool(variable), "help": told or None}

    readers, rules = list(READERS), list(UNSUPPORTED)
    typed: dict[str, Any] = {}
    typed["reader"] = st.radio(
        "Answers are written in", readers, readers.index(now.reader), READERS.__getitem__, **given("reader")
    )
    st.subheader("Language model", anchor=False)
    typed["model_url"] = st.text_input(
        "Server URL", now.model_url, placeholder="http://localhost:11434/v1", **given("model_url")
    )
    typed["model"] = st.text_input("Model", now.model, placeholder="as the server calls it", **given("model"))
    left, right = st.columns(2)
    typed["model_seconds"] = left.number_input(
        "Seconds for an answer", value=now.model_seconds, step=5.0, format="%g", **given("model_seconds")
    )
    typed["model_context"] = right.number_input(
        "Context in tokens", value=now.model_context, step=1024, **given("model_context")
    )
    typed["unsupported"] = st.radio(
        "Sentences that the evidence does not support",
        rules,
        rules.index(now.unsupported),
        UNSUPPORTED.__getitem__,
        **given("unsupported"),
    )
    overridden = [name for name in map(_overriding, ON_THIS_PAGE) if name]
    if overridden:
        st.caption(f"Set by the environment, which overrides {FILE_NAME}: {', '.join(overridden)}")
    return typed


def _overriding(key: str) -> str:
    """The environment variable that overrides a setting; empty where there is none."""
    name = f"DOSSIER_{key.upper()}"
    return name if name in os.environ else ""


def _about_key() -> str:
    if model_key():
        return "The server's key is set. It is never stored or shown."
    return (
        f"No key is set. A server that wants one gets it from {MODEL_KEY}, or from `model_key` in Streamlit's secrets."
    )


def _save(library: Library, typed: Mapping[str, Any]) -> None:
    before = asdict(library.settings)
    changed = {key: value for key, value in typed.items() if value != before[key] and not _overriding(key)}
    try:
        save_settings(library.index, changed)
    except DossierError as error:
        _tell("Not saved:", str(error))
    except OSError as error:
        _tell("Not saved:", f"{library.index / FILE_NAME} could not be written: {error.strerror or error}")
    else:
        st.session_state[SAVED] = True
        st.rerun()


def _test(now: Settings, typed: Mapping[str, Any]) -> None:
    """Asks the server that stands in the form, which need not be saved yet."""
    try:
        model = model_of(replace(now, **typed), model_key())
        if model is None:
            raise ModelServerError("give the server's URL and the model's name first")
        with st.spinner("Asking the model for one word …"):
            told = model.try_it()
    except DossierError as error:
        _tell("It does not work:", str(error))
    else:
        _tell("It works:", told)


def _tell(title: str, text: str) -> None:
    parts.notice("settings-told", [{"title": title, "text": capitalised(text)}])
