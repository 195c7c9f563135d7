"""Questions and answers as they stand on screen: asked now, growing under a model's hand, or read back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rag.compose import Library
from rag.domain.answers import Answer, Citation, Filters, citations_of
from rag.domain.text import Document
from rag.errors import DossierError, UnknownFile
from rag.receipts import Receipt, filters_of, kept_answer
from ui.data import Data
from ui.view import LOOKED_AT, answer_data, capitalised, filters_line
from ui.writing import Writing


@dataclass(frozen=True, slots=True)
class Turn:
    """One question on screen, and the citations that its numbers mean; `writing` while a model is at work on it."""

    data: Data
    citations: tuple[Citation, ...] = ()
    answer: Answer | None = None
    writing: Writing | None = None


def ask(library: Library, question: str, limits: Filters, conversation: str | None = None) -> Turn:
    """Asks, and keeps what the screen needs. What goes wrong is part of the thread, in words."""
    head = {"question": question, "limits": filters_line(limits)}
    answers = library.answers(question, limits, date.today().isoformat(), conversation)
    try:
        answer = next(answers)
        if library.settings.reader == "model":
            return turn_of(library, answer, limits, Writing(answers, answer))
        answers.close()
    except DossierError as error:
        return Turn(head | {"error": capitalised(str(error))})
    turn = turn_of(library, answer, limits)
    if running := library.progress():
        turn.data["notes"].append(
            f"Documents were still being taken in: {running.done} of {running.total} files were done."
        )
    return turn


def turn_of(library: Library, answer: Answer, limits: Filters, writing: Writing | None = None) -> Turn:
    citations = citations_of(answer)
    paths = {c.document for c in citations} | {c.document for c in answer.considered[:LOOKED_AT]}
    data = answer_data(answer, dict(_documents(library, paths)))
    return Turn(data | {"limits": filters_line(limits)}, citations, answer, writing)


def read_back(library: Library, record: Receipt) -> Turn:
    """A turn as it was kept."""
    return turn_of(library, kept_answer(record), filters_of(record))


def grown(library: Library, turn: Turn) -> Turn:
    """The turn with what its model has written since, and without it when the model is done."""
    writing = turn.writing
    if writing is None:
        return turn
    done = writing.done
    answer = writing.last() if done else writing.answer
    if answer is not turn.answer:
        new = turn_of(library, answer, Filters(), writing)
        turn = replace(new, data=new.data | {"limits": turn.data["limits"]})
    if done:
        return replace(turn, data=turn.data | {"writing": None, "written": True}, writing=None)
    does = "is writing: each sentence appears once it is checked."
    return replace(turn, data=turn.data | {"writing": f"{library.settings.model} {does}"})


def _documents(library: Library, paths: set[str]) -> Iterator[tuple[str, Document]]:
    for path in paths:
        try:
            yield path, library.document(path)
        except UnknownFile:
            # It left between the answer and now: the panel will say so.
            continue
