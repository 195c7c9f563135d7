"""What a conversation is about: the noun phrases that a later question may leave out or call *it*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.retrieve.relational import is_side
from rag.retrieve.wording import core, lower

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds.
    from spacy.tokens import Doc, Token

_NOUNS = ("NOUN", "PROPN")
# The label of a single word that the parser takes for a person's name, often by mistake.
PERHAPS_PERSON = "PERSON?"
_LIGHT = frozenset(
    ["anyone", "anything", "day", "everyone", "lot", "month", "people", "person", "place", "someone", "something"]
    + ["thing", "time", "week", "world", "year"]
)
# *In a nutshell*, *in detail*: how it is to be told, no part of what is told of.
_MANNER = frozenset(["brief", "detail", "fact", "general", "nutshell", "particular", "practice", "short", "total"])
# What is done to a thing, as a noun, up to the thing.
# fmt: off
_EVENTS = {
    "abduct": "abduction of", "ambush": "ambush of", "arrest": "arrest of", "assassinate": "assassination of",
    "attack": "attack on", "bomb": "bombing of", "destroy": "destruction of", "hijack": "hijacking of",
    "invade": "invasion of", "kidnap": "kidnapping of", "kill": "killing of", "murder": "murder of",
    "raid": "raid on", "seize": "seizure of", "shell": "shelling of", "shoot": "shooting of",
}
# fmt: on
_ROLE = {"nsubj": 1.0, "nsubjpass": 1.0, "attr": 1.0, "ROOT": 1.0, "dobj": 0.8}
# How much of a topic's weight is left one question later, for what *it* means and for what it is all about.
_FOCUS_FADES, _THEME_FADES = 0.65, 0.9
_FOCUS_AT_MOST = 1.5


@dataclass(frozen=True, slots=True)
class Topic:
    """`text` with its article and what follows the noun; `one`: the noun in the singular, with what stands before it.

    `event` is what the question says was done to it, *the attack on the convoy*; empty when nothing was.
    """

    text: str
    one: str
    plural: bool
    named: bool
    label: str
    role: str
    event: str

    @property
    def person(self) -> bool:
        return self.label == "PERSON"

    @property
    def key(self) -> str:
        return self.one.lower()


def by_focus(questions: Sequence[Doc]) -> list[Topic]:
    """The topics of a conversation, what it is about just now first."""
    return _by_weight(questions, _FOCUS_FADES, _FOCUS_AT_MOST)


def by_theme(questions: Sequence[Doc]) -> list[Topic]:
    """The topics of a conversation, what it is about all along first."""
    return _by_weight(questions, _THEME_FADES, float("inf"))


def _by_weight(questions: Sequence[Doc], fades: float, at_most: float) -> list[Topic]:
    """A topic's weights add up, and fade; it keeps the longest and latest way it was named."""
    weights: dict[str, float] = {}
    latest: dict[str, Topic] = {}
    for parsed in questions:
        weights = {key: weight * fades for key, weight in weights.items()}
        for topic, weight in topics(parsed).items():
            # "Renn" is Karl Renn.
            key = next((k for k in weights if topic.named and k.endswith(f" {topic.key}")), topic.key)
            known = weights.get(key)
            weights[key] = min(weight if known is None else known + max(weight, 1.0), at_most)
            latest[key] = _renewed(latest[key], topic) if key in latest else topic
    return sorted(latest.values(), key=lambda t: -weights[t.key])


def _renewed(old: Topic, new: Topic) -> Topic:
    shorter = new.key != old.key or old.text.lower().startswith(new.text.lower())
    return old if shorter else replace(new, event=new.event or old.event)


def topics(parsed: Doc) -> dict[Topic, float]:
    """Each with its weight: subjects above objects above the rest. None where the question names nothing."""
    found: dict[Topic, float] = {}
    nouns = [t for t in parsed if _is_noun(t) and not _unknown(t)]
    things = [t for t in nouns if not is_side(t) and not _is_light(t)]
    # Where all there is are *Spanish people* or *literary elements*, they are talked about.
    for token in things or [t for t in nouns if _is_qualified(t)]:
        topic = _topic(token)
        # Of equals, the one with a name.
        found[topic] = max(_weight(token) * (1.1 if topic.named else 1.0), found.get(topic, 0.0))
    return found


def _is_qualified(noun: Token) -> bool:
    return noun.ent_type_ != "DATE" and any(c.dep_ in ("amod", "compound") and c.tag_ != "JJS" for c in noun.children)


def _is_light(token: Token) -> bool:
    return token.lemma_.lower() in _LIGHT | _MANNER or (token.ent_type_ == "DATE" and token.pos_ == "PROPN")


def _is_noun(token: Token) -> bool:
    if token.dep_ == "compound":
        return is_misread(token.head) and token.i + 1 == token.head.i
    # *Types of foreshadowing*: a deed by itself is a thing.
    doing = token.tag_ == "VBG" and token.dep_ in ("pobj", "pcomp", "nsubj", "nsubjpass")
    alone = doing and not any(c.dep_ in ("dobj", "prep", "aux") for c in token.children)
    return (token.pos_ in _NOUNS or alone) and not is_misread(token)


def is_misread(token: Token) -> bool:
    """*Work* in *How does the Electoral College work?*, which the parser takes for a noun."""
    return token.dep_ == "ROOT" and token.pos_ in _NOUNS and any(c.dep_ == "aux" for c in token.children)


def _unknown(token: Token) -> bool:
    """*Whose boat*, *the largest shark*: not told yet. *The council's barge* is known, *the council's aims* are not."""
    owned = token.tag_ == "NNS" and any(c.dep_ == "poss" and c.pos_ in _NOUNS for c in token.children)
    asked = any(c.tag_ in ("WP", "WP$", "WRB", "JJS") for c in token.children)
    return asked or owned and _label(token) != "PERSON"


def _weight(token: Token) -> float:
    """By its role; what belongs to another noun counts less, unless that is but a side of it: *the types of ribs*."""
    if token.dep_ == "compound":
        return 1.0
    whole = token.head if token.dep_ in ("poss", "conj") else token.head.head if token.dep_ == "pobj" else token
    if whole == token or whole.pos_ not in _NOUNS or is_misread(whole):
        return 0.8 if token.dep_ == "pobj" and token.head.lower_ == "about" else _ROLE.get(token.dep_, 0.5)
    of = token.dep_ == "poss" or token.head.lower_ == "of"
    side = is_side(whole)
    return _weight(whole) * (
        1.0 if of and (side or token.dep_ == "poss" and _unknown(whole)) else 0.6 if side or of else 0.4
    )


def _topic(head: Token) -> Topic:
    text = phrase_of(head)
    one = core(text)
    if head.tag_ in ("NNS", "NNPS") and one.endswith(head.text):
        one = one[: -len(head.text)] + (head.lemma_ if head.tag_ == "NNS" else head.text.removesuffix("s"))
    plural = head.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in head.children)
    noun = _EVENTS.get(head.head.lemma_) if head.dep_ in ("dobj", "nsubjpass") else None
    event = f"the {noun} {lower(text)}" if noun else ""
    return Topic(text, one, plural, head.pos_ == "PROPN" or bool(head.ent_type_), _label(head), head.dep_, event)


def _label(head: Token) -> str:
    """The entity's."""
    if head.doc[0].lower_ == "who" and head.dep_ in ("nsubj", "attr") and head.head.lemma_ == "be":
        return "PERSON" if head.tag_ in ("NN", "NNP") else ""
    full = any(c.dep_ == "compound" and c.nbor(1).text != "-" for c in head.children)
    return head.ent_type_ if head.ent_type_ != "PERSON" or full else PERHAPS_PERSON


def phrase_of(head: Token) -> str:
    """The noun with what stands before it, the nouns joined to it, and where and on what it was: *on the convoy*."""
    kept = sorted(_kept(head), key=lambda t: t.i)
    end = kept[-1].i + 1
    behind = head.doc[end] if end < len(head.doc) else head
    definite = head.doc[kept[0].i].lower_ == "the"
    if head.dep_ == "dobj" and definite and behind.dep_ == "prep" and behind.head == head.head:
        # The parser hangs "near Ostrel" on "attacked"; where and when it was belong to the thing as well.
        end = behind.right_edge.i + 1
    text = head.doc[kept[0].i : end].text.strip()
    return re.sub(r"^(?:some|any|many|much)\s+", "", re.sub(r"^(?:which|what)\s", "the ", text, flags=re.I), flags=re.I)


def _kept(head: Token) -> Iterator[Token]:
    yield head
    if head.dep_ == "compound" and is_misread(head.head):
        verb = next(c.i for c in head.head.children if c.dep_ == "aux")
        yield from (c for c in head.head.children if verb < c.i < head.i and c.dep_ in ("det", "amod", "compound"))
    for child in head.children:
        # "Describe" is sometimes taken for a noun.
        if child.tag_ in ("PRP", "PRP$", "WP") or child.lower_ == "describe":
            continue
        if child.lower_ == "in" and any(c.lemma_ in _MANNER for c in child.children):
            continue
        before = child.i < head.i and child.dep_ in ("det", "amod", "compound", "nummod", "nmod", "poss")
        if before or child.dep_ in ("conj", "cc", "prep", "pobj", "nummod"):
            yield from _kept(child)
