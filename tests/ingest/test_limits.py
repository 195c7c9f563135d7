import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fpdf import FPDF

from ingest.limits import ReaderProcess
from rag.errors import Crashed, NeedsOcr, TooLarge, TooSlow, Unreadable, Unsupported


@pytest.fixture
def reader() -> Iterator[ReaderProcess]:
    with ReaderProcess() as process:
        yield process


def text_file(folder: Path, name: str = "good.txt") -> Path:
    file = folder / name
    file.write_text("Mathilde found the stone.")
    return file


def reads_on(reader: ReaderProcess, folder: Path) -> bool:
    return reader.read(text_file(folder), "good.txt").text == "Mathilde found the stone."


def test_one_child_reads_many_files(reader: ReaderProcess, tmp_path: Path) -> None:
    files = [text_file(tmp_path, f"{n}.txt") for n in range(300)]
    reader.read(files[0], "0.txt")
    child = reader._child
    assert all(reader.read(file, file.name).text for file in files)
    assert reader._child is child


def test_refusals_keep_their_kind_and_their_reason(reader: ReaderProcess, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(Unreadable, match="empty"):
        reader.read(tmp_path / "empty.txt", "empty.txt")
    with pytest.raises(Unsupported, match=".rtf"):
        reader.read(text_file(tmp_path, "a.rtf"), "a.rtf")
    with pytest.raises(Unreadable, match="cannot be opened"):
        reader.read(tmp_path / "gone.txt", "gone.txt")
    assert reads_on(reader, tmp_path)


def test_a_file_that_takes_too_long_ends_the_child_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "slow.txt")
    with ReaderProcess(seconds=1) as reader:
        with pytest.raises(TooSlow, match="longer than 1 s"):
            reader.read(tmp_path / "slow.txt", "slow.txt")
        reader.seconds = 60
        assert reads_on(reader, tmp_path)


def test_a_file_that_needs_too_much_memory_ends_the_child_alone(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(2 << 30)
    with ReaderProcess(megabytes=300) as reader:
        with pytest.raises(TooLarge, match="more than 300 MiB"):
            reader.read(tmp_path / "large.txt", "large.txt")
        assert reads_on(reader, tmp_path)


def test_a_child_that_breaks_off_costs_only_its_file(reader: ReaderProcess, tmp_path: Path) -> None:
    assert reads_on(reader, tmp_path)
    child = reader._child
    assert child
    os.mkfifo(tmp_path / "slow.txt")
    killer = threading.Timer(0.3, child.kill)
    killer.start()
    with pytest.raises(Crashed, match="SIGKILL"):
        reader.read(tmp_path / "slow.txt", "slow.txt")
    assert reads_on(reader, tmp_path)


def test_a_child_that_died_between_files_costs_none(reader: ReaderProcess, tmp_path: Path) -> None:
    assert reads_on(reader, tmp_path)
    assert reader._child
    reader._child.kill()
    reader._child.wait()
    assert reads_on(reader, tmp_path)


def test_memory_that_one_file_took_does_not_count_against_the_next(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("A line of a long text.\n" * 1_000_000)
    with ReaderProcess(megabytes=150) as reader:
        assert len(reader.read(tmp_path / "big.txt", "big.txt").text) == 23_000_000
        assert reader._child is None
        assert reads_on(reader, tmp_path)


def test_the_size_of_the_parent_does_not_count(reader: ReaderProcess, tmp_path: Path) -> None:
    ballast = bytearray(600 << 20)
    assert reads_on(reader, tmp_path)
    assert reader._child and len(ballast)


def test_any_name_that_a_file_can_have(reader: ReaderProcess, tmp_path: Path) -> None:
    for name in (b"-rf.txt", "🛶 d'été #1 100% & a?b.txt".encode(), b"not utf-8 \xff\xfe.txt", b"new\nline.txt"):
        file = tmp_path / os.fsdecode(name)
        file.write_text("A text.")
        assert reader.read(file, "name.txt").text == "A text."


def test_pictures_of_pages(reader: ReaderProcess, tmp_path: Path) -> None:
    pdf = FPDF(unit="pt", format=(200, 100))
    pdf.add_page()
    pdf.output(str(tmp_path / "a.pdf"))
    picture = reader.render_page(tmp_path / "a.pdf", 1, 3.0)
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 600
    with pytest.raises(Unreadable, match="no page 2"):
        reader.render_page(tmp_path / "a.pdf", 2)
    with pytest.raises((NeedsOcr, Unreadable)):
        reader.read(tmp_path / "a.pdf", "a.pdf")


def test_what_libraries_print_does_not_reach_the_replies(reader: ReaderProcess, tmp_path: Path) -> None:
    (tmp_path / "odd.pdf").write_bytes(b"%PDF-1.4\n1 0 obj\n<< /Broken\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF")
    with pytest.raises(Unreadable):
        reader.read(tmp_path / "odd.pdf", "odd.pdf")
    assert reads_on(reader, tmp_path)
