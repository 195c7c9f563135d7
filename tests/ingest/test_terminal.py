import sys

from ingest.terminal import clear_line, show
from rag.store.progress import Progress


def test_into_a_file_each_progress_is_a_line(capsys):
    show(Progress("reading", 3, 40, "a.txt"))
    show(Progress("publishing", 40, 40))
    clear_line()
    assert capsys.readouterr() == ("", "reading 3/40 a.txt\npublishing 40/40\n")


def test_on_a_terminal_it_is_one_line_that_the_next_one_takes(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "30")
    show(Progress("reading", 3, 40, "a-name-longer-than-the-screen.txt"))
    clear_line()
    blank = f"\r{' ' * 29}\r"
    assert capsys.readouterr().err == f"{blank}reading 3/40 a-name-longer-th{blank}"
