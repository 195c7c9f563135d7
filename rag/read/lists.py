"""Several short answers, each with its own citation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.domain.answers import Question
from rag.read.asked import Asked
from rag.read.candidates import Candidate, candidates
from rag.read.claims import names_as_much
from rag.read.evidence import Embed, Sentence
from rag.read.grammar import all_by_grammar, tells, wanted
from rag.read.kinds import kind_of, of_kind
from rag.read.phrases import AMOUNT
from rag.read.pointed import literal
from rag.read.refusal import least_margin
from rag.read.sides import same_value

LOOKED_AT, MOST = 15, 10
# Logits behind the surest from which a span is another question's answer.
BEHIND = 4.0
_JOINT = re.compile(r"\s*(?:,\s*(?:and|or)\s+|,\s*|\s+(?:and|or)\s+)(?=\S)")


def listed(question: Question, asked: Asked, ranked: Sequence[Sentence], embed: Embed) -> list[Candidate] | None:
    """Different values from one or several documents, the surest first; None where they are no list.

    Empty where no sentence tells the deed, or values are found and none is of the kind asked for: then no single one
    will do either.
    """
    held = literal(question, asked, ranked)
    near = [s for s in held[:LOOKED_AT] if s.coverage >= held[0].coverage / 2 and names_as_much(asked, held[0], s)]
    gap = wanted(question)
    if gap and gap.role == "agent" and gap.deeds:
        # Who developed a thing stands near it, and did not buy it.
        near = [s for s in near if tells(gap, asked, s)]
        if not near:
            return []
    pointed = candidates(question, near)
    best = pointed[0].margin if pointed else 0.0
    sure = [c for c in pointed if c.margin >= max(least_margin(question), best - BEHIND)]
    by_parse = all_by_grammar(gap, asked, near, embed) if gap else []
    found = [*sure, *(c for c in by_parse if c.iso or question.asks == "how many" or not AMOUNT.fullmatch(c.text))]
    parts = [part for whole in found for part in _parts(whole)]
    kind = kind_of(question)
    fitting = of_kind(kind, parts) if kind else parts
    values: list[Candidate] = []
    for candidate in fitting:
        if len(values) < MOST and not any(same_value(candidate, value) for value in values):
            values.append(candidate)
    # Where some do not fit, the one that does is all there is.
    return values if len(values) > 1 or len(fitting) < len(parts) else None


def _parts(whole: Candidate) -> list[Candidate]:
    """The members of "Tarn, Kelm and Ostrel": where each is a name, and none is only a description of another."""
    edges = [found.span() for found in _JOINT.finditer(whole.text)]
    as_printed = whole.document.text[whole.start : whole.end] == whole.text
    if whole.iso or not as_printed or not re.search(r"\b(?:and|or)\b", whole.text):
        return [whole]
    starts, ends = [0, *(end for _, end in edges)], [*(start for start, _ in edges), len(whole.text)]
    pieces = [whole.text[a:b] for a, b in zip(starts, ends, strict=True)]
    if not all(piece[:1].isupper() for piece in pieces):
        return [whole]
    return [
        replace(whole, start=whole.start + a, end=whole.start + b, text=piece)
        for a, b, piece in zip(starts, ends, pieces, strict=True)
    ]
