"""Example questions, made from sentences of the documents at hand, and kept only if the documents answer them."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice

import streamlit as st

from rag.compose import Library
from rag.domain.answers import Answer, on_one_line
from rag.domain.text import Document
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
# A question that stands alone names what it asks about.
_POINTS_ELSEWHERE = re.compile(r"\b(?:it|its|they|them|their|he|him|his|she|her|this|these|those|there|we|our)\b", re.I)
_DATE = r"(?:on|in) (?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:\d{1,2},? )?\d{4}"
_NO_VERB = r"(?! (?:was|were|is|are|had|has|have|that|who|which|and|but) )"
_WHO = rf"{_NAME}|The (?:{_NO_VERB}[\w'’ -]){{3,40}}?"
_ANYONE = rf"[A-Z](?:{_NO_VERB}[\w'’ -]){{2,60}}?"
_PAST = "|".join(BASE_OF)
_CLAUSE = r" (?:that|which|who|after|before|while|when|as|because) "
_REST = rf"((?!(?:on|in|at|to|out|no|from) )[^;:()\"“”]{{8,70}}?)(?:[.,]|{_CLAUSE})"
_WHEN_DID = re.compile(rf"^({_WHO}) ({_PAST}) ([^,;:.()\"“”]{{4,70}}?),? {_DATE}\b")
_WHEN_WAS = re.compile(rf"^((?:[Tt]he )?[\w'’ -]{{3,40}}?) (was|were) (\w+ed\b[^,;:.()\"“”]{{0,50}}?),? {_DATE}\b")
_HOW_MANY = re.compile(r"\b\d[\d,]* ((?:[a-z]+ )?[a-z]+s|people) (were|have) (\w+ed\b[^,;:.()\"“”]{0,50})[,;.]")
_WHO_DID = re.compile(rf"^{_ANYONE} ({_PAST}|(?:has|have) \w+ed) {_REST}")
_SAID = re.compile(rf"^({_WHO}) (?:said|told)\b")
# `LIMA, 20 Aug 88 (EFE) -- `: the sentence begins behind it.
_DATELINE = re.compile(r"^[^.]{3,80} (?:--|—|–) ")


@dataclass(frozen=True, slots=True)
class Example:
    """A question, and the bytes of the document that answers it."""

    question: str
    sha256: str


class Examples:
    """The questions for the library as it is, sought behind the page: asking takes a moment, a page should not."""

    def __init__(self) -> None:
        self._generation = -1
        self._found: list[Example] = []

    def of(self, library: Library) -> list[str]:
        """Up to three questions whose answer cites the document they were made from, as far as they are found."""
        generation = library.generation()
        if generation != self._generation and library.progress() is None:
            self._generation = generation
            held = {d.sha256 for d in library.documents()}
            self._found = [example for example in self._found if example.sha256 in held]
            if len(self._found) < WANTED:
                in_background(partial(seek, library, self._found))
        return [example.question for example in self._found]


@st.cache_resource(show_spinner=False)
def examples() -> Examples:
    return Examples()


def seek(library: Library, found: list[Example]) -> None:
    """Adds the candidates that are answered from the document they were made from, until there are enough."""
    # A document may leave, or the indexes be in the making: the next generation is looked at anew.
    with suppress(DossierError):
        for question, document in islice(candidates(library), TRIED):
            known = any(example.question == question for example in found)
            if not known and _answered(library.ask(question, reader="extractive"), document):
                found.append(Example(question, document.sha256))
            if len(found) == WANTED:
                return


def _answered(answer: Answer, document: Document) -> bool:
    return any(c.document in document.paths for claim in answer.claims for c in claim.citations)


def candidates(library: Library) -> Iterator[tuple[str, Document]]:
    """Questions and the documents they come from: each document's best first, then each one's second."""
    documents = [library.document(d.path) for d in library.documents()[:DOCUMENTS]]
    made = [(document, list(of_text(document.text))) for document in documents]
    for place in range(max((len(questions) for _, questions in made), default=0)):
        round_ = [(*questions[place], document) for document, questions in made if place < len(questions)]
        yield from ((question, document) for _, question, document in sorted(round_, key=lambda r: r[:2]))


def of_text(text: str) -> Iterator[tuple[int, str]]:
    """Questions that the sentences of a text answer, one a sentence, with their kind: the most telling come first."""
    whole = [_DATELINE.sub("", on_one_line(text[start:end])) for start, end in sentences(text)]
    used: set[str] = set()
    for kind, make in enumerate((_when_did, _when_was, _how_many, _who_did, _what_said)):
        for sentence in whole:
            question = None if sentence in used else make(sentence)
            if question and not _POINTS_ELSEWHERE.search(question):
                used.add(sentence)
                yield kind, question


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


def _who_did(sentence: str) -> str | None:
    match = _WHO_DID.search(sentence)
    return f"Who {match[1]} {match[2]}?" if match else None


def _what_said(sentence: str) -> str | None:
    match = _SAID.search(sentence)
    return f"What did {_inside(match[1])} say?" if match else None


def _inside(subject: str) -> str:
    """A subject as it stands inside a sentence."""
    return subject[0].lower() + subject[1:] if subject.startswith(("The ", "A ", "An ")) else subject
