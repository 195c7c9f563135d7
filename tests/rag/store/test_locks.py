import subprocess
import sys
import threading
import time

from rag.store.locks import writer_lock


def test_another_run_waits_until_the_first_has_ended(tmp_path):
    order = []

    def second() -> None:
        with writer_lock(tmp_path) as held:
            order.append(("second", held))

    with writer_lock(tmp_path) as held:
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.1)
        order.append(("first", held))
    thread.join()
    assert order == [("first", True), ("second", True)]


def test_who_does_not_wait_is_told_that_it_is_taken(tmp_path):
    with writer_lock(tmp_path / "new"):
        with writer_lock(tmp_path / "new", wait=False) as held:
            assert not held
        with writer_lock(tmp_path / "other", wait=False) as held:
            assert held
    with writer_lock(tmp_path / "new", wait=False) as held:
        assert held


def test_a_killed_run_holds_nothing(tmp_path):
    script = f"""
import sys
from pathlib import Path
from rag.store.locks import writer_lock
with writer_lock(Path({str(tmp_path)!r})):
    print("held", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        assert run.stdout.readline() == b"held\n"
        with writer_lock(tmp_path, wait=False) as held:
            assert not held
        run.kill()
    with writer_lock(tmp_path, wait=False) as held:
        assert held
