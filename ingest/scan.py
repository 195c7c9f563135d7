"""What lies in the corpus folder, and whether it has changed."""

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rag.errors import WrongCorpus

# A file changed within the clock's grain of our look could change again without a trace in stat().
SETTLED_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Seen:
    """One path under the corpus, `/` between folders. One that cannot be read has a `state` and a `reason`.

    `closed` marks a folder that cannot be opened.
    """

    path: str
    file: Path
    size: int = 0
    modified_ns: int = 0
    signature: str = ""
    state: str = ""
    reason: str = ""
    closed: bool = False


def scan(corpus: Path, index: Path) -> Iterator[Seen]:
    """Every file, in order within its folder, and every folder that cannot be opened; not the index's own folder.

    Links are not followed: what they point to is read where it lies. Raises WrongCorpus when the corpus itself
    cannot be opened.
    """
    closed: list[OSError] = []
    for folder, folders, names in os.walk(corpus, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not _same(Path(folder) / name, index))
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted(names + links):
            if seen := _seen(corpus, Path(folder) / name):
                yield seen
    for error in closed:
        file = Path(error.filename)
        if file == corpus:
            raise WrongCorpus(f"the corpus folder {corpus} cannot be opened: {error.strerror}")
        if not isinstance(error, FileNotFoundError):
            reason = f"cannot be opened: {error.strerror}; what was taken in from it stays"
            yield Seen(_shown(corpus, file), file, state="failed", reason=reason, closed=True)


def digest(file: Path) -> str:
    """SHA-256 of the file's bytes. Raises OSError."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _seen(corpus: Path, file: Path) -> Seen | None:
    """None when it has vanished since it was listed."""
    path = _shown(corpus, file)
    if path != file.relative_to(corpus).as_posix():
        return Seen(path, file, state="failed", reason="its name is not valid UTF-8: rename it")
    try:
        status = file.lstat()
    except FileNotFoundError:
        return None
    except OSError as error:
        return Seen(path, file, state="failed", reason=f"cannot be read: {error.strerror}")
    if stat.S_ISLNK(status.st_mode):
        return Seen(path, file, state="ignored", reason="a link: put the file itself into the corpus")
    if not stat.S_ISREG(status.st_mode):
        return Seen(path, file, state="ignored", reason="not a regular file")
    return Seen(path, file, status.st_size, status.st_mtime_ns, _signature(status))


def _shown(corpus: Path, file: Path) -> str:
    """The path within the corpus, bytes that are not UTF-8 spelt out."""
    return os.fsencode(file.relative_to(corpus).as_posix()).decode("utf-8", "backslashreplace")


def _same(folder: Path, index: Path) -> bool:
    try:
        return folder.samefile(index)
    except OSError:
        return False


def _signature(status: os.stat_result) -> str:
    """Empty while the file is too fresh. The change time cannot be set back, as the modification time can."""
    if time.time() - status.st_ctime < SETTLED_SECONDS:
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
