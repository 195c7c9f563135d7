"""The HTTP API by real clients: what it describes is what it does, and what goes wrong is said in words."""

import json
from pathlib import Path

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from rag.compose import open_library
from rag.domain.contract import answer_json, hits_json
from rag.serve.desk import Desk
from rag.serve.http import http_app
from rag.serve.limits import Rate, guarded
from tests.chat_server import chat_server
from tests.ingest.conftest import FERRY, Place
from tests.rag.serve.served import QUAY, listening


@pytest.fixture(scope="module")
def described(desk: Desk):
    return schemathesis.openapi.from_asgi("/openapi.json", http_app(desk))


@pytest.fixture(scope="module")
def client(desk: Desk):
    guard = guarded(http_app(desk), "127.0.0.1", None, Rate(100_000))
    with listening(guard) as url, httpx.Client(base_url=url, timeout=60) as opened:
        yield opened


OPERATIONS = {
    "/ask": "POST",
    "/ask/stream": "POST",
    "/search": "POST",
    "/documents": "GET",
    "/open": "GET",
    "/answers/{answer_id}": "GET",
    "/health": "GET",
}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


def test_all_that_is_described_is_tested(described):
    assert {path: [m.upper() for m in described[path]] for path in described} == {
        path: [method] for path, method in OPERATIONS.items()
    }


# Nothing that is given to these two is of a wrong kind.
CANNOT_BE_WRONG = ["/answers/{answer_id}", "/health"]


@pytest.mark.parametrize(
    ("path", "mode"),
    [(path, mode) for path in OPERATIONS for mode in GenerationMode if mode.is_positive or path not in CANNOT_BE_WRONG],
)
def test_the_description_holds(described, path, mode):
    """For inputs made from it (schemathesis), right and wrong ones."""
    operation = described[path][OPERATIONS[path]]

    @settings(max_examples=15, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def holds(case):
        case.call_and_validate(checks=CHECKS)

    holds()


def steady(told: dict) -> dict:
    """All of an answer that is the same when it is asked again."""
    return {key: value for key, value in told.items() if key != "id"}


@pytest.mark.parametrize("question", [QUAY, "Who denied that the crew had been asleep?", "Who painted the lighthouse?"])
def test_an_answer_is_the_contract_to_the_letter(client, shown: Place, question):
    told = client.post("/ask", json={"question": question}).json()
    assert steady(told) == steady(json.loads(json.dumps(answer_json(open_library(shown.index).ask(question)))))
    assert client.get(f"/answers/{told['id']}").json() == told


def test_hits_are_the_contract_to_the_letter(client, shown: Place):
    told = client.post("/search", json={"question": QUAY, "limit": 2}).json()
    library = open_library(shown.index)
    hits, searched = library.search(QUAY, limit=2)
    assert told == json.loads(json.dumps(hits_json(QUAY, hits, searched, [None, None])))
    assert len(told["hits"]) == 2


def test_filters_bind(client):
    asked = {"question": QUAY, "filters": {"documents": ["sea/ferry.txt"]}}
    assert {hit["document"] for hit in client.post("/search", json=asked).json()["hits"]} == {"sea/ferry.txt"}
    asked["filters"] = {"since": "2024-06", "until": "2024"}
    assert client.post("/ask", json=asked).json()["searched"]["undated_left_out"] == 1


def test_a_follow_up_is_understood(client):
    for question in (QUAY, "When did the harbour master close it?"):
        told = client.post("/ask", json={"question": question, "conversation": "the quay"}).json()
    assert "quay" in told["question_understood"]


def test_the_documents_are_listed_page_by_page(client):
    assert client.get("/health").json()["documents"] == 3
    told = client.get("/documents", params={"limit": 2}).json()
    assert told["documents"] == 3
    assert [line["document"] for line in told["listed"]] == ["quay.txt", "salt.txt"]
    rest = client.get("/documents", params={"offset": 2}).json()["listed"]
    assert rest[0] | {"title": ""} == {
        "document": "sea/ferry.txt",
        "paths": ["sea/ferry.txt"],
        "title": "",
        "publisher": "Orsa Gazette",
        "published": "2024-06-09",
        "media_type": "text/plain",
    }


def test_a_citation_is_opened_in_its_document(client):
    start = FERRY.index("The owner")
    place = {"document": "sea/ferry.txt", "start": start, "end": start + 23, "context": 12}
    told = client.get("/open", params=place).json()
    assert told["citation"]["quote"] == "The owner, Maren Holt,"
    assert told["before"] == "e lifeboat. "
    assert told["after"] == " denied that"
    assert (told["publisher"], told["published"]) == ("Orsa Gazette", "2024-06-09")


WRONG = [
    ("GET", "/open?document=none.txt&start=0&end=5", 404, "none.txt"),
    ("GET", "/open?document=quay.txt&start=0&end=999999", 422, "characters"),
    ("GET", "/open?document=quay.txt&start=5&end=5", 422, "characters"),
    ("GET", "/open?document=quay.txt&start=-1&end=5", 422, "start"),
    ("GET", "/open?document=quay.txt&start=0&end=5&context=100000", 422, "context"),
    ("GET", "/answers/none", 404, "none"),
    ("GET", "/documents?limit=0", 422, "limit"),
    ("GET", "/elsewhere", 404, ""),
    ("DELETE", "/ask", 405, ""),
]


@pytest.mark.parametrize(("method", "url", "status", "word"), WRONG)
def test_what_is_not_there_is_said_in_words(client, method, url, status, word):
    reply = client.request(method, url)
    assert reply.status_code == status
    assert list(reply.json()) == ["error"]
    assert word in reply.json()["error"]


@pytest.mark.parametrize(
    ("asked", "status", "word"),
    [
        ({}, 422, "question"),
        ({"question": ""}, 422, "question"),
        ({"question": "?" * 2001}, 422, "question"),
        ({"question": "\ud800"}, 422, "question"),
        ({"question": QUAY, "temperature": 1}, 422, "temperature"),
        ({"question": QUAY, "today": "tomorrow"}, 422, "today"),
        ({"question": QUAY, "today": "2024-02-31"}, 422, "today"),
        ({"question": QUAY, "filters": {"since": "May"}}, 422, "filters.since"),
        ({"question": QUAY, "filters": {"documents": ["none.txt"]}}, 404, "none.txt"),
        ({"question": QUAY, "filters": {"publishers": ["Nobody's"]}}, 404, "Nobody's"),
        ({"question": QUAY, "reader": "model"}, 422, "no language model is set up"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_in_words(client, asked, status, word):
    reply = client.post("/ask", content=json.dumps(asked), headers={"Content-Type": "application/json"})
    assert reply.status_code == status
    assert list(reply.json()) == ["error"]
    assert word in reply.json()["error"]


def test_what_is_too_large_is_not_read(client):
    asked = json.dumps({"question": "?" * 70_000}).encode()
    whole = client.post("/ask", content=asked, headers={"Content-Type": "application/json"})
    pieces = client.post("/ask", content=iter([asked[:40_000], asked[40_000:]]))
    for reply in (whole, pieces):
        assert reply.status_code == 413
        assert list(reply.json()) == ["error"]


def test_a_form_of_a_web_page_asks_nothing(client):
    """A browser sends text/plain to any server without asking it first."""
    reply = client.post("/ask", content=json.dumps({"question": QUAY}), headers={"Content-Type": "text/plain"})
    assert reply.status_code == 422


def test_without_an_index_it_says_so_and_then_finds_it(tmp_path: Path, shown: Place):
    with listening(http_app(Desk(tmp_path / "index"))) as url:
        reply = httpx.post(f"{url}/ask", json={"question": QUAY})
        assert reply.status_code == 503
        assert "python -m ingest" in reply.json()["error"]
        (tmp_path / "index").symlink_to(shown.index)
        assert httpx.get(f"{url}/health").json()["documents"] == 3


def test_a_fault_of_the_server_is_told_without_its_inside(tmp_path: Path):
    class Broken(Desk):
        async def health(self):
            raise RuntimeError(f"the inside: {tmp_path}")

    with listening(http_app(Broken(tmp_path))) as url:
        reply = httpx.get(f"{url}/health")
    assert reply.status_code == 500
    assert "inside" not in reply.text


def events(lines) -> list[tuple[str, dict]]:
    """The events of a stream: name and data."""
    found, name = [], ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            found.append((name, json.loads(line.removeprefix("data: "))))
    return found


def test_the_stream_tells_the_answer(client):
    with client.stream("POST", "/ask/stream", json={"question": QUAY}) as reply:
        assert reply.headers["Content-Type"].startswith("text/event-stream")
        told = events(reply.iter_lines())
    assert [name for name, _ in told] == ["answer"]
    assert steady(told[0][1]) == steady(client.post("/ask", json={"question": QUAY}).json())


def test_the_stream_tells_what_went_wrong(client):
    asked = {"question": QUAY, "filters": {"documents": ["none.txt"]}}
    with client.stream("POST", "/ask/stream", json=asked) as reply:
        told = events(reply.iter_lines())
    assert [name for name, _ in told] == ["error"]
    assert "none.txt" in told[0][1]["error"]


def test_the_stream_tells_each_sentence_of_a_language_model(filled: Place, monkeypatch):
    with chat_server() as model:
        model.pieces = ["The harbour master closed the northern quay [1]. ", "A barge had struck it [2]. "]
        monkeypatch.setenv("DOSSIER_MODEL_URL", model.url)
        monkeypatch.setenv("DOSSIER_MODEL", "any")
        with listening(http_app(Desk(filled.index))) as url:
            asked = {"question": QUAY, "reader": "model"}
            with httpx.stream("POST", f"{url}/ask/stream", json=asked, timeout=60) as reply:
                told = events(reply.iter_lines())
            kept = httpx.get(f"{url}/answers/{told[-1][1]['id']}").json()
    assert {name for name, _ in told} == {"answer"}
    assert told[0][1]["reader"] == "extractive"
    assert len(told) >= 3
    assert told[-1][1]["reader"] == "any"
    assert kept == told[-1][1]
