"""The sidebar's limits on what is searched."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import streamlit as st

from rag.compose import Library
from rag.domain.answers import Filters
from rag.domain.text import Document

KEYS = ("filter-documents", "filter-publishers", "filter-since", "filter-until")
# A date picker offers ten years unless told otherwise; documents are older than that.
FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(2999, 12, 31)


def keep() -> None:
    """Streamlit forgets a widget's value on a page that lacks the widget; these outlive a visit to another page."""
    for key in KEYS:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def clear() -> None:
    for key in KEYS:
        st.session_state.pop(key, None)


def choose(library: Library) -> Filters:
    """Draws the filters and returns what they say."""
    documents = library.documents()
    if not documents:
        return Filters()
    names = titles(documents)
    st.markdown("**Search in**")
    chosen = _several("Documents", KEYS[0], list(names), names, "All documents")
    publishers = _several("Publishers", KEYS[1], library.publishers(), {}, "All publishers")
    since = _day("From", KEYS[2])
    until = _day("Until", KEYS[3])
    filters = Filters(tuple(chosen), tuple(publishers), since, until)
    if filters != Filters():
        st.button("Clear these limits", on_click=clear, type="tertiary", icon=":material/close:")
    return filters


def titles(documents: Sequence[Document]) -> dict[str, str]:
    """What each path is called: its title, with the path where two share it."""
    shared = Counter(d.title for d in documents)
    return {d.path: d.title if shared[d.title] == 1 else f"{d.title} ({d.path})" for d in documents}


def _several(label: str, key: str, options: list[str], names: dict[str, str], empty: str) -> list[str]:
    if key in st.session_state:
        st.session_state[key] = [value for value in st.session_state[key] if value in options]
    return st.multiselect(label, options, key=key, format_func=lambda o: names.get(o, o), placeholder=empty)


def _day(label: str, key: str) -> str | None:
    st.session_state.setdefault(key, None)
    day = st.date_input(label, key=key, min_value=FIRST_DAY, max_value=LAST_DAY, format="YYYY-MM-DD")
    return day.isoformat() if isinstance(day, date) else None
