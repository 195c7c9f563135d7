"""Short answers: spans of the evidence that fill the question's gap, or none where no span is sure enough."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.index.analysis import terms
from rag.read.asked import Asked
from rag.read.counts import ages, dates, numbers, times
from rag.read.deeds import (
    by_another,
    complement,
    deeds_of,
    description,
    holders,
    to_another,
)
from rag.read.evidence import Embed, Sentence, lacks_number
from rag.read.phrases import HUMAN, heads, name_behind, named, phrase, printed
from rag.read.roles import arguments
from rag.read.sought import Sought

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds, and most commands need none of it.
    from spacy.tokens import Doc, Span, Token

# What a candidate must reach. 1 is the best sentence with nothing else for it; a role in the deed asked for adds 1.
SURE = 1.55
# No short answer from a sentence that scores less than so much of the best, or covers less of the question.
NEAR_BEST, COVERED = 0.6, 0.3
IN_ROLE, IN_SOME_ROLE, OF_KIND, LABELLED, DESCRIBED = 1.0, 0.3, 0.5, 0.2, 0.7
_NO_ANSWER = re.compile(r"[|<>@;]|^\W*$")
# "Commander: Major Ilse Trent" in a form, a list or a table's row.
_LABELLED = re.compile(
    r"(?:^|[|;\n])\s*(?:[-*•]\s+)?\**(?P<label>[^|;:*\n]{2,60}):\**\s+(?P<value>[^|;\n]{1,80}?)\s*(?=[|;\n]|$)"
)
_COUNTS = re.compile(r"\W*\d")
PEOPLE = frozenset(["PERSON", "ORG", "NORP"])
PLACES = frozenset(["GPE", "LOC", "FAC"])
NEVER = frozenset(["DATE", "TIME", "PERCENT", "ORDINAL", "CARDINAL", "MONEY", "QUANTITY"])
_SAYING = frozenset(
    [
        "say",
        "report",
        "state",
        "add",
        "announce",
        "tell",
        "note",
        "explain",
        "reveal",
        "stress",
        "accuse",
        "blame",
        "deny",
    ]
    + ["claim", "allege", "condemn", "believe", "suspect", "think", "ask", "warn", "admit", "confirm", "insist"]
)


@dataclass(frozen=True, slots=True)
class Short:
    """A short answer: its text, the sentence that it stands in, and how sure it is."""

    text: str
    sentence: Sentence
    sure: float


def short_answers(sought: Sought, asked: Asked, evidence: Sequence[tuple[Sentence, Doc]], embed: Embed) -> list[Short]:
    """The spans of the evidence from `SURE` on, the surest first. Each Doc is the parsed text of its sentence."""
    best = max((sentence.score for sentence, _ in evidence), default=0.0)
    evidence = [
        (sentence, parsed)
        for sentence, parsed in evidence
        if (sentence.score >= NEAR_BEST * best or not sought.deeds.isdisjoint(sentence.terms))
        and (sentence.coverage >= COVERED or sought.kind == "age")
        and not lacks_number(sentence, asked)
    ]
    telling = max((sentence.score for sentence, _ in evidence if _tells_who(sought, sentence)), default=best)
    told = any(token.pos_ in ("VERB", "ADJ") for _, parsed in evidence for token in deeds_of(sought, parsed))
    sought = replace(sought, told=sought.told or told)
    counted = {"date": dates, "number": numbers, "money": numbers, "length": numbers, "age": ages, "time": times}
    of_kind = counted.get(sought.kind, _phrases)
    found = [
        Short(text, sentence, sure + sentence.score / (telling if _tells_who(sought, sentence) else best))
        for sentence, parsed in evidence
        for text, sure in [*of_kind(sought, asked, sentence, parsed), *_labelled(sought, sentence)]
        if text and not _NO_ANSWER.search(text)
    ]
    if sought.focus and sought.kind == "thing" and found:
        found = _like_focus(sought, found, embed)
    return sorted((short for short in found if short.sure >= SURE), key=lambda short: -short.sure)


def _tells_who(sought: Sought, sentence: Sentence) -> bool:
    """Who did it is told where the deed is, though more of the question stands elsewhere."""
    return sought.kind == "person" and not sought.deeds.isdisjoint(sentence.terms)


def _phrases(sought: Sought, asked: Asked, sentence: Sentence, parsed: Doc) -> list[tuple[str, float]]:
    """Noun phrases and names: by their role in the deed asked for, and by kind."""
    deeds = deeds_of(sought, parsed)
    roles = _roles(sought, parsed, deeds)
    if _is_described(sought):
        # What somebody is stands beside the name, and is seldom of a kind that can be told.
        roles = {head: worth + OF_KIND for head, worth in roles.items()}
    found = [(printed(clause, sentence.text), IN_ROLE + OF_KIND) for clause in _complements(sought, deeds)]
    found += [(printed(clause, sentence.text), DESCRIBED) for clause in _descriptions(sought, deeds)]
    # The question's own names, however the documents write them: Belmoran is no ambassador of Belmora.
    own = frozenset().union(*(asked.forms.get(t, frozenset()) for parts in asked.names.values() for t in parts))
    for head in dict.fromkeys([*heads(parsed), *roles]):
        called = named(head) if sought.kind == "person" else head
        span = phrase(called)
        held = frozenset(terms(span.text))
        echo = set(terms(head.text)) & asked.weights.keys() and not (held & sought.focus and _is_named(head))
        if held <= asked.weights.keys() | own or echo or (sought.kind != "thing" and _COUNTS.match(span.text)):
            continue
        # Where nothing of the deed is told, a place is only a place that is named there.
        untold = not deeds or (sought.preposition and head not in roles)
        elsewhere = 0.3 if sought.kind == "place" and untold else 0.0
        sure = roles.get(head, 0.0) + _kind_fit(sought, called, held) - elsewhere
        found.append((printed(span, sentence.text), sure))
    return found


def _complements(sought: Sought, deeds: Sequence[Token]) -> list[Span]:
    """What somebody said, recommended or promised."""
    if sought.kind != "thing" or sought.role != "patient" or sought.focus:
        return []
    return [clause for deed in deeds if not by_another(deed, sought) and (clause := complement(deed))]


def _descriptions(sought: Sought, deeds: Sequence[Token]) -> list[Span]:
    """What is told of who is asked about."""
    if not _is_described(sought):
        return []
    return [clause for name in deeds if name.pos_ == "PROPN" and (clause := description(name))]


def _is_described(sought: Sought) -> bool:
    """Whether it is asked who somebody is."""
    return sought.kind == "thing" and not sought.role and not sought.focus


def _is_named(head: Token) -> bool:
    """Whether a name or number belongs to the noun: "the Lantern party", "the camp at Tarn", never "a party"."""
    return any(child.pos_ in ("PROPN", "NUM", "NOUN") for child in head.lefts) or bool(name_behind(head))


def _roles(sought: Sought, parsed: Doc, deeds: Sequence[Token]) -> dict[Token, float]:
    """How well each head fills the role: in the deed that was asked for, or in any other."""
    roles: dict[Token, float] = {}
    for deed in deeds:
        if sought.role == "patient" and by_another(deed, sought):
            continue
        elsewhere = sought.role == "agent" and to_another(deed, sought)
        if elsewhere and sought.told:
            continue
        for head in holders(deed, sought):
            roles[head] = IN_SOME_ROLE if elsewhere else IN_ROLE
    if sought.role in ("agent", "place") and not sought.focus and not sought.told:
        others = [t for t in parsed if t.pos_ == "VERB" and t not in deeds and t.lemma_ not in _SAYING]
        for verb in others:
            for head in arguments(verb, sought.role, sought.preposition):
                roles.setdefault(head, IN_SOME_ROLE)
    roles = {_speaker(head) or head: worth for head, worth in roles.items()}
    return {head: worth for head, worth in roles.items() if head.pos_ not in ("PRON", "DET")}


def _speaker(head: Token) -> Token | None:
    """Who tells it of himself: "Brom said that *he* had burned nine"."""
    clause = head.head
    if head.lower_ not in ("he", "she") or clause.dep_ != "ccomp" or clause.head.lemma_ not in _SAYING:
        return None
    return next((s for s in arguments(clause.head, "agent") if named(s).ent_type_ == "PERSON"), None)


def _kind_fit(sought: Sought, head: Token, held: frozenset[str]) -> float:
    kind = head.ent_type_
    if kind in NEVER:
        return -1.0
    if sought.kind == "person":
        human = kind in PEOPLE or bool(held & HUMAN)
        by = head.dep_ == "pobj" and head.head.dep_ == "agent"
        return OF_KIND if human else 0.1 if head.pos_ == "PROPN" or by else -0.6
    if sought.kind == "place":
        behind = head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "near", "outside", "of", "on")
        if head.dep_ != "pobj" and kind not in PLACES:
            return -1.0
        return (OF_KIND if kind in PLACES else -OF_KIND if held & HUMAN else 0.0) + (0.2 if behind else -0.2)
    if sought.focus & set(terms(head.text)):
        return OF_KIND + 0.2
    return OF_KIND / 2 if held & sought.focus else 0.0


def _like_focus(sought: Sought, found: Sequence[Short], embed: Embed) -> list[Short]:
    """Candidates for "which party", "what weapon" with their likeness in meaning to the noun."""
    vectors = embed([sought.thing, *(short.text.lower() for short in found)])
    likeness = vectors[1:] @ vectors[0]
    return [replace(short, sure=short.sure + float(like)) for short, like in zip(found, likeness, strict=True)]


def _labelled(sought: Sought, sentence: Sentence) -> list[tuple[str, float]]:
    """Values whose label names the deed or the thing asked for."""
    found = []
    for cell in _LABELLED.finditer(sentence.text):
        label = frozenset(terms(cell["label"]))
        wanted = sought.focus if sought.focus and sought.kind == "thing" else sought.deeds | sought.focus
        if label & wanted and sought.kind in ("person", "thing", "number", "place"):
            value = " ".join(cell["value"].split())
            fits = (sought.kind == "number") == value[:1].isdigit()
            found.append((value, IN_ROLE + OF_KIND + LABELLED if fits else 0.0))
    return found
