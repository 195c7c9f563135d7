"""Phrases of a parsed sentence that can stand as a short answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from rag.index.analysis import terms
from rag.language.numerals import NUMBERS

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds, and most commands need none of it.
    from spacy.tokens import Doc, Span, Token

_LEFT = frozenset(["amod", "compound", "nummod", "poss", "nmod", "quantmod", "det", "predet", "advmod", "punct"])
_LONGEST = 12
_ARTICLES = frozenset(["the", "a", "an", "this", "that", "these", "those"])
CLAUSES = frozenset(["relcl", "acl", "appos", "parataxis", "advcl"])
CALLING = frozenset(["call", "name", "know"])
_NO_PHRASE = frozenset(["PRON", "DET", "PUNCT", "SPACE", "SYM", "CCONJ", "ADP", "PART"])
_WORD = rf"(?:{'|'.join(NUMBERS)}|hundreds?|thousands?|millions?|dozens?)"
_BEFORE = r"(?:\b(?:about|over|around|nearly|almost|at least|more than|less than|fewer than|up to|some|only)\s)?"
_DIGITS = r"\d(?:[\d.,]*\d)?"
_SCALE = r"(?:\s(?:thousand|million|billion|trillion|hundred|dozen)|\s?%|\sper\s?cent)?"
AMOUNT = re.compile(
    rf"{_BEFORE}(?:(?:US)?[$€£¥]\s?{_DIGITS}|(?<![\w.,:]){_DIGITS}|\ba(?=\s(?:million|billion|hundred|dozen))|"
    rf"\b{_WORD}(?:[\s-]{_WORD})*\b){_SCALE}(?![\w:])",
    re.I,
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


def heads(parsed: Doc) -> Iterator[Token]:
    """The heads of noun phrases and of named things; no pronouns."""
    found = [chunk.root for chunk in parsed.noun_chunks] + [entity.root for entity in parsed.ents]
    yield from dict.fromkeys(token for token in found if token.pos_ not in _NO_PHRASE)


def phrase(head: Token) -> Span:
    """The words that belong to the head: what stands before it, and "of …" or "and …" behind it while that is short."""
    start = min([head.i, *(left.left_edge.i for left in head.lefts if left.dep_ in _LEFT)])
    end = head.i + 1
    for right in head.rights:
        joined = right.lower_ in ("of", "for", "from") or right == name_behind(head)
        if right.dep_ in CLAUSES or (right.dep_ == "prep" and not joined):
            break
        if right.dep_ in ("prep", "conj", "nummod"):
            last = _before_clause(right)
            if last - start >= _LONGEST:
                break
            end = max(end, last + 1)
    while (
        end < len(head.doc) and head.doc[end].pos_ == "PROPN" and head.doc[end - 1].pos_ == "NOUN" and end > head.i + 1
    ):
        # "… and the company Norpipe."
        end += 1
    entity = next((e for e in head.doc.ents if e.start <= head.i < e.end), None)
    if entity:
        start, end = min(start, entity.start), max(end, entity.end)
    while start < end - 1 and (
        head.doc[start].lower_ in _ARTICLES or head.doc[start].is_punct or head.doc[start].is_space
    ):
        start += 1
    return head.doc[start:end]


def is_no_phrase(span: Span) -> bool:
    """Whether it runs over a verb that it does not belong to: "workers and injuring seventeen others, the minister"."""
    outside = [t for t in span if not (span.start <= t.head.i < span.end) and not (t.is_punct or t.is_space)]
    return len(outside) > 1 and any(t.pos_ == "VERB" and t.dep_ not in CLAUSES for t in span)


def printed(span: Span, text: str) -> str:
    """The span in the source's own letters, which the parsed text may not have."""
    return " ".join(text[span.start_char : span.end_char].split()).strip(" ,;:\"“”'‘’*")


def name_behind(head: Token) -> Token | None:
    """The preposition right behind a common noun that a name follows: the camp *at* Tarn."""
    behind = next(iter(head.rights), None)
    if head.pos_ != "NOUN" or behind is None or behind.dep_ != "prep" or behind.i != head.i + 1:
        return None
    return behind if any(child.pos_ == "PROPN" and child.dep_ == "pobj" for child in behind.children) else None


def _before_clause(token: Token) -> int:
    """The last word of what hangs on a token, up to the first clause in it."""
    inside = [t for t in token.subtree if t.i > token.i]
    clause = next((t.left_edge.i for t in inside if t.dep_ in CLAUSES), None)
    last = token.right_edge.i if clause is None else max(token.i, clause - 1)
    while last > token.i and (token.doc[last].is_punct or token.doc[last].is_space):
        last -= 1
    return last


def named(head: Token) -> Token:
    """The name set beside a common noun, if there is one: "the skipper, Tomas Reld", "the baker Euphemia Tuck", "a
    group calling itself the Free Coast Brigade"."""
    if head.pos_ == "PROPN":
        return head
    beside = [child for child in head.children if child.dep_ == "appos" and child.pos_ == "PROPN"]
    # The parser may set it beside the last name before it: "the mayor of Kelm, Teodor Halvik".
    of = [held for child in head.children if child.dep_ == "prep" for held in child.children if held.pos_ == "PROPN"]
    beside += [t for held in of for t in held.children if t.dep_ == "appos" and t.ent_type_ == "PERSON"]
    if beside:
        return beside[0]
    if head.dep_ == "appos" and head.head.ent_type_ == "PERSON":
        return head.head
    calls = (c for c in head.children if c.dep_ in ("acl", "relcl") and c.lemma_ in CALLING)
    called = next((t for c in calls for t in c.subtree if t.pos_ == "PROPN" and t.head.pos_ != "PROPN"), None)
    if called is not None:
        # "A group calling itself the Free Coast Brigade."
        return called
    run = list(takewhile(lambda token: token.pos_ == "PROPN", head.doc[head.i + 1 :]))
    return run[-1] if run else head


def amounts(parsed: Doc) -> Iterator[tuple[Span, Token | None]]:
    """Numbers in digits or words, with "over" or "at least" before them, and the noun that each counts."""
    for found in AMOUNT.finditer(parsed.text):
        span = parsed.char_span(*found.span(), alignment_mode="expand")
        if span is not None:
            yield span, _counted(span)


def _counted(amount: Span) -> Token | None:
    """The first noun behind a number, where only adjectives and names stand between."""
    for token in amount.doc[amount.end : amount.end + 5]:
        if token.pos_ == "NOUN":
            # "Six patrol boats" are boats.
            return token.head if token.dep_ == "compound" and token.head.pos_ == "NOUN" else token
        if token.pos_ not in ("ADJ", "PROPN", "NUM") and token.lower_ != "of":
            return None
    return None
