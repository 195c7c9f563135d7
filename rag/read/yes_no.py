"""Yes or no: whether a sentence tells what is asked, or something that cannot be true beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Protocol

from rag.domain.answers import Question, Standing
from rag.index.analysis import terms
from rag.language.case import parsable
from rag.models.parser import parse
from rag.read.asked import Asked
from rag.read.evidence import Sentence, is_heading
from rag.read.parties import CARRIED_OUT, Deed, deeds_in, likeness
from rag.read.phrases import amounts
from rag.read.sides import is_taken_back, value_words
from rag.read.standing import standing
from rag.read.statement import statement

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds, and most commands need none of it.
    from spacy.tokens import Doc


class Verdict(Protocol):
    """What a check says of a claim and its evidence: its word is "supported" where the one follows from the other."""

    @property
    def word(self) -> str: ...


Verdicts = Callable[[Sequence[tuple[str, str]]], Sequence[Verdict]]
Says = Literal["yes", "no"]

_ABLE = re.compile(r"\W*(?:can|could|may)\b", re.I)
LOOKED_AT = 8
# In so many sentences, with so much of the question, its deed is spoken of.
SHOWN, SPOKEN_OF = 3, 0.6
_CULPRIT = re.compile(r"\b(?:is|are|was|were)\s+(?:behind|responsible\s+for|to\s+blame\s+for)\b", re.I)
_TO_BLAME = frozenset(terms("behind responsible blame"))
_BEING = frozenset(terms("be is are was were been"))


@dataclass(frozen=True, slots=True)
class Told:
    """What one sentence says of the question, how sure its source is, and where in the document the deed stands."""

    sentence: Sentence
    says: Says
    standing: Standing
    at: int


def told_of(question: Question, asked: Asked, ranked: Sequence[Sentence], verdicts: Verdicts) -> list[Told] | None:
    """What the best sentences say, the best first; None where the question is no statement's."""
    found = None
    for claim in _claims(question):
        told = _told_of(claim, question, asked, ranked, verdicts)
        if told:
            return told
        found = told if told is not None else found
    return found


def _told_of(
    claim: str, question: Question, asked: Asked, ranked: Sequence[Sentence], verdicts: Verdicts
) -> list[Told] | None:
    asked_for = parse([claim])[0]
    able = _ABLE.match(question.text) is not None
    wanted = _wanted(asked_for, able)
    looked_at = [s for s in ranked if not is_heading(s)][:LOOKED_AT]
    if wanted is None or not looked_at:
        return None
    names = {word.lower() for word in asked.name_words}
    parsed = parse([parsable(s.text, names) for s in looked_at])
    checked = verdicts([(claim, s.text) for s in looked_at])
    counts = _counts(asked_for)
    found = []
    for sentence, doc, verdict in zip(looked_at, parsed, checked, strict=True):
        deeds = [_as_asked(deed, wanted) for deed in deeds_in(doc, able)]
        # Other words for the deed are the same deed only where the check says so.
        alike = [deed for deed in deeds if deed.verb & wanted.verb] or (deeds if verdict.word == "supported" else [])
        taken_back = any(is_taken_back(sentence.document, amount.text) for amount, _ in amounts(asked_for))
        differing = taken_back or _differs(counts, _counts(doc), sentence)
        said = ((deed, _says(asked, wanted, deed, sentence, differing)) for deed in alike)
        sure = ((deed, says) for deed, says in said if says == "yes" or (says and deed.verb & wanted.verb))
        found += [_told(sentence, deed, says) for deed, says in sure][:1]
    return found


def is_spoken_of(question: Question, ranked: Sequence[Sentence]) -> bool:
    """Whether one of the first sentences tells the deed asked about, though not surely as a yes or a no."""
    near = [s for s in ranked if not is_heading(s)][:SHOWN]
    return any(_speaks_of(claim, question, near) for claim in _claims(question))


def _speaks_of(claim: str, question: Question, near: Sequence[Sentence]) -> bool:
    wanted = _wanted(parse([claim])[0], _ABLE.match(question.text) is not None)
    if wanted is None:
        return False
    # Whether it was an accident is spoken of where an accident is; whether they carried out a raid, where a raid is.
    told = wanted.patient.terms if wanted.verb <= _BEING | CARRIED_OUT else wanted.verb
    return any(told & s.terms and s.coverage >= SPOKEN_OF for s in near)


def _claims(question: Question) -> list[str]:
    """The statement asked about, none where it is no statement's; who is behind an attack carried it out."""
    claim = statement(question.text)
    return list(dict.fromkeys([claim, _CULPRIT.sub("carried out", claim)])) if claim else []


def _wanted(parsed: Doc, able: bool = False) -> Deed | None:
    """The deed of a statement, with somebody in it."""
    return next((deed for deed in deeds_in(parsed, able) if deed.agent.terms or deed.patient.terms), None)


def _as_asked(deed: Deed, wanted: Deed) -> Deed:
    """Who denied it did not admit it."""
    return replace(deed, verb=wanted.verb, negated=not deed.negated) if deed.opposite & wanted.verb else deed


def _told(sentence: Sentence, deed: Deed, says: Says) -> Told:
    at = sentence.start + deed.at
    return Told(sentence, says, standing(sentence.document, sentence.start, sentence.end, (at, at + 1)), at)


def _says(asked: Asked, wanted: Deed, deed: Deed, sentence: Sentence, differing: bool | None) -> Says | None:
    """`differing`: whether the sentence counts the same thing otherwise; None where it does not count it."""
    agent, patient = likeness(wanted.agent, deed.agent), likeness(wanted.patient, deed.patient)
    turned = bool(wanted.agent.names & deed.patient.terms) and not wanted.agent.terms & deed.agent.terms
    if not _holds_rest(asked, wanted, sentence) or (deed.blamed and agent != "same"):
        return None
    # That another did it says that this one did not, where there is but one: *the* bridge, not a member or fighters.
    taken = agent == "other" and patient == "same" and wanted.patient.definite
    if deed.agent.terms and (turned or taken):
        return None if deed.negated else "no"
    nearby = agent == "unknown" and not deed.agent.terms and _near(wanted.agent.terms, sentence)
    if patient != "same" or not (agent == "same" or nearby) or differing is None:
        return None
    elsewhere = any(names.isdisjoint(deed.ways[way]) for way, names in wanted.ways.items() if way in deed.ways)
    contradicted = differing or elsewhere or (bool(asked.dates) and sentence.dated < 0)
    governed = (wanted.governs_not, deed.governs_not)
    if None not in governed and governed[0] != governed[1]:
        # Who told them not to go did not tell them to; what is told of who did not tell them not to?
        return None if deed.negated else "no"
    return "no" if contradicted or deed.negated != wanted.negated else "yes"


def _holds_rest(asked: Asked, wanted: Deed, sentence: Sentence) -> bool:
    """Whether all else that the question names stands in the sentence, before it or in the title."""
    own = wanted.agent.terms | wanted.patient.terms | wanted.verb | frozenset[str]().union(*wanted.ways.values())
    own |= _TO_BLAME if wanted.verb <= CARRIED_OUT else frozenset()
    numbers = frozenset[str]().union(*asked.numbers.values())
    near = sentence.terms | sentence.around[0]
    lacking = [term for term in asked.weights if near.isdisjoint(asked.forms[term])]
    return not frozenset(lacking) - own - numbers and (not asked.dates or sentence.dated != 0)


def _near(words: frozenset[str], sentence: Sentence) -> bool:
    return words <= sentence.terms | sentence.around[0]


def _counts(parsed: Doc) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Each number with the terms of what it counts."""
    return [
        (value_words(amount.text), frozenset(terms(noun.text)) if noun is not None else frozenset())
        for amount, noun in amounts(parsed)
    ]


def _differs(
    asked: Sequence[tuple[frozenset[str], frozenset[str]]],
    told: Sequence[tuple[frozenset[str], frozenset[str]]],
    sentence: Sentence,
) -> bool | None:
    """Whether a number asked about stands there as another one; None where nothing there is counted so."""
    days = {word for dated in sentence.dates for word in value_words(dated.iso)}
    for value, noun in asked:
        number = frozenset(word for word in value if word.isdecimal()) - days
        if not number or any(number <= other for other, _ in told):
            continue
        if not any(noun & counted or not counted for other, counted in told if any(w.isdecimal() for w in other)):
            return None
        return True
    return False
