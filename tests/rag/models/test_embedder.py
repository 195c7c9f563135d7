import hashlib
import importlib.util
import os
import shutil
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from rag.errors import ModelError
from rag.models import embedder as module
from rag.models.embedder import BUILT_IN, BUILT_IN_PACKAGE, BUILT_IN_SHA256, Embedder, embedder_named

TEXTS = ["The ferry sank off Orsa.", "A boat went down near Orsa.", "Barley prices rose. " * 30, ""]


def linked_model(folder: Path) -> Path:
    """The built-in model's files in a folder of another name."""
    package = Path(importlib.util.find_spec(BUILT_IN_PACKAGE).origin).parent
    shutil.copytree(package / "model", folder, copy_function=os.symlink)
    return folder


@pytest.fixture(scope="module")
def loaded() -> Embedder:
    return Embedder()


def test_unit_vectors_in_the_order_of_the_texts(loaded):
    vectors = loaded.embed(TEXTS)
    assert vectors.shape == (4, 384) and vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > 0.5 > vectors[0] @ vectors[2]
    for text, vector in zip(TEXTS, vectors, strict=True):
        assert loaded.embed([text])[0] @ vector > 0.9999


def test_the_identity_names_model_and_weights():
    assert Embedder().identity == f"all-MiniLM-L6-v2@{BUILT_IN_SHA256[:16]}"
    assert Embedder("someone/else").identity == "someone/else"
    assert Embedder("someone/else", "cd" * 32).identity == f"else@{'cd' * 8}"


def test_a_model_in_a_folder_is_known_by_its_weights(tmp_path, loaded):
    folder = linked_model(tmp_path / "mine")
    mine = Embedder(str(folder))
    assert mine.identity == f"mine@{BUILT_IN_SHA256[:16]}"
    assert np.allclose(mine.embed(TEXTS[:1]), loaded.embed(TEXTS[:1]), atol=1e-6)


def test_weights_that_are_not_those_pinned_are_refused_before_they_are_loaded(tmp_path):
    folder = linked_model(tmp_path / "mine")
    pinned = Embedder(str(folder), "ab" * 32)
    with pytest.raises(ModelError, match=rf"mine/model.safetensors has SHA-256 {BUILT_IN_SHA256}, not {'ab' * 32}"):
        pinned.embed(TEXTS)


def test_damaged_built_in_weights_are_refused(tmp_path, monkeypatch):
    package = tmp_path / BUILT_IN_PACKAGE
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "model" / "model.safetensors").write_bytes(b"bit rot")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, BUILT_IN_PACKAGE, raising=False)
    with pytest.raises(ModelError, match=hashlib.sha256(b"bit rot").hexdigest()):
        Embedder().embed(TEXTS)


def test_missing_weights_are_named(tmp_path):
    with pytest.raises(ModelError, match=r"model\.safetensors cannot be read"):
        _ = Embedder(str(tmp_path)).identity


def test_a_model_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="the embedder 'nobody/nothing' cannot be loaded"):
        Embedder("nobody/nothing").embed(TEXTS)


def test_threads_share_one_model_and_it_says_nothing(capfd, monkeypatch):
    mine, results, loads, load = Embedder(), [], [], module._load
    monkeypatch.setattr(module, "_load", lambda *given: loads.append(given) or load(*given))
    threads = [threading.Thread(target=lambda: results.append(mine.embed(TEXTS[:1]))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(loads) == 1
    assert len(results) == 4 and all(np.array_equal(r, results[0]) for r in results)
    assert capfd.readouterr() == ("", "")


def test_the_built_in_model_is_one_for_the_process_others_are_their_callers():
    assert embedder_named() is embedder_named(BUILT_IN, "ab" * 32)
    assert embedder_named("someone/else").name == "someone/else"
    assert embedder_named("someone/else") is not embedder_named("someone/else")
