"""A model's answer in the making: what is shown in the end is what was kept."""

import threading
import time
from collections.abc import Generator
from dataclasses import replace

import pytest

from rag.compose import STOPPED
from rag.domain.answers import Answer, Claim, Searched
from rag.errors import CatalogueError
from ui.writing import Writing

FIRST = Answer("a1", "What?", (), (), None, Searched(1), "s")


def claimed(count: int) -> Answer:
    return replace(FIRST, claims=tuple(Claim(f"Sentence {n}.", ()) for n in range(count)), reader="small")


class Model:
    """Yields an answer each time it is let go on; `closed` where it was hung up on."""

    def __init__(self) -> None:
        self.on = threading.Semaphore(0)
        self.closed = False

    def answers(self, count: int, ends: Exception | None = None) -> Generator[Answer, None, None]:
        try:
            for number in range(1, count + 1):
                self.on.acquire()
                yield claimed(number)
        except GeneratorExit:
            self.closed = True
            raise
        if ends:
            raise ends


def until(true: object) -> None:
    deadline = time.monotonic() + 10
    while not true():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_the_newest_answer_is_there_while_the_next_is_written() -> None:
    model = Model()
    writing = Writing(model.answers(2), FIRST)
    assert writing.answer is FIRST and not writing.done
    model.on.release()
    until(lambda: writing.answer == claimed(1))
    assert not writing.done
    model.on.release()
    assert writing.last() == claimed(2) and writing.done and not model.closed


def test_stopping_takes_nothing_more_and_hangs_up_when_the_server_lets_go() -> None:
    model = Model()
    writing = Writing(model.answers(9), FIRST)
    model.on.release()
    until(lambda: writing.answer == claimed(1))
    writing.stop()
    stopped = replace(claimed(1), notes=(STOPPED,))
    assert writing.done and writing.last() == stopped and not model.closed
    model.on.release()
    until(lambda: model.closed)
    assert writing.last() == stopped


def test_what_breaks_off_is_a_note_in_words() -> None:
    model = Model()
    model.on.release()
    last = Writing(model.answers(1, CatalogueError("the disk is full")), FIRST).last()
    assert last.claims == claimed(1).claims and "the disk is full" in last.notes[0]


def test_a_fault_of_ours_is_not_hidden() -> None:
    model = Model()
    model.on.release()
    with pytest.raises(ZeroDivisionError):
        Writing(model.answers(1, ZeroDivisionError()), FIRST).last()
