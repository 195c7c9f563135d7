"""The state of every file that was seen in the corpus."""

from dataclasses import dataclass
from sqlite3 import Connection

STATES = ("indexed", "failed", "unsupported", "ignored", "needs-ocr", "removed")


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One path of the corpus. `reason` is empty when indexed; `signature` is empty when stat() proves nothing."""

    path: str
    state: str
    reason: str
    sha256: str = ""
    reader: str = ""
    size: int = 0
    modified_ns: int = 0
    signature: str = ""
    document_id: int | None = None


_COLUMNS = "path, state, reason, sha256, reader, size, modified_ns, signature, document_id"


def all_files(db: Connection) -> list[FileRecord]:
    """Every file, in the order of its path."""
    return [FileRecord(*row) for row in db.execute(f"SELECT {_COLUMNS} FROM files ORDER BY path")]


def file_record(db: Connection, path: str) -> FileRecord | None:
    row = db.execute(f"SELECT {_COLUMNS} FROM files WHERE path = ?", (path,)).fetchone()
    return FileRecord(*row) if row else None


def put_file(db: Connection, record: FileRecord) -> None:
    """Insert or replace the record of a path."""
    db.execute(
        f"INSERT OR REPLACE INTO files ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)",
        (record.path, record.state, record.reason, record.sha256, record.reader)
        + (record.size, record.modified_ns, record.signature, record.document_id),
    )


def forget_file(db: Connection, path: str) -> None:
    db.execute("DELETE FROM files WHERE path = ?", (path,))


def paths_of(db: Connection, document_id: int) -> list[str]:
    """The paths under which a document lies, in order."""
    return [r[0] for r in db.execute("SELECT path FROM files WHERE document_id = ? ORDER BY path", (document_id,))]
