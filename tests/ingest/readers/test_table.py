import subprocess
import sys
from pathlib import Path

import pytest

from ingest.readers import ignored, read, reader_of
from rag.errors import NeedsOcr, ReadError, Unreadable, Unsupported


@pytest.mark.parametrize(
    ("path", "reader"),
    [
        ("a.txt", "text"),
        ("b/C.TXT", "text"),
        ("t.csv", "text"),
        ("n.md", "markdown"),
        ("p.HTM", "html"),
        ("d.docx", "docx"),
        ("m.eml", "eml"),
        ("s.pdf", "pdf"),
        ("x.rtf", "none"),
        ("Makefile", "none"),
        ("two  spaces .and. dots..txt", "text"),
    ],
)
def test_a_suffix_names_the_reader(path: str, reader: str) -> None:
    assert reader_of(path) == reader


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        (".DS_Store", "Finder"),
        ("deep/Thumbs.db", "Explorer"),
        ("~$minutes.docx", "lock"),
        (".~lock.minutes.odt#", "lock"),
        (".hidden.txt", "hidden"),
        (".git/config", "hidden"),
        ("README.md", "folder"),
    ],
)
def test_what_nobody_wants_in_is_ignored_with_a_reason(path: str, reason: str) -> None:
    assert reason in (ignored(path) or "")


@pytest.mark.parametrize("path", ["a.txt", "-rf.md", "notes/README.md", "🛶.txt", "~tilde.txt"])
def test_documents_are_not_ignored(path: str) -> None:
    assert ignored(path) is None


@pytest.mark.parametrize(
    ("name", "data", "error", "reason"),
    [
        ("empty.txt", b"", Unreadable, "empty"),
        ("empty.pdf", b"", Unreadable, "empty"),
        ("spaces.md", b" \n\t \r\n", Unreadable, "empty"),
        ("mark.txt", b"\xef\xbb\xbf", Unreadable, "empty"),
        ("unseen.txt", "\u200b\u00ad\n".encode(), Unreadable, "empty"),
        ("blank.html", b"<html><body><script>1</script></body></html>", Unreadable, "empty"),
        ("nothing.html", b"<!-- -->", Unreadable, "empty"),
        ("sheet.xlsx", b"PK", Unsupported, ".xlsx"),
        ("noise.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 8, Unreadable, "damaged"),
        ("story.pdf", b"Once upon a time there was no PDF.", Unreadable, "no PDF"),
        ("letter.docx", b"Dear reader", Unreadable, "Word"),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Unreadable, "password"),
        ("note.eml", b"no headers here\n", Unreadable, "no mail"),
    ],
)
def test_a_refusal_says_why(tmp_path: Path, name: str, data: bytes, error: type[ReadError], reason: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(error, match=reason):
        read(file, name)


def test_states_of_refusals() -> None:
    assert (Unsupported.state, NeedsOcr.state, Unreadable.state) == ("unsupported", "needs-ocr", "failed")


def test_a_missing_file_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be opened"):
        read(tmp_path / "gone.txt", "gone.txt")


def test_a_text_needs_none_of_the_heavy_libraries(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mill burned down.")
    program = (
        "import sys; from pathlib import Path; from ingest.readers import read; "
        f"read(Path({str(tmp_path / 'a.txt')!r}), 'a.txt'); "
        "print(sorted({'lxml', 'pypdf', 'pypdfium2', 'docx', 'trafilatura', 'torch', 'numpy'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04...", "office"),
        (b"{\\rtf1 x}", "Rich Text"),
        (b"\x89PNG\r\n", "picture"),
    ],
)
def test_another_kind_under_the_name_of_a_text_is_named(tmp_path: Path, data: bytes, kind: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(Unreadable, match=kind):
        read(tmp_path / "a.txt", "a.txt")
