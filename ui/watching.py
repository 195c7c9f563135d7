"""`python -m ui.watching INDEX CORPUS` is `python -m ingest watch` for a server: it ends when the server has gone.

Of several servers on one index, one watches; the next takes over when it ends.
"""

import fcntl
import os
import signal
import sys
import threading
from pathlib import Path

from ingest.__main__ import app

LOCK_NAME = "watch.lock"


def main(index: Path, corpus: Path) -> None:
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    with (index / LOCK_NAME).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        app(["watch", "--index", str(index), "--corpus", str(corpus)])


def _end_with_the_server() -> None:
    """Standard input is a pipe from the server: it closes however the server ends, kill -9 included."""
    # Not sys.stdin: a thread that waits in it breaks the interpreter's own end.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
