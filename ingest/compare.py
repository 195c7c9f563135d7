"""What a run has to do: the files as they are against the files as they were."""

from dataclasses import dataclass, replace

from ingest.derive import VERSION
from ingest.readers import READERS_VERSION, ignored, reader_of
from ingest.scan import Seen, digest
from rag.store.files import FileRecord


@dataclass(frozen=True, slots=True)
class Change:
    """A path's new record. `read` says that the file is to be read before it holds."""

    seen: Seen
    record: FileRecord
    read: bool = False

    @property
    def refused(self) -> bool:
        """The file cannot even be opened."""
        return self.record.state == "failed" and not self.record.sha256


def compare(seen: Seen, known: FileRecord | None, reread: bool) -> Change | None:
    """None when nothing changed: told by the bytes, which only a stat() that proves enough spares reading.

    A file that has vanished since it was seen is left to the next run.
    """
    if (reason := ignored(seen.path)) or seen.state:
        return _unread(seen, known, seen.state or "ignored", reason or seen.reason)
    reader = reader_tag(seen.path)
    holds = known is not None and known.reader == reader and not reread
    if known and holds and known.signature and known.signature == seen.signature:
        return None
    try:
        sha256 = digest(seen.file)
    except FileNotFoundError:
        return None
    except OSError as error:
        return _unread(seen, known, "failed", f"cannot be opened: {error.strerror}")
    if known and known.sha256 == sha256 and (holds or known.state == "removed"):
        kept = replace(known, size=seen.size, modified_ns=seen.modified_ns, signature=seen.signature)
        return None if kept == known else Change(seen, kept)
    record = FileRecord(
        seen.path, "failed", "not read yet", sha256, reader, seen.size, seen.modified_ns, seen.signature
    )
    return Change(seen, record, read=True)


def reader_tag(path: str) -> str:
    """What makes a document of these bytes: the reader, and the versions of reading and deriving."""
    return f"{reader_of(path)} {READERS_VERSION}.{VERSION}"


def _unread(seen: Seen, known: FileRecord | None, state: str, reason: str) -> Change | None:
    record = FileRecord(seen.path, state, reason)
    return None if record == known else Change(seen, record)
