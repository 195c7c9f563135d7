"""The command line of the index, as a script sees it: output, JSON, exit status."""

import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest.__main__ import app
from rag.store.catalogue import FILE_NAME
from tests.ingest.conftest import FERRY, QUAY, SALT

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ingest(place):
    """Runs a command on the place's index; what it printed, and how it ended."""

    def run(*arguments: str, expected: int = 0, index: bool = True):
        done = CliRunner().invoke(app, [*arguments, *(["--index", str(place.index)] if index else [])])
        assert done.exit_code == expected, done.output
        assert done.exception is None or isinstance(done.exception, SystemExit)
        return done

    return run


@pytest.fixture
def filled(place, ingest):
    place.write("quay.txt", QUAY)
    place.write("sea/ferry.txt", FERRY)
    place.write("empty.txt", "")
    ingest("--corpus", str(place.corpus))
    return place


def status(ingest):
    return json.loads(ingest("status", "--json").stdout)


def states(ingest):
    return {file["path"]: file["state"] for file in status(ingest)["files"]}


def test_a_run_tells_what_it_did_and_names_what_it_refused(place, ingest):
    place.write("quay.txt", QUAY)
    place.write("empty.txt", "")
    place.write("picture.xyz", "?")
    done = ingest("--corpus", str(place.corpus))
    assert done.stdout == "1 taken in, 0 unchanged, 0 gone, 2 newly refused\n"
    assert "failed: empty.txt: empty: the file has no bytes" in done.stderr
    assert "unsupported: picture.xyz: " in done.stderr
    assert "reading 0/3 empty.txt" in done.stderr and "publishing 1/1" in done.stderr


def test_a_run_as_json_is_json_and_nothing_else(filled, ingest):
    filled.write("salt.txt", SALT)
    done = ingest("--json")
    assert json.loads(done.output) == {"taken_in": 1, "refused": 0, "unchanged": 3, "gone": 0}


def test_the_index_remembers_its_corpus(filled, ingest):
    filled.write("salt.txt", SALT)
    assert ingest().stdout.startswith("1 taken in")


def test_status_names_every_file_with_its_state_and_reason(filled, ingest):
    told = status(ingest)
    assert set(told) == {
        "index",
        "corpus",
        "generation",
        "documents",
        "passages",
        "running",
        "publishers",
        "files",
    }
    assert (told["documents"], told["passages"], told["running"]) == (2, 2, None)
    assert told["corpus"] == str(filled.corpus) and told["publishers"] == ["Coastal Wire", "Orsa Gazette"]
    assert [set(file) for file in told["files"]] == [{"path", "state", "reason", "warnings", "sha256", "size"}] * 3
    (empty,) = [file for file in told["files"] if file["path"] == "empty.txt"]
    assert (empty["state"], empty["reason"], empty["size"]) == ("failed", "empty: the file has no bytes", 0)
    shown = ingest("status").stdout
    assert "indexed     sea/ferry.txt" in shown and "failed      empty.txt  empty: the file has no bytes" in shown
    assert "publishers: Coastal Wire, Orsa Gazette" in shown and "2 documents, 2 passages" in shown


def test_verify_ends_with_0_when_all_is_well_and_1_when_not(filled, ingest):
    assert ingest("verify").stdout == "all is well\n"
    assert json.loads(ingest("verify", "--embeddings", "--json").stdout) == {"problems": []}
    library = filled.opened()
    library.catalogue.db.execute("UPDATE passages SET start = start + 1 WHERE id = 1")
    told = json.loads(ingest("verify", "--json", expected=1).stdout)["problems"]
    assert told == ["quay.txt: passage 1 is not what was embedded"]
    assert ingest("verify", expected=1).stdout == told[0] + "\n"


def test_remove_and_restore(filled, ingest):
    assert json.loads(ingest("remove", "quay.txt", "--json").stdout) == {"removed": "quay.txt"}
    ingest()
    assert states(ingest) == {"empty.txt": "failed", "quay.txt": "removed", "sea/ferry.txt": "indexed"}
    assert json.loads(ingest("restore", "quay.txt", "--json").stdout) == {"path": "quay.txt", "state": "indexed"}
    assert ingest("restore", "empty.txt").stdout == "empty.txt: failed empty: the file has no bytes\n"
    (filled.corpus / "quay.txt").unlink()
    ingest("remove", "quay.txt")
    assert ingest("restore", "quay.txt").stdout == "quay.txt: gone from the corpus\n"


def test_a_name_that_begins_with_a_dash(filled, ingest):
    filled.write("-dash.txt", SALT)
    ingest()
    assert ingest("remove", "--index", str(filled.index), "--", "-dash.txt", index=False).stdout
    assert states(ingest)["-dash.txt"] == "removed"


def test_rebuild_reads_everything_again(filled, ingest):
    before = [path.name for path in (filled.index / "snapshots").iterdir()]
    assert ingest("rebuild").stdout == "2 taken in, 0 unchanged, 0 gone, 1 newly refused\n"
    assert [d.id for d in filled.opened().documents()] == [1, 2]
    assert before != [path.name for path in (filled.index / "snapshots").iterdir()]


def test_rebuild_of_a_damaged_catalogue_begins_anew(filled, ingest):
    # A connection that nobody holds any more would write its log back over the damage when it is collected.
    gc.collect()
    (filled.index / FILE_NAME).write_bytes(b"not a database")
    for name in ("-wal", "-shm"):
        (filled.index / (FILE_NAME + name)).unlink(missing_ok=True)
    for command in ((), ("status",), ("verify",), ("remove", "quay.txt")):
        assert "python -m ingest rebuild" in ingest(*command, expected=1).stderr
    assert "name the corpus too" in ingest("rebuild", expected=1).stderr
    done = ingest("rebuild", "--corpus", str(filled.corpus))
    assert "the damaged catalogue was set aside in" in done.stderr
    assert done.stdout.startswith("2 taken in")
    ingest("verify")


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("status",), "there is no index in"),
        (("verify",), "there is no index in"),
        (("remove", "a.txt"), "there is no index in"),
        (("--corpus", "nowhere"), "the corpus folder nowhere is missing"),
        (("rebuild", "--corpus", "nowhere"), "the corpus folder nowhere is missing"),
        (("watch", "--corpus", "nowhere"), "the corpus folder nowhere is missing"),
    ],
)
def test_what_is_not_there_is_named_and_nothing_is_made(place, ingest, arguments, said):
    done = ingest(*arguments, expected=1)
    assert said in done.stderr and "Traceback" not in done.output
    assert not place.index.exists()


def test_another_corpus_is_refused_by_name(filled, ingest, tmp_path):
    (tmp_path / "other").mkdir()
    done = ingest("--corpus", str(tmp_path / "other"), expected=1)
    assert f"belongs to the corpus {filled.corpus}" in done.stderr
    assert len(states(ingest)) == 3


def test_a_corpus_that_is_missing_is_refused_by_name(filled, ingest):
    filled.corpus.rename(filled.corpus.with_name("elsewhere"))
    for command in ((), ("rebuild",), ("restore", "quay.txt"), ("watch",)):
        assert f"the corpus folder {filled.corpus} is missing" in ingest(*command, expected=1).stderr
    assert states(ingest)["quay.txt"] == "indexed"


def test_unknown_names_and_settings_are_refused(filled, ingest, monkeypatch):
    assert "'other.txt' is not a file of this index" in ingest("remove", "other.txt", expected=1).stderr
    monkeypatch.setenv("DOSSIER_SPEED", "11")
    assert "DOSSIER_SPEED: there is no setting 'speed'" in ingest(expected=1).stderr


@pytest.mark.parametrize("arguments", [("frobnicate",), ("--frobnicate",), ("remove",), ("status", "--corpus", "x")])
def test_wrong_usage_ends_with_2(filled, ingest, arguments):
    ingest(*arguments, expected=2, index=False)


def test_options_before_a_command_are_refused_and_not_ignored(filled, ingest):
    done = ingest("--index", str(filled.index), "status", expected=2, index=False)
    assert "write options behind the command: python -m ingest status" in done.stderr


def test_the_index_may_come_from_the_environment(filled, ingest, monkeypatch):
    monkeypatch.setenv("DOSSIER_INDEX", str(filled.index))
    monkeypatch.setenv("DOSSIER_CORPUS", str(filled.corpus))
    assert "sea/ferry.txt" in ingest("status", index=False).stdout
    assert "3 unchanged" in ingest(index=False).stdout


def test_help_has_examples_and_the_exit_status(ingest):
    shown = ingest("--help", index=False).stdout
    assert "python -m ingest --corpus papers" in shown and "Exit status" in shown
    assert all(name in shown for name in ("rebuild", "status", "verify", "remove", "restore", "watch"))


def test_as_a_program_in_a_folder_with_the_default_names(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "quay.txt").write_text(QUAY)
    done = subprocess.run(
        [sys.executable, "-m", "ingest"],
        cwd=tmp_path,
        env={"PATH": "", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "1 taken in, 0 unchanged, 0 gone, 0 newly refused\n"), done.stderr
    assert "Loading weights" not in done.stderr and "Warning" not in done.stderr
    assert (tmp_path / ".dossier" / FILE_NAME).exists()
