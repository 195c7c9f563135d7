"""The row that says which published snapshot of the indexes is the current one."""

from sqlite3 import Connection


def put_snapshot(db: Connection, record: str, generation: int) -> None:
    """Point at a published snapshot. What had departed by its generation needs no mention any more."""
    db.execute("INSERT OR REPLACE INTO snapshot VALUES (1, ?)", (record,))
    db.execute("DELETE FROM departed WHERE generation <= ?", (generation,))


def current_snapshot(db: Connection) -> str | None:
    """The record (JSON) of the current snapshot."""
    row = db.execute("SELECT record FROM snapshot").fetchone()
    return row[0] if row else None
