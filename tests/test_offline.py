"""The whole suite runs offline (conftest.py); here: that the guard guards, and that the core needs no network."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ELSEWHERE = "198.51.100.7"  # reserved for documentation: nothing answers there


@pytest.fixture
def refused(tmp_path, monkeypatch):
    """A list of its own: these tests reach for the network on purpose."""
    path = tmp_path / "refused.txt"
    monkeypatch.setenv("OFFLINE_REFUSED", str(path))
    return lambda: path.read_text() if path.exists() else ""


def tcp():
    socket.create_connection((ELSEWHERE, 80), timeout=1)


def udp():
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", (ELSEWHERE, 53))


def name():
    socket.getaddrinfo("example.org", 443)


def web():
    urllib.request.urlopen("http://example.org/", timeout=1)


def coroutine():
    # A thread of its own: the browser suite leaves an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(asyncio.open_connection(ELSEWHERE, 80))).result()


@pytest.mark.parametrize("reach", [tcp, udp, name, web, coroutine])
def test_the_guard_refuses_what_leaves_the_machine(reach, refused):
    with pytest.raises(OSError, match="offline"):
        reach()
    assert ELSEWHERE in refused() or "example.org" in refused()


def test_children_inherit_the_guard_and_tell_of_swallowed_attempts(refused):
    script = f"""
import socket
try:
    socket.create_connection(({ELSEWHERE!r}, 80), timeout=1)
except OSError:
    pass
"""
    subprocess.run([sys.executable, "-c", script], check=True)
    assert ELSEWHERE in refused()


def test_loopback_stays_open():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()


def without_interfaces() -> list[str]:
    """A command's prefix that takes all network from it, native code included, where the kernel lets us."""
    prefix = ["unshare", "--map-root-user", "--net"]
    possible = shutil.which("unshare") and subprocess.run([*prefix, "true"], capture_output=True).returncode == 0
    return prefix if possible else []


def test_ingest_and_ask_touch_no_network(tmp_path, refused):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "port.txt").write_text("Lagos, 4 May 2024 - The harbour office closed the northern quay on Friday.\n")
    base = {k: v for k, v in os.environ.items() if not k.startswith(("HF_", "TRANSFORMERS_"))}
    folders = ["--index", str(tmp_path / "index")]
    for command in (
        ["-m", "ingest", "--corpus", str(corpus), *folders],
        ["-m", "rag", "ask", "Who closed the northern quay?", *folders],
    ):
        done = subprocess.run(
            [*without_interfaces(), sys.executable, *command], env=base, cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert "harbour office" in done.stdout
    assert refused() == ""
