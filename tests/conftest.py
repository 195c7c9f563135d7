"""For the whole suite: no network but loopback, in this process and its children; how often to kill and to damage."""

import importlib.util
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hashed_words import HashedWords

OFFLINE = Path(__file__).parent / "offline"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=5, help="how often the crash test kills the ingest")
    parser.addoption("--damages", type=int, default=30, help="how often the damage test damages an index")


def pytest_configure(config: pytest.Config) -> None:
    os.environ["OFFLINE_REFUSED"] = str(Path(tempfile.mkdtemp(prefix="offline-")) / "refused.txt")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(OFFLINE), os.environ.get("PYTHONPATH")]))
    spec = importlib.util.spec_from_file_location("offline_guard", OFFLINE / "sitecustomize.py")
    spec.loader.exec_module(importlib.util.module_from_spec(spec))


@pytest.fixture(scope="module")
def hashed_words() -> Iterator[None]:
    """Libraries opened in this module have HashedWords for their embedder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rag.compose.embedder_named", HashedWords)
        yield


def pytest_sessionfinish(session: pytest.Session) -> None:
    refused = Path(os.environ["OFFLINE_REFUSED"])
    if refused.exists():
        print(f"\nThe program reached for the network:\n{refused.read_text()}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
