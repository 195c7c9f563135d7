"""What lies in the corpus folder, and whether it has changed."""

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# A file changed within the clock's grain of our look could change again without a trace in stat().
SETTLED_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Seen:
    """One path under the corpus, `/` between folders. One that cannot be read has a `state` and a `reason`."""

    path: str
    file: Path
    size: int = 0
    modified_ns: int = 0
    signature: str = ""
    state: str = ""
    reason: str = ""


def scan(corpus: Path) -> Iterator[Seen]:
    """Every file, in order within its folder. Links are not followed: what they point to is read where it lies."""
    locked: list[OSError] = []
    for folder, folders, names in os.walk(corpus, onerror=locked.append):
        folders.sort()
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted(names + links):
            yield _seen(corpus, Path(folder) / name)
    for error in locked:
        file = Path(error.filename)
        yield Seen(
            file.relative_to(corpus).as_posix(), file, state="failed", reason=f"cannot be opened: {error.strerror}"
        )


def digest(file: Path) -> str:
    """SHA-256 of the file's bytes. Raises OSError."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _seen(corpus: Path, file: Path) -> Seen:
    path = file.relative_to(corpus).as_posix()
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        return Seen(shown, file, state="failed", reason="its name is not valid UTF-8: rename it")
    try:
        status = file.lstat()
    except OSError as error:
        return Seen(path, file, state="failed", reason=f"cannot be read: {error.strerror}")
    if stat.S_ISLNK(status.st_mode):
        return Seen(path, file, state="ignored", reason="a link: put the file itself into the corpus")
    if not stat.S_ISREG(status.st_mode):
        return Seen(path, file, state="ignored", reason="not a regular file")
    return Seen(path, file, status.st_size, status.st_mtime_ns, _signature(status))


def _signature(status: os.stat_result) -> str:
    """Empty while the file is too fresh. The change time cannot be set back, as the modification time can."""
    if time.time() - status.st_ctime < SETTLED_SECONDS:
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
