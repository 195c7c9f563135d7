"""Files are read in a child process, each within a time and a memory limit: a bad file ends the child, never us."""

import base64
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ingest.readers.wire import encode, from_json
from rag.domain.text import Reading
from rag.errors import Crashed, NeedsOcr, TooLarge, TooSlow, Unreadable, Unsupported

SECONDS = 20.0
MEGABYTES = 1024
_REFUSALS = {kind.__name__: kind for kind in (Unsupported, NeedsOcr, Unreadable)}
_ROOT = Path(__file__).parents[1]


class ReaderProcess:
    """Reads files one after another in one child, started when first needed and anew after it was ended.

    `seconds` and `megabytes` bind each file. Not for several threads at once; any number of processes may have theirs.
    """

    def __init__(self, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self.seconds = seconds
        self.megabytes = megabytes
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        if self._child:
            self._child.kill()
            self._end()

    def read(self, file: Path, name: str) -> Reading:
        """The reading of the file; `name` is its path in the corpus. Raises ReadError, with a reason for the person."""
        return from_json(self._ask({"file": _bytes(file), "name": name})["reading"])

    def render_page(self, file: Path, page: int, scale: float = 2.0) -> bytes:
        """A page of a PDF, counted from 1, as PNG: `scale` pixels a point. Raises ReadError."""
        return base64.b64decode(self._ask({"file": _bytes(file), "page": page, "scale": scale})["picture"])

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        child = self._started()
        assert child.stdin and child.stdout
        try:
            child.stdin.write(encode(request))
            line = self._line(child)
        except BrokenPipeError:
            line = b""
        if not line.endswith(b"\n"):
            raise self._ended(child)
        reply: dict[str, Any] = json.loads(line)
        refused = reply.get("refused")
        if reply.get("spent"):
            self.close()  # What one large file left behind must not count against the next.
        if refused is None:
            return reply
        if refused in _REFUSALS:
            raise _REFUSALS[refused](reply["reason"])
        self.close()
        if refused == "MemoryError":
            raise TooLarge(f"needed more than {self.megabytes} MiB to read: raise read_megabytes, or split it")
        raise Crashed(f"the reader failed on it ({reply['reason']}): please report it with the file")

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child and self._child.poll() is not None:
            self._end()
        if self._child is None:
            command = [sys.executable, "-m", "ingest.readers.child", str(self.seconds), str(self.megabytes << 20)]
            self._child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                env=os.environ
                | {"PYTHONPATH": os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))},
            )
        return self._child

    def _line(self, child: subprocess.Popen[bytes]) -> bytes:
        """The reply; cut short when the child ended. Raises TooSlow when it does not come in time."""
        assert child.stdout
        deadline = time.monotonic() + self.seconds
        parts: list[bytes] = []
        with selectors.DefaultSelector() as selector:
            selector.register(child.stdout, selectors.EVENT_READ)
            while not parts or not parts[-1].endswith(b"\n"):
                if not selector.select(deadline - time.monotonic()):
                    self.close()
                    raise TooSlow(f"took longer than {self.seconds:g} s to read: raise read_seconds, or split it")
                parts.append(os.read(child.stdout.fileno(), 1 << 20))
                if not parts[-1]:
                    break
        return b"".join(parts)

    def _ended(self, child: subprocess.Popen[bytes]) -> Unreadable:
        code = child.wait()
        self._end()
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return Crashed(f"the reader broke off on it ({how}): it is damaged, or needs more than {self.megabytes} MiB")

    def _end(self) -> None:
        child, self._child = self._child, None
        if child:
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe:
                    pipe.close()


def _bytes(file: Path) -> str:
    """Any name a file can have, in ASCII."""
    return base64.b64encode(os.fsencode(file.absolute())).decode()
