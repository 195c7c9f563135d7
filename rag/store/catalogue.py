"""The connection to the catalogue: one writer with short transactions, readers that only read."""

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# The other rooms name the type from here: none of them speaks to SQLite.
from sqlite3 import Connection as Connection

from rag.errors import CatalogueError, NewerCatalogue, NoIndex
from rag.store.schema import MIGRATIONS

FILE_NAME = "catalogue.sqlite"
BUSY_SECONDS = 60


class Catalogue:
    """One SQLite file (WAL). Each thread gets a connection of its own; `atomic` is the one verb for writing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()

    @property
    def db(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = _connect(self.path)
        return connection

    @contextmanager
    def atomic(self) -> Iterator[sqlite3.Connection]:
        """A write transaction: all of it or nothing. Waits for another writer; not to be nested."""
        with _explained(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One read transaction: everything read inside is of one moment. Inside another one, it is a part of that."""
        with _explained(self.path):
            if self.db.in_transaction:
                yield self.db
                return
            self.db.execute("BEGIN")
            try:
                yield self.db
            finally:
                self.db.execute("ROLLBACK")

    def generation(self) -> int:
        """A counter that rises in every transaction that touches passages or vectors."""
        with self.reading() as db:
            return current_generation(db)

    def get(self, key: str) -> str | None:
        with self.reading() as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
            return row[0] if row else None

    def put(self, key: str, value: str) -> None:
        with self.atomic() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def problems(self) -> list[str]:
        """What SQLite itself finds wrong: damaged pages, rows that point at nothing."""
        try:
            found = [str(row[0]) for row in self.db.execute("PRAGMA integrity_check")]
            orphans = self.db.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.DatabaseError as error:
            return [f"{self.path}: {error}"]
        return [f"{self.path}: {text}" for text in found if text != "ok"] + [
            f"{self.path}: a row of {row[0]} points at nothing in {row[2]}" for row in orphans
        ]

    def close(self) -> None:
        """Close this thread's connection."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None


def has_catalogue(index: Path) -> bool:
    return (index / FILE_NAME).exists()


def open_catalogue(index: Path, create: bool = False) -> Catalogue:
    """The catalogue of an index folder, migrated to this version. Raises NoIndex unless it is there or `create`."""
    path = index / FILE_NAME
    if not has_catalogue(index) and not create:
        raise NoIndex(f"there is no index in {index}: python -m ingest --index {index} makes one")
    try:
        index.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CatalogueError(f"no index can be made in {index} ({error.strerror}): give another --index") from error
    catalogue = Catalogue(path)
    with _explained(path):
        version = catalogue.db.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise NewerCatalogue(f"{path} was written by a newer version of Dossier: use that one, or another --index")
    if version < len(MIGRATIONS):
        _migrate(catalogue)
    return catalogue


def current_generation(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()[0])


def raise_generation(db: sqlite3.Connection) -> int:
    """The new generation, inside the caller's transaction."""
    db.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'")
    return current_generation(db)


def _migrate(catalogue: Catalogue) -> None:
    with catalogue.atomic() as db:
        # Read again under the lock: another process may have migrated meanwhile.
        version = db.execute("PRAGMA user_version").fetchone()[0]
        for number, step in enumerate(MIGRATIONS[version:], start=version + 1):
            step(db)
            db.execute(f"PRAGMA user_version = {number}")


def _connect(path: Path) -> sqlite3.Connection:
    with _explained(path):
        db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        _use_wal(db)
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        return db


def _use_wal(db: sqlite3.Connection) -> None:
    """For a new file SQLite refuses this at once, without its time-out, while another process does the same."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if str(error) != "database is locked" or time.monotonic() > until:
                raise
            time.sleep(0.01)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """SQLite's own errors in words that name the file and the cure."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if str(error).startswith(("no such table", "no such column", "Could not decode")):
            raise _damaged(path, error) from error
        cure = {
            "database or disk is full": "free some space and run it again; nothing that was committed is lost",
            "disk I/O error": "check the disk and its free space and run it again; nothing committed is lost",
            "database is locked": "another run is writing; try again when it has ended",
            "attempt to write a readonly database": "make the folder writable",
            "unable to open database file": "check that the folder exists and is writable",
        }.get(str(error))
        if cure is None:
            raise
        raise CatalogueError(f"{path}: {error}: {cure}") from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise
        raise _damaged(path, error) from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> CatalogueError:
    cure = "python -m ingest rebuild sets it aside and reads the documents again"
    return CatalogueError(f"{path} is damaged ({error}): {cure}")
