import numpy as np
import pytest

from rag.errors import SnapshotError
from rag.index import vectors as room
from tests.contracts.vector_index import VectorIndexContract, unit_vectors


class FaissContract(VectorIndexContract):
    def build(self, folder, ids, vectors):
        room.build(folder, ids, vectors)

    def extend(self, folder, added_ids, added_vectors, removed_ids):
        room.extend(folder, added_ids, added_vectors, removed_ids)

    def open(self, folder):
        return room.Vectors(folder)


class TestExact(FaissContract):
    def test_has_perfect_recall(self, built):
        assert room.recall(self.open(built[0]), unit_vectors(20, seed=12)) == 1.0


class TestInvertedLists(FaissContract):
    least_recall = 0.95

    @pytest.fixture(autouse=True)
    def small_is_large(self, monkeypatch):
        monkeypatch.setattr(room, "EXACT_UP_TO", 500)

    def test_recall_is_what_an_exact_scan_says(self, built):
        folder, ids, vectors = built
        index, queries = self.open(folder), unit_vectors(40, seed=12)
        index.index.nprobe = 1
        shares = []
        for query in queries:
            best = set(ids[np.argsort(-(vectors @ query))[:10]].tolist())
            shares.append(len(best & {i for i, _ in index.search(query, None, 10)}) / 10)
        assert room.recall(index, queries) == pytest.approx(np.mean(shares))
        assert np.mean(shares) < 1.0

    def test_grows_in_place_then_learns_anew(self, built):
        folder, ids, vectors = built
        lists = self.open(folder).index.nlist
        self.extend(folder, np.arange(5000, 5300), unit_vectors(300, seed=13), ids[:0])
        assert self.open(folder).index.nlist == lists
        self.extend(folder, np.arange(6000, 6900), unit_vectors(900, seed=14), ids[:0])
        assert self.open(folder).index.nlist > lists
        assert len(self.open(folder).ids()) == 1800


def test_an_exact_index_that_outgrows_its_size_becomes_inverted_lists(tmp_path, monkeypatch):
    monkeypatch.setattr(room, "EXACT_UP_TO", 500)
    vectors = unit_vectors(700)
    room.build(tmp_path, np.arange(500), vectors[:500])
    assert not room._is_approximate(room.Vectors(tmp_path).index)
    room.extend(tmp_path, np.arange(500, 700), vectors[500:], np.array([3]))
    index = room.Vectors(tmp_path)
    assert room._is_approximate(index.index)
    assert np.array_equal(index.take(np.arange(4, 700)), vectors[4:])


def test_an_index_of_nothing(tmp_path):
    room.build(tmp_path, np.array([], np.int64), np.zeros((0, 16), np.float32))
    index = room.Vectors(tmp_path)
    assert index.search(np.ones(16, np.float32), None, 3) == []
    assert room.recall(index, unit_vectors(2, 16)) == 1.0


def test_ids_that_do_not_fit_the_vectors_are_a_fault_of_the_caller(tmp_path):
    with pytest.raises(ValueError, match="2 ids"):
        room.build(tmp_path, np.array([1, 2]), unit_vectors(3))
    with pytest.raises(ValueError, match="1 distinct"):
        room.build(tmp_path, np.array([1, 1]), unit_vectors(2))


@pytest.mark.parametrize("content", [None, b"", b"not an index at all"])
def test_a_missing_or_senseless_file_is_named_with_its_cure(tmp_path, content):
    if content is not None:
        (tmp_path / room.FILE).write_bytes(content)
    with pytest.raises(SnapshotError, match=rf"{room.FILE}.*python -m ingest"):
        room.Vectors(tmp_path)


def test_rewriting_never_touches_the_file_that_others_have_open(tmp_path):
    room.build(tmp_path, np.arange(4), unit_vectors(4))
    with (tmp_path / room.FILE).open("rb") as held:
        before = held.read()
        room.extend(tmp_path, np.array([9]), unit_vectors(1), np.array([0]))
        held.seek(0)
        assert held.read() == before
