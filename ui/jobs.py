"""Work behind the page: the watching child, and removals, restorals and rebuilds that nobody should wait for."""

import atexit
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from rag.errors import DossierError

T = TypeVar("T")

PROGRAM = Path(__file__).resolve().parent.parent


class JobFailed(DossierError):
    """A command of `python -m ingest` ended with an error; the message is what it said."""


def run_ingest(*arguments: str) -> None:
    """Runs `python -m ingest …` to its end. Raises JobFailed with its last words."""
    command = [sys.executable, "-m", "ingest", *arguments]
    done = subprocess.run(command, cwd=PROGRAM, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise JobFailed(last_line(done.stderr) or f"python -m ingest {arguments[0]} ended with {done.returncode}")


def last_line(text: str) -> str:
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")


class Watcher:
    """The child of this server that takes in what changes in the corpus."""

    def __init__(self, index: Path, corpus: Path) -> None:
        self._command = [sys.executable, "-m", "ui.watching", str(index), str(corpus)]
        self._lock = threading.Lock()
        self._said = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
        self._child = self._start()
        atexit.register(self.stop)

    def trouble(self) -> str:
        """Why the corpus is no longer watched; empty while it is."""
        with self._lock:
            if self._child.poll() is None:
                return ""
            self._said.seek(0)
            return last_line(self._said.read()) or f"it ended with {self._child.returncode}"

    def restart(self) -> None:
        with self._lock:
            if self._child.poll() is not None:
                self._child = self._start()

    def stop(self) -> None:
        self._child.terminate()

    def _start(self) -> "subprocess.Popen[bytes]":
        self._said.seek(0)
        self._said.truncate()
        return subprocess.Popen(
            self._command, cwd=PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=self._said
        )


def in_background(work: Callable[[], T]) -> Future[T]:
    """Runs the work in a thread of its own, which never keeps the server from ending."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except Exception as error:  # noqa: BLE001 - it is raised again, or told, where the result is asked for
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future


class Jobs:
    """What runs behind the page, by name; one of a name at a time."""

    def __init__(self) -> None:
        self._jobs: dict[str, Future[object]] = {}

    def start(self, name: str, work: Callable[[], object]) -> None:
        if name not in self.running():
            self._jobs[name] = in_background(work)

    def running(self) -> set[str]:
        return {name for name, job in list(self._jobs.items()) if not job.done()}

    def finished(self) -> set[str]:
        """The names of the jobs that were done."""
        return {name for name, job in list(self._jobs.items()) if job.done() and not job.exception()}

    def failures(self) -> dict[str, str]:
        """The names of the jobs that failed, and why, until they are started again or dismissed."""
        ended = {name: job.exception() for name, job in list(self._jobs.items()) if job.done()}
        return {name: str(error) for name, error in ended.items() if error}

    def dismiss(self, name: str) -> None:
        self._jobs.pop(name, None)
