import pytest

from ingest.pipeline import remove
from ingest.rebuild import set_aside_damaged
from rag.compose import open_library
from rag.errors import CatalogueError, NewerCatalogue
from rag.store.catalogue import FILE_NAME
from tests.ingest.conftest import FERRY, QUAY


@pytest.fixture
def filled(place):
    place.write("quay.txt", QUAY * 40)
    place.write("ferry.txt", FERRY)
    place.run()
    remove(place.opened(), "ferry.txt")
    library = place.opened()
    library.catalogue.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    library.catalogue.close()
    return place


def page_of(place, table: str) -> int:
    """The offset in the file of a table's first page."""
    library = place.opened()
    page = library.catalogue.db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    library.catalogue.close()
    return (page - 1) * 4096


def overwrite(place, offset: int, content: bytes) -> bytes:
    path = place.index / FILE_NAME
    whole = path.read_bytes()
    path.write_bytes(whole[:offset] + content + whole[offset + len(content) :])
    return path.read_bytes()


def test_a_whole_catalogue_is_left_alone(filled):
    before = (filled.index / FILE_NAME).read_bytes()
    assert set_aside_damaged(filled.index, corpus_given=False) == []
    assert (filled.index / FILE_NAME).read_bytes() == before


def test_no_catalogue_is_no_damage(place):
    assert set_aside_damaged(place.index, corpus_given=False) == []


def test_a_damaged_one_is_set_aside_whole_and_what_no_file_tells_is_kept(filled):
    damaged = overwrite(filled, page_of(filled, "documents"), b"\xff" * 4096)
    told = set_aside_damaged(filled.index, corpus_given=False)
    (aside,) = filled.index.glob("damaged-*")
    assert (aside / FILE_NAME).read_bytes() == damaged
    assert str(aside) in told[-1] and len(told) > 1
    assert open_library(filled.index).corpus == filled.corpus
    library, summary = filled.run()
    assert summary.taken_in == 1
    assert {r.path: r.state for r in library.files()} == {"ferry.txt": "removed", "quay.txt": "indexed"}


def test_without_its_list_of_files_it_still_knows_its_corpus(filled):
    overwrite(filled, page_of(filled, "files"), b"\xff" * 4096)
    set_aside_damaged(filled.index, corpus_given=False)
    assert {r.path: r.state for r in filled.run()[0].files()} == {"ferry.txt": "indexed", "quay.txt": "indexed"}


@pytest.mark.parametrize("offset", [0, None], ids=["no database", "no corpus in it"])
def test_where_the_corpus_cannot_be_read_it_must_be_named(filled, offset):
    damaged = overwrite(filled, page_of(filled, "meta") if offset is None else offset, b"\xff" * 4096)
    with pytest.raises(CatalogueError, match="python -m ingest rebuild --corpus DIR"):
        set_aside_damaged(filled.index, corpus_given=False)
    assert (filled.index / FILE_NAME).read_bytes() == damaged and not list(filled.index.glob("damaged-*"))
    assert set_aside_damaged(filled.index, corpus_given=True)
    assert filled.run()[1].taken_in == 2


def test_a_newer_catalogue_is_not_damage(filled):
    library = filled.opened()
    library.catalogue.db.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerCatalogue):
        set_aside_damaged(filled.index, corpus_given=True)
    assert not list(filled.index.glob("damaged-*"))
