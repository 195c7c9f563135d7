"""Deeds with those who did them and those they were done to, and whether two tellings name the same parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rag.index.analysis import terms
from rag.language.verbs import CARRYING_OUT, opposites, verb_forms
from rag.read.phrases import CLAUSES
from rag.read.roles import arguments

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds, and most commands need none of it.
    from spacy.tokens import Doc, Token

Likeness = Literal["same", "other", "unknown"]
# What is done under these was not done; under those it is open.
_NOT_DONE = frozenset(["refuse", "fail", "decline", "forbid", "deny", "stop", "prevent", "avoid"])
_OPEN = frozenset(
    ["ask", "order", "urge", "want", "try", "attempt", "promise", "offer", "hope", "seek", "demand", "call", "request"]
)
_BLAMES = frozenset(["blame", "accuse", "suspect"])
# Who did what a noun says: the bombing.
CARRIED_OUT = frozenset(terms(" ".join(form for verb in CARRYING_OUT for form in (verb, *verb_forms(verb)))))
_MODALS = frozenset(["would", "could", "may", "might", "should", "must", "can"])
_ABLE = frozenset(["can", "could", "may"])
_WAYS = frozenset(["to", "from", "into"])
_DEFINITE = frozenset(["the", "this", "that", "these", "those"])


@dataclass(frozen=True, slots=True)
class Party:
    """The terms of a phrase, of its names, and of its first word; a pronoun or nothing has none. `definite`: it is a
    certain one, *the mill*, not *a mill*."""

    terms: frozenset[str]
    names: frozenset[str]
    head: frozenset[str]
    definite: bool = False


@dataclass(frozen=True, slots=True)
class Deed:
    """`verb` holds the terms of all forms of the verb, `opposite` those of verbs that say that it was not so, `ways`
    the names behind "to" and "from"; `at` is its place in the parsed text. `governs_not`: whether the clause that it
    governs is negated, *told them not to go*; None where it governs none. `blamed`: he is only blamed for it."""

    verb: frozenset[str]
    agent: Party
    patient: Party
    negated: bool
    at: int
    ways: Mapping[str, frozenset[str]]
    opposite: frozenset[str] = frozenset()
    governs_not: bool | None = None
    blamed: bool = False


def deeds_in(parsed: Doc, possible: bool = False) -> Iterator[Deed]:
    """The deeds told in a text, in order, without those that are only asked for or tried, and, unless `possible`, those
    that may be done."""
    modals = _MODALS - _ABLE if possible else _MODALS
    for token in parsed:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass") or _is_open(token, modals):
            continue
        agent = _party(arguments(token, "agent"))
        patient = _party([*arguments(token, "patient"), *_attributes(token)])
        verbs, others = _verb(token), _opposite(token)
        if token.lemma_ in _BLAMES and not _is_negated(token):
            yield from _blamed(token, patient)
        yield Deed(verbs, agent, patient, _is_negated(token), token.idx, _ways(token), others, _governs_not(token))


def _blamed(verb: Token, whom: Party) -> Iterator[Deed]:
    """What somebody is blamed for or accused of, as done by him; how sure that is, the words of blame tell."""
    for prep in verb.children:
        for told in prep.children:
            if prep.lower_ not in ("for", "of", "over"):
                continue
            if told.dep_ == "pobj":
                verbs = CARRIED_OUT | _verb(told)
                yield Deed(verbs, whom, _party([told]), False, told.idx, {}, blamed=True)
            elif told.dep_ == "pcomp":
                done_to = _party(arguments(told, "patient"))
                yield Deed(_verb(told), whom, done_to, False, told.idx, _ways(told), blamed=True)


def _is_open(verb: Token, modals: frozenset[str]) -> bool:
    governed = verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in _OPEN
    return governed or any(child.dep_ == "aux" and child.lower_ in modals for child in verb.children)


def _ways(verb: Token) -> dict[str, frozenset[str]]:
    found = {}
    for child in verb.children:
        held = [word for pobj in child.children if pobj.dep_ == "pobj" for word in _own(pobj) if word.pos_ == "PROPN"]
        if child.lower_ in _WAYS and held:
            found[child.lower_] = frozenset(terms(" ".join(word.text for word in held)))
    return found


def _attributes(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in ("attr", "oprd", "acomp")]


def _verb(token: Token) -> frozenset[str]:
    return frozenset(terms(" ".join([token.lemma_, *verb_forms(token.lower_)])))


def _opposite(token: Token) -> frozenset[str]:
    return frozenset(terms(" ".join(form for verb in opposites(token.lemma_) for form in verb_forms(verb))))


def _is_negated(verb: Token) -> bool:
    nothing = (child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"))
    none = any(
        word.lower_ in ("no", "none", "nobody", "neither") for child in nothing for word in (child, *child.lefts)
    )
    undone = verb.dep_ in ("xcomp", "ccomp", "pcomp") and verb.head.lemma_ in _NOT_DONE
    # "It has no power to fine."
    undone |= verb.dep_ == "acl" and any(word.lower_ == "no" for word in verb.head.lefts)
    return none or undone or _has_not(verb)


def _has_not(verb: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ == "never" for child in verb.children)


def _governs_not(verb: Token) -> bool | None:
    clause = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i), None)
    return None if clause is None else _has_not(clause)


def _party(heads: Iterable[Token]) -> Party:
    known = [head for head in heads if head.pos_ not in ("PRON", "DET")]
    words = [word for head in known for word in _own(head)]
    named = [word.text for word in words if word.pos_ == "PROPN"]
    first = " ".join(f"{head.text} {head.lemma_}" for head in known)
    content = [word.text for word in words if word.pos_ not in ("DET", "ADP", "PUNCT", "PART", "CCONJ")]
    own, names, head = (frozenset(terms(" ".join(part))) for part in (content, named, [first]))
    return Party(own, names, head, any(map(_is_definite, known)))


def _is_definite(head: Token) -> bool:
    """A name, somebody's own, or one that was spoken of."""
    return head.pos_ == "PROPN" or any(c.dep_ == "poss" or c.lower_ in _DEFINITE for c in head.children)


def _own(head: Token) -> Iterator[Token]:
    """The words of a phrase, without the clauses that hang on it."""
    yield head
    for child in head.children:
        if child.dep_ == "appos" or (child.dep_ not in CLAUSES and child.lower_ not in _WAYS):
            yield from _own(child)


def likeness(asked: Party, told: Party) -> Likeness:
    """Whether a telling names who is asked about. Other words may mean the same ones; other names don't."""
    if not asked.terms:
        return "same"
    if not told.terms:
        return "unknown"
    if asked.names and told.names:
        return "same" if asked.names & told.names else "other"
    return "same" if asked.head & told.terms or told.head & asked.terms else "unknown"
