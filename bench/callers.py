"""Many callers of the HTTP API while documents are taken in: nobody waits long, nobody gets another's answer."""

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.incidents import questions, reports
from bench.setup import Result, Row, Setup, known_splits, library_of, write_corpus

CALLERS = 20
EVERY_SECONDS = 20.0
TIMES = 6
TAKEN_IN = 200
# The reports that are there before, and asked about, where none are named.
SPLITS = ("tst1", "tst2")
MOST_SECONDS = 60.0

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """A question put to the server; `told` is its answer, or `error` what went wrong. `indexing`: a run was at work."""

    question: str
    indexing: bool
    milliseconds: float
    told: Told | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """Calls during an indexing, what each question was told when it was asked alone, the seconds of the indexing."""

    calls: list[Call]
    alone: list[Call]
    seconds: float


def run(setup: Setup) -> Result:
    """20 callers, each asking every 20 s for two minutes, against one who asks alone as often as all of them, both
    while the same 200 reports are taken in. Times are of the questions asked during that. An answer is mixed up where
    it is to another question, or not the one to the same question asked alone before or after."""
    splits = setup.documents or SPLITS
    there = Setup(setup.data, setup.work, splits, setup.questions or splits)
    others = Setup(setup.data, setup.work, tuple(s for s in known_splits(setup.data) if s not in splits))
    arriving = dict(list(reports(others).items())[:TAKEN_IN])
    work = setup.work / "callers"
    library_of(work / "before", reports(there)).catalogue.close()
    asked = _some([q["question"] for q in questions(there)], CALLERS * TIMES)
    texts = reports(there) | arriving
    one = _measured(work, texts, asked, 1, asked[:CALLERS])
    many = _measured(work, texts, asked, CALLERS, asked)
    median, one_median = float(np.median(_times(many))), float(np.median(_times(one)))
    figures = {
        "asked": len(many.calls),
        "asked_while_indexing": len(_times(many)),
        "errors": sum(bool(call.error) for call in one.calls + many.calls),
        "mixed_up": sum(_mixed_up(call, many.alone) for call in many.calls),
        "median_ms": median,
        "p95_ms": float(np.percentile(_times(many), 95)),
        "one_caller_median_ms": one_median,
        "ratio": median / one_median,
        "indexing_s": many.seconds,
        "one_caller_indexing_s": one.seconds,
    }
    return figures, [_row(call, many.alone) for call in many.calls]


def _some(texts: Sequence[str], count: int) -> list[str]:
    """So many different ones, from all over the list."""
    different = list(dict.fromkeys(texts))
    return different[:: max(1, len(different) // count)][:count]


def _measured(
    work: Path, texts: Mapping[str, str], asked: Sequence[str], callers: int, alone: Sequence[str]
) -> Measured:
    """On a fresh copy of the index, with a fresh server; the questions in `alone` are asked alone too."""
    folder = work / "at-work"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(work / "before", folder)
    step = EVERY_SECONDS / CALLERS
    with _server(folder / "index") as url, ThreadPoolExecutor(callers + 1) as pool:
        before = [_call(url, question, False) for question in alone]
        write_corpus(folder / "corpus", texts)
        indexing = pool.submit(_taken_in, folder / "index")
        turns = [
            pool.submit(_caller, url, asked[n::callers], n * step, callers * step, indexing) for n in range(callers)
        ]
        calls = [call for turn in turns for call in turn.result()]
        seconds = indexing.result()
        after = [_call(url, question, False) for question in alone]
    return Measured(calls, before + after, seconds)


def _taken_in(index: Path) -> float:
    begun = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "ingest", "--json", "--index", str(index)], check=True, stdout=subprocess.DEVNULL
    )
    return time.monotonic() - begun


def _caller(url: str, asked: Sequence[str], first: float, every: float, indexing: Future[float]) -> list[Call]:
    begun = time.monotonic() + first
    calls = []
    for number, question in enumerate(asked):
        time.sleep(max(0.0, begun + number * every - time.monotonic()))
        calls.append(_call(url, question, not indexing.done()))
    return calls


def _call(url: str, question: str, indexing: bool) -> Call:
    begun = time.perf_counter()
    told, error = None, ""
    body = json.dumps({"question": question}).encode()
    request = urllib.request.Request(f"{url}/ask", body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=MOST_SECONDS) as reply:
            told = json.load(reply)
    except urllib.error.HTTPError as refused:
        error = f"{refused.code}: {refused.read().decode()}"
    except OSError as failed:
        error = str(failed)
    return Call(question, indexing, 1000 * (time.perf_counter() - begun), told, error)


@contextmanager
def _server(index: Path) -> Iterator[str]:
    """The address of a server in a process of its own, which has answered once."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "rag.serve", "http", "--port", str(port), "--index", str(index)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            while _call(url, "Are the models loaded?", False).error and process.poll() is None:
                time.sleep(0.1)
            yield url
        finally:
            process.terminate()


def _times(measured: Measured) -> list[float]:
    return [call.milliseconds for call in measured.calls if call.indexing and not call.error]


def _mixed_up(call: Call, alone: Sequence[Call]) -> bool:
    if call.told is None:
        return False
    right = [_said(other.told) for other in alone if other.told and other.question == call.question]
    return call.told["question"] != call.question or _said(call.told) not in right


def _said(told: Told) -> Row:
    """What an answer says and by what; not when, and not how many documents there were."""
    refusal = told["refusal"] and told["refusal"]["missing"]
    return {key: told[key] for key in ("short_answers", "claims", "sides")} | {"missing": refusal}


def _row(call: Call, alone: Sequence[Call]) -> Row:
    return {
        "question": call.question,
        "indexing": call.indexing,
        "milliseconds": round(call.milliseconds),
        "short_answer": call.told["short_answer"] if call.told else None,
        "error": call.error,
        "mixed_up": _mixed_up(call, alone),
    }
