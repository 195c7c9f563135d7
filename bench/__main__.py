"""`python -m bench NAME --data DIR`: takes the figures, prints one table, writes them as JSON."""

import importlib
import json
import math
import os
import platform
import subprocess
import time
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from bench.setup import Result, Setup, known_splits
from rag.settings import Settings, load_settings


class Name(StrEnum):
    asked = "asked"
    incidents = "incidents"
    clapnq = "clapnq"
    squad2 = "squad2"
    pdfs = "pdfs"
    speed = "speed"
    followups = "followups"
    conflicts = "conflicts"
    support = "support"
    wice = "wice"
    qags = "qags"
    callers = "callers"
    written = "written"
    injection = "injection"


class Reader(StrEnum):
    extractive = "extractive"
    model = "model"


# The language model's server and its name there: settings, as the environment gives them.
MODEL = ("DOSSIER_MODEL_URL", "DOSSIER_MODEL")
# Folders of DIR that a bench takes its data from, where they are not named like it.
_FOLDERS = {
    "asked": ("stories",),
    "clapnq": ("clapnq", "news"),
    "speed": ("incidents",),
    "callers": ("incidents",),
    "written": ("incidents", "clapnq", "news"),
    "support": ("news", "attribution"),
    "wice": ("wice", "qags"),
    "qags": ("qags", "wice"),
    "injection": ("injection", "news"),
}


def main(
    name: Name,
    data: Annotated[Path, typer.Option(help="The folder that contains incidents/, clapnq/, news/ and the others.")],
    documents: Annotated[str, typer.Option(help="Splits whose documents go in: dev,tst1,tst2.")] = "",
    questions: Annotated[str, typer.Option(help="Splits whose questions are asked.")] = "",
    reader: Annotated[
        Reader, typer.Option(help="Who writes the answers; model: that of DOSSIER_MODEL_URL and DOSSIER_MODEL.")
    ] = Reader.extractive,
    work: Annotated[Path, typer.Option(help="Keeps the index; reused when nothing changed.")] = Path(".bench"),
    out: Annotated[Path | None, typer.Option(help="Write figures and a row for each question as JSON.")] = None,
) -> None:
    """Measure on data with human answers. The exit status is 0 whenever the figures could be taken."""
    if reader is Reader.model and not all(map(os.environ.get, MODEL)):
        raise typer.BadParameter(f"--reader model needs {' and '.join(MODEL)} in the environment")
    setup = Setup(data, work, _splits(data, documents), _splits(data, questions), reader.value)
    for folder in _FOLDERS.get(name.value, (name.value,)):
        if not (data / folder).is_dir():
            raise typer.BadParameter(f"{data / folder} is not there: --data is the folder that contains it")
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
    begun = time.perf_counter()
    figures, items = _run(name.value, setup)
    seconds = time.perf_counter() - begun
    taken = {figure: value for figure, value in figures.items() if not math.isnan(value)}
    for figure, value in taken.items():
        typer.echo(f"{figure:<36}{value:>12.3f}")
    if out:
        about = {
            "bench": name.value,
            "commit": _commit(),
            "machine": _machine(),
            "settings": _settings(work / name.value, reader) | {"documents": documents, "questions": questions},
            "seconds": round(seconds, 1),
        }
        out.write_text(json.dumps(about | {"figures": taken, "items": items}, ensure_ascii=False, indent=1), "utf-8")


def _run(name: str, setup: Setup) -> Result:
    result: Result = importlib.import_module(f"bench.{name}").run(setup)
    return result


def _splits(data: Path, text: str) -> tuple[str, ...]:
    names = tuple(name for name in text.split(",") if name)
    unknown = [name for name in names if name not in known_splits(data)]
    if unknown:
        raise typer.BadParameter(f"there is no split {unknown[0]!r} in {data / 'incidents'}")
    return names


def _settings(work: Path, reader: Reader) -> dict[str, Any]:
    settings = load_settings(work / "index") if work.is_dir() else Settings()
    return asdict(settings) | {"fingerprint": settings.fingerprint(), "reader": reader.value}


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    return f"{platform.machine()}, {os.cpu_count()} cores, {memory} GiB, Python {platform.python_version()}"


def _commit() -> str:
    asked = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False)
    return asked.stdout.strip() or "unknown"


if __name__ == "__main__":
    typer.run(main)
