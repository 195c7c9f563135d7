from dataclasses import fields, replace

import pytest

from rag.errors import SettingsError
from rag.settings import FILE_NAME, Settings, load_settings, save_settings


def stored(folder, text: str):
    (folder / FILE_NAME).write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_the_defaults_hold(tmp_path):
    assert load_settings(tmp_path / "no index yet", {}) == Settings()


def test_the_environment_overrides_the_file_and_the_file_the_defaults(tmp_path):
    folder = stored(tmp_path, 'read_seconds = 5\nread_megabytes = 64\nembedder_sha256 = "ab"\n')
    environment = {"DOSSIER_READ_MEGABYTES": "128", "DOSSIER_INDEX": "x", "DOSSIER_CORPUS": "y", "HOME": "z"}
    assert load_settings(folder, environment) == Settings(read_seconds=5.0, read_megabytes=128, embedder_sha256="ab")


def test_the_process_environment_is_read(tmp_path, monkeypatch):
    monkeypatch.setenv("DOSSIER_READ_SECONDS", "2.5")
    assert load_settings(tmp_path).read_seconds == 2.5


@pytest.mark.parametrize(
    "text, named",
    [
        ("reed_seconds = 5", "dossier.toml: there is no setting 'reed_seconds'.*read_seconds"),
        ('read_seconds = "soon"', "read_seconds must be a number"),
        ("read_megabytes = 1.5", "read_megabytes must be of kind int"),
        ("read_seconds = true", "read_seconds must be of kind float"),
        ("embedder = 7", "embedder must be of kind str"),
        ("embedder = {name = 'x'}", "embedder must be of kind str"),
        ("read_seconds = 0", "above 0"),
        ("read_megabytes = -1", "above 0"),
        ("read_seconds = inf", "finite"),
        ("read_seconds = nan", "finite"),
        ("read_seconds = = 5", "not valid TOML"),
        ('reader = "oracle"', "reader must be extractive or model"),
        ('unsupported = "shown"', "unsupported must be withheld or marked"),
        ('model_url = "file:///etc"', "model_url must begin with http"),
        ('model_key = "secret"', "no setting 'model_key'"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(tmp_path, text, named):
    with pytest.raises(SettingsError, match=named):
        load_settings(stored(tmp_path, text), {})


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"dossier\.toml is not valid TOML"):
        load_settings(tmp_path, {})


@pytest.mark.parametrize(
    "name, value, named",
    [("DOSSIER_READERS", "1", "DOSSIER_READERS.*no setting 'readers'"), ("DOSSIER_READ_SECONDS", "x", "DOSSIER_READ_")],
)
def test_a_wrong_variable_is_refused_by_name(tmp_path, name, value, named):
    with pytest.raises(SettingsError, match=named):
        load_settings(tmp_path, {name: value})


def test_the_fingerprint_changes_with_every_setting_and_with_nothing_else():
    assert Settings().fingerprint() == Settings().fingerprint()
    other = {str: "other", float: 7.0, int: 7}
    changed = [replace(Settings(), **{f.name: other[type(f.default)]}) for f in fields(Settings)]
    assert len({s.fingerprint() for s in [Settings(), *changed]}) == len(fields(Settings)) + 1


def test_values_are_saved_beside_what_a_person_wrote(tmp_path):
    folder = stored(tmp_path, "# slow disk\nread_seconds = 40.0\n")
    saved = save_settings(folder, {"model": "small", "model_url": "http://127.0.0.1:8000/v1"})
    assert (saved.model, saved.read_seconds) == ("small", 40.0)
    assert "# slow disk" in (folder / FILE_NAME).read_text(encoding="utf-8")
    assert load_settings(folder, {}) == saved


@pytest.mark.parametrize("changed", [{"model_url": "nowhere"}, {"model_seconds": -1.0}, {"modell": "x"}])
def test_what_is_wrong_is_not_saved(tmp_path, changed):
    folder = stored(tmp_path, "read_seconds = 40.0\n")
    with pytest.raises(SettingsError):
        save_settings(folder, changed)
    assert (folder / FILE_NAME).read_text(encoding="utf-8") == "read_seconds = 40.0\n"


def test_a_secret_of_the_environment_is_no_setting(tmp_path):
    assert load_settings(tmp_path, {"DOSSIER_MODEL_KEY": "secret", "DOSSIER_TOKEN": "secret"}) == Settings()
