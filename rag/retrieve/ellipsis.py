"""What a question without a pronoun leaves out: the noun of *the largest*, the whole of *the symptoms*, the topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.retrieve.relational import is_side
from rag.retrieve.topics import Topic, is_misread
from rag.retrieve.wording import core, lower, pluralized, spliced, with_article

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds.
    from spacy.tokens import Doc, Token

_DEFINITE = ("the", "this", "that", "these", "those")
# *The city*, *the company*: what a name may be called.
_PLACES = frozenset(["area", "city", "country", "place", "province", "region", "state", "town", "village"])
_GROUPS = frozenset(["agency", "company", "firm", "group", "organisation", "organization", "party"])
_CLASSES = _PLACES | _GROUPS | {"system"}
_PERSONS = frozenset(["man", "woman"])
# Adjectives that ask for examples: *what are typical dishes* does not ask what typical dishes are.
_CHOOSING = frozenset(
    ["alternative", "available", "best", "biggest", "common", "different", "famous", "good", "important", "key"]
    + ["known", "largest", "main", "major", "notable", "other", "popular", "possible", "primary", "recent"]
    + ["similar", "some", "typical", "usual"]
)
_ASKS_OF_SOMEBODY = re.compile(r"who\b|how many (?:people|men|women|children)\b", re.I)
_ABOUT = frozenset(["believe", "say", "speak", "talk", "tell", "think"])


def completed(parsed: Doc, focus: Sequence[Topic], answers: Sequence[Topic], theme: Topic) -> str | None:
    """None where nothing is left out. `answers` may be called by their kind as well: *the group*, *the town*."""
    return (
        _noun_filled(parsed, focus[0])
        or _compared(parsed, focus[0])
        or _definite(parsed, [*answers, *focus])
        or _whole_added(parsed, focus[0])
        or _topic_added(parsed, focus, theme)
    )


def _noun_filled(parsed: Doc, topic: Topic) -> str | None:
    """*The largest*, *the new ones*."""
    for token in parsed:
        end = token.idx + len(token)
        if token.lower_ in ("one", "ones") and token.pos_ in ("NOUN", "PRON", "NUM") and token.i:
            noun = topic.one if token.lower_ == "one" or topic.named else pluralized(topic.one)
            return spliced(parsed, token.idx, end, noun)
        if _is_bare_superlative(token) and not any(t.dep_ == "det" and t.lower_ in ("which", "what") for t in parsed):
            return spliced(parsed, end, end, f" {topic.one}")
    return None


def _is_bare_superlative(token: Token) -> bool:
    after = token.doc[token.i + 1 : token.i + 3]
    nominal = any(t.pos_ in ("NOUN", "PROPN") for t in after if t.pos_ != "ADP") and after[0].pos_ not in ("ADP", "ADV")
    return token.tag_ == "JJS" and token.i > 0 and token.nbor(-1).lower_ == "the" and not nominal


def _compared(parsed: Doc, topic: Topic) -> str | None:
    """*The difference with B* is between the topic and B; *how is B different* is different from the topic."""
    for token, after in zip(parsed, parsed[1:], strict=False):
        if token.lemma_ == "difference" and after.lower_ in ("with", "from", "to"):
            return spliced(parsed, after.idx, after.idx + len(after), f"between {lower(topic.text)} and")
        if token.lower_ in ("different", "similar") and after.is_punct and topic.key not in parsed.text.lower():
            link = "from" if token.lower_ == "different" else "to"
            other = with_article(topic.one) if topic.plural and not topic.named else lower(topic.text)
            return spliced(parsed, after.idx, after.idx, f" {link} {other}")
    return None


def _definite(parsed: Doc, known: Sequence[Topic]) -> str | None:
    """*The raid* for *the raid on the mill*, *the region* for *Emilia-Romagna*, *this process* for any topic."""
    for article, token in zip(parsed, parsed[1:], strict=False):
        follows = token.i + 1 < len(parsed) and parsed[token.i + 1].pos_ in ("NOUN", "PROPN")
        inner = (follows or token.dep_ == "compound") and not is_misread(token.head)
        if token.pos_ not in ("NOUN", "PROPN") or inner:
            continue
        if article.dep_ == "det" and article.lower_ in _DEFINITE:
            whole = next((w for t in known if (w := _whole(token, t))), None)
            if whole is None and article.lower_ != "the" and _is_bare(token):
                whole = next((t.text for t in known if t.plural == (token.tag_ == "NNS")), None)
            # "The plant at Kelm" is whole already.
            if whole is not None and whole.lower() not in parsed.text.lower():
                return spliced(parsed, article.idx, token.idx + len(token), lower(whole))
    return None


def _whole(token: Token, topic: Topic) -> str | None:
    """What a noun with its article stands for, if for this topic."""
    if topic.event.split()[1:2] == [token.lower_]:
        return topic.event
    if topic.key.split()[-1] == token.lemma_.lower() and (topic.named or len(topic.text.split()) > 2):
        return topic.text if topic.named or topic.text.lower().startswith("the ") else f"the {core(topic.text)}"
    other = {"GPE": _GROUPS, "LOC": _GROUPS, "ORG": _PLACES}.get(topic.label, frozenset())
    return topic.text if topic.named and token.lower_ in (_PERSONS if topic.person else _CLASSES - other) else None


def _is_bare(noun: Token) -> bool:
    return [c.dep_ for c in noun.children] == ["det"]


def _whole_added(parsed: Doc, topic: Topic) -> str | None:
    """A noun that needs a whole to belong to gets the topic: *the motives*, *the types*."""
    token = next((t for t in parsed if _is_open(t)), None)
    if token is None or topic.key in parsed.text.lower():
        return None
    end = token.idx + len(token)
    return spliced(parsed, end, end, f" of {lower(topic.event or topic.text)}")


def _is_open(token: Token) -> bool:
    """Whether the noun needs a whole to belong to, and has none."""
    if not is_side(token) and not _is_asked_by_the(token):
        return False
    if token.dep_ == "pobj" and token.head.lower_ != "about" and token.head.head.lower_ != "some":
        return False
    if token.dep_ not in ("attr", "nsubj", "nsubjpass", "dobj", "pobj"):
        return False
    inside = [c for c in token.subtree if c != token]
    of = any(c.dep_ == "prep" and c.lower_ in ("of", "for", "from", "about") for c in inside)
    told = any(c.dep_ in ("relcl", "acl", "poss") or c.pos_ == "PROPN" for c in inside)
    return not of and not told and not _is_verb(token) and not _is_had(token)


def _is_had(token: Token) -> bool:
    """*How many members did the delegation have?* names the whole: it has them."""
    if token.head.lemma_ != "have" or token.head.tag_ != "VB":
        return False
    return any(c.dep_ == "nsubj" and c.i > token.i and c.pos_ in ("NOUN", "PROPN") for c in token.head.children)


def _is_verb(token: Token) -> bool:
    """*Name* in *Which villages did the camp survey name?*, which the parser takes for a noun."""
    named = any(c.dep_ == "compound" for c in token.children)
    return named and token.nbor(1).is_punct and any(t.lemma_ == "do" for t in token.doc[: token.i])


def _is_asked_by_the(token: Token) -> bool:
    """*What is the salary?*: the article says that it is known whose."""
    asked = token.head.lemma_ == "be" and token.head.i == 1 and token.doc[0].tag_ == "WP"
    return asked and [c.lower_ for c in token.children if c.dep_ in ("det", "compound")] == ["the"]


def _topic_added(parsed: Doc, known: Sequence[Topic], theme: Topic) -> str | None:
    """*How many people were killed?* names nothing to stand by itself with: it is asked of the topic."""
    if theme.person or _stands_alone(parsed, known):
        return None
    end = len(parsed.text.rstrip("?.! "))
    return spliced(parsed, end, end, f" {_link(parsed, theme)} {lower(theme.event or theme.text)}")


def _link(parsed: Doc, theme: Topic) -> str:
    if any(t.lemma_ in _ABOUT for t in parsed):
        return "about"
    if parsed.text.rstrip("?. ").endswith("responsibility") or theme.plural and not theme.event:
        return "for"
    return "in"


def _stands_alone(parsed: Doc, known: Sequence[Topic]) -> bool:
    """A name, somebody, a thing with its article, asked for by itself (*what is ketosis*) or spoken of before."""
    spoken = {word for topic in known for word in topic.key.split()}
    for token in parsed:
        if (
            token.pos_ == "PROPN"
            or token.ent_type_
            or token.lower_ in ("he", "she")
            or {token.lemma_.lower(), token.lower_} & spoken
        ):
            return True
        # "The whey" of a cheese; but what *the* minister did and who leads *the* opposition is told of by itself.
        if token.dep_ == "det" and token.lower_ in _DEFINITE and not (_is_bare(token.head) and _is_general(parsed)):
            return True
    spoken_of = any(t.pos_ in ("VERB", "AUX") for t in parsed)
    return not spoken_of or "," in parsed.text or _is_asked_for_itself(parsed)


def _is_general(parsed: Doc) -> bool:
    return _ASKS_OF_SOMEBODY.match(parsed.text) is None and not any(t.tag_ in ("VBD", "VBN") for t in parsed)


def _is_asked_for_itself(parsed: Doc) -> bool:
    if re.match(r"(?:what|who)\b", parsed.text, re.I) is None or parsed[1].lemma_ != "be":
        return False
    return not any(t.lower_ in _CHOOSING or t.pos_ in ("VERB", "ADP") for t in parsed[2:])
