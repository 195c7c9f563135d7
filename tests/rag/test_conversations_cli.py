"""The command line of conversations, over what the command line of asking kept."""

import pytest
from typer.testing import CliRunner

from rag.__main__ import app


@pytest.fixture
def conversations(filled):
    """Runs a command on an index that holds two conversations."""
    library = filled.opened()
    library.ask("Who closed the northern quay?", conversation="quays")
    library.ask("How many llamas did Queen Ottilie buy in Samarkand?", conversation="llamas")

    def run(command: str, *rest: str, expected: int = 0) -> str:
        done = CliRunner().invoke(app, ["conversations", command, "--index", str(filled.index), *rest])
        assert done.exit_code == expected, done.output
        assert "Traceback" not in done.output
        return done.output

    return run


def test_they_are_listed_newest_first_and_searched(conversations):
    assert [line.split("  ")[:2] for line in conversations("list").splitlines()] == [
        ["llamas", "1 question"],
        ["quays", "1 question"],
    ]
    assert conversations("list", "--search", "NORTHERN harbour").startswith("quays")
    assert conversations("list", "--search", "northern llamas") == ""


def test_one_is_shown_with_its_citations(conversations):
    shown = conversations("show", "quays")
    assert "## Who closed the northern quay?" in shown and "[1] quay.txt, characters " in shown


def test_one_is_renamed_and_deleted(conversations):
    conversations("rename", "quays", "harbour")
    assert "harbour" in conversations("list") and "quays" not in conversations("list")
    assert "'harbour'" in conversations("rename", "llamas", "harbour", expected=1)
    conversations("delete", "harbour")
    assert "there is no conversation 'harbour'" in conversations("show", "harbour", expected=1)


def test_one_is_exported_with_footnotes(conversations):
    text = conversations("export", "quays")
    assert text.startswith("# quays\n\n## Who closed the northern quay?")
    assert "[^1]: quay.txt: “" in text
