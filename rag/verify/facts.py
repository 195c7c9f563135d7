"""What a claim states, fact by fact: each independent clause could be told elsewhere than the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rag.models.parser import parse

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A clause of fewer words says too little to be looked for alone.
SHORTEST = 4
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "expl"])


def facts(claims: Sequence[str]) -> list[list[str]]:
    """For each claim its independent clauses, in order; it whole where it cannot be cut."""
    return [_clauses(doc) for doc in parse(claims, entities=False)]


def _clauses(doc: Doc) -> list[str]:
    sentences = list(doc.sents)
    starts = sorted({s.start for s in sentences} | {at for s in sentences for at in _later(s.root)})
    parts = [_bare(list(doc[low:high])) for low, high in zip(starts, [*starts[1:], len(doc)], strict=True)]
    if len(parts) < 2 or any(len(part) < SHORTEST for part in parts):
        return [doc.text]
    return [doc[part[0].i : part[-1].i + 1].text for part in parts]


def _later(verb: Token) -> Iterator[int]:
    """Where the clauses begin that stand beside the verb's own, each with a subject of its own."""
    for other in verb.children:
        if any(c.dep_ in _SUBJECTS for c in other.children) and _is_beside(other, verb):
            yield other.left_edge.i if other.i > verb.i else other.right_edge.i + 1
            yield from _later(other)


def _is_beside(other: Token, verb: Token) -> bool:
    # The parser takes the first of two clauses with a semicolon between for an object of the second.
    between = other.doc[min(other.i, verb.i) : max(other.i, verb.i)]
    return other.dep_ == "conj" or (other.dep_ == "ccomp" and any(t.text == ";" for t in between))


def _bare(tokens: list[Token]) -> list[Token]:
    """Without the "and" and the marks at its ends."""
    kept = [i for i, t in enumerate(tokens) if not (t.is_punct or t.is_space or t.dep_ in ("cc", "mark"))]
    return tokens[kept[0] : kept[-1] + 1] if kept else []
