"""The watching child: it takes in what lies in the corpus, and ends when its server does, however that ends."""

import subprocess
import sys
import time
from pathlib import Path

from rag.store.catalogue import FILE_NAME, open_catalogue
from rag.store.documents import list_documents
from ui.jobs import PROGRAM

PATIENCE = 90


def started(index: Path, corpus: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "ui.watching", str(index), str(corpus)]
    return subprocess.Popen(command, cwd=PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)


def holds_one_document(index: Path) -> bool:
    return (index / FILE_NAME).exists() and len(list_documents(open_catalogue(index).db)) == 1


def test_of_two_servers_one_watches_and_the_other_takes_over(tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    index.mkdir()
    first = started(index, corpus)
    deadline = time.monotonic() + PATIENCE
    while not (index / FILE_NAME).exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    second = started(index, corpus)
    try:
        first.stdin.close()
        assert first.wait(10) != 0
        (corpus / "ferry.txt").write_text("The ferry ran aground.\n", encoding="utf-8")
        while not holds_one_document(index) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert holds_one_document(index)
        assert second.poll() is None
        second.stdin.close()
        assert second.wait(10) != 0
    finally:
        first.kill()
        second.kill()
