"""`python -m bench NAME --data DIR`: takes the figures, prints one table, writes them as JSON."""

import importlib
import json
import platform
import subprocess
import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bench.setup import Result, Setup
from rag.settings import Settings


class Name(StrEnum):
    incidents = "incidents"
    clapnq = "clapnq"
    squad2 = "squad2"
    pdfs = "pdfs"
    speed = "speed"


class Reader(StrEnum):
    extractive = "extractive"


def main(
    name: Name,
    data: Annotated[Path, typer.Option(help="The folder that contains incidents/, clapnq/, news/ and the others.")],
    documents: Annotated[str, typer.Option(help="Splits whose documents go in: dev,tst1,tst2.")] = "",
    questions: Annotated[str, typer.Option(help="Splits whose questions are asked.")] = "",
    reader: Annotated[Reader, typer.Option(help="Who writes the answers.")] = Reader.extractive,
    work: Annotated[Path, typer.Option(help="Keeps the index; reused when nothing changed.")] = Path(".bench"),
    out: Annotated[Path | None, typer.Option(help="Write figures and a row for each question as JSON.")] = None,
) -> None:
    """Measure on data with human answers. The exit status is 0 whenever the figures could be taken."""
    setup = Setup(data, work, _names(documents), _names(questions))
    begun = time.perf_counter()
    figures, items = _run(name.value, setup)
    report = {
        "bench": name.value,
        "commit": _commit(),
        "machine": f"{platform.machine()} {platform.python_version()}",
        "settings": Settings().fingerprint(),
        "reader": reader.value,
        "seconds": round(time.perf_counter() - begun, 1),
        "figures": figures,
        "items": items,
    }
    for figure, value in figures.items():
        typer.echo(f"{figure:<36}{value:>12.3f}")
    if out:
        out.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")


def _run(name: str, setup: Setup) -> Result:
    result: Result = importlib.import_module(f"bench.{name}").run(setup)
    return result


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in text.split(",") if name)


def _commit() -> str:
    asked = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False)
    return asked.stdout.strip() or "unknown"


if __name__ == "__main__":
    typer.run(main)
