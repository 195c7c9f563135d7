import socket
from collections.abc import Iterator

import pytest

from rag.errors import ModelServerError, SettingsError
from rag.models.chat import ChatModel, Message
from rag.models.embedder import built_in_folder
from tests.chat_server import Told, chat_server


@pytest.fixture
def server() -> Iterator[Told]:
    with chat_server() as told:
        yield told


def said(model: ChatModel, most: int = 100) -> str:
    return "".join(model.stream([Message("system", "Be brief."), Message("user", "Who?")], most))


def test_pieces_come_in_order_and_the_question_goes_out_whole(server: Told) -> None:
    server.pieces = ["The ", "", "mill."]
    assert list(ChatModel(server.url, "small", "secret").stream([Message("user", "Who?")], 50)) == ["The ", "mill."]
    [asked] = server.asked
    assert asked["model"] == "small" and asked["messages"] == [{"role": "user", "content": "Who?"}]
    assert asked["max_tokens"] == 50 and asked["stream"] is True
    assert server.keys == ["Bearer secret"] and server.paths == ["/v1/chat/completions"]


def test_a_key_of_the_environment_that_is_not_ours_is_never_sent(server: Told, monkeypatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "another's")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    server.pieces = ["yes"]
    assert said(ChatModel(server.url, "small")) == "yes"
    assert server.keys == ["Bearer none"]


@pytest.mark.parametrize(
    "status, cure",
    [
        (401, "DOSSIER_MODEL_KEY"),
        (404, "no model 'small'"),
        (429, "try again later"),
        (400, "cannot take this request"),
        (500, "the server failed"),
    ],
)
def test_a_refusal_is_told_with_its_cure(server: Told, status: int, cure: str) -> None:
    server.status, server.body = status, b'{"error": {"message": "not today"}}'
    with pytest.raises(ModelServerError, match=rf"{status}.*{cure}.*not today"):
        said(ChatModel(server.url, "small"))


def test_a_server_is_not_followed_elsewhere(server: Told) -> None:
    with chat_server() as other:
        other.pieces = ["caught"]
        server.status, server.headers = 307, {"Location": f"{other.url}/chat/completions"}
        with pytest.raises(ModelServerError, match="not followed"):
            said(ChatModel(server.url, "small"))
        assert other.asked == []


@pytest.mark.parametrize("body", [b"data: {not json\n\n", b'data: {"choices": 7}\n\n', b'data: ["x"]\n\n'])
def test_nonsense_is_told_as_such(server: Told, body: bytes) -> None:
    server.body = body
    with pytest.raises(ModelServerError, match="does not speak the OpenAI protocol"):
        said(ChatModel(server.url, "small"))


def test_a_server_that_is_not_there_is_named() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ModelServerError, match=rf"127.0.0.1:{port}.*start the server"):
        said(ChatModel(f"http://127.0.0.1:{port}/v1", "small"))


def test_a_server_that_breaks_off_is_told_after_what_it_wrote(server: Told) -> None:
    server.pieces, server.breaks_off = ["The mill ", "burned."], True
    found: list[str] = []
    with pytest.raises(ModelServerError, match="connection"):
        found.extend(ChatModel(server.url, "small").stream([Message("user", "Who?")], 50))
    server.breaks_off = False
    assert said(ChatModel(server.url, "small")) == "The mill burned."


def test_a_model_that_is_slow_is_stopped(server: Told) -> None:
    server.pieces, server.pause = ["word "] * 40, 0.1
    found = []
    with pytest.raises(ModelServerError, match="still writing after 0.5 s"):
        for piece in ChatModel(server.url, "small", seconds=0.5).stream([Message("user", "Who?")], 50):
            found.append(piece)
    assert 0 < len(found) < 40


def test_a_model_that_never_begins_is_given_up(server: Told) -> None:
    server.pieces, server.pause = ["late"], 1.5
    with pytest.raises(ModelServerError, match=r"did not answer within 0.3 s"):
        said(ChatModel(server.url, "small", seconds=0.3))


def test_a_model_that_does_not_stop_is_cut(server: Told) -> None:
    server.pieces = ["again and again "] * 100
    assert len(said(ChatModel(server.url, "small"), most=5)) < 60


def test_the_trial_says_what_works_and_what_does_not(server: Told) -> None:
    server.pieces = ["ready"]
    assert "'small'" in ChatModel(server.url, "small").try_it()
    server.pieces, server.body = [], b"data: [DONE]\n\n"
    with pytest.raises(ModelServerError, match="without a word"):
        ChatModel(server.url, "small").try_it()


def test_tokens_are_counted_by_the_models_own_tokenizer_where_it_is_given() -> None:
    exact = ChatModel("http://127.0.0.1:1/v1", "small", tokenizer=str(built_in_folder() / "tokenizer.json"))
    guessed = ChatModel("http://127.0.0.1:1/v1", "small")
    text = "The coast guard arrested the smuggler."
    assert exact.tokens(text) == 10 and guessed.tokens(text) > exact.tokens(text)
    with pytest.raises(SettingsError, match="no file"):
        ChatModel("http://127.0.0.1:1/v1", "small", tokenizer="nowhere.json")
