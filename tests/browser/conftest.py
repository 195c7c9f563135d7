"""The real app on a corpus of the test's own, driven by a real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.corpus import write_corpus

ROOT = Path(__file__).parents[2]
ARTEFACTS = Path(__file__).parent / "artefacts"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
# Streamlit, torch and the first embeddings on two busy cores.
START_SECONDS = 120
WAIT_MS = 60_000


@dataclass(frozen=True)
class App:
    """The running server: where it is, and the folders that it serves."""

    url: str
    corpus: Path
    index: Path
    process: "subprocess.Popen[bytes]"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = [item for item in items if item.path.is_relative_to(Path(__file__).parent)]
    for item in here:
        item.add_marker(pytest.mark.browser)
        if CHROMIUM is None and os.environ.get("CI") != "true":
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine: apt-get install chromium"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "no Chromium on this machine, and CI=true: apt-get install chromium"
    expect.set_options(timeout=WAIT_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("app")
    corpus, index = folder / "corpus", folder / "index"
    corpus.mkdir()
    write_corpus(corpus)
    with serving(corpus, index, folder / "server.log") as app:
        yield app


@contextmanager
def serving(corpus: Path, index: Path, log: Path) -> Iterator[App]:
    """The server, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    folders = {"DOSSIER_CORPUS": str(corpus), "DOSSIER_INDEX": str(index)}
    with log.open("wb") as said:
        process = subprocess.Popen(
            [*command, "--server.port", str(port)], cwd=ROOT, env=os.environ | folders, stdout=said, stderr=said
        )
    try:
        url = f"http://localhost:{port}"
        eventually(lambda: _answers(f"{url}/_stcore/health"), START_SECONDS)
        yield App(url, corpus, index, process)
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def page(browser: Browser, app: App, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh visitor, at the desk. A request to any other host than the app's fails the test."""
    options = getattr(request, "param", {"viewport": {"width": 1440, "height": 900}})
    context = browser.new_context(**options)
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    errors: list[str] = []
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.goto(app.url)
    page.locator(".status:not(:has(.stage)) .held:not(:text-matches('^0 '))").wait_for(timeout=START_SECONDS * 1000)
    yield page
    shot(page, request.node.name)
    context.close()
    assert not [url for url in asked if not url.startswith((app.url, "data:", "blob:"))]
    assert not errors


def shot(page: Page, name: str) -> None:
    """A picture of the page, kept for people to look at."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name.replace('/', '_')}.png")


def ask(page: Page, question: str) -> None:
    """Types a question and waits for what comes of it."""
    turns = page.locator(".turn:has(.quiet), .turn:has(.wrong)")
    before = turns.count()
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.keyboard.press("Enter")
    turns.nth(before).wait_for()
    for still in (".waiting", ".writing"):
        page.locator(still).wait_for(state="detached")


def eventually(true: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"nothing came of it in {seconds} s"
        time.sleep(0.2)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False
