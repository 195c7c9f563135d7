"""Where callers are served: one library for all of them, so many at once, the others in a queue that ends somewhere."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from rag.compose import Library, open_library
from rag.domain.answers import Answer, cite
from rag.domain.contract import answer_json, answer_of, hits_json
from rag.domain.text import Document
from rag.retrieve.incidents import places, reported_before
from rag.serve.errors import Busy, OutOfText
from rag.serve.shapes import (
    MOST_OPENED,
    AnswerReply,
    Asked,
    DocumentLine,
    DocumentsReply,
    HealthReply,
    HitsReply,
    OpenedReply,
    Sought,
)

# Answers at work at once: each computes on all cores for most of its time.
AT_ONCE = 4
WAITING = 32

T = TypeVar("T")


class Desk:
    """Serves one index to any event loop; the work is done in threads."""

    def __init__(self, index: Path, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._opened: Library | None = None
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="asking")
        self._places = threading.BoundedSemaphore(at_once + waiting)

    async def ask(self, asked: Asked) -> AnswerReply:
        """The answer. Raises Busy, and what Library.answers raises."""
        *_, answer = await self._run(lambda: list(self._answers(asked)))
        return _reply(answer)

    async def answers(self, asked: Asked) -> AsyncIterator[AnswerReply]:
        """The answer again after each sentence of a language model; ends the model's work when nobody listens."""
        loop = asyncio.get_running_loop()
        told: asyncio.Queue[AnswerReply | None] = asyncio.Queue()
        nobody_listens = threading.Event()

        def write() -> None:
            try:
                for answer in self._answers(asked):
                    loop.call_soon_threadsafe(told.put_nowait, _reply(answer))
                    if nobody_listens.is_set():
                        return
            finally:
                loop.call_soon_threadsafe(told.put_nowait, None)

        work = self._run(write)
        try:
            while (reply := await told.get()) is not None:
                yield reply
            await work
        finally:
            nobody_listens.set()

    async def search(self, sought: Sought) -> HitsReply:
        """Passages, best first. Raises Busy, UnknownFilter."""
        filters = sought.filters.filters()

        def found() -> HitsReply:
            hits, searched = self._library().search(sought.question, filters, sought.limit)
            return HitsReply.model_validate(hits_json(sought.question, hits, searched, reported_before(places(hits))))

        return await self._run(found)

    async def documents(self, offset: int, limit: int) -> DocumentsReply:
        documents = await asyncio.to_thread(lambda: self._library().documents())
        listed = [_line(document) for document in documents[offset : offset + limit]]
        return DocumentsReply(documents=len(documents), listed=listed)

    async def open(self, path: str, start: int, end: int, context: int) -> OpenedReply:
        """A document's text at `[start, end)` and around. Raises UnknownFile, OutOfText."""
        document = await asyncio.to_thread(lambda: self._library().document(path))
        length = len(document.text)
        if not start < end <= length or end - start > MOST_OPENED:
            raise OutOfText(
                f"{path!r} has {length} characters: give a start before an end of at most {length},"
                f" and at most {MOST_OPENED} characters together"
            )
        citation = cite(document, start, end)
        return OpenedReply(
            citation=citation,
            title=document.title,
            publisher=document.metadata.published_by,
            published=document.metadata.published_on,
            before=document.text[max(0, citation.start - context) : citation.start],
            after=document.text[citation.end : citation.end + context],
            characters=length,
        )

    async def kept(self, answer_id: str) -> AnswerReply:
        """An answer given earlier, as it was. Raises UnknownReceipt."""
        record = await asyncio.to_thread(lambda: self._library().explain(answer_id))
        return _reply(answer_of(record["answer"]))

    async def health(self) -> HealthReply:
        """Raises NoIndex while there is none."""

        def look() -> HealthReply:
            library = self._library()
            return HealthReply(documents=len(library.documents()), generation=library.generation())

        return await asyncio.to_thread(look)

    def _library(self) -> Library:
        """Opened when it is first needed: a server may be started before its index is made. Raises NoIndex."""
        with self._lock:
            if self._opened is None:
                self._opened = open_library(self._index)
            return self._opened

    def _answers(self, asked: Asked) -> Iterator[Answer]:
        given = (asked.question, asked.filters.filters(), asked.today, asked.conversation, asked.reader)
        return self._library().answers(*given)

    def _run(self, step: Callable[[], T]) -> asyncio.Future[T]:
        """In a thread of the pool. The place is free again when the thread is, not when the caller has left."""
        if not self._places.acquire(blocking=False):
            raise Busy("too many questions are waiting: ask again in some seconds")
        work = self._pool.submit(step)
        work.add_done_callback(lambda _: self._places.release())
        return asyncio.wrap_future(work)


def _reply(answer: Answer) -> AnswerReply:
    return AnswerReply.model_validate(answer_json(answer))


def _line(document: Document) -> DocumentLine:
    return DocumentLine(
        document=document.path,
        paths=list(document.paths),
        title=document.title,
        publisher=document.metadata.published_by,
        published=document.metadata.published_on,
        media_type=document.reading.media_type,
    )
