"""Example questions, made from sentences of the documents at hand, and kept only if the documents answer them."""

import re
from collections.abc import Iterator
from concurrent.futures import Future
from functools import partial
from itertools import islice

import streamlit as st

from rag.compose import Library
from rag.domain.answers import Answer, on_one_line
from rag.errors import DossierError
from rag.language.sentences import sentences
from ui.jobs import in_background
from ui.verbs import BASE_OF

WANTED = 3
# Each try asks the library: enough to find three in ordinary news, few enough to be done in seconds.
TRIED = 8
DOCUMENTS = 12

_NOT_A_NAME = r"(?!(?:He|She|It|They|We|You|I|This|That|There|But|And|In)\b)"
_NAME = rf"{_NOT_A_NAME}(?:[Tt]he )?[A-Z][\w'’-]+(?: (?:of |the |and )?[A-Z][\w'’-]+){{0,4}}"
_DATE = r"(?:on|in) (?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:\d{1,2},? )?\d{4}"
_WHO = rf"{_NAME}|The (?:(?! (?:was|were|is|are|had|has) )[\w'’ -]){{3,40}}?"
_WHEN_DID = re.compile(rf"^({_WHO}) ({'|'.join(BASE_OF)}) ([^,;:.()\"“”]{{4,70}}?),? {_DATE}\b")
_WHEN_WAS = re.compile(rf"^((?:[Tt]he )?[\w'’ -]{{3,40}}?) (was|were) (\w+ed\b[^,;:.()\"“”]{{0,50}}?),? {_DATE}\b")
_HOW_MANY = re.compile(r"\b\d[\d,]* ((?:[a-z]+ )?[a-z]+s|people) (were|have) (\w+ed\b[^,;:.()\"“”]{0,50})[,;.]")
_SAID = re.compile(rf"^({_WHO}) (?:said|told)\b")


class Examples:
    """The questions for each state of the library, sought behind the page: asking takes a moment, a page should not."""

    def __init__(self) -> None:
        self._sought: dict[int, Future[tuple[str, ...]]] = {}
        self._last: tuple[str, ...] = ()

    def of(self, library: Library) -> tuple[str, ...]:
        """Up to three questions whose answer cites the document they come from; the last ones while new are sought."""
        generation = library.generation()
        if generation not in self._sought and library.progress() is None:
            self._sought = {generation: in_background(partial(seek, library))}
        found = self._sought.get(generation)
        if found is not None and found.done():
            self._last = found.result()
        return self._last


@st.cache_resource(show_spinner=False)
def examples() -> Examples:
    return Examples()


def seek(library: Library) -> tuple[str, ...]:
    """Tries candidates until enough of them are answered from the document that they were made from."""
    found: list[str] = []
    try:
        for question, path in islice(candidates(library), TRIED):
            if question not in found and _answered(library.ask(question), path):
                found.append(question)
            if len(found) == WANTED:
                break
    except DossierError:
        # A document left, or the indexes are being made: the next generation is looked at anew.
        return tuple(found)
    return tuple(found)


def _answered(answer: Answer, path: str) -> bool:
    return any(citation.document == path for claim in answer.claims for citation in claim.citations)


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
