"""What a pronoun of a question means: the topic of the conversation that agrees with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.retrieve.answered import MANY, PEOPLE, Told, dated, lent
from rag.retrieve.clauses import clause_edit, deed_to
from rag.retrieve.relational import is_side
from rag.retrieve.topics import PERHAPS_PERSON, Topic
from rag.retrieve.wording import capital, lower, pluralized, with_article

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds.
    from spacy.tokens import Doc, Token

_POSSESSIVES = frozenset(["its", "their", "his", "her"])
_BACK = PEOPLE | MANY | {"it", "its", "this", "that"}
# Who pays for a convoy that was attacked pays for the attack.
_OF_EVENTS = frozenset(
    ["claim", "condemn", "deny", "investigate", "justify", "order", "pay", "plan", "prevent", "react", "witness"]
)
_OF_TWO = frozenset(["common", "different", "differ", "compare", "similar", "related", "same", "difference", "other"])


def resolved(parsed: Doc, known: Sequence[Topic], turns: Sequence[Told]) -> str | None:
    """The question with its pronouns replaced; None without any. A second *it* still means the first.

    `known` are the topics, what the talk is about first; `turns` the earlier ones, the latest first.
    """
    said: set[str] = set()
    edits = [edit for edit in (dated(parsed.text, turns), clause_edit(parsed, turns)) if edit]
    for token in parsed:
        edited = any(start <= token.idx < end for start, end, _ in edits)
        meant = _meant(token, known, turns) if _points_back(token) and not edited else None
        if meant is not None and meant not in said and not any(lower(meant) in put for _, _, put in edits):
            said.add(meant)
            edits += _edits(token, lower(meant))
    text = parsed.text
    for start, end, put in sorted(edits, reverse=True):
        text = f"{text[:start]}{put}{text[end:]}"
    return capital(text) if edits else None


def _points_back(token: Token) -> bool:
    """A pronoun that what stands before it in the same question does not already explain."""
    word = token.lower_
    if word == "there":
        return token.dep_ == "advmod" and token.i > 1
    if word not in _BACK or token.dep_ in ("expl", "det", "mark") or token.tag_ in ("WDT", "IN"):
        return False
    if word == "it" and any(c.dep_ in ("ccomp", "xcomp", "advcl") for c in token.head.children if c.i > token.i):
        # "Is it true that ..." means what follows.
        return token.head.pos_ != "AUX"
    return not any(_explains(noun, token) for noun in token.doc[: token.i])


def _explains(noun: Token, pronoun: Token) -> bool:
    """Of one clause, the subject and the object are two (*why did Musk start it*); *its* may be the subject's."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ == "compound":
        return False
    if noun in pronoun.ancestors or noun.head in pronoun.ancestors and noun.dep_ == "conj":
        return False
    if noun.pos_ != "PROPN" and (noun.tag_ == "NNS") != (pronoun.lower_ in MANY):
        return False
    if _clause(noun) == _clause(pronoun):
        return noun.pos_ == "PROPN" and noun.dep_ in ("nsubj", "nsubjpass") and pronoun.lower_ in _POSSESSIVES
    return not is_side(noun)


def _clause(token: Token) -> Token:
    return next((t for t in (token, *token.ancestors) if t.pos_ in ("VERB", "AUX")), token)


def _meant(token: Token, known: Sequence[Topic], turns: Sequence[Told]) -> str | None:
    word = token.lower_
    if answer := lent(word, turns):
        return answer.text
    if not known:
        return None
    if word == "there":
        place = next((t for t in known if t.named and not t.person), None)
        return place.text if place else known[0].event or known[0].text
    if word in PEOPLE:
        # A single name may be a person's; "she" is never the attack.
        single = [t for t in known if t.named and not t.plural and t.label in ("", PERHAPS_PERSON)]
        someone = [t for t in known if t.person] or sorted(single, key=lambda t: t.label != PERHAPS_PERSON)
        return someone[0].text if someone else None
    things = (
        [t for t in known if not t.person and t.label != PERHAPS_PERSON] or [t for t in known if not t.person] or known
    )
    return _many(token, known) if word in MANY else _one(token, things, turns)


def _many(token: Token, known: Sequence[Topic]) -> str:
    """A plural; else two that are compared, or the first one's kind. A group stays as it is named."""
    first = known[0]
    if several := next((t for t in known[:3] if t.plural), None):
        return several.text
    if len(known) > 1 and any(t.lemma_.lower() in _OF_TWO for t in token.doc):
        return f"{lower(known[1].text)} and {lower(first.text)}"
    return first.text if first.named or re.match(r"the\s", first.text, re.I) else pluralized(first.one)


def _one(token: Token, known: Sequence[Topic], turns: Sequence[Told]) -> str:
    """A singular, or what was done to it; else one of the first."""
    if singles := [t for t in known if not t.plural]:
        parallel = [t for t in singles[:2] if t.role == "dobj"] if token.dep_ in ("dobj",) else []
        single = (parallel or singles)[0]
        verbs = {token.head.lemma_, token.head.head.lemma_}
        event = single.event if verbs & _OF_EVENTS else ""
        return event or deed_to(single, verbs, turns) or single.text
    first = known[0]
    fixed = first.named or re.search(r"\s(?:and|or)\s|^the\s", first.text, re.I)
    return first.text if fixed else with_article(first.one)


def _edits(token: Token, meant: str) -> list[tuple[int, int, str]]:
    """The changes of the question, as start, end and what is put there."""
    start, end = token.idx, token.idx + len(token)
    if token.lower_ == "there":
        return [(start, end, f"in {meant}" if meant[:1].isupper() else f"at {meant}")]
    if token.lower_ not in _POSSESSIVES or token.tag_ == "PRP":
        return [(start, end, meant)]
    if len(meant.split()) > 3:
        behind = token.head.idx + len(token.head)
        return [(start, end, "the"), (behind, behind, f" of {meant}")]
    return [(start, end, f"{meant}'" if meant.endswith("s") else f"{meant}'s")]
