"""Each bench by its command line, on a small folder of data, with the real pipeline."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from bench.__main__ import main
from tests.bench.data import write

app = typer.Typer()
app.command()(main)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    return tmp_path_factory.mktemp("work")


def run(name: str, data: Path, work: Path, *more: str) -> dict[str, Any]:
    out = work / "made" / f"{name}.json"
    done = CliRunner().invoke(app, [name, "--data", str(data), "--work", str(work), "--out", str(out), *more])
    assert done.exit_code == 0, done.output
    report = json.loads(out.read_text())
    assert all(figure in done.output for figure in report["figures"])
    return report


def test_incidents(data, work):
    report = run("incidents", data, work, "--documents", "dev", "--questions", "dev")
    assert list(report) == ["bench", "commit", "machine", "settings", "seconds", "figures", "items"]
    assert (report["bench"], report["settings"]["documents"]) == ("incidents", "dev")
    items = {item["id"]: item for item in report["items"]}
    assert set(items) == {"q1", "q2", "q3", "q4"}, "of a report that is not in, nothing is asked"
    for id_ in ("q1", "q2", "q3"):
        scores = items[id_]["scores"]
        assert scores["document@1"] == scores["incident@10"] == scores["evidence"] == 1, items[id_]
        assert scores["refused_when_answerable"] == 0
    assert items["q4"]["scores"] == {"refused_when_unanswerable": 1}
    # COPY is the same report, and sorts before FERRY: the library names the one document by it.
    assert items["q1"]["docs"] == ["COPY.txt"] and items["q1"]["ranked"][0] == "COPY.txt"
    figures = report["figures"]
    assert figures["document@1"] == figures["document@1.date"] == figures["evidence.date"] == 1
    assert "document@1.place" not in figures and "refused_when_answerable.date" not in figures


def test_clapnq(data, work):
    report = run("clapnq", data, work)
    assert sorted(path.name for path in (work / "clapnq" / "corpus").iterdir()) == ["news-n1.txt", "passage-0000.txt"]
    figures = report["figures"]
    assert figures["passage@1"] == figures["passage@5"] == 1
    # Both of its sentences cited and one marked is 2/3, the marked one alone 1.
    assert figures["sentence_f1"] == pytest.approx(2 / 3) or figures["sentence_f1"] == 1
    assert {"abstention_auroc", "refused_when_unanswerable", "refused_when_answerable", "calibration_error"} < set(
        figures
    )


def test_asked(data, work):
    report = run("asked", data, work)
    assert [item["right"] for item in report["items"]] == [1, 1, 1, 0]
    assert report["figures"] == {"right": 0.75, "wrong": 0.25, "right.harbour": 0.75}


def test_squad2(data, work):
    report = run("squad2", data, work)
    assert [item["id"] for item in report["items"]] == ["s1", "s2"], "an article that is not among the scored"
    figures = report["figures"]
    wanted = {"open_f1", "open_em", "given_f1", "given_em", "abstention_auroc", "calibration_error"}
    assert {name for name in figures if not name.startswith("came_true")} == wanted
    assert figures["open_em"] == figures["given_em"] == 1


@pytest.mark.parametrize("wrong", [["incidents", "--questions", "tst9"], ["pdfs"], ["nothing"]])
def test_data_that_is_not_there_is_wrong_usage(data, work, wrong):
    done = CliRunner().invoke(app, [*wrong, "--data", str(data), "--work", str(work)])
    assert done.exit_code == 2


def test_speed(data, work, monkeypatch):
    monkeypatch.setattr("rag.index.vectors.EXACT_UP_TO", 1000)
    monkeypatch.setattr("bench.speed.APPROXIMATE", 1500)
    figures = run("speed", data, work)["figures"]
    stages = [f"query.{stage}" for stage in ("parse", "embed", "words", "documents", "vectors")]
    timed = [f"{name}_p{share}_ms" for name in ("query", *stages, "answer") for share in (50, 95)]
    others = ["ingest_documents_per_s", "ingest_over_embedding", "rebuild_unchanged_s", "start_s", "peak_mb"]
    assert all(figures[name] > 0 for name in [*timed, *others, "bytes_per_passage"])
    assert (figures["documents"], figures["passages"]) == (3, 3), "the two equal reports are one document"
    assert figures["query_p50_ms"] <= figures["query_p95_ms"]
    assert 0.9 < figures["approximate_recall@10"] <= 1
