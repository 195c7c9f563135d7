"""The last question asked again with another slot: *What about in March?*, *And Dhaka?*, *Where?*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.language.dates import find_dates
from rag.retrieve.topics import Topic, phrase_of
from rag.retrieve.wording import capital, lower

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds.
    from spacy.tokens import Doc

_SLOT = re.compile(r"^\s*(?:and\s+)?(?:what|how)\s+about\s+(?P<new>.+?)\s*\?*\s*$", re.I)
_FRAGMENT = re.compile(r"^\s*(?:and|or|but)\s+(?P<new>(?!(?:who|what|when|where|why|how|which)\b).+?)\s*\?*\s*$", re.I)
_BARE = re.compile(r"^\s*(?P<wh>when|where|why|how|by whom)(?:\s+(?:exactly|was (?:it|that)))?\s*\?*\s*$", re.I)
_HAPPENED = re.compile(r"^\s*(?P<wh>when|where|why|how) (?:did|has|had) (?:it|that|this) (?:happen|occur)\w*\W*$", re.I)
_PREPOSITION = re.compile(r"^(in|on|at|near|for|by|with|from|during|after|before|since|against|to)\s", re.I)
_NAMES = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC")


def asked_again(question: str, parsed: Doc, last: Doc, focus: Sequence[Topic]) -> str | None:
    """None where the question is one of its own."""
    if bare := _BARE.match(parsed.text) or _HAPPENED.match(parsed.text):
        return _of_the_same(bare["wh"], last, focus[0])
    fragment = None if any(t.pos_ in ("VERB", "AUX") for t in parsed) else _FRAGMENT.match(question)
    if slot := _SLOT.match(question) or fragment:
        return _exchanged(slot["new"], last, focus[0])
    return None


def _of_the_same(wh: str, last: Doc, topic: Topic) -> str:
    """*Where?* after *Who attacked the convoy?*: *Where was the convoy attacked?*"""
    verb = next((t for t in last if t.dep_ == "ROOT"), last[0])
    done = next((t for t in verb.children if t.dep_ == "dobj"), None)
    was = "were" if topic.plural else "was"
    if verb.tag_ == "VBD" and verb.text.endswith("ed") and done is not None:
        phrase = phrase_of(done)
        rest = last.text[last.text.find(phrase) + len(phrase) :].rstrip("?. ")
        return f"{capital(wh)} {was} {lower(phrase)} {verb.text}{rest}?"
    clause = re.sub(r"^\W*(?:(?:who|what|when|where|why|how|by whom)\b\s*)?", "", last.text, count=1, flags=re.I)
    start = len(last.text) - len(clause)
    if any(t.idx == start and t.pos_ == "AUX" for t in last):
        return f"{capital(wh)} {clause[:1].lower()}{clause[1:]}"
    return f"{capital(wh)} {'was' if topic.event else was} {lower(topic.event or topic.text)}?"


def _exchanged(new: str, last: Doc, topic: Topic) -> str:
    """The last question with the day, the place or the name of that kind exchanged."""
    text = last.text.strip().rstrip("?. ")
    opening = _PREPOSITION.match(new)
    # A year or a month is a date only behind its preposition.
    dated = find_dates(new, None) or find_dates(f"in {new}", None)
    if old := find_dates(text, None) if dated else []:
        before = text[: old[-1].start]
        cut = re.sub(r"\b(?:in|on|at|since|during)\s+$", "", before) if opening else before
        return f"{cut}{new}{text[old[-1].end :]}?"
    if dated and not opening:
        return f"{text} {'on' if len(dated[0].iso) > 7 else 'in'} {new}?"
    if opening:
        return f"{_without_phrase(last, opening[1].lower())} {new}?"
    named = [e for e in last.ents if e.label_ in _NAMES]
    if named and new.split()[-1][:1].isupper():
        return f"{last.text[: named[-1].start_char]}{new}{last.text[named[-1].end_char :]}"
    return f"What about {new} of {lower(topic.event or topic.text)}?"


def _without_phrase(last: Doc, preposition: str) -> str:
    text = last.text.strip().rstrip("?. ")
    old = [t for t in last if t.lower_ == preposition and t.dep_ == "prep" and t.head.pos_ in ("VERB", "AUX")]
    if old:
        start, end = old[-1].idx, max(t.idx + len(t) for t in old[-1].subtree)
        text = f"{text[:start].rstrip()}{text[end:]}"
    return text
