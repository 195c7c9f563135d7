"""Who did it to whom: a claim that exchanges the two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.models.parser import antecedent, parse

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRONOUNS = frozenset(["PRP", "PRP$", "WP", "WDT", "DT", "EX"])


@dataclass(frozen=True, slots=True)
class _Deed:
    verb: str
    agents: frozenset[str]
    patients: frozenset[str]


def reversed_roles(pairs: list[tuple[str, str]]) -> list[bool]:
    """For each claim and evidence: whether the evidence tells a deed of the claim the other way round."""
    parsed = parse([text for pair in pairs for text in pair], entities=False)
    return [_is_reversed(list(_deeds(parsed[i])), list(_deeds(parsed[i + 1]))) for i in range(0, len(parsed), 2)]


def _is_reversed(claimed: list[_Deed], told: list[_Deed]) -> bool:
    return any(_is_turned(deed, told) for deed in claimed)


def _is_turned(deed: _Deed, told: list[_Deed]) -> bool:
    """Whether some deed told has them exchanged, and none has either in its place."""
    if any(deed.verb == t.verb and (deed.agents & t.agents or deed.patients & t.patients) for t in told):
        return False
    both = (deed.agents & t.patients and deed.patients & t.agents for t in told)
    one = (t.verb == deed.verb and (deed.agents & t.patients or deed.patients & t.agents) for t in told)
    return any(both) or any(one)


def _deeds(doc: Doc) -> Iterator[_Deed]:
    for verb in doc:
        if verb.pos_ in ("VERB", "AUX"):
            agents, patients = _roles(verb)
            yield _Deed(verb.lemma_.lower(), _words(agents), _words(patients))


def _roles(verb: Token) -> tuple[list[Token], list[Token]]:
    subjects = [antecedent(c, verb) for c in verb.children if c.dep_ in ("nsubj", "csubj")]
    if not subjects and verb.dep_ == "conj":
        subjects = [c for c in verb.head.children if c.dep_ == "nsubj"]
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative", "nsubjpass", "attr")]
    doers = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    return subjects + doers, objects


def _words(heads: list[Token]) -> frozenset[str]:
    """The head words of phrases that name something, those joined to them by "and" too."""
    able = [token for head in heads for token in (head, *head.conjuncts)]
    return frozenset(token.lemma_.lower() for token in able if token.tag_ not in _PRONOUNS)
