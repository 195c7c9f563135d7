"""Near texts by words: a small BM25 over lists of terms, for hard negatives."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

K1, B = 1.2, 0.75


class Near:
    """BM25 over texts given as terms."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lengths = [len(terms) for terms in texts]
        self._mean = sum(self._lengths) / max(1, len(texts))
        for i, terms in enumerate(texts):
            for term, count in Counter(terms).items():
                self._postings[term].append((i, count))

    def ranked(self, terms: Sequence[str], limit: int) -> list[int]:
        """Indices of the nearest texts, the best first."""
        scores: dict[int, float] = defaultdict(float)
        for term in set(terms):
            found = self._postings.get(term, [])
            weight = math.log(1 + (len(self._lengths) - len(found) + 0.5) / (len(found) + 0.5))
            for i, count in found:
                norm = K1 * (1 - B + B * self._lengths[i] / self._mean)
                scores[i] += weight * count * (K1 + 1) / (count + norm)
        return sorted(scores, key=lambda i: -scores[i])[:limit]
