"""From a question to a ranked list of passages: words and vectors, fused by score.

BM25 of the passage, BM25 of its whole document, and the cosine. BM25 grows with the evidence (a rare name, a day),
the cosine cannot: names decide where there are any, meaning where a question is a paraphrase. No rank fusion: it
let the vectors drag right answers down (DESIGN.md).
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.domain.answers import Question
from rag.index.vectors import Vectors
from rag.index.words import Words

# Measured on incidents (tuned on dev) and clapnq. Right report first .63 for any weights of .6 to 2 and 1 to 3; without
# the document .60, without vectors .62; right passage of clapnq first .98 to .99, without vectors .94.
DOCUMENT_WEIGHT = 1.2
VECTOR_WEIGHT = 2.5
# How deep each list goes before they are joined.
POOL = 1000

Embed = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage found, its score, and the parts: BM25 (`words`, `document`) and cosine (`vectors`)."""

    passage_id: int
    document_id: int
    score: float
    parts: Mapping[str, float]


def search(
    question: Question,
    words: Words,
    vectors: Vectors,
    owners: Mapping[int, int],
    embed: Embed,
    allowed: Collection[int] | None,
    limit: int,
) -> list[Scored]:
    """The `limit` best passages, ties by id. `owners`: passage to document; `allowed`: documents, None for all.

    The documents in the order of their best passage are the ranking of documents.
    """
    if not any(map(str.isalnum, question.text)):
        return []
    by_words = dict(words.passages(question.words, question.dates, allowed, POOL))
    by_document = dict(words.documents(question.words, question.dates, allowed, POOL))
    by_vector = _cosines(vectors, embed([question.text])[0], by_words, _passages_of(owners, allowed))
    # BM25 grows with the logarithm of the size: divided by it, one weight serves every size.
    scale = math.log(1 + words.size)
    found = [
        _scored(passage, owners[passage], by_words.get(passage, 0.0), by_document, cosine, scale)
        for passage, cosine in by_vector.items()
    ]
    return sorted(found, key=lambda scored: (-scored.score, scored.passage_id))[:limit]


def _passages_of(owners: Mapping[int, int], allowed: Collection[int] | None) -> Collection[int] | None:
    if allowed is None:
        return None
    return [passage for passage, document in owners.items() if document in allowed]


def _cosines(
    vectors: Vectors, asked: NDArray[np.float32], by_words: Collection[int], allowed: Collection[int] | None
) -> dict[int, float]:
    """Every passage found by words or by vector, with its exact cosine."""
    nearest = dict(vectors.search(asked, allowed, POOL))
    others = [passage for passage in by_words if passage not in nearest]
    if not others:
        return nearest
    exact = vectors.take(np.array(others, np.int64)) @ asked
    return nearest | {passage: float(cosine) for passage, cosine in zip(others, exact, strict=True)}


def _scored(
    passage: int, document: int, bm25: float, by_document: Mapping[int, float], cosine: float, scale: float
) -> Scored:
    whole = by_document.get(document, 0.0)
    score = (bm25 + DOCUMENT_WEIGHT * whole) / scale + VECTOR_WEIGHT * cosine
    return Scored(passage, document, score, {"words": bm25, "document": whole, "vectors": cosine})
