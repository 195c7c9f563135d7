"""Survival on odd, broken and hostile PDFs: each is read, or refused by name with a reason, in the limited child."""

import time
from pathlib import Path
from typing import Any

from bench.setup import Result, Setup
from ingest.limits import ReaderProcess
from rag.errors import Crashed, ReadError, TooLarge, TooSlow

_FIGURE: dict[type[ReadError], str] = {Crashed: "crashed", TooSlow: "hung", TooLarge: "overgrown"}


def run(setup: Setup) -> Result:
    """The figures, and a row for each file of `pdfs`."""
    items = []
    with ReaderProcess() as reader:
        for file in sorted((setup.data / "pdfs").glob("*.pdf")):
            items.append(_row(reader, file))
    outcomes = [item["outcome"] for item in items]
    figures = {"files": float(len(items))}
    for name in ("read", "refused", "crashed", "hung", "overgrown"):
        figures[name] = outcomes.count(name)
    return figures, items


def _row(reader: ReaderProcess, file: Path) -> dict[str, Any]:
    begun = time.perf_counter()
    row: dict[str, Any] = {"file": file.name}
    try:
        reading = reader.read(file, file.name)
        row |= {"outcome": "read", "characters": len(reading.text), "pages": len(reading.pages)}
        row |= {"warnings": list(reading.warnings)}
    except ReadError as error:
        row |= {"outcome": _FIGURE.get(type(error), "refused"), "state": error.state, "reason": str(error)}
    return row | {"seconds": round(time.perf_counter() - begun, 3)}
