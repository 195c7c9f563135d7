"""What an earlier answer lends to a later pronoun: *she* is who founded the mill, *there* where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.domain.answers import NO_FILTERS, Asks
from rag.domain.turns import Turn
from rag.language.dates import find_dates, spoken
from rag.models.parser import parse
from rag.retrieve.question import parse as understood
from rag.retrieve.topics import Topic, topics

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds.
    from spacy.tokens import Doc

PEOPLE = frozenset(["he", "him", "his", "she", "her", "hers"])
MANY = frozenset(["they", "them", "their", "theirs", "these", "those"])
_GROUPS = frozenset(["ORG", "NORP", "GPE", "FAC", "LOC"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "attr", "ROOT"])
# How an answer says that its source is not sure: "the Guard (denied by the mayor)".
_HEDGE = re.compile(r"\s\((?:claimed|suspected|denied|planned)\b[^()]*\)$")
# Names that keep an article.
_OFFICE = re.compile(
    r"^(?!the\b|.+['’]s\b).+ (?:agency|army|authority|bank|board|brigades?|commission|committee|company|council|court|"
    r"embassy|forces?|front|government|group|guards?|ministry|movement|navy|office|organi[sz]ation|party|police|union)$",
    re.I,
)
_MOST = 4
_THEN = re.compile(r"(?:(?:at|in|on|during) )?that (?P<of>time|day|date|month|year)\b|(?:back )?\bthen(?=\W*$)", re.I)
_NEXT = re.compile(r"\b(?:happen\w*|since|until) then\b", re.I)
_PRECISION = {"month": 7, "year": 4}


@dataclass(frozen=True, slots=True)
class Told:
    """A turn as later questions look back on it: the question with its topics, what it asked for and was answered."""

    question: Doc
    own: tuple[Topic, ...]
    asks: Asks | None
    answer: Topic | None


def told(turns: Sequence[Turn], questions: Sequence[Doc]) -> list[Told]:
    """The latest turn first."""
    texts = [_joined([_HEDGE.sub("", answer) for answer in turn.answers[:_MOST]]) for turn in turns]
    asked = [understood(turn.question, NO_FILTERS, None).asks for turn in turns]
    parsed = parse([f"They saw {text}." for text in texts])
    return [
        Told(question, tuple(topics(question)), asks, _topic(text, doc, asks))
        for question, asks, text, doc in zip(questions, asked, texts, parsed, strict=True)
    ][::-1]


def _joined(answers: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(answers[:-1]), *answers[-1:]) if part)


def _topic(text: str, parsed: Doc, asks: Asks | None) -> Topic | None:
    """The answer as something that can be spoken of; an article that it left behind comes back. None of a clause."""
    if not text or sum(t.pos_ in ("VERB", "AUX") for t in parsed) > 1:
        return None
    head = next((t for t in parsed if t.dep_ == "dobj"), parsed[-2])
    plural = head.tag_ in ("NNS", "NNPS") or any(t.dep_ == "conj" for t in parsed)
    office = _OFFICE.search(text) is not None
    label = next((entity.label_ for entity in parsed.ents if entity.text == text), "")
    label = "ORG" if office else "GPE" if asks == "where" else label
    common = text[:1].islower() and not plural and head.tag_ == "NN" and parsed[2].pos_ not in ("DET", "NUM", "PRON")
    named = not text[:1].islower()
    return Topic(f"the {text}" if common or office else text, text, plural, named, label, "answer", "")


def lent(word: str, turns: Sequence[Told]) -> Topic | None:
    """The answer that a pronoun or "there" means; None where a question of that turn or a later one names what fits."""
    for turn in turns:
        acted = turn.answer is not None and turn.answer.label != "PERSON" and turn.question[0].dep_ == "nsubj"
        # "They" of "who shelled the mills?" are those that did it rather than the mills.
        own = [t for t in turn.own if not (word in MANY and acted) or t.role in _SUBJECTS]
        if any(_fits_own(word, topic, turn.asks) for topic in own):
            return None
        if turn.answer is not None and _fits_answer(word, turn.answer, turn.asks):
            return turn.answer
    return None


def _fits_own(word: str, topic: Topic, asks: Asks | None) -> bool:
    if word in PEOPLE:
        return topic.person
    if word in MANY:
        return topic.plural
    if word == "there":
        # Asked where in Ilmar it was, "there" is not Ilmar.
        return topic.named and not topic.person and (asks != "where" or topic.role in _SUBJECTS)
    return not topic.plural and not topic.person


def _fits_answer(word: str, answer: Topic, asks: Asks | None) -> bool:
    somebody = asks in ("who", "whom")
    if word in PEOPLE:
        return somebody and not answer.plural and answer.label != "ORG"
    if word in MANY:
        return somebody or (answer.plural and asks in ("what", "with what"))
    if word == "there":
        return asks == "where"
    return not answer.plural and (asks in ("what", "with what", "where") or (somebody and answer.label in _GROUPS))


def dated(text: str, turns: Sequence[Told]) -> tuple[int, int, str] | None:
    """Start and end of "then" or "that year", and the day meant: that of the latest question or answer with one."""
    found = None if _NEXT.search(text) else _THEN.search(text)
    if found is None or not found.start():
        return None
    for turn in turns:
        answer = turn.answer.text if turn.answer is not None and turn.asks == "when" else ""
        days = find_dates(turn.question.text, None) or find_dates(answer, None) or find_dates(f"in {answer}", None)
        if days:
            iso = days[0].iso[: _PRECISION.get((found["of"] or "").lower(), 10)]
            return found.start(), found.end(), f"{'on' if len(iso) > 7 else 'in'} {spoken(iso)}"
    return None
