"""The command line of the servers, in processes of their own."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.ingest.conftest import Place
from tests.rag.serve.served import QUAY, ROOT, child

TOKEN = "a secret of some length"


def ended(*arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "rag.serve", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("command", [["http"], ["mcp", "--http"]])
def test_others_are_not_let_in_without_a_token(command, tmp_path: Path):
    done = ended(*command, "--host", "0.0.0.0", "--port", "0", "--index", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("error: others can reach 0.0.0.0: set DOSSIER_TOKEN")
    assert "Traceback" not in done.stderr


def test_it_answers_whom_the_token_lets_in(shown: Place):
    with child("http", "--index", str(shown.index), "--host", "0.0.0.0", DOSSIER_TOKEN=TOKEN) as address:
        url = address.replace("0.0.0.0", "127.0.0.1")
        assert httpx.get(f"{url}/health").status_code == 401
        asked = {"question": QUAY}
        reply = httpx.post(f"{url}/ask", json=asked, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=60)
        assert reply.json()["short_answer"] == "harbour master"
        assert "uvicorn" not in reply.headers.get("Server", "")
