"""What fills a question's gap: the role, in which deed, and the kind of thing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from rag.domain.answers import Question
from rag.index.analysis import terms
from rag.language.names import numbers
from rag.language.verbs import CARRYING_OUT, doers, done_by, verb_forms
from rag.read.roles import Role, is_passive, owners

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds, and most commands need none of it.
    from spacy.tokens import Doc, Token

Kind = Literal["person", "place", "date", "time", "number", "money", "age", "length", "thing"]

# They say that something was done; what, says a noun: "carried out the attack", "where did the theft take place".
_EMPTY_VERBS = CARRYING_OUT | frozenset(["be", "do", "take", "happen", "occur", "use", "make"])
_AGENT_NOUNS = frozenset(["perpetrator", "attacker", "culprit", "author", "assailant", "killer", "organizer"])
_PATIENT_NOUNS = frozenset(["victim", "target", "object"])
_WH = frozenset(["who", "whom", "whose", "what", "which", "when", "where", "how"])
_AGE = re.compile(r"\bhow old\b", re.I)
_LENGTH = re.compile(r"\bhow (?:long|far|tall|deep|high|wide)\b", re.I)
_SIZE = re.compile(r"\bhow (?:large|big|heavy|fast)\b", re.I)
HAPPENED = re.compile(r"\bwhat (?:has |had |did )?(?:happen|occur)|\bdo(?:ne)?\W*$", re.I)
_PAID = frozenset(terms("pay paid buy bought purchase acquire sell sold cost"))
_MONEY = re.compile(
    r"\bhow much\s+(?:of the\s+)?(?:money\b|(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could)\b.*\b"
    r"(?:pa(?:y|id)|costs?|fined?|spen[dt]|worth|price|buy|bought|s[eo]l[ld]|earn\w*|donat\w*|invest\w*|ow(?:e|ed|es)|rais\w+|len[dt]|"
    r"borrow\w*|st[eo]len?|budget)\b)",
    re.I,
)
_TIME = re.compile(r"\bwhat (?:time|hour)\b|\bhow late\b", re.I)


@dataclass(frozen=True, slots=True)
class Sought:
    """`deeds` are terms of the verbs or nouns that name the deed, `focus` of the noun asked for: which *party*.

    `thing` is that noun as written. `told`: the evidence has the deed's own verb, so no other verb's subject will do.
    `preposition` is the one that the answer stands behind, where the question has it: *from* which country. The others
    are terms that the question sets: what did *the council* decide, who robbed *the bank*, which camp holds *1,240*.
    `doers`, among the deeds, are what one is called who does it: of who owns the ferry, its *owner*.
    """

    kind: Kind
    role: Role | None
    deeds: frozenset[str]
    focus: frozenset[str]
    thing: str = ""
    owner: bool = False
    preposition: str | None = None
    told: bool = False
    subject: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


def sought(question: Question, parsed: Doc) -> Sought | None:
    """None where a span of words is no answer: why, how, what happened, yes or no."""
    wh = next((token for token in parsed if token.lower_ in _WH), None)
    kind = _kind(question)
    if wh is None or kind is None:
        return None
    focus = _focus(wh, parsed)
    verb = _verb(wh, parsed)
    if kind == "thing" and not focus and HAPPENED.search(question.text):
        return None
    deeds = _deeds(verb, kind, focus, parsed)
    if question.asks == "who" and deeds and deeds == _who_is(verb):
        # What somebody is need not be a person's name.
        kind = "thing"
    role = _role(question, wh, verb, parsed)
    # Who is the owner of it owns it: the mill's owner, the owner of the mill.
    done = done_by(deeds[0].lemma_) if kind == "person" and not role and len(deeds) == 1 else None
    role = "agent" if done else role
    verbs = [done] if done else [token.lemma_ for token in deeds if token.pos_ == "VERB"]
    words = [form for token in deeds for form in (token.lemma_, *verb_forms(token.lower_))]
    words += [form for verb_ in verbs for form in verb_forms(verb_)]
    called = [name for verb_ in verbs for name in doers(verb_)]
    doing = frozenset(terms(" ".join(called))) if kind == "person" and role == "agent" else frozenset[str]()
    told = frozenset(terms(" ".join(words))) | doing
    if kind == "money" and not told.isdisjoint(_PAID):
        # What was paid for it is what it was bought for.
        told |= _PAID
    thing = " or ".join(token.text for token in focus)
    held = frozenset(terms(" ".join(token.text for token in focus)))
    return Sought(
        kind,
        role,
        told,
        held,
        thing,
        owner=wh.lower_ == "whose",
        preposition=_preposition(wh, parsed),
        subject=_subject(wh, verb),
        doers=doing,
        object=_terms_below(owners(deeds[0]) if done else [c for c in verb.children if _is_object(c, wh, verb)]),
        numbers=frozenset(term for number in numbers(question.text) for term in terms(re.sub(r"\s", "", number))),
    )


def _kind(question: Question) -> Kind | None:
    if _TIME.search(question.text):
        return "time"
    if _AGE.search(question.text):
        return "age"
    if _MONEY.search(question.text):
        return "money"
    if _LENGTH.search(question.text):
        return "length"
    if _SIZE.search(question.text):
        return "number"
    kinds: dict[str, Kind] = {"who": "person", "whom": "person", "when": "date", "where": "place"}
    return (kinds | {"how many": "number", "what": "thing", "with what": "thing"}).get(question.asks or "")


def _focus(wh: Token, parsed: Doc) -> list[Token]:
    """The noun that the question word stands before, with those joined to it: what *weapon or device*."""
    if wh.lower_ in ("which", "what", "whose") and wh.dep_ in ("det", "poss") and wh.head.pos_ in ("NOUN", "PROPN"):
        return [wh.head, *(token for token in wh.head.subtree if token.dep_ == "conj" and token.pos_ == "NOUN")]
    if wh.lower_ == "how" and wh.i + 2 < len(parsed) and wh.nbor().lower_ in ("many", "much"):
        counted = list(takewhile(lambda token: token.pos_ in ("NOUN", "PROPN", "ADJ"), parsed[wh.i + 2 :]))
        return [token for token in counted[-1:] if token.pos_ != "ADJ"]
    return []


def _verb(wh: Token, parsed: Doc) -> Token:
    """The verb of the question; after "did" the parser takes some for nouns, so the root stands for them."""
    token = wh
    while token.head != token and not (token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ == "ROOT")):
        token = token.head
    if token.pos_ == "AUX":
        # "From which country was she extradited?" is read as "was": the participle says what was done.
        done = (later for later in parsed[token.i + 1 :] if later.tag_ in ("VBN", "VBG") and later.pos_ == "VERB")
        token = next(done, token)
    return token


def _deeds(verb: Token, kind: Kind, focus: list[Token], parsed: Doc) -> list[Token]:
    carried = verb.lemma_ == "carry" and not any(child.lower_ == "out" for child in verb.children)
    if verb.lemma_ not in _EMPTY_VERBS or carried:
        return [verb]
    roles = ("dobj", "pobj", "nsubj", "nsubjpass", "attr", "ROOT")
    so = [t for t in verb.children if t.dep_ == "acomp" and not any(c.lower_ == "how" for c in t.children)]
    if so and verb.lemma_ == "be" and kind in ("person", "number"):
        # How many are *missing*, who was *absent*.
        return so
    nouns = [t for t in parsed if _may_name(t) and t.dep_ in roles and t not in focus and t != verb]
    plain = [noun for noun in nouns if noun.lemma_ not in _AGENT_NOUNS | _PATIENT_NOUNS | {"place"}]
    # Who was the skipper of the boat: the skipper, not the boat.
    told = [noun for noun in plain if verb.lemma_ == "be" and noun.head == verb]
    return told[:1] or plain[:2] or _who_is(verb)


def _may_name(token: Token) -> bool:
    """Whether a word may name a deed or an office; "the favourite" is read as an adjective."""
    return token.pos_ in ("NOUN", "VERB") or (token.pos_ == "ADJ" and any(c.dep_ == "det" for c in token.children))


def _who_is(verb: Token) -> list[Token]:
    """Who is Olga Finn: the name."""
    return [t for t in verb.children if verb.lemma_ == "be" and t.pos_ == "PROPN" and t.dep_ in ("nsubj", "attr")]


def _role(question: Question, wh: Token, verb: Token, parsed: Doc) -> Role | None:
    nouns = {token.lemma_ for token in parsed if token.dep_ in ("nsubj", "attr", "conj")}
    behind = wh.i and wh.nbor(-1).pos_ == "ADP"
    if question.asks == "where" and (wh.lower_ == "where" or behind):
        return "place"
    if nouns & _PATIENT_NOUNS and verb.lemma_ == "be":
        return "patient"
    if nouns & _AGENT_NOUNS and verb.lemma_ == "be":
        return "agent"
    if verb.lemma_ == "use" or question.asks == "with what":
        return "means"
    if verb.lemma_ == "be" or question.asks == "when":
        return None
    if wh.i and wh.nbor(-1).lower_ == "by":
        return "agent"
    if wh.i and wh.nbor(-1).lower_ in ("to", "for", "with"):
        return "recipient"
    if question.asks == "whom" or is_passive(verb) or _after_did(wh, parsed):
        return "patient"
    return "agent"


def _subject(wh: Token, verb: Token) -> frozenset[str]:
    subjects = [child for child in verb.children if child.dep_ == "nsubj" and not _is_object(child, wh, verb)]
    return _terms_below(child for child in subjects if wh not in child.subtree)


def _is_object(child: Token, wh: Token, verb: Token) -> bool:
    """In "who wrote Brown's Britain?" the parser sees two subjects."""
    second = child.dep_ == wh.dep_ == "nsubj" and wh.head == verb and child.i > verb.i
    return (child.dep_ == "dobj" or second) and wh not in child.subtree


def _terms_below(heads: Iterable[Token]) -> frozenset[str]:
    """The terms of whole phrases, without articles."""
    words = [token.text for head in heads for token in head.subtree if token.pos_ not in ("DET", "ADP", "PUNCT")]
    return frozenset(terms(" ".join(words)))


def _preposition(wh: Token, parsed: Doc) -> str | None:
    """Before the question word, or left behind at the end: "where did they flee from?"."""
    last = next((token for token in reversed(list(parsed)) if not token.is_punct), wh)
    before = wh.nbor(-1) if wh.i else wh
    return next((token.lower_ for token in (before, last) if token.pos_ == "ADP" and token.lower_ != "by"), None)


def _after_did(wh: Token, parsed: Doc) -> bool:
    """Whether another subject stands before the verb: "what did they attack", "which town had she left"."""
    rest = parsed[wh.i + 1 : wh.i + 7]
    return any(token.lower_ in ("do", "does", "did") for token in rest)
