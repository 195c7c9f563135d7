import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from rag.errors import CatalogueError, NewerCatalogue, NoIndex
from rag.store import catalogue as module
from rag.store.catalogue import FILE_NAME, Catalogue, open_catalogue, raise_generation
from rag.store.schema import MIGRATIONS
from tests.rag.store.made import fresh, new_document, put_in, rows_in


def version(catalogue: Catalogue) -> int:
    return catalogue.db.execute("PRAGMA user_version").fetchone()[0]


def test_no_index_is_refused_with_the_cure_and_nothing_is_made(tmp_path):
    with pytest.raises(NoIndex, match="python -m ingest --index"):
        open_catalogue(tmp_path / "nothing")
    assert list(tmp_path.iterdir()) == []


def test_a_place_where_none_can_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CatalogueError, match=r"file/index.*another --index"):
        open_catalogue(tmp_path / "file" / "index", create=True)


def test_an_empty_file_is_migrated_to_the_newest_version(tmp_path):
    (tmp_path / FILE_NAME).touch()
    catalogue = open_catalogue(tmp_path)
    assert version(catalogue) == len(MIGRATIONS)
    assert catalogue.generation() == 0
    assert catalogue.db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_newer_catalogue_is_refused_and_left_as_it_is(tmp_path):
    with sqlite3.connect(tmp_path / FILE_NAME) as db:
        db.execute("CREATE TABLE of_the_future (x)")
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(NewerCatalogue, match="newer version"):
        open_catalogue(tmp_path)
    with sqlite3.connect(tmp_path / FILE_NAME) as db:
        assert db.execute("SELECT name FROM sqlite_schema").fetchall() == [("of_the_future",)]


def test_an_older_catalogue_is_migrated_and_keeps_what_it_holds(tmp_path, monkeypatch):
    catalogue = fresh(tmp_path)
    with catalogue.atomic() as db:
        put_in(db, new_document(), "ferry.txt")
    monkeypatch.setattr(module, "MIGRATIONS", (*MIGRATIONS, lambda db: db.execute("CREATE TABLE later (x)")))
    migrated = open_catalogue(tmp_path / "index")
    assert version(migrated) == len(MIGRATIONS) + 1
    assert rows_in(migrated.db, "documents", "later") == {"documents": 1, "later": 0}


def test_a_migration_that_fails_leaves_the_old_version(tmp_path, monkeypatch):
    def broken(db):
        db.execute("CREATE TABLE half (x)")
        raise KeyError("in the middle")

    fresh(tmp_path)
    monkeypatch.setattr(module, "MIGRATIONS", (*MIGRATIONS, broken))
    with pytest.raises(KeyError):
        open_catalogue(tmp_path / "index")
    monkeypatch.undo()
    again = open_catalogue(tmp_path / "index")
    assert version(again) == len(MIGRATIONS)
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        rows_in(again.db, "half")


def test_many_that_open_a_new_one_at_once_all_find_it_whole(tmp_path):
    together = threading.Barrier(8)

    def generation(_: int) -> int:
        together.wait()
        return open_catalogue(tmp_path / "index", create=True).generation()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(generation, range(8))) == [0] * 8


@pytest.mark.parametrize("error", [KeyError, KeyboardInterrupt])
def test_what_breaks_off_inside_a_transaction_leaves_nothing(tmp_path, error):
    catalogue = fresh(tmp_path)
    with pytest.raises(error), catalogue.atomic() as db:
        put_in(db, new_document(), "ferry.txt")
        raise error
    assert rows_in(catalogue.db, "documents", "pages", "passages", "embeddings", "files", "departed") == {
        "documents": 0,
        "pages": 0,
        "passages": 0,
        "embeddings": 0,
        "files": 0,
        "departed": 0,
    }
    assert catalogue.generation() == 0
    catalogue.put("after", "it goes on")


def test_a_process_that_dies_inside_a_transaction_leaves_nothing(tmp_path):
    fresh(tmp_path).close()
    script = f"""
import os
from pathlib import Path
from rag.store.catalogue import open_catalogue
from tests.rag.store.made import new_document, put_in
with open_catalogue(Path({str(tmp_path / "index")!r})).atomic() as db:
    put_in(db, new_document(), "ferry.txt")
    os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", script]).returncode == 9
    catalogue = open_catalogue(tmp_path / "index")
    assert rows_in(catalogue.db, "documents", "files") == {"documents": 0, "files": 0}
    assert catalogue.problems() == []


def test_two_writers_wait_for_each_other(tmp_path):
    catalogue = fresh(tmp_path)
    inside, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with catalogue.atomic() as db:
            raise_generation(db)
            inside.set()
            assert go_on.wait(10)

    thread = threading.Thread(target=slow)
    thread.start()
    assert inside.wait(10)
    threading.Timer(0.1, go_on.set).start()
    with catalogue.atomic() as db:
        assert raise_generation(db) == 2
    thread.join()


def test_a_writer_that_waited_too_long_is_told_so(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
    first, second = fresh(tmp_path), fresh(tmp_path)
    with first.atomic(), pytest.raises(CatalogueError, match="another run is writing"), second.atomic():
        pass


def test_a_reader_sees_one_moment(tmp_path):
    here, there = fresh(tmp_path), fresh(tmp_path)
    with here.reading() as db:
        assert rows_in(db, "documents") == {"documents": 0}
        with there.atomic() as other:
            put_in(other, new_document(), "ferry.txt")
        assert rows_in(db, "documents", "passages") == {"documents": 0, "passages": 0}
        assert here.generation() == 0
    assert here.generation() == 1


def test_reading_inside_a_transaction_is_a_part_of_it(tmp_path):
    catalogue = fresh(tmp_path)
    with catalogue.atomic() as db:
        raise_generation(db)
        assert catalogue.generation() == 1
        assert db.in_transaction
    with catalogue.reading() as db:
        with catalogue.reading():
            pass
        assert db.in_transaction
    assert not catalogue.db.in_transaction


def test_each_thread_has_a_connection_of_its_own(tmp_path):
    catalogue = fresh(tmp_path)
    catalogue.put("corpus", "elsewhere")
    found = []
    thread = threading.Thread(target=lambda: found.append((catalogue.get("corpus"), catalogue.db)))
    thread.start()
    thread.join()
    assert found[0][0] == "elsewhere" and found[0][1] is not catalogue.db
    assert catalogue.get("nothing of that name") is None


def test_sqlite_finds_orphans_and_damaged_pages(tmp_path):
    catalogue = fresh(tmp_path)
    with catalogue.atomic() as db:
        put_in(db, new_document("A word. " * 4000), "ferry.txt")
    assert catalogue.problems() == []
    catalogue.db.execute("PRAGMA foreign_keys = OFF")
    catalogue.db.execute("UPDATE pages SET document_id = 99 WHERE number = 2")
    assert [p for p in catalogue.problems() if "pages points at nothing in documents" in p]
    catalogue.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    catalogue.close()
    path = tmp_path / "index" / FILE_NAME
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * 4096 + content[8192:])
    assert any(str(path) in problem for problem in Catalogue(path).problems())


@pytest.mark.parametrize("content", [b"no database at all, just words " * 200, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_named_with_the_cure(tmp_path, content):
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(CatalogueError, match=rf"{FILE_NAME} is damaged.*python -m ingest rebuild"):
        open_catalogue(tmp_path)


def test_a_catalogue_without_its_tables_is_damaged(tmp_path):
    with sqlite3.connect(tmp_path / FILE_NAME) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    with pytest.raises(CatalogueError, match="damaged"):
        open_catalogue(tmp_path).generation()
