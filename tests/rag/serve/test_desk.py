"""Many callers at one desk: nobody gets what another asked for, and a queue that is full says so."""

import asyncio
import threading

import pytest

from rag.compose import open_library
from rag.serve.desk import Desk
from rag.serve.errors import Busy
from rag.serve.shapes import Asked, FiltersGiven
from rag.store.receipts import keep_receipt, receipt
from tests.chat_server import chat_server
from tests.ingest.conftest import Place
from tests.rag.serve.served import QUAY, run

ASKED = [
    Asked(question=QUAY),
    Asked(question="Where did the ferry Halcyon run aground?"),
    Asked(question="Who owned the ferry?", filters=FiltersGiven(documents=("sea/ferry.txt",))),
    Asked(question="When did the salt works open?", filters=FiltersGiven(documents=("salt.txt",))),
    Asked(question="Who painted the lighthouse?"),
    Asked(question="How many people were aboard?", filters=FiltersGiven(since="2024-06")),
]


def test_many_at_once_get_each_their_own_answer(desk: Desk):
    async def alone_and_together():
        alone = [await desk.ask(asked) for asked in ASKED]
        together = await asyncio.gather(*(desk.ask(asked) for asked in ASKED * 3))
        return alone, together

    alone, together = run(alone_and_together())
    assert len({answer.id for answer in together}) == len(together)
    for nth, answer in enumerate(together):
        assert answer.model_copy(update={"id": ""}) == alone[nth % len(ASKED)].model_copy(update={"id": ""})


class Held(Desk):
    """A desk whose answers wait for a sign."""

    def __init__(self, *given):
        super().__init__(*given)
        self.sign = threading.Event()

    def _answers(self, asked):
        self.sign.wait(30)
        return super()._answers(asked)


def test_a_full_queue_says_so_and_is_free_again(shown: Place):
    held = Held(shown.index, 1, 2)

    async def crowd():
        taken = [asyncio.ensure_future(held.ask(ASKED[0])) for _ in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(Busy, match="ask again"):
            await held.ask(ASKED[0])
        with pytest.raises(Busy):
            async for _ in held.answers(ASKED[0]):
                pass
        assert (await held.health()).documents == 3  # what is quick goes on
        held.sign.set()
        served = await asyncio.gather(*taken)
        return [*served, await held.ask(ASKED[0])]

    assert len({answer.short_answer for answer in run(crowd())}) == 1


def test_who_leaves_ends_the_model_and_frees_the_place(filled: Place, monkeypatch):
    with chat_server() as model:
        model.pieces = ["The harbour master closed the northern quay [1]. "] + ["More of it [1]. "] * 600
        model.pause = 0.05
        monkeypatch.setenv("DOSSIER_MODEL_URL", model.url)
        monkeypatch.setenv("DOSSIER_MODEL", "any")
        desk = Desk(filled.index, 1, 0)

        async def leave_and_ask():
            async for answer in desk.answers(Asked(question=QUAY, reader="model")):
                if answer.reader == "any":
                    break
            for _ in range(100):
                try:
                    return await desk.ask(ASKED[0])
                except Busy:
                    await asyncio.sleep(0.05)
            raise AssertionError("the place is still taken")

        assert run(leave_and_ask()).reader == "extractive"


def test_what_another_process_takes_in_is_found(filled: Place):
    desk = Desk(filled.index)
    asked = Asked(question="Who reopened the chapel?")
    assert run(desk.ask(asked)).refusal
    filled.write("chapel.txt", "Lode, 4 July 2024 -- The verger reopened the chapel on Thursday.\n")
    filled.run()
    assert "verger" in run(desk.ask(asked)).short_answer
    (filled.corpus / "chapel.txt").unlink()
    filled.run()
    assert run(desk.ask(asked)).refusal


def test_an_answer_that_an_older_version_kept_is_given(filled: Place):
    desk = Desk(filled.index)
    told = run(desk.ask(ASKED[0]))
    with open_library(filled.index).catalogue.atomic() as db:
        record = receipt(db, told.id)
        for key in ("reader", "withheld", "notes"):
            del record["answer"][key]
        keep_receipt(db, "older", record)
    assert run(desk.kept("older")) == told
