"""The child process that reads: one request a line on standard input, one reply a line on standard output, as JSON.

It takes its limits from the command line: seconds and bytes of memory. A request names a file and what is wanted of it.
"""

import base64
import json
import os
import re
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from ingest.readers import read
from ingest.readers.wire import encode, to_json
from rag.errors import ReadError

# The parent ends a slow reader in time; this ends it when the parent is gone.
GRACE_SECONDS = 5


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """`{"reading"}` or `{"picture"}`, or `{"refused", "reason"}` with the name of the error."""
    file = Path(os.fsdecode(base64.b64decode(request["file"])))
    try:
        if "page" in request:
            from ingest.readers.pdf import render_page

            picture = render_page(file, request["page"], request["scale"])
            return {"picture": base64.b64encode(picture).decode()}
        return {"reading": to_json(read(file, request["name"]))}
    except ReadError as error:
        return {"refused": type(error).__name__, "reason": str(error)}


def serve(seconds: float, memory: int) -> None:
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # What a library prints must not reach the replies.
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin.buffer:
        signal.setitimer(signal.ITIMER_REAL, seconds + GRACE_SECONDS)
        try:
            reply = encode(answer(json.loads(line)) | {"spent": _peak() > memory / 2})
        except MemoryError:
            reply = encode({"refused": "MemoryError"})
        except Exception as error:
            replies.write(encode({"refused": "Crashed", "reason": f"{type(error).__name__}: {error}"}))
            replies.flush()
            raise
        signal.setitimer(signal.ITIMER_REAL, 0)
        replies.write(reply)
        replies.flush()


def _peak() -> int:
    """The most memory that this program ever used, in bytes; 0 where the system does not tell.

    Not ru_maxrss: Linux hands it on from the parent, which may be large.
    """
    try:
        used = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    except OSError:
        return 0
    return int(used[1]) * 1024 if used else 0


if __name__ == "__main__":
    serve(float(sys.argv[1]), int(sys.argv[2]))
