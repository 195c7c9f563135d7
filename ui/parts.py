"""The components of the screen. What they draw arrives as data and is set as text: it is never markup."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from rag.errors import DossierError
from ui.data import Data
from ui.view import capitalised

ASSETS = Path(__file__).with_name("assets")


def _component(name: str) -> Callable[..., Any]:
    css, js = ((ASSETS / file).read_text(encoding="utf-8") for file in ("tokens.css", "dom.js"))
    css += (ASSETS / f"{name}.css").read_text(encoding="utf-8")
    js += (ASSETS / f"{name}.js").read_text(encoding="utf-8")
    return st.components.v2.component(f"dossier_{name}", html='<div id="root"></div>', css=css, js=js)


_answer = _component("answer")
_source = _component("source")
_status = _component("status")
_welcome = _component("welcome")
_notice = _component("notice")
_files = _component("files")
_conversations = _component("conversations")


def page_styles() -> None:
    """Our constant style sheet for Streamlit's own frame."""
    st.html(ASSETS / "page.css")


def _nothing(*_: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Acts:
    """What a click on an answer does: `cite` gets the number of the citation opened, `again` the question as edited;
    `stop` ends the writing."""

    cite: Callable[[int], None] = _nothing
    again: Callable[[str], None] = _nothing
    stop: Callable[[], None] = _nothing


def answer(key: str, data: Data, acts: Acts) -> None:
    """One turn of the thread."""
    _answer(
        key=key,
        data=data,
        on_cite_change=lambda: acts.cite(int(st.session_state[key]["cite"])),
        on_again_change=lambda: acts.again(str(st.session_state[key]["again"])),
        on_stop_change=acts.stop,
    )


def source(key: str, data: Data, on_act: Callable[[str, Any], None]) -> None:
    """The source panel; `on_act` gets `close`, `step` or `page` and its value."""

    def act() -> None:
        told = st.session_state[key]["act"]
        on_act(told["name"], told.get("value"))

    _source(key=key, data=data, on_act_change=act)


def status(key: str, data: Data, on_again: Callable[[], None]) -> None:
    """What is in, and the run at work."""
    _status(key=key, data=data, on_again_change=on_again)


def welcome(key: str, data: Data, on_ask: Callable[[str], None]) -> None:
    """The empty page; `on_ask` gets the example question that was chosen."""
    _welcome(key=key, data=data, on_ask_change=lambda: on_ask(str(st.session_state[key]["ask"])))


def notice(key: str, notices: Sequence[Data]) -> None:
    """Short words to the person, each with a `title` (a file's name, say) and a `text`."""
    if notices:
        _notice(key=key, data=list(notices))


@contextmanager
def in_words(key: str) -> Iterator[None]:
    """What goes wrong inside is told on the page, in the words it came with."""
    try:
        yield
    except DossierError as error:
        notice(key, [{"title": "", "text": capitalised(str(error))}])


def files(key: str, data: Data, on_act: Callable[[str, str], None]) -> None:
    """The list of files; `on_act` gets what is to be done, and the path."""

    def act() -> None:
        told = st.session_state[key]["act"]
        on_act(str(told["name"]), str(told["path"]))

    _files(key=key, data=data, on_act_change=act)


def conversations(key: str, data: Data, on_act: Callable[[str, str, str], None]) -> None:
    """The list of conversations; `on_act` gets what is to be done, the id, and the new name where it is to have one."""

    def act() -> None:
        told = st.session_state[key]["act"]
        on_act(str(told["name"]), str(told["id"]), str(told["value"]))

    _conversations(key=key, data=data, on_act_change=act)


def wordmark() -> None:
    st.html('<div class="wordmark">Dossier</div>')
