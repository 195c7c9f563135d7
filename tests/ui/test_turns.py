"""Turns of the thread: asked, and read back as they were."""

from collections.abc import Iterator

import pytest

from ingest.pipeline import update
from rag.compose import Library
from rag.domain.answers import Filters
from rag.domain.turns import new_id
from tests.opened import opened
from ui.turns import ask, read_back

TEXT = "Velmouth, 3 May 2024 (Coastal Wire) -- The harbour master closed the northern quay on Friday.\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("turns")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "quay.txt").write_text(TEXT, encoding="utf-8")
    library = opened(folder / "index", folder / "corpus")
    update(library)
    yield library


def test_a_kept_turn_comes_back_as_it_stood_on_screen(library: Library) -> None:
    conversation = new_id()
    limits = Filters(publishers=("Coastal Wire",), since="2024")
    turn = ask(library, "Who closed the northern quay?", limits, conversation)
    kept, [record] = library.conversation(conversation)
    assert kept.name == "Who closed the northern quay?"
    again = read_back(library, record)
    assert (again.data, again.citations, again.answer) == (turn.data, turn.citations, turn.answer)
    assert turn.data["limits"] == "Coastal Wire · from 2024" and turn.citations


def test_what_goes_wrong_is_a_turn_in_words(library: Library) -> None:
    turn = ask(library, "Who?", Filters(publishers=("Nobody",)))
    assert "Nobody" in turn.data["error"] and turn.citations == ()
