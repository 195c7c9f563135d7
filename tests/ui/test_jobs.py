"""Work behind the page."""

import threading
import time
from collections.abc import Callable

import pytest

from rag.errors import DossierError
from ui.jobs import JobFailed, Jobs, last_line, run_ingest


def eventually(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 5
    while not true() and time.monotonic() < deadline:
        time.sleep(0.01)
    return true()


def test_a_job_runs_once_at_a_time_under_its_name() -> None:
    jobs, gate, runs = Jobs(), threading.Event(), []

    def work() -> None:
        runs.append(1)
        gate.wait(5)

    jobs.start("a.txt", work)
    jobs.start("a.txt", work)
    assert jobs.running() == {"a.txt"}
    gate.set()
    assert eventually(lambda: not jobs.running())
    assert runs == [1] and jobs.failures() == {}


def test_a_failure_is_kept_in_words_until_dismissed() -> None:
    jobs = Jobs()

    def work() -> None:
        raise DossierError("a.txt is locked: close it")

    jobs.start("a.txt", work)
    assert eventually(lambda: jobs.failures() == {"a.txt": "a.txt is locked: close it"})
    jobs.dismiss("a.txt")
    assert jobs.failures() == {}


def test_the_last_line_with_words_is_what_a_command_said() -> None:
    assert last_line("Traceback\n  reason: full disk \n\n") == "reason: full disk"
    assert last_line(" \n") == ""


def test_a_command_that_fails_is_an_error_with_its_words(tmp_path) -> None:
    with pytest.raises(JobFailed, match="there is no index in"):
        run_ingest("restore", "--index", str(tmp_path / "none"), "--", "a.txt")
