"""The run at work on an index, as a row that any process can read."""

import os
import time
from dataclasses import dataclass
from sqlite3 import Connection


@dataclass(frozen=True, slots=True)
class Progress:
    """`stage` is a word for people: reading, embedding, publishing; `done` of `total` files; the file in hand.

    Where another embedder's vectors are made, `done` and `total` count passages.
    """

    stage: str
    done: int
    total: int
    file: str = ""


def put_progress(db: Connection, progress: Progress) -> None:
    db.execute(
        "INSERT OR REPLACE INTO progress VALUES (1,?,?,?,?,?,?)",
        (progress.stage, progress.done, progress.total, progress.file, os.getpid(), time.time()),
    )


def clear_progress(db: Connection) -> None:
    db.execute("DELETE FROM progress")


def current_progress(db: Connection) -> Progress | None:
    """None when no run is at work; the row of a run that was killed does not count."""
    row = db.execute("SELECT stage, done, total, file, process FROM progress").fetchone()
    if row is None or not _alive(row[4]):
        return None
    return Progress(*row[:4])


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
