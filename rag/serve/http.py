"""The HTTP API: typed, described at /openapi.json, errors in words."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.exceptions import HTTPException

from rag.errors import DossierError, NoIndex, SettingsError, SnapshotError, UnknownFile, UnknownFilter, UnknownReceipt
from rag.serve.desk import Desk
from rag.serve.errors import Busy, OutOfText
from rag.serve.limits import MOST_BODY
from rag.serve.shapes import (
    AnswerReply,
    Asked,
    Context,
    DocumentsReply,
    HealthReply,
    HitsReply,
    ListLimit,
    Name,
    Offset,
    OpenedReply,
    Problem,
    Sought,
)

STATUS: dict[type[DossierError], int] = {
    UnknownFile: 404,
    UnknownFilter: 404,
    UnknownReceipt: 404,
    OutOfText: 422,
    SettingsError: 422,
    NoIndex: 503,
    SnapshotError: 503,
    Busy: 503,
}
WORDS = {
    400: "The request cannot be read.",
    401: "The token is missing or wrong.",
    404: "There is no such document, publisher or answer.",
    413: "The request is too large.",
    422: "Something given is out of range or of the wrong kind.",
    429: "Too many calls.",
    503: "There is no index yet, or too many questions are waiting.",
}


def http_app(desk: Desk) -> FastAPI:
    """The API over a desk, without its guard."""
    app = FastAPI(
        title="Dossier",
        description="Questions about actors and events, answered from one's own documents: every sentence is cited.",
        version="1",
        docs_url=None,  # its page would load scripts from elsewhere
        redoc_url=None,
        max_body_size=MOST_BODY,
        responses={status: {"model": Problem, "description": text} for status, text in WORDS.items()},
        exception_handlers={
            DossierError: _in_words,
            RequestValidationError: _invalid,
            HTTPException: _plainly,
            Exception: _broken,
        },
    )
    _asking(app, desk)
    _reading(app, desk)
    return app


def _asking(app: FastAPI, desk: Desk) -> None:
    @app.post("/ask")
    async def ask(asked: Asked) -> AnswerReply:
        """Answer a question, each sentence with the place that proves it."""
        return await desk.ask(asked)

    problem = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    refusals: dict[int | str, Any] = {
        status: {"description": text, "content": problem} for status, text in WORDS.items()
    }

    @app.post("/ask/stream", response_class=EventSourceResponse, responses=refusals)
    async def stream(asked: Asked) -> AsyncIterator[ServerSentEvent]:
        """The answer as events: `answer`, in the documents' own words at once, and again after each sentence of a
        language model; or `error`."""
        try:
            async for answer in desk.answers(asked):
                yield ServerSentEvent(event="answer", data=answer)
        except DossierError as error:
            yield ServerSentEvent(event="error", data=Problem(error=str(error)))

    @app.post("/search")
    async def search(sought: Sought) -> HitsReply:
        """The passages that come closest, best first."""
        return await desk.search(sought)


def _reading(app: FastAPI, desk: Desk) -> None:
    @app.get("/documents")
    async def documents(offset: Offset = 0, limit: ListLimit = 100) -> DocumentsReply:
        """What can be asked about."""
        return await desk.documents(offset, limit)

    @app.get("/open")
    async def open_document(
        document: Annotated[Name, Query(description="As a citation names it.")],
        start: Offset,
        end: Offset,
        context: Context = 500,
    ) -> OpenedReply:
        """A document's text around a citation."""
        return await desk.open(document, start, end, context)

    @app.get("/answers/{answer_id}")
    async def answer(answer_id: str) -> AnswerReply:
        """An answer given earlier, as it was."""
        return await desk.kept(answer_id)

    @app.get("/health")
    async def health() -> HealthReply:
        """Whether questions can be asked."""
        return await desk.health()


async def _in_words(_: Request, error: Any) -> JSONResponse:
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
    return _problem(status, str(error), {"Retry-After": "5"} if status == 503 else None)


async def _invalid(_: Request, error: Any) -> JSONResponse:
    told = [f"{'.'.join(map(str, fault['loc'][1:])) or fault['loc'][0]}: {fault['msg']}" for fault in error.errors()]
    return _problem(422, "; ".join(told))


async def _plainly(_: Request, error: Any) -> JSONResponse:
    return _problem(error.status_code, str(error.detail), error.headers)


async def _broken(_: Request, __: Any) -> JSONResponse:
    """What went wrong is logged by the server, and told to nobody else."""
    return _problem(500, "a fault of the server: its log says more")


def _problem(status: int, error: str, headers: Any = None) -> JSONResponse:
    return JSONResponse({"error": error}, status, headers)
