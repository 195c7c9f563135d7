"""The command line of asking, as a person and a script see it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rag.__main__ import app
from tests.chat_server import chat_server
from tests.ingest.conftest import QUAY

ROOT = Path(__file__).parents[2]


@pytest.fixture
def rag(filled):
    """Runs a command on the filled index; what it printed, and how it ended."""

    def run(*arguments: str, expected: int = 0, **more):
        command, *rest = arguments
        done = CliRunner().invoke(app, [command, "--index", str(filled.index), *rest], **more)
        assert done.exit_code == expected, done.output
        assert "Traceback" not in done.output
        return done

    return run


def test_an_answer_as_json_is_the_contract(rag):
    told = json.loads(rag("ask", "Who closed the northern quay?", "--json").stdout)
    assert set(told) >= {"id", "question", "short_answer", "short_answers", "claims", "refusal", "confidence"}
    (citation, *_) = told["claims"][0]["citations"]
    assert set(citation) == {"document", "page", "start", "end", "quote"}
    assert QUAY[citation["start"] : citation["end"]] == citation["quote"]
    assert (citation["document"], citation["page"], told["refusal"]) == ("quay.txt", None, None)
    assert told["claims"][0]["verdict"] == "supported"


def test_an_answer_for_people_numbers_its_citations(rag):
    shown = rag("ask", "Who closed the northern quay?").stdout
    assert "The harbour master closed the northern quay on Friday. [1]" in shown
    assert "[1] quay.txt, characters " in shown
    assert "3 documents searched" in shown


def test_a_timeline_has_each_day_in_front(rag):
    shown = rag("ask", "Give me a timeline of the northern quay.").stdout
    assert shown.startswith("3 May 2024: Velmouth, 3 May 2024 (Coastal Wire) -- The harbour master closed")


def test_what_the_documents_do_not_say_ends_with_3(rag):
    question = "How many llamas did Queen Ottilie buy in Samarkand?"
    told = json.loads(rag("ask", question, "--json", expected=3).stdout)
    assert told["claims"] is None and told["short_answer"] is None
    assert told["refusal"]["missing"] and set(told["refusal"]) == {"missing", "searched", "closest"}
    assert told["refusal"]["missing"] in rag("ask", question, expected=3).stdout


def test_a_question_from_standard_input(rag):
    told = json.loads(rag("ask", "--json", input="Who closed the northern quay?\n").stdout)
    assert told["question"] == "Who closed the northern quay?" and told["claims"]


@pytest.mark.parametrize("question", ["-quay: who closed it?", "--json"])
def test_a_question_that_begins_with_a_dash(rag, question):
    told = json.loads(rag("search", "--json", "--", question).stdout)
    assert told["question"] == question


@pytest.mark.parametrize("given", [("",), (" ",), ()])
def test_an_empty_question_is_refused_in_json_too(rag, given):
    told = json.loads(rag("ask", "--json", *given, expected=3, input="").stdout)
    assert told["refusal"]["missing"]


def test_a_search_lists_passages_best_first(rag):
    told = json.loads(rag("search", "ferry aground off Tamsin", "--limit", "2", "--json").stdout)
    assert [hit["document"] for hit in told["hits"]][0] == "sea/ferry.txt" and len(told["hits"]) == 2
    assert set(told["hits"][0]) >= {"document", "page", "start", "end", "quote", "title", "context", "score"}
    assert told["searched"]["documents"] == 3
    shown = rag("search", "ferry aground off Tamsin", "--limit", "2").stdout
    assert shown.startswith("1. sea/ferry.txt") and "\n2. " in shown and shown.endswith("3 documents searched\n")


def test_filters_and_what_they_leave_out(rag):
    filters = ("--publisher", "Orsa Gazette", "--document", "sea/ferry.txt", "--since", "2024-06", "--until", "2024")
    told = json.loads(rag("search", "quay ferry", *filters, "--json").stdout)
    assert {hit["document"] for hit in told["hits"]} == {"sea/ferry.txt"}
    assert "1 documents searched" not in rag("search", "quay", "--since", "2024").stdout
    assert "2 documents searched · 1 without a date left out" in rag("search", "quay", "--since", "2024").stdout
    assert "1 without a date left out" in rag("ask", "Who closed the northern quay?", "--since", "2024").stdout


@pytest.mark.parametrize(
    "filters, named",
    [
        (("--document", "nowhere.txt"), "nowhere.txt"),
        (("--publisher", "Nobody"), "Nobody"),
        (("--since", "last week"), "'last week' is no date"),
    ],
)
@pytest.mark.parametrize("command", ["ask", "search"])
def test_unknown_filters_are_named(rag, command, filters, named):
    done = rag(command, "quay", *filters, "--json", expected=1)
    assert done.stderr.startswith("error: ") and named in done.stderr and done.stdout == ""


@pytest.mark.parametrize("arguments", [("search", "--limit", "0", "quay"), ("ask", "--frobnicate"), ("ask", "a", "b")])
def test_wrong_usage_ends_with_2(rag, arguments):
    rag(*arguments, expected=2)


def test_without_an_index_the_cure_is_named(tmp_path):
    done = CliRunner().invoke(app, ["ask", "Who?", "--index", str(tmp_path / "none")])
    assert done.exit_code == 1 and "python -m ingest --index" in done.stderr


def test_what_was_healed_is_told_beside_the_answer(rag, filled):
    file = next((filled.index / "snapshots").rglob("*.faiss"))
    file.write_bytes(file.read_bytes()[:-1])
    done = rag("ask", "Who closed the northern quay?", "--json")
    assert "note: " in done.stderr and "vectors.faiss" in done.stderr
    assert json.loads(done.stdout)["claims"]
    assert rag("ask", "Who closed the northern quay?").stderr == ""


@pytest.mark.parametrize("command", ["ask", "search"])
def test_help_has_an_example(command):
    assert f"python -m rag {command}" in CliRunner().invoke(app, [command, "--help"]).stdout


def test_as_a_program(filled):
    done = subprocess.run(
        [sys.executable, "-m", "rag", "ask", "--index", str(filled.index)],
        cwd=ROOT,
        input="Who closed the northern quay?",
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0 and "harbour master" in done.stdout and done.stderr == ""


def test_a_conversation_goes_on_under_its_name(rag):
    rag("ask", "Who closed the northern quay?", "--conversation", "quays")
    shown = rag("ask", "When did that happen?", "--conversation", "quays").stdout
    assert shown.startswith("Understood as: When was the northern quay closed?")


def test_a_follow_up_may_mean_the_answer(rag):
    rag("ask", "Who closed the northern quay?", "--conversation", "masters")
    shown = rag("ask", "What else did he close?", "--conversation", "masters").stdout
    assert shown.startswith("Understood as: What else did the harbour master close?")


def test_a_receipt_explains_an_answer_and_is_checked_again(rag):
    told = json.loads(rag("ask", "Who closed the northern quay?", "--json", "--today", "2024-06-01").stdout)
    record = json.loads(rag("explain", told["id"], "--json").stdout)
    assert record["answer"] == told and record["today"] == "2024-06-01" and record["considered"]
    shown = rag("explain", told["id"]).stdout
    assert "Question: Who closed the northern quay?" in shown and "quay.txt, characters" in shown
    assert rag("recheck", told["id"]).stdout.startswith("nothing changed")


def test_an_answer_that_is_not_kept_is_named(rag):
    assert "there is no answer 'nope'" in rag("explain", "nope", expected=1).stderr
    assert "there is no answer 'nope'" in rag("recheck", "nope", expected=1).stderr


def test_a_day_that_is_none_is_wrong_usage(rag):
    rag("ask", "Who?", "--today", "soon", expected=2)


def test_a_reader_that_is_not_set_up_is_refused_in_words(rag):
    done = rag("ask", "Who closed the northern quay?", "--reader", "model", expected=1)
    assert "model_url" in done.stderr


def test_what_a_model_wrote_says_so_and_what_was_withheld_is_counted(rag, monkeypatch):
    with chat_server() as server:
        monkeypatch.setenv("DOSSIER_MODEL_URL", server.url)
        monkeypatch.setenv("DOSSIER_MODEL", "small")
        first = json.loads(rag("ask", "Who closed the northern quay?", "--json").stdout)["claims"][0]["text"]
        server.pieces = [f"{first} [1] ", "Ostriches closed the bank of Peru in 1712 [1]."]
        told = rag("ask", "Who closed the northern quay?", "--reader", "model").stdout
    assert "written by small" in told and "1 sentence withheld" in told and "Ostriches" not in told
