"""Progress for the person at a terminal: one line that the next one takes. Into a file or a pipe, a line each."""

import shutil
import sys

import typer

from rag.store.progress import Progress


def show(progress: Progress) -> None:
    text = f"{progress.stage} {progress.done}/{progress.total} {progress.file}".rstrip()
    if not sys.stderr.isatty():
        typer.echo(text, err=True)
        return
    clear_line()
    typer.echo(text[: _width()], err=True, nl=False)


def clear_line() -> None:
    if sys.stderr.isatty():
        typer.echo(f"\r{' ' * _width()}\r", err=True, nl=False)


def _width() -> int:
    # A full line would wrap.
    return shutil.get_terminal_size().columns - 1
