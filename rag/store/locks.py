"""One run at a time writes to an index folder; another waits for it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def writer_lock(index: Path, wait: bool = True) -> Iterator[bool]:
    """Yields whether the lock is held: always, unless `wait` is off and another run has it. Freed by any death."""
    index.mkdir(parents=True, exist_ok=True)
    with (index / "writer.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True
