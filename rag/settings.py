"""The program's settings: `dossier.toml` in the index folder, overridden by environment variables `DOSSIER_…`."""

import hashlib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import tomlkit

from rag.errors import SettingsError

FILE_NAME = "dossier.toml"
# The key of the language model's server; it is never stored.
MODEL_KEY = "DOSSIER_MODEL_KEY"
# These are read elsewhere: folders, and secrets that no file of settings holds.
NO_SETTINGS = ("DOSSIER_CORPUS", "DOSSIER_INDEX", MODEL_KEY, "DOSSIER_TOKEN")


@dataclass(frozen=True, slots=True)
class Settings:
    """`embedder` is `all-MiniLM-L6-v2` (installed with the program) or any model of sentence-transformers: a folder,
    or a name that it can download. `embedder_sha256` pins that model's `model.safetensors`; empty means unpinned.

    `reader` is who writes answers: `extractive`, or `model`, the language model `model` on the server at `model_url`
    (its address up to /v1), which has `model_seconds` for an answer and takes `model_context` tokens, counted with
    `model_tokenizer` (a tokenizer.json) where that is given. `unsupported` says what becomes of sentences that do not
    hold: `withheld`, or `marked`.
    """

    embedder: str = "all-MiniLM-L6-v2"
    embedder_sha256: str = ""
    read_seconds: float = 20.0
    read_megabytes: int = 1024
    reader: str = "extractive"
    model_url: str = ""
    model: str = ""
    model_seconds: float = 30.0
    model_context: int = 4096
    model_tokenizer: str = ""
    unsupported: str = "withheld"

    def fingerprint(self) -> str:
        """Twelve hex digits that change when any setting does."""
        return hashlib.sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()[:12]


CHOICES = {"reader": ("extractive", "model"), "unsupported": ("withheld", "marked")}


def load_settings(index: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Settings of an index folder. Raises SettingsError on an unknown key or a value of the wrong kind."""
    environment = os.environ if environment is None else environment
    path = index / FILE_NAME
    stored: dict[str, Any] = {}
    if path.exists():
        try:
            stored = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{path} is not valid TOML ({error}): correct it or delete it") from error
    values = {key: _checked(key, value, str(path)) for key, value in stored.items()}
    for name, text in environment.items():
        if name.startswith("DOSSIER_") and name not in NO_SETTINGS:
            key = name.removeprefix("DOSSIER_").lower()
            values[key] = _checked(key, text, f"environment variable {name}")
    return Settings(**values)


def save_settings(index: Path, changed: Mapping[str, Any]) -> Settings:
    """Writes values into the file of settings, whose comments and other values stay; the settings as they are then.

    Raises SettingsError, and then nothing is written.
    """
    path = index / FILE_NAME
    for key, value in changed.items():
        _checked(key, value, "the settings page")
    load_settings(index, {})
    document = tomlkit.parse(path.read_text(encoding="utf-8") if path.exists() else "")
    document.update(changed)
    beside = path.with_suffix(".new")
    beside.write_text(tomlkit.dumps(document), encoding="utf-8")
    beside.replace(path)
    return load_settings(index)


def _checked(key: str, value: Any, origin: str) -> Any:
    kinds: dict[str, type[Any]] = {f.name: type(f.default) for f in fields(Settings)}
    if key not in kinds:
        raise SettingsError(f"{origin}: there is no setting {key!r}; there are {', '.join(kinds)}")
    kind = kinds[key]
    if isinstance(value, str) and kind is not str:
        try:
            value = kind(value)
        except ValueError:
            raise SettingsError(f"{origin}: {key} must be a number, not {value!r}") from None
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise SettingsError(f"{origin}: {key} must be of kind {kind.__name__}, not {value!r}")
    if key in CHOICES and value not in CHOICES[key]:
        raise SettingsError(f"{origin}: {key} must be {' or '.join(CHOICES[key])}, not {value!r}")
    if key == "model_url" and value and not value.startswith(("http://", "https://")):
        raise SettingsError(f"{origin}: model_url must begin with http:// or https://, not {value!r}")
    if kind is not str and not 0 < value < float("inf"):
        raise SettingsError(f"{origin}: {key} must be above 0 and finite, not {value!r}")
    return value
