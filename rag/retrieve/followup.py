"""A question asked in a conversation, made to stand by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.language.dates import find_dates
from rag.models.parser import parse
from rag.retrieve.topics import RELATIONAL, Topic, antecedent, by_salience, core, phrase_of

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds.
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset(["it", "they", "them", "he", "him", "she", "this", "that", "these", "those"])
_POSSESSIVES = frozenset(["its", "their", "his", "her"])
_OPENING = re.compile(r"^\s*(?:and|but|so|then|or)\b[\s,]*", re.I)
_SLOT = re.compile(r"^\s*(?:and\s+)?(?:what|how)\s+about\s+(?P<new>.+?)\s*\?*\s*$", re.I)
_BARE = re.compile(r"^\s*(?P<wh>when|where|why|how|who)(?:\s+(?:exactly|was (?:it|that)))?\s*\?*\s*$", re.I)
_HAPPENED = re.compile(r"^\s*(?P<wh>when|where|why|how) (?:did|has|had) (?:it|that|this) (?:happen|occur)\w*\W*$", re.I)
_PREPOSITION = re.compile(r"^(in|on|at|near|for|by|with|from|during|after|before|since|against|to)\s", re.I)


def self_contained(question: str, earlier: Sequence[str]) -> str:
    """The question with what it leaves to `earlier` (self-contained, oldest first) put in; else word for word."""
    if not earlier or not question.strip():
        return question
    *before, parsed = parse([*earlier[-6:], _capital(_OPENING.sub("", question))])
    known = by_salience(before)
    if (bare := _BARE.match(parsed.text) or _HAPPENED.match(parsed.text)) and before[-1].text.strip():
        return _of_the_same(bare["wh"], before[-1], known)
    if slot := _SLOT.match(question):
        return _changed(slot["new"], before[-1], known) or question
    return _pronouns_replaced(parsed, known) or _completed(parsed, known) or question


def _of_the_same(wh: str, last: Doc, known: Sequence[Topic]) -> str:
    """*Where?* after *Who attacked the convoy?*: *Where was the convoy attacked?*"""
    verb = next((t for t in last if t.dep_ == "ROOT"), None)
    done = next((t for t in verb.children if t.dep_ == "dobj"), None) if verb else None
    topic = next(iter(known), None)
    if verb is not None and verb.text.endswith("ed") and done is not None and topic is not None:
        phrase = phrase_of(done)
        rest = last.text[last.text.find(phrase) + len(phrase) :].rstrip("?. ")
        return f"{_capital(wh)} was {_lower(phrase)} {verb.text}{rest}?"
    clause = re.sub(r"^\W*(?:who|what|when|where|why|how)\b", "", last.text, flags=re.I)
    if topic is None or last[0].tag_ == "WRB":
        return f"{_capital(wh)}{clause}"
    return f"{_capital(wh)} was {_lower(topic.text)}?"


def _changed(new: str, last: Doc, known: Sequence[Topic]) -> str | None:
    """*What about in March?*: the last question with the day, the place or the name of that kind exchanged."""
    text = last.text.strip().rstrip("?. ")
    opening = _PREPOSITION.match(new)
    old = find_dates(text, None) if find_dates(new, None) else []
    if old:
        cut = (
            re.sub(r"\b(?:in|on|at|since|during)\s+$", "", text[: old[-1].start]) if opening else text[: old[-1].start]
        )
        return f"{cut}{new}{text[old[-1].end :]}?"
    if opening:
        return f"{_without_phrase(last, opening[1].lower())} {new}?"
    named = [e for e in last.ents if e.label_ in ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC")]
    if named and new.split()[-1][:1].isupper():
        return f"{last.text[: named[-1].start_char]}{new}{last.text[named[-1].end_char :]}"
    topic = next(iter(known), None)
    return f"What about {new} of {_lower(topic.text)}?" if topic else None


def _without_phrase(last: Doc, preposition: str) -> str:
    text = last.text.strip().rstrip("?. ")
    old = [t for t in last if t.lower_ == preposition and t.dep_ == "prep" and t.head.pos_ in ("VERB", "AUX")]
    if old:
        start, end = old[-1].idx, max(t.idx + len(t) for t in old[-1].subtree)
        text = f"{text[:start].rstrip()}{text[end:]}"
    return text


def _pronouns_replaced(parsed: Doc, known: Sequence[Topic]) -> str | None:
    """Each thing once: a second *it* in the question still means the first."""
    said: set[str] = set()
    pieces = []
    for token in parsed:
        put = token.text
        topic = antecedent(token.lower_, known) if _points_back(token) else None
        if topic is not None and topic.text not in said:
            said.add(topic.text)
            put = _fitted(token, topic)
        pieces.append(put + token.whitespace_)
    return _capital("".join(pieces)) if said else None


def _points_back(token: Token) -> bool:
    """A pronoun that what stands before it in the same question does not already explain."""
    word = token.lower_
    if word == "there":
        return token.dep_ == "advmod" and token.i > 1
    if word not in _SUBJECTS | _POSSESSIVES or token.dep_ in ("expl", "det", "mark") or token.tag_ in ("WDT", "IN"):
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
    if (noun.tag_ in ("NNS", "NNPS")) != (pronoun.lower_ in ("they", "them", "their", "these", "those")):
        return False
    if _clause(noun) == _clause(pronoun):
        return noun.pos_ == "PROPN" and noun.dep_ in ("nsubj", "nsubjpass") and pronoun.lower_ in _POSSESSIVES
    return noun.lemma_.lower() not in RELATIONAL


def _clause(token: Token) -> Token:
    return next((t for t in (token, *token.ancestors) if t.pos_ in ("VERB", "AUX")), token)


def _fitted(token: Token, topic: Topic) -> str:
    if token.lower_ == "there":
        return f"at {_lower(topic.text)}"
    if token.lower_ not in _POSSESSIVES or token.tag_ == "PRP":
        return _lower(topic.text) if token.i else topic.text
    article = re.match(r"(?:the|an?)\s", topic.text, re.I)
    owner = _lower(f"{article[0] if article else ''}{core(topic.text)}")
    return f"{owner}'" if owner.endswith("s") else f"{owner}'s"


def _completed(parsed: Doc, known: Sequence[Topic]) -> str | None:
    """A noun that needs a whole to belong to gets the topic: *the largest*, *the tickets*, *the motives*, *ones*."""
    if not known:
        return None
    topic = known[0]
    for token in parsed:
        if token.lower_ in ("one", "ones") and token.pos_ in ("NOUN", "PRON", "NUM") and token.i:
            return _put(parsed, token.idx, token.idx + len(token), core(topic.text))
        if _bare_superlative(token) and not any(t.dep_ == "det" and t.lower_ in ("which", "what") for t in parsed):
            return _put(parsed, token.idx + len(token), token.idx + len(token), f" {core(topic.text)}")
    for token in parsed:
        if short := next((t for t in known if _shortened(token, t, parsed)), None):
            start = token.nbor(-1).idx
            return _put(parsed, start, token.idx + len(token), f"the {core(short.text)}")
    token_and_side = next(((t, _side(t)) for t in parsed if _open(t)), None)
    if token_and_side is None or core(topic.text).lower() in parsed.text.lower():
        return None
    token, side = token_and_side
    if side or token.dep_ in ("attr", "pobj") or token.head.lemma_ == "be" and token.i > token.head.i:
        return _put(parsed, token.idx + len(token), token.idx + len(token), f" of {_lower(topic.text)}")
    at = token.left_edge.idx + len(token.left_edge) + 1 if token.left_edge != token else token.idx
    return _put(parsed, at, at, f"{core(topic.text)} ")


def _bare_superlative(token: Token) -> bool:
    after = token.doc[token.i + 1 : token.i + 3]
    nominal = any(t.pos_ in ("NOUN", "PROPN") for t in after[:2] if t.pos_ != "ADP") and not (
        len(after) and after[0].pos_ in ("ADP", "ADV")
    )
    return token.tag_ == "JJS" and token.i > 0 and token.nbor(-1).lower_ == "the" and not nominal


def _shortened(token: Token, topic: Topic, parsed: Doc) -> bool:
    """*The expedition* for *the Lewis and Clark expedition*."""
    words = core(topic.text).split()
    stands = token.i > 0 and token.nbor(-1).lower_ in ("the", "this", "that") and token.head.dep_ != "compound"
    follows = token.i + 1 < len(parsed) and parsed[token.i + 1].pos_ in ("NOUN", "PROPN")
    return bool(stands and not follows and len(words) > 1 and words[-1].lower() == token.lower_)


def _side(token: Token) -> bool:
    return token.lemma_.lower() in RELATIONAL


def _open(token: Token) -> bool:
    """Whether the noun needs a whole to belong to, and has none."""
    if token.pos_ != "NOUN" or token.dep_ not in ("attr", "nsubj", "nsubjpass", "dobj", "pobj"):
        return False
    if token.dep_ == "pobj" and token.head.lower_ != "about" and token.head.head.lower_ != "some":
        return False
    described = any(c.dep_ == "amod" for c in token.children)
    if any(c.dep_ in ("relcl", "acl", "poss") or _of(c) or c.pos_ == "PROPN" for c in token.subtree if c != token):
        return False
    several = token.tag_ == "NNS" and described and (token.dep_ == "attr" or token.head.lemma_ == "be")
    # Any other noun, "the agreement", may be a new subject: put into a name's shadow it would be refused.
    return _side(token) or several


def _of(token: Token) -> bool:
    return token.dep_ == "prep" and token.lower_ in ("of", "for", "from", "about")


def _put(parsed: Doc, start: int, end: int, text: str) -> str:
    return f"{parsed.text[:start]}{text}{parsed.text[end:]}"


def _lower(text: str) -> str:
    return re.sub(r"^(The|A|An)\b", lambda m: m[0].lower(), text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
