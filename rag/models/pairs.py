"""The encoders of pairs that ship with the program: ONNX files, checked against their hashes, run by onnxruntime."""

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from rag.errors import ModelError
from rag.models.embedder import built_in_folder

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FOLDER = Path(__file__).parent / "weights"
# Raised with every new file of weights; training/export.py prints them.
SHA256 = {
    "reader": "17bd6dabc3f13c0f22190e68e152715439990f6265907478c639eb169da2c761",
    "support": "aa7b9a82993b463b6b6e5aea311c83aa194d3ca5975b163a241e6ca91c01acfa",
}
MAX_TOKENS = 256
BATCH = 8
THREADS = 2


@dataclass(frozen=True, slots=True)
class Read:
    """What the heads say of one pair: each output by name, the token rows cut to the pair's own length.

    `offsets` are each token's characters in its own text, `second` says which tokens belong to the second text.
    """

    outputs: dict[str, NDArray[np.float32]]
    offsets: list[tuple[int, int]]
    second: NDArray[np.bool_]


class PairEncoder:
    """One encoder, loaded at the first use, once, whatever thread asks. `name` is a key of SHA256."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._loaded: tuple[InferenceSession, Tokenizer] | None = None

    def run(self, pairs: Sequence[tuple[str, str]]) -> list[Read]:
        """The outputs for each pair, in order. Only the second text is cut to fit MAX_TOKENS. Raises ModelError."""
        session, tokenizer = self._ready()
        names = [output.name for output in session.get_outputs()]
        coded = tokenizer.encode_batch(list(pairs))
        order = sorted(range(len(coded)), key=lambda i: len(coded[i].ids))
        made: dict[int, Read] = {}
        for low in range(0, len(order), BATCH):
            part = order[low : low + BATCH]
            values = dict(zip(names, session.run(None, _padded([coded[i] for i in part])), strict=True))
            for row, i in enumerate(part):
                made[i] = _read(coded[i], values, row)
        return [made[i] for i in range(len(coded))]

    def _ready(self) -> tuple["InferenceSession", "Tokenizer"]:
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self._name)
            return self._loaded


def _read(coded: Any, values: dict[str, NDArray[np.float32]], row: int) -> Read:
    size = len(coded.ids)
    outputs = {name: v[row, :size] if v.ndim == 3 else v[row] for name, v in values.items()}
    special = np.asarray(coded.special_tokens_mask, dtype=bool)
    return Read(outputs, coded.offsets, np.asarray(coded.type_ids, dtype=bool) & ~special)


def _padded(coded: Sequence[Any]) -> dict[str, NDArray[np.int64]]:
    shape = (len(coded), max(len(c.ids) for c in coded))
    inputs = {name: np.zeros(shape, dtype=np.int64) for name in ("input_ids", "attention_mask", "token_type_ids")}
    for row, c in enumerate(coded):
        inputs["input_ids"][row, : len(c.ids)] = c.ids
        inputs["attention_mask"][row, : len(c.ids)] = 1
        inputs["token_type_ids"][row, : len(c.ids)] = c.type_ids
    return inputs


def _load(name: str) -> tuple["InferenceSession", "Tokenizer"]:
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    path = FOLDER / f"{name}.onnx"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"the model file {path} cannot be read ({error.strerror}): get the program anew") from error
    if (found := hashlib.sha256(content).hexdigest()) != SHA256[name]:
        raise ModelError(f"{path} has SHA-256 {found}, not {SHA256[name]}: the file is damaged, get the program anew")
    options = SessionOptions()
    options.intra_op_num_threads = THREADS
    # Spinning threads eat the cores that others wait for.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = InferenceSession(content, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(built_in_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
    return session, tokenizer
