"""A library on a small corpus, with one real embedder for the whole session that counts what it embeds."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.compose import Library, open_library
from rag.engine import Engine
from rag.indexes import IndexKeeper
from rag.models.embedder import Embedder
from rag.models.reader import Reader


@cache
def embedder() -> Embedder:
    return Embedder()


class Counting(Embedder):
    """The session's embedder under another name, where one is given; `texts` is all that it was asked to embed."""

    def __init__(self, identity: str = "") -> None:
        super().__init__()
        self.texts: list[str] = []
        self._identity = identity or embedder().identity

    @property
    def identity(self) -> str:
        return self._identity

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += texts
        return embedder().embed(texts)


def opened(index: Path, corpus: Path, identity: str = "") -> Library:
    """The library, made where there is none, as another process would open it: nothing is shared but the model."""
    library = open_library(index, corpus, new_with=corpus)
    counting = Counting(identity)
    keeper = IndexKeeper(library.index, library.catalogue, counting.identity)
    engine = Engine(library.catalogue, keeper, counting, Reader(), library.settings.fingerprint())
    return replace(library, embedder=counting, indexes=keeper, engine=engine)


def embedded(library: Library) -> list[str]:
    """What was embedded since the last look."""
    assert isinstance(library.embedder, Counting)
    texts, library.embedder.texts = library.embedder.texts, []
    return texts
