"""Servers for tests: an application on a port of loopback, or the command line in a process of its own."""

import asyncio
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

ROOT = Path(__file__).parents[3]
QUAY = "Who closed the northern quay?"


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine. In a thread: the browser suite leaves an event loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(work)).result()


@contextmanager
def listening(app: Any) -> Iterator[str]:
    """The address of an application that listens."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def child(*arguments: str, **environment: str) -> Iterator[str]:
    """The address of `python -m rag.serve …` in a process of its own, on any free port."""
    command = [sys.executable, "-m", "rag.serve", *arguments, "--port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stderr=subprocess.PIPE, text=True)
    try:
        told = ""
        for line in process.stderr:
            told += line
            if found := re.search(r"running on (http://\S+)", line):
                break
        else:
            raise AssertionError(told)
        yield found[1]
    finally:
        process.terminate()
        process.communicate()
