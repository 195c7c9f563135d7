"""Nearest passages by vector, in FAISS: exact up to a size, then inverted lists.

Vectors have unit length, so that the inner product is the cosine.
"""

import math
from collections.abc import Collection
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

from rag.errors import SnapshotError

Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

FILE = "vectors.faiss"
# One exact search of 200,000 × 384 takes 11 ms on one core of the reference machine (5.6 ms for 100,000).
EXACT_UP_TO = 200_000
# The inverted lists are learnt anew when the collection has grown to this many times what they were learnt from.
RELEARN_AT = 2
# Tuned on passages, for questions: these lie further off. With 9,300 passages in 386 lists, 300 real questions found
# .93 of their 10 nearest with the 32 lists that give passages .98, .97 with 64 (.99) and .99 with 128.
RECALL_WANTED = 0.99
QUESTIONS_NEED = 2


def build(folder: Path, ids: Ids, vectors: Floats) -> None:
    """Write an index of `vectors` (n × d, unit length) under `ids` (n, each once) into `folder`."""
    if len(ids) != len(vectors) or len(np.unique(ids)) != len(ids):
        raise ValueError(f"{len(ids)} ids ({len(np.unique(ids))} distinct) for {len(vectors)} vectors")
    index = _exact(vectors.shape[1]) if len(ids) <= EXACT_UP_TO else _inverted_lists(vectors)
    _add(index, ids, vectors)
    if _is_approximate(index):
        index.nprobe = _probes_needed(index, vectors, ids)
    _write(folder, index)


def extend(folder: Path, added_ids: Ids, added_vectors: Floats, removed_ids: Ids) -> None:
    """Take out `removed_ids`, put in the added ones (replacing equal ids). Only for a folder not yet published.

    Without any added, the width of `added_vectors` does not matter.
    """
    vectors = Vectors(folder)
    if not vectors.index.ntotal:
        build(folder, added_ids, added_vectors)
        return
    gone = np.concatenate([removed_ids, added_ids]).astype(np.int64)
    if _outgrown(vectors.index, len(added_ids)):
        kept = np.setdiff1d(vectors.ids(), gone)
        joined = np.concatenate([vectors.take(kept), added_vectors.reshape(-1, vectors.dimension)])
        build(folder, np.concatenate([kept, added_ids]), joined)
        return
    # Inverted lists with a map from ids take only this selector; elsewhere it would be quadratic.
    kind = faiss.IDSelectorArray if _is_approximate(vectors.index) else faiss.IDSelectorBatch
    vectors.index.remove_ids(kind(gone))
    _add(vectors.index, added_ids, added_vectors)
    _write(folder, vectors.index)


class Vectors:
    """An index opened from its folder, whole in memory. Any number of threads may search one at the same time."""

    def __init__(self, folder: Path) -> None:
        """Raises SnapshotError, naming the file, where it is missing or no index."""
        self.index = _read(folder / FILE)
        self.dimension: int = self.index.d
        self._highest = int(self.ids().max(initial=0))

    def search(self, vector: Floats, allowed: Collection[int] | None, limit: int) -> list[tuple[int, float]]:
        """The `limit` nearest (id, cosine), best first, ties by id.

        `allowed` binds before ranking; an empty one finds nothing.
        """
        if limit < 1 or not self.index.ntotal or (allowed is not None and not allowed):
            return []
        faiss.omp_set_num_threads(1)  # per thread: searches side by side must not fight for the cores
        query = np.ascontiguousarray(vector, np.float32).reshape(1, self.dimension)
        parameters = self._parameters(allowed)
        wanted = limit + 1
        while True:
            scores, ids = self.index.search(query, min(wanted, self.index.ntotal), params=parameters)
            found = [(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]
            # Copies of one text tie: which of them FAISS keeps at the edge is chance, so see past the edge.
            if len(found) < wanted or found[-1][1] < found[limit - 1][1]:
                return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]
            wanted *= 2

    def ids(self) -> Ids:
        """Every id, ascending."""
        if not _is_approximate(self.index):
            return np.sort(faiss.vector_to_array(self.index.id_map))
        lists = self.index.invlists
        each = [faiss.rev_swig_ptr(lists.get_ids(n), lists.list_size(n)).copy() for n in range(lists.nlist)]
        return np.sort(np.concatenate(each))

    def reconstruct(self, id: int) -> Floats:
        """The stored vector, bit for bit. Raises KeyError for an id that is not there."""
        return self.take(np.array([id], np.int64)).reshape(-1)

    def take(self, ids: Ids) -> Floats:
        """The stored vectors of these ids, bit for bit, in their order (n × d)."""
        try:
            return np.asarray(self.index.reconstruct_batch(ids), np.float32)
        except RuntimeError as error:
            raise KeyError(f"an id of {ids[:5]} … is not in the index") from error

    def _parameters(self, allowed: Collection[int] | None) -> Any:
        if allowed is None:
            return None
        ids = np.fromiter(allowed, np.int64, len(allowed))
        mask = np.zeros(self._highest + 1, bool)
        mask[ids[(ids >= 0) & (ids <= self._highest)]] = True
        selector = faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little"))
        if _is_approximate(self.index):
            # The few that are allowed may lie in any list: look into all, which makes a filtered search exact.
            return faiss.SearchParametersIVF(sel=selector, nprobe=self.index.nlist)
        return faiss.SearchParameters(sel=selector)


def recall(vectors: Vectors, queries: Floats, k: int = 10) -> float:
    """Mean share of the true `k` nearest that `search` finds, against an exact scan. `queries`: n × d."""
    everything = vectors.take(vectors.ids())
    if not len(everything) or not len(queries):
        return 1.0
    k = min(k, len(everything))
    shares = []
    for query in queries:
        edge = np.partition(everything @ query, -k)[-k]
        found = vectors.search(query, None, k)
        shares.append(sum(score >= edge - 1e-6 for _, score in found) / k)
    return float(np.mean(shares))


def _exact(dimension: int) -> Any:
    return faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))


def _inverted_lists(vectors: Floats) -> Any:
    dimension = vectors.shape[1]
    count = _lists_for(len(vectors))
    index = faiss.IndexIVFFlat(faiss.IndexFlatIP(dimension), dimension, count, faiss.METRIC_INNER_PRODUCT)
    index.cp.spherical = True
    index.train(vectors)
    index.set_direct_map_type(faiss.DirectMap.Hashtable)
    return index


def _add(index: Any, ids: Ids, vectors: Floats) -> None:
    rows = np.ascontiguousarray(vectors, np.float32).reshape(len(ids), index.d)
    index.add_with_ids(rows, ids.astype(np.int64))


def _outgrown(index: Any, more: int) -> bool:
    """Whether `more` vectors would need another kind of index, or newly learnt lists."""
    size = int(index.ntotal) + more
    if not _is_approximate(index):
        return size > EXACT_UP_TO
    return size > RELEARN_AT * _learnt_from(index.nlist) or size <= EXACT_UP_TO // 2


def _lists_for(size: int) -> int:
    """FAISS's guideline: some 4 √n lists."""
    return max(1, round(4 * math.sqrt(size)))


def _learnt_from(lists: int) -> float:
    return (lists / 4) ** 2


def _probes_needed(index: Any, vectors: Floats, ids: Ids) -> int:
    """QUESTIONS_NEED times the fewest lists (a power of two) that find RECALL_WANTED of our own vectors' 10 nearest."""
    chosen = np.random.default_rng(0).choice(len(vectors), min(200, len(vectors)), replace=False)
    nearest = ids[faiss.knn(vectors[chosen], vectors, 11, metric=faiss.METRIC_INNER_PRODUCT)[1]]
    probes, every = 1, int(index.nlist)
    while probes < every:
        index.nprobe = probes
        found = index.search(vectors[chosen], 11)[1]
        shares = [(len(np.intersect1d(a, b)) - 1) / 10 for a, b in zip(nearest, found, strict=True)]
        if np.mean(shares) >= RECALL_WANTED:
            break
        probes *= 2
    return min(QUESTIONS_NEED * probes, every)


def _is_approximate(index: Any) -> bool:
    return isinstance(index, faiss.IndexIVF)


def _write(folder: Path, index: Any) -> None:
    """Serialise and write by ourselves: `faiss.write_index` truncates in place and is silent on a full disk."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / (FILE + ".new")
    fresh.write_bytes(faiss.serialize_index(index))
    fresh.replace(folder / FILE)


def _read(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            return faiss.read_index(faiss.PyCallbackIOReader(file.read))
    except (OSError, RuntimeError) as error:
        raise SnapshotError(
            f"{path} cannot be read as a vector index ({error}): run python -m ingest, which rebuilds it"
        ) from error
