"""What the tests of taking in share: a small corpus of their own, runs over it, and an ordinary user's rights."""

import ctypes
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.pipeline import Summary, update
from ingest.verify import problems
from rag.compose import Library
from tests.opened import opened

QUAY = (
    "Velmouth, 3 May 2024 (Coastal Wire) -- The harbour master closed the northern quay on Friday.\n\n"
    "A barge loaded with barley had struck it the night before. Two sailors were hurt, the harbour office said.\n"
)
FERRY = (
    "Orsa, 9 June 2024 (Orsa Gazette) -- The ferry Halcyon ran aground off Tamsin on Sunday with 41 people aboard.\n\n"
    "All of them were brought ashore by the lifeboat. The owner, Maren Holt, denied that the crew had been asleep.\n"
)
SALT = "The salt works at Lode opened in 1931. They closed again after eleven years, and nobody has bought them.\n"


@dataclass(frozen=True)
class Place:
    """A corpus and its index. Every run opens the index afresh, as another process would."""

    corpus: Path
    index: Path

    def write(self, name: str, text: str) -> Path:
        file = self.corpus / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def opened(self, identity: str = "") -> Library:
        return opened(self.index, self.corpus, identity)

    def run(self, identity: str = "", reread: bool = False) -> tuple[Library, Summary]:
        """A run to its end, after which every invariant must hold."""
        library = self.opened(identity)
        summary = update(library, reread=reread)
        assert problems(library) == []
        assert library.progress() is None
        return library, summary


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "corpus").mkdir()
    return Place(tmp_path / "corpus", tmp_path / "index")


class _Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("process", ctypes.c_int)]


class _Sets(ctypes.Structure):
    _fields_ = [("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32)]


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """Root may open everything: here it lays down the two capabilities that let it (capabilities(7))."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, sets = _Header(0x20080522, 0), (_Sets * 2)()
    assert libc.capget(ctypes.byref(header), sets) == 0
    before = sets[0].effective
    sets[0].effective = before & ~0b110
    assert libc.capset(ctypes.byref(header), sets) == 0
    yield
    sets[0].effective = before
    assert libc.capset(ctypes.byref(header), sets) == 0
