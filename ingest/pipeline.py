"""From the files of the corpus to the catalogue and its indexes: the flow, on one screen."""

import time
from collections.abc import Callable, Collection, Sequence
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
# The SHA-256 of a file and its reader: what makes a document.
Bytes = tuple[str, str]


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
    tell = _Teller(library, report)
    try:
        complete_vectors(library, tell)
        with library.catalogue.reading() as db:
            known = {record.path: record for record in all_files(db)}
        seen = {s.path: s for s in scan(library.corpus, library.index)}
        library.require_corpus()  # It may have left while we looked.
        changes = [c for s in seen.values() if (c := compare(s, known.get(s.path), reread))]
        taken_in, refused = _take_in(library, tell, [c for c in changes if c.read], reread)
        for change in changes:
            if not change.read:
                set_state(library, change.record)
                refused += change.refused
        gone = _gone(known, seen.values())
        for path in gone:
            let_go(library, path)
        _take_in(library, tell, _renamed(library, seen.values()), reread=True)
        tell(Progress("publishing", taken_in, taken_in))
        library.indexes.publish(anew=reread)
    finally:
        with library.catalogue.atomic() as db:
            clear_progress(db)
    return Summary(taken_in, refused, len(seen) - taken_in - refused, len(gone))


def _take_in(library: Library, tell: Report, changes: Sequence[Change], reread: bool) -> tuple[int, int]:
    """Reads, embeds and commits; how many files were taken in, and how many refused.

    Bytes that are in already only get another path; with `reread`, not those that were in before this call.
    """
    taken_in, refused = 0, 0
    waiting, done = dict[Bytes, Arrival](), set[Bytes]()
    published = time.monotonic()
    with ReaderProcess(library.settings.read_seconds, library.settings.read_megabytes) as reader:
        for number, change in enumerate(changes):
            tell(Progress("reading", number, len(changes), change.record.path))
            key = (change.record.sha256, change.record.reader)
            if key in waiting:
                _commit(library, waiting, done)
            if (key in done or not reread) and attach(library, change.record):
                taken_in += 1
            elif arrival := _read(library, reader, change):
                taken_in += 1
                waiting[key] = arrival
            else:
                refused += 1
            last = number + 1 == len(changes)
            if waiting and (last or sum(len(a.passages) for a in waiting.values()) >= EMBEDDED_TOGETHER):
                tell(Progress("embedding", number, len(changes), change.record.path))
                _commit(library, waiting, done)
            if not last and time.monotonic() - published > PUBLISH_SECONDS:
                library.indexes.publish()
                published = time.monotonic()
    return taken_in, refused


def _commit(library: Library, waiting: dict[Bytes, Arrival], done: set[Bytes]) -> None:
    commit_arrivals(library, list(waiting.values()))
    done.update(waiting)
    waiting.clear()


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


def _gone(known: Collection[str], seen: Collection[Seen]) -> list[str]:
    """Paths that are no more. What lies in a folder that cannot be opened is not known to be gone."""
    paths = {s.path for s in seen}
    closed = tuple(f"{s.path}/" for s in seen if s.closed)
    return [path for path in known if path not in paths and not path.startswith(closed)]


def _renamed(library: Library, seen: Collection[Seen]) -> list[Change]:
    """Documents that were read under another name: what came from the name is derived anew."""
    with library.catalogue.reading() as db:
        records = {path: file_record(db, path) for path in misnamed(db)}
    return [Change(s, record, read=True) for s in seen if (record := records.get(s.path))]


def _known(library: Library, path: str) -> FileRecord:
    with library.catalogue.reading() as db:
        record = file_record(db, path)
    if record is None:
        raise UnknownFile(f"{path!r} is not a file of this index: python -m ingest status names them")
    return record


class _Teller:
    """Reports a run's progress and keeps it as a row: at most every PROGRESS_SECONDS, but each new stage."""

    def __init__(self, library: Library, report: Report) -> None:
        self._library = library
        self._report = report
        self._stage, self._told = "", 0.0

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if not progress.total or (progress.stage == self._stage and now - self._told < PROGRESS_SECONDS):
            return
        self._stage, self._told = progress.stage, now
        with self._library.catalogue.atomic() as db:
            put_progress(db, progress)
        self._report(progress)
