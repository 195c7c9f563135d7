"""Each fault that verify promises to find, planted by hand."""

import re

import pytest

from ingest.verify import problems
from tests.ingest.conftest import FERRY, QUAY


@pytest.fixture
def filled(place):
    place.write("quay.txt", QUAY)
    place.write("ferry.txt", FERRY)
    place.run()
    return place


def planted(place, statements: str) -> list[str]:
    library = place.opened()
    library.indexes.current()
    library.catalogue.db.execute("PRAGMA foreign_keys = OFF")
    library.catalogue.db.executescript(statements)
    return problems(library)


def test_a_whole_index_has_none(filled):
    assert problems(filled.opened(), embeddings=True) == []


BOTH = "UPDATE embeddings SET vector = (SELECT vector FROM embeddings WHERE passage_id = 2) WHERE passage_id = 1"
HALF = "zeroblob(1536)"


@pytest.mark.parametrize(
    "statement, said",
    [
        ("UPDATE passages SET start = start + 1 WHERE id = 1", r"passage 1 is not what was embedded"),
        ("UPDATE passages SET end = end + 900 WHERE id = 1", r"passage 1 is no slice of the text"),
        ("UPDATE passages SET start = -2 WHERE id = 1", r"passage 1 is no slice of the text"),
        ("UPDATE passages SET start = end WHERE id = 1", r"passage 1 is no slice of the text"),
        ("UPDATE passages SET context = 'x' WHERE id = 1", r"passage 1 is not what was embedded"),
        ("UPDATE passages SET content = 'x' WHERE id = 1", r"passage 1 is not what was embedded"),
        ("UPDATE documents SET text = 'X' || substr(text, 2) WHERE id = 1", r"passage 1 is not what was embedded"),
        (BOTH, r"a vector that is not the catalogue's"),
        (f"UPDATE embeddings SET vector = {HALF} WHERE passage_id = 1", r"passage 1: its vector is not of unit length"),
        ("DELETE FROM embeddings WHERE passage_id = 1", r"1 passages have no vector"),
        ("DELETE FROM embeddings WHERE passage_id = 1; DELETE FROM passages WHERE id = 1", r"txt: no passages"),
        ("DELETE FROM passages WHERE id = 1", r"embeddings points at nothing in passages"),
        ("DELETE FROM files WHERE document_id = 1", r"document 1 belongs to no file"),
        ("DELETE FROM documents WHERE id = 1", r"points at nothing in documents"),
    ],
)
def test_a_planted_fault_is_found_by_name(filled, statement, said):
    found = planted(filled, statement)
    assert any(re.search(said, text) for text in found), found


def test_indexes_that_show_other_passages_are_found(filled):
    """As if a run had changed the catalogue without raising its generation."""
    library = filled.opened()
    indexes = library.indexes.current()
    found = planted(
        filled,
        "DELETE FROM embeddings WHERE passage_id = 1; DELETE FROM passages WHERE document_id = 1;"
        "DELETE FROM files WHERE document_id = 1; DELETE FROM documents WHERE id = 1",
    )
    assert [text for text in found if "vector index does not hold the passages" in text]
    assert [text for text in found if "word index does not hold the passages" in text]
    assert [text for text in found if "word index does not hold the documents" in text]
    assert indexes.words.document_ids() == [1, 2]


def test_a_vector_of_another_text_is_found_when_everything_is_embedded_again(filled):
    library = filled.opened()
    library.catalogue.db.executescript(f"{BOTH}; DELETE FROM snapshot")
    assert problems(library) == []
    assert problems(library, embeddings=True) == ["passage 1: its vector is not the embedding of its text"]


def test_damage_to_an_index_file_is_told_and_healed(filled):
    file = next((filled.index / "snapshots").rglob("*.faiss"))
    content = bytearray(file.read_bytes())
    content[-5] ^= 1
    file.write_bytes(content)
    library = filled.opened()
    (told,) = problems(library)
    assert "vectors.faiss is not as it was written" in told and "made anew" in told
    assert problems(library) == [] == problems(filled.opened())


def test_vectors_that_another_embedder_still_lacks_are_told(filled):
    (told,) = problems(filled.opened("other@1"))
    assert "2 of 2 passages have no vectors of other@1: run python -m ingest" in told
