"""Starts `python -m ingest` many times at the price of one start: everything is imported once, then forked.

Each run is a process of its own with the command line's own entry and HashedWords for the embedder. On standard input a
line of JSON asks for a run, on standard output one tells its process id and one how it ended.

    {"arguments": [...], "constants": {"ingest.pipeline.PUBLISH_SECONDS": 0.3}, "log": PATH,
     "lines": PATH or null,              where to count the executed lines of the code that commits
     "kill": [FILE, LINE, N] or null,    die by SIGKILL just before that line runs for the Nth time
     "largest_file": BYTES or null}      the kernel refuses to let any file grow beyond
"""

import importlib
import json
import os
import resource
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any, Self

from tests.hashed_words import HashedWords

ROOT = Path(__file__).parents[1]
# All that writes: these lines, and not the reading or embedding, are where a death could leave half of something.
COMMITS = {
    str(path)
    for pattern in ("rag/store/*.py", "rag/index/*.py", "rag/indexes.py", "ingest/commit.py", "ingest/pipeline.py")
    for path in ROOT.glob(pattern)
}


class IngestServer:
    """The test's side. One run at a time."""

    def __init__(self, log: Path, inside: Sequence[str] = ()) -> None:
        """`inside`: a command that runs the rest of its arguments somewhere else."""
        self.log = log
        self._inside = inside

    def __enter__(self) -> Self:
        # One OpenMP thread, so that a fork leaves no thread behind.
        self._process = subprocess.Popen(
            [*self._inside, sys.executable, "-m", "tests.ingest_server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=os.environ | {"OMP_NUM_THREADS": "1"},
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    @property
    def root(self) -> Path:
        """The root of the file system as the server sees it."""
        return Path(f"/proc/{self._process.pid}/root")

    def start(self, *arguments: str, **more: Any) -> int:
        """The process id of a run that has begun."""
        self.log.unlink(missing_ok=True)
        request = {"arguments": arguments, "log": str(self.log)} | more
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def end(self) -> int:
        """How the run ended: its exit status, negative for the signal that killed it."""
        return int(self._process.stdout.readline())

    def run(self, *arguments: str, **more: Any) -> str:
        """A run to its end, which must be a good one; what it printed."""
        self.start(*arguments, **more)
        code = self.end()
        assert code == 0, f"exit status {code}:\n{self.log.read_text()}"
        return self.log.read_text()


def serve() -> None:
    import rag.compose
    from ingest.__main__ import app

    rag.compose.embedder_named = HashedWords
    for line in sys.stdin:
        request = json.loads(line)
        process = os.fork()
        if process == 0:
            _run(app, request)
        print(process, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)


def _run(app: Any, request: dict[str, Any]) -> None:
    """In the child: ends the process as the command line does, by SystemExit."""
    log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for descriptor in (1, 2):
        os.dup2(log, descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for name, value in request.get("constants", {}).items():
        module, constant = name.rsplit(".", 1)
        setattr(importlib.import_module(module), constant, value)
    if limit := request.get("largest_file"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    counted: Counter[tuple[str, int]] = Counter()
    if request.get("lines") or request.get("kill"):
        sys.settrace(_tracer(counted, tuple(request.get("kill") or ())))
    try:
        app(request["arguments"], prog_name="python -m ingest")
    finally:
        sys.settrace(None)
        if request.get("lines"):
            Path(request["lines"]).write_text(json.dumps([[*at, n] for at, n in counted.items()]))


def _tracer(counted: Counter[tuple[str, int]], kill: tuple[Any, ...]) -> Any:
    def on_line(frame: FrameType, event: str, _: object) -> Any:
        if event == "line":
            at = (frame.f_code.co_filename, frame.f_lineno)
            counted[at] += 1
            if (*at, counted[at]) == kill:
                os.kill(os.getpid(), signal.SIGKILL)
        return on_line

    def on_call(frame: FrameType, event: str, _: object) -> Any:
        return on_line if frame.f_code.co_filename in COMMITS else None

    return on_call


if __name__ == "__main__":
    serve()
