"""Made claims on sentences of articles: reworded, and changed so that the sentence no longer supports them."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from bench.reworded.change import CHANGES, Names
from bench.reworded.forms import Forms
from bench.reworded.reword import REWORDINGS
from rag.language.sentences import sentences
from rag.models.parser import parse

# A sentence with fewer or more words is left alone.
WORDS = (8, 38)
_TELLING = re.compile(
    r"\b(?:will|would|could|may|might|plan\w*|claim\w*|alleg\w*|den(?:y|ied|ies)|threat\w*|suspect\w*|accus\w*"
    r"|tr(?:y|ied) to|want\w* to)\b|\b[A-Z][a-z]+day\b"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of an article with those around it; `far` is the most like it of the others."""

    text: str
    before: str
    after: str
    article: int
    far: str


@dataclass(frozen=True, slots=True)
class Made:
    """A claim made of the sentence at `place`; `kind` names the rewording or the change."""

    kind: str
    claim: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sources:
    """Sentences to make claims of, parsed, with the verb forms and the names of each article seen in them."""

    places: tuple[Place, ...]
    docs: tuple[Doc, ...]
    forms: Forms
    names: Mapping[int, Names]


def sources(texts: Sequence[str], chance: random.Random, per_article: int) -> Sources:
    """At most so many sentences of each article."""
    places = [place for i, text in enumerate(texts) for place in _places(text, i, per_article, chance)]
    docs = parse([place.text for place in places])
    return Sources(tuple(places), tuple(docs), Forms(docs), _names(docs, places))


def reworded(
    places: Sequence[Place], docs: Sequence[Doc], forms: Forms, chance: random.Random, most: int = 2
) -> list[Made]:
    """Claims that say what the sentence at each place says, at most so many a place. `docs` are what is reworded."""
    made = []
    for place, doc in zip(places, docs, strict=True):
        claims = []
        for rewording in chance.sample(REWORDINGS, len(REWORDINGS)):
            claim = rewording(doc, forms, chance)
            if claim and claim not in (doc.text, place.text) and len(claim.split()) >= 4:
                claims.append(Made(rewording.__name__, claim, place))
        made.extend(claims[:most])
    return made


def changed(
    given: Sources, places: Sequence[Place], docs: Sequence[Doc], rates: Mapping[str, float], chance: random.Random
) -> list[Made]:
    """Claims with one thing changed, at most two a place; `rates` is how often each kind is tried."""
    made = []
    for place, doc in zip(places, docs, strict=True):
        claims = []
        for kind, change in CHANGES.items():
            if chance.random() < rates.get(kind, 0):
                claim = change(doc, given.forms, given.names[place.article], chance)
                if claim and claim.rstrip(".") not in (doc.text.rstrip("."), place.text.rstrip(".")):
                    claims.append(Made(kind, claim, place))
        made.extend(chance.sample(claims, min(2, len(claims))))
    return made


def _places(text: str, article: int, count: int, chance: random.Random) -> list[Place]:
    cut_up = [" ".join(text[s:e].split()) for s, e in sentences(text)]
    able = [i for i, s in enumerate(cut_up) if WORDS[0] <= len(s.split()) <= WORDS[1] and s[-1] in '."”']
    # Sentences with a status, a number or a quotation first: the others are plenty.
    able.sort(key=lambda i: chance.random() - 0.5 * bool(_TELLING.search(cut_up[i])))
    made = []
    for i in able[:count]:
        others = [s for j, s in enumerate(cut_up) if abs(i - j) > 1 and len(s.split()) > 6]
        shared = {
            s: len(set(cut_up[i].lower().split()) & set(s.lower().split())) / (5 + len(s.split())) for s in others
        }
        far = max(others, key=shared.__getitem__, default="")
        before = cut_up[i - 1] if i else ""
        after = cut_up[i + 1] if i + 1 < len(cut_up) else ""
        made.append(Place(cut_up[i], before, after, article, far))
    return made


def _names(docs: Sequence[Doc], places: Sequence[Place]) -> dict[int, Names]:
    """The named entities of each article by their kind, and some of others where an article has too few."""
    found: dict[int, Names] = {}
    for doc, place in zip(docs, places, strict=True):
        mine = found.setdefault(place.article, {})
        for entity in doc.ents:
            mine.setdefault(entity.label_, []).append(entity.text)
    common = [e.text for doc in docs[::7] for e in doc.ents if e.label_ == "PERSON" and len(e) == 2]
    for names in found.values():
        names.setdefault("PERSON", []).extend(common[:: max(1, len(common) // 5)])
        names.setdefault("GPE", []).extend(["France", "China", "Ohio", "Russia", "Iran"])
    return found
