"""What the tables are, as numbered steps from an empty file; nothing here opens a connection."""

from collections.abc import Callable
from sqlite3 import Connection


def m001_documents(db: Connection) -> None:
    """Documents, their pages and passages, embeddings, the state of every file, and the published snapshot."""
    _run(
        db,
        """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
        INSERT INTO meta VALUES ('generation', '0');

        CREATE TABLE documents (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            sha256 TEXT NOT NULL,
            reader TEXT NOT NULL,      -- name and version of the reader, and of the derivation
            read_as TEXT NOT NULL,     -- the path under which it was read: names carry metadata
            media_type TEXT NOT NULL,
            text TEXT NOT NULL,
            title TEXT, publisher TEXT, published TEXT,  -- copies of metadata, to filter and to list by
            metadata TEXT NOT NULL,    -- JSON: each value with its source
            warnings TEXT NOT NULL,    -- JSON list
            dates TEXT NOT NULL,       -- JSON list of ISO days that the text names
            generation INTEGER NOT NULL,
            UNIQUE (sha256, reader)
        ) STRICT;

        CREATE TABLE pages (
            document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
            number INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
            width REAL NOT NULL, height REAL NOT NULL,
            words TEXT NOT NULL,       -- JSON list of [start, end, x0, top, x1, bottom]
            PRIMARY KEY (document_id, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE files (
            path TEXT PRIMARY KEY,
            state TEXT NOT NULL
                CHECK (state IN ('indexed', 'failed', 'unsupported', 'ignored', 'needs-ocr', 'removed')),
            reason TEXT NOT NULL,
            sha256 TEXT NOT NULL, reader TEXT NOT NULL,
            size INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
            signature TEXT NOT NULL,   -- of stat(); empty when it could hide one
            document_id INTEGER REFERENCES documents DEFERRABLE INITIALLY DEFERRED,
            CHECK ((state = 'indexed') = (document_id IS NOT NULL))
        ) STRICT;
        CREATE INDEX files_document ON files (document_id);

        CREATE TABLE passages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
            start INTEGER NOT NULL, end INTEGER NOT NULL,
            context TEXT NOT NULL,
            dates TEXT NOT NULL,       -- JSON list
            content TEXT NOT NULL      -- hash of what is embedded
        ) STRICT;
        CREATE INDEX passages_document ON passages (document_id);
        CREATE INDEX passages_content ON passages (content);

        CREATE TABLE embeddings (
            passage_id INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
            embedder TEXT NOT NULL,
            vector BLOB NOT NULL,      -- float32, little endian, unit length
            PRIMARY KEY (passage_id, embedder)
        ) STRICT;

        CREATE TABLE departed (        -- what an index that shows an older generation still holds
            document_id INTEGER PRIMARY KEY,
            passages TEXT NOT NULL,    -- JSON list of ids
            generation INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE snapshot (        -- at most one row: the published one
            only INTEGER PRIMARY KEY CHECK (only = 1),
            record TEXT NOT NULL       -- JSON
        ) STRICT;

        CREATE TABLE progress (        -- at most one row: the run at work
            only INTEGER PRIMARY KEY CHECK (only = 1),
            stage TEXT NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL,
            file TEXT NOT NULL, process INTEGER NOT NULL, at REAL NOT NULL
        ) STRICT;
        """,
    )


def m002_asked(db: Connection) -> None:
    """The turns of named conversations, and a receipt for every answer."""
    _run(
        db,
        """
        CREATE TABLE turns (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            conversation TEXT NOT NULL,
            understood TEXT NOT NULL   -- the question, self-contained
        ) STRICT;
        CREATE INDEX turns_conversation ON turns (conversation);

        CREATE TABLE receipts (
            id TEXT PRIMARY KEY,
            record TEXT NOT NULL       -- JSON
        ) STRICT;
        """,
    )


def m003_answers_of_turns(db: Connection) -> None:
    """The short answers of a turn, a JSON list: a later question may mean one of them."""
    _run(db, "ALTER TABLE turns ADD COLUMN answers TEXT NOT NULL DEFAULT '[]'")


def m004_conversations(db: Connection) -> None:
    """Names of conversations, which can change; for each turn its answer's receipt and when it was asked (ISO, UTC).

    Those from before have their old name for an id as well.
    """
    _run(
        db,
        """
        CREATE TABLE conversations (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        ) STRICT;
        INSERT INTO conversations SELECT DISTINCT conversation, conversation FROM turns;
        ALTER TABLE turns ADD COLUMN answer TEXT NOT NULL DEFAULT '';
        ALTER TABLE turns ADD COLUMN asked_at TEXT NOT NULL DEFAULT '';
        CREATE INDEX turns_answer ON turns (answer);
        """,
    )


def _run(db: Connection, script: str) -> None:
    """Each statement of the script, in the caller's transaction (executescript would commit it)."""
    for statement in script.split(";\n"):
        db.execute(statement)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    m001_documents,
    m002_asked,
    m003_answers_of_turns,
    m004_conversations,
)
