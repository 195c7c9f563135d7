"""What a question is about: the noun phrases that a later question may leave out or call *it*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds.
    from spacy.tokens import Doc, Token

_NOUNS = ("NOUN", "PROPN")
_TELL = re.compile(r"tell me (?:more )?about (?P<topic>(?:\w+\W){0,2}\w+)[.?]?\s*$", re.I)
# Words for a side of a thing: what is talked about is the thing.
# fmt: off
RELATIONAL = frozenset((
    "advantage", "aftermath", "application", "aim", "background", "benefit", "cause", "characteristic", "class",
    "consequence", "cost", "creation", "death", "definition", "development", "difference", "disadvantage", "effect",
    "evidence", "example", "factor", "feature", "form", "founding", "function", "future", "history", "impact",
    "importance", "invention", "kind", "leader", "location", "meaning", "motive", "name", "number", "objective",
    "option", "origin", "outcome", "part", "price", "pro", "con", "property", "purpose", "reaction", "reason",
    "relationship", "response", "result", "risk", "role", "root", "side", "similarity", "size", "source", "state",
    "status", "step", "style", "suspect", "symptom", "target", "toll", "treatment", "type", "use", "variation",
    "variety", "victim", "way",
))
# fmt: on
_RANK = {"pobj": 2, "dobj": 1, "nsubj": 0, "nsubjpass": 0, "attr": 0}


@dataclass(frozen=True, slots=True)
class Topic:
    text: str
    plural: bool
    person: bool


def topics(parsed: Doc) -> list[Topic]:
    """The likeliest first; none where the question names nothing."""
    found: dict[str, Topic] = {}
    if told := _TELL.match(parsed.text):
        return [Topic(told["topic"], told["topic"].endswith("s"), any(e.label_ == "PERSON" for e in parsed.ents))]
    for token in sorted(_heads(parsed), key=lambda t: (_RANK.get(t.dep_, 3), t.i)):
        inner = _inner(token)
        if inner.lemma_.lower() not in RELATIONAL and (phrase := phrase_of(inner)):
            plural = inner.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in inner.children)
            found.setdefault(phrase, Topic(phrase, plural, inner.ent_type_ == "PERSON"))
    return list(found.values())


def _heads(parsed: Doc) -> Iterator[Token]:
    """The nouns that hang on a verb, or on *about*, and not on another noun."""
    for token in parsed:
        outer = token.head.head if token.dep_ == "pobj" else token.head
        wh = any(c.tag_ in ("WDT", "WP", "WP$", "WRB", "JJS") for c in token.children)
        if token.pos_ in _NOUNS and outer.pos_ not in _NOUNS and token.dep_ != "compound" and not wh:
            yield token


def _inner(token: Token) -> Token:
    """From *the types of ribs* to *ribs*, from *the movement's founding* to *the movement*."""
    while True:
        owners = [c for c in token.children if c.dep_ == "poss" and c.pos_ in _NOUNS]
        parts = [
            noun
            for prep in token.children
            if prep.dep_ == "prep" and (prep.lower_ == "of" or token.lemma_.lower() in RELATIONAL)
            for noun in prep.children
            if noun.dep_ == "pobj" and noun.pos_ in _NOUNS
        ]
        inner = parts or [owner for owner in owners if token.lemma_.lower() in RELATIONAL]
        if not inner:
            return token
        token = inner[0]


def phrase_of(head: Token) -> str:
    """The noun with what stands before it, the nouns joined to it, and where and on what it was: *on the convoy*."""
    kept = sorted(_kept(head), key=lambda t: t.i)
    end = kept[-1].i + 1
    behind = head.doc[end] if end < len(head.doc) else head
    if head.dep_ == "dobj" and behind.dep_ == "prep" and behind.head == head.head:
        # The parser hangs "near Ostrel" on "attacked"; where and when it was belong to the thing as well.
        end = behind.right_edge.i + 1
    text = head.doc[kept[0].i : end].text.strip()
    return re.sub(r"^(?:some|any)\s+", "", text, flags=re.I)


def _kept(head: Token) -> Iterator[Token]:
    yield head
    for child in head.children:
        if child.tag_ in ("PRP", "PRP$", "WDT", "WP"):
            continue
        before = child.i < head.i and child.dep_ in ("det", "amod", "compound", "nummod", "nmod", "poss")
        if before or child.dep_ in ("conj", "cc", "prep", "pobj", "nummod"):
            yield from _kept(child)


def by_salience(questions: Sequence[Doc]) -> list[Topic]:
    """The topics of a conversation, the one that it is about now first.

    A question that still names what the conversation was about does not change that; another one starts afresh.
    """
    focuses: list[Topic] = []
    others: list[Topic] = []
    for parsed in questions:
        found = topics(parsed)
        named = next((f for f in focuses if core(f.text).lower() in parsed.text.lower()), None)
        if found or named:
            focus = named or found[0]
            focuses = [focus, *(f for f in focuses if f != focus)]
        others = [*found, *others]
    return list(dict.fromkeys([*focuses, *others]))


def core(phrase: str) -> str:
    """Without its article, and without what follows the noun."""
    text = re.sub(r"^(?:the|a|an)\s+", "", phrase, flags=re.I)
    return re.split(r"\s(?:in|on|at|near|from|for|against|during|by|to|with)\s", text)[0]


def antecedent(word: str, known: Sequence[Topic]) -> Topic | None:
    """The most salient topic that agrees in number and kind; else the most salient of all."""
    if word in ("he", "him", "his", "she", "her", "hers"):
        fitting = [t for t in known if t.person]
    elif word in ("they", "them", "their", "theirs", "these", "those"):
        fitting = [t for t in known[:2] if t.plural]
    else:
        fitting = [t for t in known if not t.plural and not t.person]
    return next(iter(fitting or known), None)
