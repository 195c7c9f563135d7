"""From the files of the corpus to the catalogue and its indexes: the flow, on one screen."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.commit import EMBEDDED_TOGETHER, Arrival, attach, commit_arrivals, complete_vectors, let_go, set_state
from ingest.compare import Change, compare
from ingest.derive import derive
from ingest.limits import ReaderProcess
from ingest.scan import Seen, digest, scan
from rag.compose import Library
from rag.errors import ReadError, UnknownFile, Unreadable
from rag.store.documents import misnamed
from rag.store.files import FileRecord, all_files, file_record, forget_file
from rag.store.locks import writer_lock
from rag.store.progress import Progress, clear_progress, put_progress

# A long run publishes now and then, so that what is in can be asked about.
PUBLISH_SECONDS = 20.0
PROGRESS_SECONDS = 0.3

Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did, in files: `refused` counts those that it tried and could not take in."""

    taken_in: int
    refused: int
    unchanged: int
    gone: int


def update(library: Library, report: Report = lambda _: None, reread: bool = False) -> Summary:
    """Brings catalogue and indexes up to the corpus; each document in a transaction of its own.

    Waits for another run on the same index. With `reread`, files are read again though they did not change.
    """
    with writer_lock(library.index):
        return _update(library, report, reread)


def remove(library: Library, path: str) -> None:
    """Takes the document at `path` out; the file stays, and is skipped until its bytes change or `restore`."""
    with writer_lock(library.index):
        record = _known(library, path)
        reason = "taken out by hand: restore brings it back"
        set_state(library, replace(record, state="removed", reason=reason, document_id=None))
        library.indexes.publish()


def restore(library: Library, path: str) -> Summary:
    """Tries the file at `path` again, whatever its state was: removed, or failed."""
    with writer_lock(library.index):
        if _known(library, path).state != "indexed":
            with library.catalogue.atomic() as db:
                forget_file(db, path)
        return _update(library, lambda _: None, reread=False)


def _update(library: Library, report: Report, reread: bool) -> Summary:
    try:
        known = {record.path: record for record in all_files(library.catalogue.db)}
        seen = {s.path: s for s in scan(library.corpus)}
        changes = [c for s in seen.values() if (c := compare(s, known.get(s.path), reread))]
        gone = [path for path in known if path not in seen]
        refused = _take_in(library, report, changes, attaching=not reread)
        for path in gone:
            let_go(library, path)
        _take_in(library, report, _renamed(library, seen), attaching=False)
        complete_vectors(library)
        _tell(library, report, Progress("publishing", len(changes), len(changes)))
        library.indexes.publish()
    finally:
        with library.catalogue.atomic() as db:
            clear_progress(db)
    return Summary(len(changes) - refused, refused, len(seen) - len(changes), len(gone))


def _take_in(library: Library, report: Report, changes: Sequence[Change], attaching: bool) -> int:
    """Reads, embeds and commits; how many files were refused. With `attaching`, known bytes are not read again."""
    refused, waiting, passages = 0, list[Arrival](), 0
    told, published = 0.0, time.monotonic()
    settings = library.settings
    with ReaderProcess(settings.read_seconds, settings.read_megabytes) as reader:
        for done, change in enumerate(changes):
            if time.monotonic() - told > PROGRESS_SECONDS:
                _tell(library, report, Progress("reading", done, len(changes), change.record.path))
                told = time.monotonic()
            if not change.read:
                set_state(library, change.record)
                refused += change.record.state == "failed"
                continue
            if attaching and attach(library, change.record):
                continue
            arrival = _read(library, reader, change)
            if arrival is None:
                refused += 1
                continue
            waiting.append(arrival)
            passages += len(arrival.passages)
            if passages >= EMBEDDED_TOGETHER:
                commit_arrivals(library, waiting, attaching)
                waiting, passages = [], 0
            if time.monotonic() - published > PUBLISH_SECONDS:
                library.indexes.publish()
                published = time.monotonic()
        _tell(library, report, Progress("embedding", len(changes), len(changes)))
        commit_arrivals(library, waiting, attaching)
    return refused


def _read(library: Library, reader: ReaderProcess, change: Change) -> Arrival | None:
    """None when the file is refused: its record then says why."""
    record = change.record
    try:
        reading = reader.read(change.seen.file, record.path)
        if _digest_now(change.seen) != record.sha256:
            record = replace(record, sha256="", signature="")
            raise Unreadable("it changed while it was being read: the next run reads it again")
    except ReadError as error:
        set_state(library, replace(record, state=error.state, reason=str(error), document_id=None))
        return None
    dates, passages = derive(reading, record.path.rsplit("/", 1)[-1])
    return Arrival(record, reading, dates, passages)


def _digest_now(seen: Seen) -> str:
    try:
        return digest(seen.file)
    except OSError as error:
        raise Unreadable(f"it could not be read to its end: {error.strerror}") from error


def _renamed(library: Library, seen: Mapping[str, Seen]) -> list[Change]:
    """Documents that were read under another name: what came from the name is derived anew."""
    changes = []
    for path in misnamed(library.catalogue.db):
        record = file_record(library.catalogue.db, path)
        if record and path in seen:
            changes.append(Change(seen[path], record, read=True))
    return changes


def _known(library: Library, path: str) -> FileRecord:
    record = file_record(library.catalogue.db, path)
    if record is None:
        raise UnknownFile(f"{path!r} is not a file of this index: python -m ingest status names them")
    return record


def _tell(library: Library, report: Report, progress: Progress) -> None:
    with library.catalogue.atomic() as db:
        put_progress(db, progress)
    report(progress)
