"""What *it* means behind "denied" or "did": not a thing but what the last question told, a clause or a deed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.language.verbs import past
from rag.retrieve.answered import Told
from rag.retrieve.topics import Topic, phrase_of
from rag.retrieve.wording import gerund, lower

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds.
    from spacy.tokens import Doc, Token

Edit = tuple[int, int, str]
_OF_CLAUSES = frozenset(
    ["admit", "announce", "believe", "claim", "confirm", "deny", "dispute", "doubt", "know", "reveal", "say", "think"]
)
_OF_WORDS = frozenset(["contradict", "refute", "reject", "repeat"])
_OF_DEEDS = frozenset(["condemn", "investigate", "justify", "order", "plan", "prevent", "witness"])
# What is itself said: "it" is the deal that the government denied, or the denial.
_SAID = frozenset(["accusation", "agreement", "allegation", "claim", "deal", "plan", "report", "rumour", "statement"])
_AFTER = re.compile(
    r"\bhappened (?:then|next|afterwards?|(?:right |shortly )?(?P<side>after|before) (?:that|this|it))(?=\W*$)", re.I
)
_TRUE = re.compile(r"(?<=^is )(?:it|this|that) (?:really )?true(?=\W*$)", re.I)
# Words of a question that tells anything, with its mark: "who won?".
_SHORTEST = 3
_POINTERS = frozenset(["it", "this", "that", "so"])
_SUBJECTS = ("nsubj", "nsubjpass")


def clause_edit(parsed: Doc, turns: Sequence[Told]) -> Edit | None:
    """Start, end and what is put there; None where no pronoun stands for a clause or a deed of the last question."""
    if not turns or len(turns[0].question) < _SHORTEST:
        return None
    last = turns[0]
    for token in (t for t in parsed if t.lower_ in _POINTERS and t.head.i < t.i):
        verb, end = token.head, token.idx + len(token)
        if token.dep_ not in ("dobj", "advmod", "ccomp"):
            continue
        if verb.lemma_ == "do" and verb.dep_ != "aux" and (deed := _deed(last)):
            done, rest = deed
            return verb.idx, end, " ".join(part for part in (_inflected(verb, done), rest) if part)
        if verb.lemma_ in _OF_CLAUSES | _OF_WORDS and (words := _words(last.question)):
            return token.idx, end, words
        if verb.lemma_ in _OF_CLAUSES and (clause := statement(last)):
            return token.idx, end, f"that {clause}"
    if after := _AFTER.search(parsed.text):
        clause = statement(last) or next((t.event for t in last.own if t.event), None)
        return (*after.span(), f"happened {after['side'] or 'after'} {clause}") if clause else None
    if found := _TRUE.search(parsed.text):
        clause = statement(last)
        return (*found.span(), f"it true that {clause}") if clause else None
    return None


def _words(asked: Doc) -> str | None:
    """ "What the mayor said", of a question for that."""
    verb = next(t for t in asked if t.dep_ == "ROOT")
    if asked[0].lower_ != "what" or asked[1].lower_ != "did" or verb.lemma_ not in _OF_CLAUSES:
        return None
    return f"what {asked[2 : verb.i].text} {past(verb.lower_)}"


def statement(turn: Told) -> str | None:
    """The question as what it asks about, or with its answer told: "rebels burned the bridge"."""
    asked = turn.question
    verb, subject = _told_in(asked)
    if verb.lemma_ in _OF_CLAUSES:
        said = next((t for t in verb.children if t.dep_ == "ccomp"), None)
        return re.sub("^that ", "", said.doc[said.left_edge.i : said.right_edge.i + 1].text) if said else None
    if any(t.dep_ == "dobj" and t.lemma_ in _SAID for t in verb.children):
        return None
    if subject is not None and subject.i == 0 and subject.tag_ == "WP":
        return f"{turn.answer.text} {_from(asked, 1)}" if turn.answer else None
    at = 1 if asked[0].tag_ in ("WRB", "WP") else 0
    auxiliary = asked[at]
    filled = f" {turn.answer.text}" if asked[0].tag_ == "WP" and turn.answer is not None else ""
    if asked[0].tag_ == "WP" and not filled:
        return None
    if auxiliary.lower_ == "did" and at + 1 < verb.i:
        # "Visit" of "when did the chief visit" is read as a noun.
        return f"{asked[at + 1 : verb.i].text} {past(verb.lower_)}{filled} {_from(asked, verb.i + 1)}".rstrip()
    if auxiliary.pos_ != "AUX" or subject is None or subject.i < at:
        return None
    end = subject.right_edge.i + 1 if auxiliary == verb else verb.i
    return f"{asked[at + 1 : end].text} {auxiliary.lower_} {_from(asked, end)}".rstrip()


def _told_in(asked: Doc) -> tuple[Token, Token | None]:
    """The verb of what was done, and its subject: "was the mill burned" is read as "was", with a burned mill."""
    verb = next(t for t in asked if t.dep_ == "ROOT")
    subject = next((t for t in verb.children if t.dep_ in _SUBJECTS), None)
    if verb.lemma_ != "be" or subject is None:
        return verb, subject
    return next((t for t in subject.subtree if t.dep_ == "acl" and t.tag_ in ("VBD", "VBN")), verb), subject


def _from(asked: Doc, start: int) -> str:
    return asked[start:].text.rstrip("?. ")


def _deed(turn: Told) -> tuple[Token, str] | None:
    """What was done, as its verb and what belongs to it: of "was the mill burned in May", the mill in May."""
    asked = turn.question
    verb, subject = _told_in(asked)
    if verb.pos_ != "VERB" or subject is None:
        return None
    if subject.i == 0 and subject.dep_ == "nsubjpass":
        return (verb, f"{turn.answer.text} {_from(asked, verb.i + 1)}".rstrip()) if turn.answer else None
    if subject.head == verb and not any(t.dep_ == "auxpass" for t in verb.children):
        return verb, _from(asked, verb.i + 1)
    by = next((t for t in verb.children if t.lower_ == "by"), None)
    behind = asked[verb.i + 1 : by.left_edge.i].text if by is not None else _from(asked, verb.i + 1)
    return verb, f"{asked[subject.left_edge.i : min(subject.right_edge.i + 1, verb.i)].text} {behind}".rstrip()


def _inflected(like: Token, verb: Token) -> str:
    """The verb in the form of "do", "did", "doing", "done"."""
    if like.tag_ == "VBG":
        return gerund(verb.lemma_)
    if like.tag_ == verb.tag_:
        return verb.text
    return past(verb.lemma_) if like.tag_ in ("VBD", "VBN") else verb.lemma_


def deed_to(topic: Topic, verbs: set[str], turns: Sequence[Told]) -> str | None:
    """ "The burning of the bridge" for "it" of "who condemned it", after a question that told the burning."""
    if not turns or not verbs & _OF_DEEDS:
        return None
    done = next((t for t in turns[0].question if t.dep_ in ("dobj", "nsubjpass") and t.head.pos_ == "VERB"), None)
    if done is None or phrase_of(done) != topic.text:
        return None
    return f"the {gerund(done.head.lemma_)} of {lower(topic.text)}"
