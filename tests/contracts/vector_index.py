"""What every vector index must do. A backend inherits the class and gives `build`, `extend` and `open`."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest


def unit_vectors(count: int, dimension: int = 32, seed: int = 7) -> np.ndarray:
    """Clustered like real texts, so that an approximate index has something to learn."""
    rng = np.random.default_rng(seed)
    centres = np.random.default_rng(0).standard_normal((20, dimension))
    vectors = centres[rng.integers(0, 20, count)] + 0.5 * rng.standard_normal((count, dimension))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def exact_scan(ids, vectors, query, allowed, limit) -> list[tuple[int, float]]:
    """The oracle: every product, in numpy."""
    scored = [(int(i), float(s)) for i, s in zip(ids, vectors @ query, strict=True)]
    kept = [pair for pair in scored if allowed is None or pair[0] in allowed]
    return sorted(kept, key=lambda pair: (-pair[1], pair[0]))[:limit]


class VectorIndexContract:
    least_recall = 1.0

    def build(self, folder: Path, ids, vectors) -> None:
        raise NotImplementedError

    def extend(self, folder: Path, added_ids, added_vectors, removed_ids) -> None:
        raise NotImplementedError

    def open(self, folder: Path):
        raise NotImplementedError

    @pytest.fixture
    def built(self, tmp_path):
        ids = np.arange(3, 3 + 2 * 600, 2)
        vectors = unit_vectors(600)
        self.build(tmp_path, ids, vectors)
        return tmp_path, ids, vectors

    def test_finds_what_an_exact_scan_finds(self, built):
        folder, ids, vectors = built
        index, shares = self.open(folder), []
        for query in unit_vectors(25, seed=8):
            expected = exact_scan(ids, vectors, query, None, 10)
            found = index.search(query, None, 10)
            shares.append(len({i for i, _ in found} & {i for i, _ in expected}) / 10)
            assert found == sorted(found, key=lambda pair: (-pair[1], pair[0]))
            scores = dict(exact_scan(ids, vectors, query, None, len(ids)))
            assert all(score == pytest.approx(scores[i], abs=1e-5) for i, score in found)
        assert np.mean(shares) >= self.least_recall

    def test_allowed_binds_before_ranking(self, built):
        folder, ids, vectors = built
        index = self.open(folder)
        for seed, query in enumerate(unit_vectors(10, seed=9)):
            few = {int(i) for i in np.random.default_rng(seed).choice(ids, 30, replace=False)}
            expected = exact_scan(ids, vectors, query, few, 12)
            found = index.search(query, few, 12)
            assert [i for i, _ in found] == [i for i, _ in expected]

    def test_allowed_may_be_empty_or_name_ids_that_are_not_there(self, built):
        folder, ids, vectors = built
        index = self.open(folder)
        assert index.search(vectors[0], [], 10) == []
        assert index.search(vectors[0], [-1, 0, 4, 10**6], 10) == []
        assert [i for i, _ in index.search(vectors[0], [10**6, int(ids[5])], 10)] == [ids[5]]

    def test_a_limit_beyond_the_size_gives_each_once(self, built):
        folder, ids, vectors = built
        found = self.open(folder).search(vectors[0], set(ids.tolist()), 10_000)
        assert sorted(i for i, _ in found) == ids.tolist()
        assert self.open(folder).search(vectors[0], None, 0) == []

    def test_copies_tie_and_come_by_id_wherever_the_edge_falls(self, built):
        folder, ids, vectors = built
        copies = np.arange(5000, 5040)
        order = np.random.default_rng(1).permutation(40)
        self.extend(folder, copies[order], np.repeat(vectors[:1], 40, axis=0), np.array([], np.int64))
        index = self.open(folder)
        everything = [int(ids[0]), *copies.tolist()]
        for limit in (1, 2, 7, 40, 41):
            found = index.search(vectors[0], None, limit)
            assert [i for i, _ in found] == everything[:limit]

    def test_keeps_every_vector_bit_for_bit(self, built):
        folder, ids, vectors = built
        index = self.open(folder)
        assert index.ids().tolist() == ids.tolist()
        assert np.array_equal(index.take(ids), vectors)
        assert np.array_equal(index.reconstruct(int(ids[17])), vectors[17])
        with pytest.raises(KeyError):
            index.reconstruct(4)

    def test_extending_takes_out_and_puts_in(self, built):
        folder, ids, vectors = built
        fresh = unit_vectors(50, seed=10)
        new_ids = np.arange(9001, 9051)
        self.extend(folder, new_ids, fresh, ids[100:200])
        index = self.open(folder)
        expected_ids = np.concatenate([ids[:100], ids[200:], new_ids])
        expected = np.concatenate([vectors[:100], vectors[200:], fresh])
        assert index.ids().tolist() == expected_ids.tolist()
        assert np.array_equal(index.take(expected_ids), expected)
        assert not {int(i) for i in ids[100:200]} & {i for i, _ in index.search(vectors[150], None, 600)}
        assert index.search(fresh[3], None, 1)[0][0] == new_ids[3]

    def test_an_index_of_nothing_has_no_width_yet(self, tmp_path):
        none = np.array([], np.int64)
        self.build(tmp_path, none, np.zeros((0, 1), np.float32))
        vectors = unit_vectors(20)
        self.extend(tmp_path, np.arange(20), vectors, none)
        self.extend(tmp_path, none, np.zeros((0, 1), np.float32), np.array([3]))
        assert np.array_equal(self.open(tmp_path).take(np.arange(4, 20)), vectors[4:])

    def test_an_id_put_in_again_is_replaced(self, built):
        folder, ids, vectors = built
        self.extend(folder, ids[:1], vectors[1:2], np.array([], np.int64))
        index = self.open(folder)
        assert index.ids().tolist() == ids.tolist()
        assert np.array_equal(index.reconstruct(int(ids[0])), vectors[1])

    def test_can_become_empty_and_grow_again(self, built):
        folder, ids, vectors = built
        nothing = np.zeros((0, vectors.shape[1]), np.float32)
        self.extend(folder, np.array([], np.int64), nothing, ids)
        assert self.open(folder).search(vectors[0], None, 5) == []
        assert self.open(folder).ids().tolist() == []
        self.extend(folder, ids[:3], vectors[:3], np.array([], np.int64))
        assert self.open(folder).ids().tolist() == ids[:3].tolist()

    def test_threads_search_side_by_side(self, built):
        folder, ids, vectors = built
        index, queries = self.open(folder), unit_vectors(60, seed=11)
        allowed = [None, set(ids[::3].tolist())]

        def search(n: int):
            return index.search(queries[n], allowed[n % 2], 10)

        alone = [search(n) for n in range(60)]
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(search, list(range(60)) * 5)) == alone * 5
