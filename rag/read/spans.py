"""Short answers: spans of the evidence that fill the question's gap, or none where no span is sure enough."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.index.analysis import terms
from rag.language.datelines import dateline_end
from rag.language.dates import spoken
from rag.read.asked import Asked
from rag.read.deeds import by_another, complement, deeds_of, hangs_on, holders, to_another
from rag.read.evidence import Embed, Sentence, lacks_number
from rag.read.phrases import amounts, heads, name_behind, named, phrase
from rag.read.roles import arguments
from rag.read.sought import Sought

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds, and most commands need none of it.
    from spacy.tokens import Doc, Span, Token

# What a candidate must reach. 1 is the best sentence with nothing else for it; a role in the deed asked for adds 1.
SURE = 1.55
# No short answer from a sentence that scores less than so much of the best, or covers less of the question.
NEAR_BEST, COVERED = 0.6, 0.3
IN_ROLE, IN_SOME_ROLE, OF_KIND = 1.0, 0.3, 0.5
_NO_ANSWER = re.compile(r"[|<>@;]|^\W*$")
# "Commander: Major Ilse Trent" in a form, a list or a table's row.
_LABELLED = re.compile(r"(?:^|[|;\n])\s*(?P<label>[^|;:\n]{2,60}):\s+(?P<value>[^|;\n]{1,80}?)\s*(?=[|;\n]|$)")
_UNITS = frozenset(
    ["second", "minute", "hour", "day", "week", "month", "year", "time", "metre", "meter", "kilometre", "km"]
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
# Nouns for people and groups of people, as terms.
HUMAN = frozenset(
    terms(
        "people men women children soldiers guerrillas rebels terrorists police policemen militia militiamen "
        "guards army troops group gang command unit members fighters gunmen individuals persons peasants "
        "priests officers officials workers students farmers leader president minister general judge "
        "journalist mayor candidate commander company government organisation organization union party front "
        "battalion forces subversives extremists traffickers militants hitmen assassins family residents "
        "civilians passengers miners nurse teacher captain author owner crew brigade committee board council "
        "team club court bank agency ministry spokesman driver foreman engineer doctor "
    )
)


@dataclass(frozen=True, slots=True)
class Short:
    """A short answer: its text, the sentence that it stands in, and how sure it is."""

    text: str
    sentence: Sentence
    sure: float


def short_answers(sought: Sought, asked: Asked, evidence: Sequence[tuple[Sentence, Doc]], embed: Embed) -> list[Short]:
    """The spans of the evidence from `SURE` on, the surest first. Each Doc is the parsed text of its sentence."""
    best = max(sentence.score for sentence, _ in evidence)
    evidence = [
        (sentence, parsed)
        for sentence, parsed in evidence
        if (sentence.score >= NEAR_BEST * best or not sought.deeds.isdisjoint(sentence.terms))
        and sentence.coverage >= COVERED
        and not lacks_number(sentence, asked)
    ]
    telling = max((sentence.score for sentence, _ in evidence if _tells_who(sought, sentence)), default=best)
    told = any(token.pos_ == "VERB" for _, parsed in evidence for token in deeds_of(sought, parsed))
    sought = replace(sought, told=sought.told or told)
    of_kind = {"date": _dates, "number": _numbers, "time": _times}.get(sought.kind, _phrases)
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
    found = [(_printed(clause, sentence), IN_ROLE + OF_KIND) for clause in _complements(sought, deeds)]
    for head in dict.fromkeys([*heads(parsed), *roles]):
        called = named(head) if sought.kind == "person" else head
        span = phrase(called)
        held = frozenset(terms(span.text))
        echo = set(terms(head.text)) & asked.weights.keys() and not (held & sought.focus and _is_named(head))
        if held <= asked.weights.keys() or echo or (sought.kind != "thing" and _COUNTS.match(span.text)):
            continue
        # Where nothing of the deed is told, a place is only a place that is named there.
        untold = not deeds or (sought.preposition and head not in roles)
        elsewhere = 0.3 if sought.kind == "place" and untold else 0.0
        sure = roles.get(head, 0.0) + _kind_fit(sought, called, held) - elsewhere
        found.append((_printed(span, sentence), sure))
    return found


def _complements(sought: Sought, deeds: Sequence[Token]) -> list[Span]:
    """What somebody said, recommended or promised."""
    if sought.kind != "thing" or sought.role != "patient" or sought.focus:
        return []
    return [clause for deed in deeds if not by_another(deed, sought) and (clause := complement(deed))]


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
        for head in holders(deed, sought):
            roles[head] = IN_SOME_ROLE if elsewhere else IN_ROLE
    if sought.role in ("agent", "place") and not sought.focus and not sought.told:
        others = [t for t in parsed if t.pos_ == "VERB" and t not in deeds and t.lemma_ not in _SAYING]
        for verb in others:
            for head in arguments(verb, sought.role, sought.preposition):
                roles.setdefault(head, IN_SOME_ROLE)
    return {head: worth for head, worth in roles.items() if head.pos_ not in ("PRON", "DET")}


def _kind_fit(sought: Sought, head: Token, held: frozenset[str]) -> float:
    kind = head.ent_type_
    if kind in NEVER:
        return -1.0
    if sought.kind == "person":
        human = kind in PEOPLE or bool(held & HUMAN)
        return OF_KIND if human else 0.1 if head.pos_ == "PROPN" else -0.6
    if sought.kind == "place":
        behind = head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "near", "outside", "of", "on")
        if head.dep_ != "pobj" and kind not in PLACES:
            return -1.0
        return (OF_KIND if kind in PLACES else -OF_KIND if held & HUMAN else 0.0) + (0.2 if behind else -0.2)
    if sought.focus & set(terms(head.text)):
        return OF_KIND + 0.2
    return OF_KIND / 2 if held & sought.focus else 0.0


def _printed(span: Span, sentence: Sentence) -> str:
    """The span in the source's own letters."""
    return " ".join(sentence.text[span.start_char : span.end_char].split()).strip(" ,;:\"“”'‘’*")


def _like_focus(sought: Sought, found: Sequence[Short], embed: Embed) -> list[Short]:
    """Candidates for "which party", "what weapon" with their likeness in meaning to the noun."""
    vectors = embed([sought.thing, *(short.text.lower() for short in found)])
    likeness = vectors[1:] @ vectors[0]
    return [replace(short, sure=short.sure + float(like)) for short, like in zip(found, likeness, strict=True)]


def _dates(sought: Sought, asked: Asked, sentence: Sentence, parsed: Doc) -> list[tuple[str, float]]:
    """The days that the sentence names, nearest to the deed first; the fuller the date the better."""
    deeds = [sentence.start + deed.idx for deed in deeds_of(sought, parsed)]
    written = sentence.start + dateline_end(sentence.text)
    found = []
    for dated in sentence.dates:
        # The dateline's day is the report's, not the deed's.
        if dated.iso in asked.dates or dated.start < written:
            continue
        near = max((1 - abs(dated.start - at) / 200 for at in deeds), default=0.0)
        found.append((spoken(dated.iso), 0.5 + (0.3 if deeds else 0.0) + 0.3 * max(near, 0.0) + 0.01 * len(dated.iso)))
    return found


def _numbers(sought: Sought, asked: Asked, sentence: Sentence, parsed: Doc) -> list[tuple[str, float]]:
    """Amounts: of the thing that is counted, or in the deed asked for."""
    deeds = deeds_of(sought, parsed)
    much = "many" not in (word.lower() for word in asked.words)
    found = []
    for amount, counted in amounts(parsed):
        start = sentence.start + amount.start_char
        in_date = any(dated.start <= start < dated.end for dated in sentence.dates)
        if in_date or frozenset(terms(amount.text)) <= asked.weights.keys():
            continue
        held = frozenset(terms(counted.text)) if counted is not None else frozenset[str]()
        sure = 0.6 if held & sought.focus else 0.0
        sure += 0.6 if any(hangs_on(amount.root, deed) for deed in deeds) else 0.0
        sure -= 0.5 if counted is not None and counted.lemma_ in _UNITS and not held & sought.focus else 0.0
        sure += 0.3 if much and (amount.text[0] in "$€£¥U" or amount.text[-1] in "%t" or counted is not None) else 0.0
        sure += 0.2 if not much and not sought.focus else 0.0
        found.append((_printed(_with_noun(amount, counted), sentence), sure))
    return found


def _with_noun(amount: Span, counted: Token | None) -> Span:
    """The amount and its noun, where at most one word stands between."""
    if counted is None or counted.i > amount.end + 1 or not all(t.is_alpha for t in amount.doc[amount.end : counted.i]):
        return amount
    return amount.doc[amount.start : counted.i + 1]


def _labelled(sought: Sought, sentence: Sentence) -> list[tuple[str, float]]:
    """Values whose label names the deed or the thing asked for."""
    found = []
    for cell in _LABELLED.finditer(sentence.text):
        label = frozenset(terms(cell["label"]))
        wanted = sought.focus if sought.focus and sought.kind == "thing" else sought.deeds | sought.focus
        if label & wanted and sought.kind in ("person", "thing", "number", "place"):
            value = " ".join(cell["value"].split())
            fits = (sought.kind == "number") == value[:1].isdigit()
            found.append((value, IN_ROLE + OF_KIND if fits else 0.0))
    return found


def _times(sought: Sought, asked: Asked, sentence: Sentence, parsed: Doc) -> list[tuple[str, float]]:
    """Times of the day, as written."""
    return [(_printed(entity, sentence), 0.7) for entity in parsed.ents if entity.label_ == "TIME"]
