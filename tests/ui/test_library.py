"""The library of the app: settings and key as they are now, without a restart."""

import pytest
from streamlit import config
from streamlit.runtime.secrets import Secrets

from rag.settings import save_settings
from ui import library as module
from ui.library import library, model_key


@pytest.fixture
def folders(tmp_path, monkeypatch):
    (tmp_path / "corpus").mkdir()
    monkeypatch.setenv("DOSSIER_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("DOSSIER_INDEX", str(tmp_path / "index"))
    yield tmp_path
    module._opened.clear()


def test_new_settings_are_taken_up_and_otherwise_one_library_serves(folders):
    first = library()
    assert library() is first
    save_settings(folders / "index", {"unsupported": "marked", "model_url": "http://127.0.0.1:9/v1", "model": "small"})
    second = library()
    assert second is not first and second.settings.unsupported == "marked"
    assert second.model is not None and second.model.name == "small" and first.model is None


def test_the_key_comes_from_the_environment_and_nowhere_means_none(folders, monkeypatch):
    assert model_key() == ""
    monkeypatch.setenv("DOSSIER_MODEL_KEY", "secret")
    assert model_key() == "secret"


def test_the_key_may_stand_in_the_secrets_of_streamlit(folders, monkeypatch):
    file = folders / "secrets.toml"
    file.write_text('model_key = "hidden"\n', encoding="utf-8")
    monkeypatch.setattr(module.st, "secrets", Secrets())
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(file)])
    try:
        assert model_key() == "hidden"
    finally:
        config.set_option("secrets.files", before)
