"""A yes/no question as the statement that it asks about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.language.verbs import past
from rag.models.parser import parse

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds, and most commands need none of it.
    from spacy.tokens import Doc, Token

_DO = frozenset(["do", "does", "did"])
# So far into the question its verb stands.
LONGEST = 12
_TRUE = re.compile(r"^\W*is\s+it\s+(?:true|correct|right|so)\s+that\s+", re.I)
_INSIDE = frozenset(["of", "from", "in", "at", "on", "near", "for"])


def statement(question: str) -> str | None:
    """ "Did the guard shell the mill?" as "the guard shelled the mill". None where no subject is found."""
    told = _TRUE.sub("", question).strip().rstrip("?!. ")
    if told != question.strip().rstrip("?!. "):
        return told
    words = parse([told])[0]
    if len(words) < 3:
        return None
    return _done(words) if words[0].lower_ in _DO else _turned(words)


def _done(words: Doc) -> str | None:
    """The first word that is a verb behind "did" is the one: "attack" is a noun too."""
    places = [at for at in range(2, min(len(words), LONGEST)) if words[at].is_alpha]
    parsed = parse([f"{words[1:at].text} {words[0].lower_} {words[at:].text}" for at in places])
    for at, doc in zip(places, parsed, strict=True):
        verb = next((token for token in doc[1:] if token.nbor(-1).lower_ in _DO), None)
        if (
            verb is not None
            and verb.dep_ == "ROOT"
            and verb.tag_ == "VB"
            and any(t.dep_ == "nsubj" for t in (*verb.lefts, *verb.nbor(-1).lefts))
        ):
            done = past(words[at].lower_) if words[0].lower_ == "did" else words[at].text
            return " ".join(part for part in (words[1:at].text, done, words[at + 1 :].text) if part)
    return None


def _turned(words: Doc) -> str | None:
    """The auxiliary behind the subject."""
    subject = next((t for t in words if t.dep_ in ("nsubj", "nsubjpass", "expl") and t.i > 0), None)
    if subject is None:
        # "Were thirteen miners killed" is read as what they were.
        subject = next((t for t in words if t.dep_ == "attr" and t.i + 1 < len(words) and t.nbor().tag_ == "VBN"), None)
    end = _end(subject, words) if subject is not None else len(words)
    return f"{words[1:end].text} {words[0].lower_} {words[end:].text}" if end < len(words) else None


def _end(subject: Token, words: Doc) -> int:
    """Behind the subject and its "of …": before the participle that is read as part of it."""
    end = subject.i + 1
    while end < len(words):
        token = words[end]
        belongs = token.lower_ in _INSIDE and token.head.i < end and token.head.i >= subject.left_edge.i
        if not belongs:
            break
        last = next((i for i in range(end + 1, len(words)) if words[i].pos_ in ("NOUN", "PROPN")), None)
        if last is None or any(t.pos_ in ("VERB", "AUX") for t in words[end : last + 1]):
            break
        while last + 1 < len(words) and words[last + 1].pos_ in ("NOUN", "PROPN"):
            last += 1
        end = last + 1
    return end
