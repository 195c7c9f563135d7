"""The sidebar's limits on what is searched."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import streamlit as st

from rag.compose import Library
from rag.domain.answers import Filters
from rag.domain.text import Document
from ui import parts

POLL_SECONDS = 5.0
KEYS = ("filter-documents", "filter-publishers", "filter-since", "filter-until")
# A date picker offers ten years unless told otherwise; documents are older than that.
FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(2999, 12, 31)


def keep() -> None:
    """Streamlit forgets a widget's value on a page that lacks the widget; these outlive a visit to another page."""
    for key in KEYS:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def clear() -> None:
    st.session_state.update({KEYS[0]: [], KEYS[1]: [], KEYS[2]: None, KEYS[3]: None})


def chosen() -> Filters:
    """What the filters say now."""
    documents, publishers, since, until = (st.session_state.get(key) for key in KEYS)
    return Filters(tuple(documents or ()), tuple(publishers or ()), _iso(since), _iso(until))


# A poll that redraws only this part. A rerun of the whole page, asked for by a poll, can swallow a click on a link.
@st.fragment(run_every=POLL_SECONDS)
def show(library: Library) -> None:
    """Draws the filters over the documents as they are, and keeps the choices true while the page stands."""
    with parts.in_words("filters-trouble"):
        documents = library.documents()
        if documents:
            _draw(documents, library.publishers())


def _draw(documents: Sequence[Document], publishers: list[str]) -> None:
    names = titles(documents)
    st.markdown("**Search in**")
    _several("Documents", KEYS[0], list(names), names, "All documents")
    _several("Publishers", KEYS[1], publishers, {}, "All publishers")
    for label, key in (("From", KEYS[2]), ("Until", KEYS[3])):
        st.session_state.setdefault(key, None)
        st.date_input(label, key=key, min_value=FIRST_DAY, max_value=LAST_DAY, format="YYYY-MM-DD")
    if chosen() != Filters():
        st.button("Clear these limits", on_click=clear, type="tertiary", icon=":material/close:")


def titles(documents: Sequence[Document]) -> dict[str, str]:
    """What each path is called: its title, with the path where two share it."""
    shared = Counter(d.title for d in documents)
    return {d.path: d.title if shared[d.title] == 1 else f"{d.title} ({d.path})" for d in documents}


def _several(label: str, key: str, options: list[str], names: dict[str, str], empty: str) -> None:
    held = st.session_state.get(key, [])
    if not set(held) <= set(options):
        st.session_state[key] = [value for value in held if value in options]
    st.multiselect(label, options, key=key, format_func=lambda o: names.get(o, o), placeholder=empty)


def _iso(day: object) -> str | None:
    return day.isoformat() if isinstance(day, date) else None
