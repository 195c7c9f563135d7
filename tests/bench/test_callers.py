"""The bench of many callers, with a real indexing, and what it takes for a mixed-up answer."""

import json

import pytest
import typer
from typer.testing import CliRunner

from bench.__main__ import main
from bench.callers import Call, _mixed_up
from rag.serve.desk import Desk
from rag.serve.http import http_app
from tests.bench.data import write
from tests.rag.serve.served import listening

ARRIVING = "LODE, 4 July 2024 (Lode Post) -- The verger reopened the chapel at Lode on Thursday, the parish said."
app = typer.Typer()
app.command()(main)


def test_callers(tmp_path, monkeypatch):
    data = write(tmp_path / "data")
    (data / "incidents/tst1").mkdir()
    (data / "incidents/tst1/docs.jsonl").write_text(json.dumps({"id": "CHAPEL", "text": ARRIVING}) + "\n")
    (data / "incidents/tst1/questions.jsonl").write_text("")
    # The server of a process of its own costs its start; tests/rag/serve has one.
    monkeypatch.setattr("bench.callers._server", lambda index: listening(http_app(Desk(index))))
    monkeypatch.setattr("bench.callers.CALLERS", 2)
    monkeypatch.setattr("bench.callers.TIMES", 2)
    monkeypatch.setattr("bench.callers.EVERY_SECONDS", 0.4)
    out, work = tmp_path / "callers.json", tmp_path / "work"
    given = ["callers", "--data", str(data), "--work", str(work), "--documents", "dev", "--out", str(out)]
    done = CliRunner().invoke(app, given)
    assert done.exit_code == 0, done.output
    report = json.loads(out.read_text())
    figures = report["figures"]
    assert (figures["asked"], figures["errors"], figures["mixed_up"]) == (4, 0, 0)
    assert 0 < figures["asked_while_indexing"] <= 4
    assert figures["ratio"] == pytest.approx(figures["median_ms"] / figures["one_caller_median_ms"])
    assert figures["indexing_s"] > 0
    assert (work / "callers/at-work/corpus/CHAPEL.txt").exists()
    assert not (work / "callers/before/corpus/CHAPEL.txt").exists()
    assert (
        "smugglers"
        in {item["question"]: item["short_answer"] for item in report["items"]}["Who set fire to the ferry Aurelia?"]
    )


def told(question: str, short_answer: str, refusal=None) -> Call:
    answer = {"question": question, "short_answers": [short_answer], "claims": [], "sides": [], "refusal": refusal}
    return Call(question, True, 1.0, answer)


@pytest.mark.parametrize(
    ("call", "mixed_up"),
    [
        (told("who?", "smugglers"), False),
        (told("who?", "two smugglers"), False),
        (told("who?", "11 May"), True),
        (Call("who?", True, 1.0, told("when?", "smugglers").told), True),
        (told("who?", "smugglers", {"missing": "no ferry"}), True),
        (Call("who?", True, 1.0, None, "503: try later"), False),
    ],
)
def test_what_is_mixed_up(call, mixed_up):
    alone = [told("who?", "smugglers"), told("when?", "11 May"), told("who?", "two smugglers")]
    assert _mixed_up(call, alone) is mixed_up
