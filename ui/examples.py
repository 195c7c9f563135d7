"""Example questions, made from sentences of the documents at hand, and kept only if the documents answer them."""

import re
from collections.abc import Iterator

import streamlit as st

from rag.compose import Library
from rag.domain.answers import on_one_line
from rag.errors import DossierError
from rag.language.sentences import sentences
from ui.verbs import BASE_OF

WANTED = 3
# Each try asks the library: enough to find three in ordinary news, few enough to be done in about a second.
TRIED = 12
DOCUMENTS = 12

_NAME = r"(?:[Tt]he )?[A-Z][\w'’-]+(?: (?:of |the |and )?[A-Z][\w'’-]+){0,4}"
_DATE = r"(?:on|in) (?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:\d{1,2},? )?\d{4}"
_WHEN_DID = re.compile(rf"^({_NAME}) ({'|'.join(BASE_OF)}) ([^,;:.()\"“”]{{4,70}}?),? {_DATE}\b")
_WHEN_WAS = re.compile(rf"^((?:[Tt]he )?[\w'’ -]{{3,40}}?) (was|were) (\w+ed\b[^,;:.()\"“”]{{0,50}}?),? {_DATE}\b")
_HOW_MANY = re.compile(r"\b\d[\d,]* ((?:[a-z]+ )?[a-z]+s|people) (were|have) (\w+ed\b[^,;:.()\"“”]{0,50})[,;.]")
_SAID = re.compile(rf"^({_NAME}) (?:said|told)\b")


@st.cache_data(show_spinner=False, max_entries=4)
def _questions(index: str, generation: int, _library: Library) -> tuple[str, ...]:
    found: list[str] = []
    for tried, (question, path) in enumerate(candidates(_library)):
        if tried == TRIED or len(found) == WANTED:
            break
        if question not in found and _answered(_library, question, path):
            found.append(question)
    return tuple(found)


def questions(library: Library) -> tuple[str, ...]:
    """Up to three questions whose answer cites the document that they were made from."""
    return _questions(str(library.index), library.generation(), library)


def _answered(library: Library, question: str, path: str) -> bool:
    try:
        answer = library.ask(question)
    except DossierError:
        return False
    return answer.refusal is None and any(c.document == path for claim in answer.claims for c in claim.citations)


def candidates(library: Library) -> Iterator[tuple[str, str]]:
    """Questions and the path of the document they come from: one from each document, then a second, and so on."""
    made = [(d.path, of_text(library.document(d.path).text)) for d in library.documents()[:DOCUMENTS]]
    while made:
        for path, rest in list(made):
            question = next(rest, None)
            if question is None:
                made.remove((path, rest))
            else:
                yield question, path


def of_text(text: str) -> Iterator[str]:
    """Questions that the sentences of a text answer, the most telling kinds first."""
    whole = [on_one_line(text[start:end]) for start, end in sentences(text)]
    for make in (_when_did, _when_was, _how_many, _what_said):
        for sentence in whole:
            if question := make(sentence):
                yield question


def _when_did(sentence: str) -> str | None:
    if match := _WHEN_DID.search(sentence):
        return f"When did {_inside(match[1])} {BASE_OF[match[2]]} {match[3]}?"
    return None


def _when_was(sentence: str) -> str | None:
    if match := _WHEN_WAS.search(sentence):
        return f"When {match[2]} {_inside(match[1])} {match[3]}?"
    return None


def _how_many(sentence: str) -> str | None:
    if match := _HOW_MANY.search(sentence):
        return f"How many {match[1]} {match[2]} {match[3]}?"
    return None


def _what_said(sentence: str) -> str | None:
    match = _SAID.search(sentence)
    return f"What did {_inside(match[1])} say?" if match else None


def _inside(subject: str) -> str:
    """A subject as it stands inside a sentence."""
    return subject[0].lower() + subject[1:] if subject.startswith(("The ", "A ", "An ")) else subject
