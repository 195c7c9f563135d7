import os
import shutil
import time

import pytest

from ingest import scan as module
from ingest.scan import digest, scan
from rag.errors import WrongCorpus


def seen(place):
    return {s.path: s for s in scan(place.corpus, place.index)}


def test_every_file_in_order_within_its_folder(place):
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "B.txt", "a b/ä.txt"):
        place.write(name, name)
    assert [s.path for s in scan(place.corpus, place.index)] == [
        "B.txt",
        "b.txt",
        "a/z.txt",
        "a/b/c.txt",
        "a b/ä.txt",
    ]
    found = seen(place)["a/b/c.txt"]
    assert (found.size, found.state, found.file.read_text()) == (9, "", "a/b/c.txt")


def test_an_empty_corpus_holds_nothing(place):
    assert seen(place) == {}


def test_links_are_named_and_not_followed(place, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("not of the corpus")
    place.write("real.txt", "of the corpus")
    (place.corpus / "file.txt").symlink_to(outside / "secret.txt")
    (place.corpus / "folder").symlink_to(outside)
    (place.corpus / "broken.txt").symlink_to("nowhere")
    (place.corpus / "circle").symlink_to(place.corpus)
    found = seen(place)
    assert {path: s.state for path, s in found.items()} == {
        "real.txt": "",
        "file.txt": "ignored",
        "folder": "ignored",
        "broken.txt": "ignored",
        "circle": "ignored",
    }
    assert "a link" in found["folder"].reason


def test_what_is_no_file_is_named_and_not_opened(place):
    os.mkfifo(place.corpus / "pipe.txt")
    assert (seen(place)["pipe.txt"].state, seen(place)["pipe.txt"].reason) == ("ignored", "not a regular file")


def test_a_name_that_is_not_utf8_is_named_all_the_same(place):
    for name in (b"caf\xe9.txt", b"\xff/inside.txt"):
        place.write(os.fsdecode(name), "menu")
    found = seen(place)
    assert {path: s.state for path, s in found.items()} == {
        "caf\\xe9.txt": "failed",
        "\\xff/inside.txt": "failed",
    }
    assert all("rename it" in s.reason for s in found.values())


def test_a_folder_that_cannot_be_opened_is_named(place, ordinary_user):
    place.write("open/a.txt", "x")
    place.write("closed/b.txt", "x")
    (place.corpus / "closed").chmod(0)
    found = seen(place)
    (place.corpus / "closed").chmod(0o700)
    assert sorted(found) == ["closed", "open/a.txt"]
    assert found["closed"].closed and found["closed"].state == "failed"
    assert "Permission denied" in found["closed"].reason


def test_a_folder_of_an_odd_name_that_cannot_be_opened_is_named(place, ordinary_user):
    (place.corpus / os.fsdecode(b"caf\xe9")).mkdir(0)
    assert list(seen(place)) == ["caf\\xe9"]


def test_files_in_a_folder_that_only_lists_them_are_named(place, ordinary_user):
    place.write("listed/a.txt", "x")
    (place.corpus / "listed").chmod(0o400)
    found = seen(place)
    (place.corpus / "listed").chmod(0o700)
    assert (found["listed/a.txt"].state, found["listed/a.txt"].reason) == (
        "failed",
        "cannot be read: Permission denied",
    )


def test_a_corpus_that_cannot_be_opened_or_has_left_is_refused(place, ordinary_user):
    place.corpus.chmod(0)
    with pytest.raises(WrongCorpus, match="corpus cannot be opened: Permission denied"):
        seen(place)
    place.corpus.chmod(0o700)
    place.corpus.rmdir()
    with pytest.raises(WrongCorpus, match="No such file"):
        seen(place)


def test_what_vanishes_while_we_look_was_not_there(place):
    for name in ("a.txt", "b.txt", "c/d.txt", "e/f.txt"):
        place.write(name, "x")
    walk = scan(place.corpus, place.index)
    paths = [next(walk).path]
    (place.corpus / "b.txt").unlink()
    shutil.rmtree(place.corpus / "c")
    assert paths + [s.path for s in walk] == ["a.txt", "e/f.txt"]


def test_an_index_inside_its_corpus_is_no_part_of_it(place):
    place.write("index/catalogue.sqlite", "x")
    place.write("other/index/note.txt", "x")
    found = [s.path for s in scan(place.corpus, place.corpus / "index")]
    assert found == ["other/index/note.txt"]


def test_the_signature_tells_every_change_once_it_is_there(place, monkeypatch):
    file = place.write("a.txt", "one")
    assert seen(place)["a.txt"].signature == ""
    monkeypatch.setattr(module, "SETTLED_SECONDS", 0)
    first, times = seen(place)["a.txt"], file.stat()
    assert first.signature and seen(place)["a.txt"] == first
    time.sleep(0.02)
    file.write_text("two")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    second = seen(place)["a.txt"]
    assert (second.size, second.modified_ns) == (first.size, first.modified_ns)
    assert second.signature != first.signature


def test_a_digest_is_of_the_bytes(place):
    assert digest(place.write("a.txt", "abc")).startswith("ba7816bf8f01cfea")
