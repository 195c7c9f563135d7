"""A language model's answer in the making, behind the page: a click beside it neither ends nor delays it."""

import threading
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace

from rag.compose import STOPPED
from rag.domain.answers import Answer
from rag.errors import DossierError
from ui.jobs import in_background


class Writing:
    """`answer` is the newest one: every sentence in it was checked."""

    def __init__(self, answers: Generator[Answer, None, None], first: Answer) -> None:
        self.answer = first
        self._stop = threading.Event()
        self._work = in_background(lambda: self._follow(answers))

    @property
    def done(self) -> bool:
        return self._stop.is_set() or self._work.done()

    def stop(self) -> None:
        """Takes nothing more, and hangs up as soon as the server lets go."""
        self._stop.set()

    def last(self) -> Answer:
        """The answer as it stands in the end; waits for it. What broke off the writing is one of its notes."""
        if self._stop.is_set():
            return replace(self.answer, notes=(*self.answer.notes, STOPPED))
        try:
            self._work.result()
        except DossierError as error:
            return replace(self.answer, notes=(*self.answer.notes, f"The writing broke off: {error}"))
        return self.answer

    def _follow(self, answers: Generator[Answer, None, None]) -> None:
        with closing(answers):
            for answer in answers:
                if self._stop.is_set():
                    return
                self.answer = answer
