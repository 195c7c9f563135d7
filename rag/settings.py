"""The program's settings: `dossier.toml` in the index folder, overridden by environment variables `DOSSIER_…`."""

import hashlib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from rag.errors import SettingsError

FILE_NAME = "dossier.toml"
# These two name folders, not behaviour; the command lines and the app read them.
FOLDERS = ("DOSSIER_CORPUS", "DOSSIER_INDEX")


@dataclass(frozen=True, slots=True)
class Settings:
    """`embedder` is `all-MiniLM-L6-v2` (installed with the program) or any model of sentence-transformers: a folder,
    or a name that it can download. `embedder_sha256` pins that model's `model.safetensors`; empty means unpinned.
    """

    embedder: str = "all-MiniLM-L6-v2"
    embedder_sha256: str = ""
    read_seconds: float = 20.0
    read_megabytes: int = 1024

    def fingerprint(self) -> str:
        """Twelve hex digits that change when any setting does."""
        return hashlib.sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()[:12]


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
        if name.startswith("DOSSIER_") and name not in FOLDERS:
            key = name.removeprefix("DOSSIER_").lower()
            values[key] = _checked(key, text, f"environment variable {name}")
    return Settings(**values)


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
    if kind is not str and not 0 < value < float("inf"):
        raise SettingsError(f"{origin}: {key} must be above 0 and finite, not {value!r}")
    return value
