"""Who does what to whom in a parsed sentence: the arguments of verbs, and of nouns that name deeds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from rag.models.parser import antecedent

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds, and most commands need none of it.
    from spacy.tokens import Token

Role = Literal["agent", "patient", "recipient", "place", "means"]

_LIGHT = frozenset(
    ["carry", "launch", "stage", "commit", "conduct", "make", "perpetrate", "perform", "mount", "execute"]
)
_PLACE = frozenset(["in", "at", "near", "on", "outside", "inside", "around", "off", "along"])


def arguments(deed: Token, role: Role, preposition: str | None = None) -> list[Token]:
    """The heads of the phrases that hold a role to a verb or to a noun of doing; a place behind its preposition."""
    verbal = deed.pos_ in ("VERB", "AUX")
    if role == "agent":
        found = _agents_of_verb(deed) if verbal else _agents_of_noun(deed)
    elif role == "patient":
        found = _patients_of_verb(deed) if verbal else _patients_of_noun(deed)
    elif role == "means":
        found = _means(deed)
    else:
        usual = _PLACE if role == "place" else frozenset(["to", "for", "with"])
        words = frozenset([preposition]) if preposition else usual
        found = (held for token in deed.subtree for held in _after(token, words))
    return list(dict.fromkeys(found))


def owners(thing: Token) -> list[Token]:
    """The heads of the phrases that say whose it is: the *council's* mill, the mill of the *council*."""
    behind = [held for child in thing.children if child.lower_ == "of" for held in child.children]
    return [c for c in thing.children if c.dep_ == "poss"] + [held for held in behind if held.dep_ == "pobj"]


def is_passive(verb: Token) -> bool:
    """Whether the subject suffers the deed; a participle behind its noun does so too ("the men killed")."""
    if any(child.dep_ in ("nsubjpass", "auxpass", "agent") for child in verb.children):
        return True
    # "The envoy Ana Roux signed the treaty" is often parsed so, too: what has an object is active.
    participle = verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN" and not _subjects(verb)
    return participle and not any(child.dep_ == "dobj" for child in verb.children)


def _subjects(verb: Token) -> list[Token]:
    return [antecedent(child, verb) for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]


def _agents_of_verb(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and is_passive(verb)):
            yield from (grandchild for grandchild in child.children if grandchild.dep_ == "pobj")
    if is_passive(verb):
        return
    subjects = _subjects(verb)
    yield from subjects
    if subjects:
        return
    if verb.i and verb.tag_ == "VBD" and verb.nbor(-1).pos_ == "PROPN":
        # Where the parser lost the subject it still stands before its verb.
        yield verb.nbor(-1)
    elif verb.dep_ == "acl" and (verb.tag_ != "VB" or verb.head.pos_ == "PROPN"):
        # "Ulm to head the staff", never "the power to fine".
        yield verb.head
    elif verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
        # Its subject is the one of the verb it hangs on: "attacked …, killing four", "came and took".
        yield from _subjects(verb.head) if not is_passive(verb.head) else _agents_of_verb(verb.head)


def _patients_of_verb(verb: Token) -> Iterator[Token]:
    if is_passive(verb):
        subjects = _subjects(verb)
        yield from subjects
        if not subjects and verb.dep_ in ("acl", "relcl"):
            yield verb.head
        elif not subjects and verb.dep_ == "conj":
            yield from _subjects(verb.head)
        return
    yield from (child for child in verb.children if child.dep_ in ("dobj", "dative"))
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("on", "at", "against"):
            yield from (g for g in child.children if g.dep_ == "pobj" and g.ent_type_ not in ("DATE", "TIME"))


def _agents_of_noun(noun: Token) -> Iterator[Token]:
    yield from _after(noun, frozenset(["by"]))
    yield from (child for child in noun.children if child.dep_ == "poss")
    verb = noun.head
    if verb.lemma_ in _LIGHT:
        yield from _agents_of_verb(verb)
    yield from (child for child in noun.children if child.dep_ == "compound")


def _patients_of_noun(noun: Token) -> Iterator[Token]:
    yield from _after(noun, frozenset(["on", "against", "of", "at", "upon"]))


def _means(deed: Token) -> Iterator[Token]:
    """With what: "with a knife", "used mortars to attack", "attacked it using mortars", "bomb attack"."""
    yield from _after(deed, frozenset(["with"]))
    yield from (child for child in deed.children if child.dep_ == "compound" and deed.pos_ == "NOUN")
    users = [token for token in (deed.head, *deed.children) if token.lemma_ == "use" and token.pos_ == "VERB"]
    for user in users:
        yield from _patients_of_verb(user)


def _after(head: Token, words: frozenset[str]) -> Iterator[Token]:
    """What stands behind one of these prepositions of the head."""
    for child in head.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in words:
            yield from (grandchild for grandchild in child.children if grandchild.dep_ == "pobj")
