"""Whether a value is of the kind that a list asks for: a village is no country, a minister no town."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from rag.domain.answers import Question
from rag.language.case import parsable
from rag.language.countries import is_country
from rag.models.parser import parse
from rag.read.candidates import Candidate

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds, and most commands need none of it.
    from spacy.tokens import Doc

Kind = Literal["settlement", "country", "person", "group"]
_NOUNS: dict[Kind, str] = {
    "settlement": r"(?:town|village|hamlet|camp|province|district|suburb|port)s?|cit(?:y|ies)",
    "country": r"countr(?:y|ies)|nations?",
    "person": r"persons?|people|m[ae]n|wom[ae]n|(?:minister|official|officer|soldier|leader|director|president|author"
    r"|journalist|student|teacher|player|actor|singer|pilot|witness)(?:e?s)?",
    "group": r"(?:group|organi[sz]ation|firm|newspaper|bank|union)s?|(?:compan|part|agenc)(?:y|ies)",
}
# Of "which coastal villages" and "list all the villages that" the noun, before any verb.
_OPENING = (
    r"\b(?:which|what|list|name|enumerate|give(?: me)?)\s+"
    r"(?:(?!(?:is|are|was|were|did|does|do|has|have|had|will|can|that|who)\b)\w+\s+){0,4}?"
)
_NO_NAME = frozenset(["DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"])
_PLACES = frozenset(["GPE", "LOC", "FAC"])
_PLACED = re.compile(r"\b(?:in|at|near|from|to|of|outside|between|around)\s+(?:the\s+)?$", re.I)


def kind_of(question: Question) -> Kind | None:
    """The kind of the first noun that says one; None of most nouns."""
    found: list[tuple[int, Kind]] = []
    for kind, nouns in _NOUNS.items():
        if said := re.search(rf"{_OPENING}(?P<noun>{nouns})\b", question.text, re.I):
            found.append((said.start("noun"), kind))
    return min(found)[1] if found else None


def of_kind(kind: Kind, found: Sequence[Candidate]) -> list[Candidate]:
    """Those that are not plainly of another kind; what the parser takes a name for is often wrong."""
    if kind == "country" and (known := [c for c in found if is_country(c.text)]):
        return known
    parsed = parse([parsable(c.sentence, ()) for c in found])
    return [c for c, doc in zip(found, parsed, strict=True) if _may_be(kind, c, _label(c, doc))]


def _label(c: Candidate, parsed: Doc) -> str:
    """The kind of name that the last word belongs to."""
    at = c.start - c.sentence_start
    span = parsed.char_span(at, at + c.end - c.start, alignment_mode="expand")
    return span[-1].ent_type_ if span else ""


def _may_be(kind: Kind, c: Candidate, label: str) -> bool:
    if label in _NO_NAME or not re.search(r"[^\W\d]", c.text):
        return False
    country = is_country(c.text)
    if kind == "group":
        return not country
    if kind == "person":
        return not country and label not in _PLACES | {"ORG", "NORP"}
    if kind == "country":
        return label in _PLACES | {"NORP", ""}
    # A village may be taken for a person or a firm, but stands where places stand.
    placed = _PLACED.search(c.before) is not None
    if re.search(rf"\b{_NOUNS[kind]}\b", c.text, re.I):
        return True
    opens = c.start == c.sentence_start and " " in c.text
    named = re.search(r"\b[A-Z]", c.text[opens:]) is not None
    return named and not country and (placed or label in _PLACES | {""} or " " not in c.text)
