"""The deed that a question asks about, as a sentence tells it: who holds the role, who did it, what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.index.analysis import terms
from rag.read.phrases import amounts, named
from rag.read.roles import arguments
from rag.read.sought import Sought

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds, and most commands need none of it.
    from spacy.tokens import Doc, Span, Token

# A complement of more words is a story, no short answer.
LONGEST = 45


def deeds_of(sought: Sought, parsed: Doc) -> list[Token]:
    """The verbs and nouns of a sentence that name the deed asked for, or whose number the question sets."""
    numbers = [token for token in parsed if sought.numbers & frozenset(terms(token.text))]
    if sought.role == "agent" and numbers:
        return [token for number in numbers for token in number.ancestors if token.pos_ == "VERB"][:1]
    wanted = sought.focus if sought.owner else sought.deeds
    doing = [token for token in parsed if token.pos_ in ("VERB", "NOUN", "PROPN", "AUX")]
    return [token for token in doing if not wanted.isdisjoint(terms(f"{token.text} {token.lemma_}"))]


def holders(deed: Token, sought: Sought) -> list[Token]:
    """The heads that hold the role asked for in a deed."""
    if sought.owner:
        return [c for c in deed.children if c.dep_ == "poss"] + [
            g for c in deed.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"
        ]
    return arguments(deed, sought.role, sought.preposition) if sought.role else _same_as(deed)


def _same_as(noun: Token) -> list[Token]:
    """What a noun is said to be: beside it ("the skipper, Tomas Reld"), joined to it, or by "is"."""
    found = [below for below in noun.subtree if below.dep_ == "appos"]
    if noun.dep_ in ("appos", "compound"):
        found.append(_whole(noun.head) if noun.pos_ == "PROPN" else noun.head)
    if noun.pos_ == "PROPN":
        # "the grain trader Olga Finn": the last noun before the name.
        before = [token for token in noun.subtree if token.i < noun.i and token.pos_ == "NOUN"]
        found += [token for token in before if token.dep_ in ("compound", "nmod")][-1:]
    if noun.dep_ in ("attr", "nsubj") and noun.head.lemma_ == "be":
        other = "nsubj" if noun.dep_ == "attr" else "attr"
        found += [child for child in noun.head.children if child.dep_ == other]
    return found


def _whole(noun: Token) -> Token:
    """The noun that governs: "the mayor of the town, Olga Finn" is the mayor."""
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    return noun


def hangs_on(token: Token, deed: Token) -> bool:
    """Whether a word belongs to the deed, or to the verb whose subject it is: "the loss is put at …"."""
    above = [token]
    # What is told in a clause of its own belongs to that: "the ferry, licensed for 80, was carrying 119".
    while above[-1].dep_ not in ("relcl", "acl", "ROOT") and above[-1] != deed:
        above.append(above[-1].head)
    return deed in above or (deed.dep_ in ("nsubj", "nsubjpass") and deed.head in above)


def by_another(deed: Token, sought: Sought) -> bool:
    """Whether somebody else by name did it than the question says."""
    agents = [named(agent) for agent in arguments(deed, "agent")]
    own = [agent for agent in agents if agent.pos_ != "PROPN" or sought.subject & _named_by(agent)]
    return bool(sought.subject and agents) and not own


def to_another(deed: Token, sought: Sought) -> bool:
    """Whether it was done to something else by name than the question says."""
    suffering = [named(patient) for patient in arguments(deed, "patient")]
    own = [patient for patient in suffering if patient.pos_ != "PROPN" or sought.object & _named_by(patient)]
    return bool(sought.object and suffering) and not own


def _named_by(name: Token) -> frozenset[str]:
    """The terms of a name and of what stands beside it: "the board's inspector, Hana Wirt"."""
    whole = name.head.subtree if name.dep_ == "appos" else name.subtree
    return frozenset(terms(" ".join(token.text for token in whole)))


def complement(deed: Token) -> Span | None:
    """What was said, recommended, promised: the clause that the verb governs, without its "that"."""
    clause = next((child for child in deed.children if child.dep_ == "ccomp" and child.i > deed.i), None)
    if clause is None:
        return None
    inside = [token.i for token in clause.subtree if token.i > deed.i]
    start, end = min(inside), max(inside) + 1
    while start < end and (deed.doc[start].lower_ == "that" or deed.doc[start].is_punct):
        start += 1
    return deed.doc[start:end] if 0 < end - start <= LONGEST else None


def is_in_deed(sought: Sought, parsed: Doc, at: int) -> bool:
    """Whether the number at an offset stands in the deed asked for."""
    deeds = [deed for deed in deeds_of(sought, parsed) if deed.pos_ == "VERB"]
    return any(hangs_on(amount.root, deed) for amount, _ in _amounts_at(parsed, at) for deed in deeds)


def is_counted(sought: Sought, parsed: Doc, at: int) -> bool:
    """Whether the number at an offset counts what is asked for."""
    nouns = [noun for _, noun in _amounts_at(parsed, at) if noun is not None]
    return any(sought.focus & frozenset(terms(noun.text)) for noun in nouns)


def _amounts_at(parsed: Doc, at: int) -> list[tuple[Span, Token | None]]:
    return [pair for pair in amounts(parsed) if pair[0].start_char <= at < pair[0].end_char]
