from dataclasses import replace

import pytest

from ingest.compare import Change, compare, reader_tag
from ingest.scan import Seen, digest
from rag.store.files import FileRecord


@pytest.fixture
def file(place):
    return place.write("a.txt", "one")


def seen(file, signature: str = "", path: str = "a.txt") -> Seen:
    return Seen(path, file, 3, 17, signature)


def known(file, **changes) -> FileRecord:
    record = FileRecord("a.txt", "indexed", "", digest(file), reader_tag("a.txt"), 3, 17, "settled", 1)
    return replace(record, **changes)


def test_a_new_file_is_to_be_read(file):
    change = compare(seen(file, "settled"), None, reread=False)
    assert change.read
    assert (change.record.sha256, change.record.signature) == (digest(file), "settled")
    assert change.record.state != "indexed"


def test_a_settled_stat_spares_reading(file, tmp_path):
    unreadable = Seen("a.txt", tmp_path, 3, 17, "settled")
    assert compare(unreadable, known(file), reread=False) is None


def test_the_bytes_decide_where_stat_proves_nothing(file):
    assert compare(seen(file), known(file, signature=""), reread=False) is None
    file.write_text("two")
    assert compare(seen(file), known(file, sha256="ab" * 32, signature=""), reread=False).read


def test_a_file_that_settled_gets_its_signature_and_is_not_read(file):
    change = compare(seen(file, "settled"), known(file, signature=""), reread=False)
    assert change == Change(seen(file, "settled"), known(file))


@pytest.mark.parametrize("state", ["indexed", "failed", "unsupported", "needs-ocr"])
def test_everything_is_read_again_on_demand(file, state):
    before = known(file, state=state, document_id=1 if state == "indexed" else None)
    assert compare(seen(file, "settled"), before, reread=False) is None
    assert compare(seen(file, "settled"), before, reread=True).read


def test_another_version_of_the_reader_reads_again(file):
    assert compare(seen(file, "settled"), known(file, reader="text 0.0"), reread=False).read


@pytest.mark.parametrize("reread", [False, True])
def test_what_was_taken_out_stays_out_until_its_bytes_change(file, reread):
    out = known(file, state="removed", document_id=None)
    for record in (out, replace(out, signature=""), replace(out, reader="text 0.0", signature="")):
        change = compare(seen(file, "settled"), record, reread)
        assert change is None or (change.record.state, change.read) == ("removed", False)
    file.write_text("two")
    assert compare(seen(file), out, reread).read


@pytest.mark.parametrize("path", ["README.md", ".hidden/a.txt", "~$a.docx"])
def test_what_nobody_wants_is_named_once(file, path):
    change = compare(seen(file, path=path), None, reread=True)
    assert (change.record.state, change.read, change.refused) == ("ignored", False, False)
    assert change.record.reason
    assert compare(seen(file, path=path), change.record, reread=True) is None


def test_a_file_that_cannot_be_opened_is_refused_once(file, ordinary_user):
    file.chmod(0)
    change = compare(seen(file), None, reread=False)
    assert change.refused and not change.read
    assert (change.record.state, change.record.reason) == ("failed", "cannot be opened: Permission denied")
    assert compare(seen(file), change.record, reread=False) is None


def test_a_file_that_has_vanished_is_left_to_the_next_run(file):
    before = known(file, signature="")
    file.unlink()
    assert compare(seen(file), before, reread=False) is None
    assert compare(seen(file), None, reread=False) is None
