"""An embedder for tests of what becomes of vectors, not of what they mean: exact, quick, and the same everywhere."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

DIMENSION = 64


class HashedWords:
    """Stands in for `rag.models.embedder.Embedder`: a bag of words, each a fixed random direction."""

    def __init__(self, name: str = "hashed words", sha256: str = "") -> None:
        self.name = self.identity = "hashed words"

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> np.ndarray:
        total = np.zeros(DIMENSION)
        for word in re.findall(r"\w+", text.lower()) or [""]:
            digest = hashlib.shake_128(word.encode()).digest(DIMENSION)
            total += np.frombuffer(digest, np.uint8).astype(float) - 127.5
        return (total / np.linalg.norm(total)).astype(np.float32)
