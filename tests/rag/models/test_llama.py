"""ChatModel and the checks against a real server with a real model, which is small and makes things up."""

import time
from collections.abc import Iterator

import pytest

from rag.domain.answers import Answer, Claim, Searched, cite
from rag.domain.text import Document, Reading
from rag.errors import ModelServerError
from rag.models.chat import ChatModel, Message
from rag.verify.support import supported
from rag.writing import rewritten
from tests.llama_server import NAME, Server, llama_server

TEXT = (
    "The coast guard arrested the smuggler Jonas Vell in Brennick on Tuesday. He denied that he had sunk the ferry. "
    "The mayor plans to sell the lighthouse."
)
DOCUMENT = Document(1, "a" * 64, ("note.txt",), Reading(TEXT, "text/plain"))
EDGES = [0, TEXT.index(" He"), TEXT.index(" The mayor"), len(TEXT)]
EVIDENCE = tuple(cite(DOCUMENT, a, b) for a, b in zip(EDGES, EDGES[1:], strict=False))
LONG = [Message("user", "Count from one to two hundred in words, one after the other.")]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with llama_server() as running:
        yield running


@pytest.fixture
def model(server: Server) -> ChatModel:
    return ChatModel(server.url, NAME, seconds=120.0)


def quoted(question: str) -> Answer:
    first = Claim(EVIDENCE[0].quote, (EVIDENCE[0],), "supported")
    return Answer("1", question, (first,), (), None, Searched(1), "settings", evidence=EVIDENCE)


def test_the_trial_speaks_with_the_model(model: ChatModel) -> None:
    assert NAME in model.try_it()


def test_what_it_writes_comes_in_pieces(model: ChatModel) -> None:
    pieces = list(model.stream([Message("user", "Name three colours.")], 40))
    assert len(pieces) > 3 and any(map(str.isalpha, "".join(pieces)))


def test_hanging_up_frees_the_server(model: ChatModel) -> None:
    growing = model.stream(LONG, 400)
    next(growing)
    growing.close()
    begun = time.monotonic()
    assert model.try_it() and time.monotonic() - begun < 60


def test_a_model_that_takes_too_long_is_stopped_in_words(server: Server) -> None:
    # How long it writes is its own affair: sometimes it stops after a word.
    with pytest.raises(ModelServerError, match=r"still writing after|did not answer within"):
        list(ChatModel(server.url, NAME, seconds=0.002).stream(LONG, 400))


def test_a_prompt_that_is_too_long_is_refused_in_words(model: ChatModel) -> None:
    with pytest.raises(ModelServerError, match="lower that"):
        list(model.stream([Message("user", "word " * 9000)], 40))


@pytest.mark.parametrize("question", ["Who was arrested?", "Why was the ferry sunk?", "Who is the president of Peru?"])
def test_nothing_that_it_makes_up_is_shown_as_supported(model: ChatModel, question: str) -> None:
    *_, last = rewritten(quoted(question), model, [], 4096, withhold=True)
    for claim in last.claims:
        assert claim.verdict == "supported" and claim.citations
        [again] = supported([(claim.text, " ".join(c.quote for c in claim.citations))])
        is_quotation = claim.text in TEXT
        assert is_quotation or again.word == "supported"
    for claim in last.withheld:
        assert claim.verdict != "supported"


def test_a_server_killed_while_it_writes_leaves_the_documents_own_words() -> None:
    with llama_server() as own:
        model = ChatModel(own.url, NAME, seconds=60.0)
        growing = model.stream(LONG, 400)
        next(growing)
        own.process.kill()
        with pytest.raises(ModelServerError, match="connection"):
            list(growing)
        answer = quoted("Who was arrested?")
        [last] = rewritten(answer, model, [], 4096, withhold=True)
        assert last.claims == answer.claims and "start the server" in last.notes[0]
