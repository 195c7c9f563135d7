"""Staying beside a corpus: whenever its files change, the index is brought up to date."""

from collections.abc import Callable
from pathlib import Path

from watchfiles._rust_notify import RustNotify

from ingest.pipeline import Summary, update
from rag.compose import Library

# Copies and downloads write in bursts: gather what comes within so long, until it pauses for a step.
GATHER_MS, STEP_MS = 500, 50
# A look without a sign, for file systems that tell of no changes (network shares).
LOOK_AGAIN_MS = 30_000


def watch_corpus(library: Library, done: Callable[[Summary], None]) -> None:
    """Runs until interrupted; `done` hears of the first run, and of every later one that did something."""
    library.require_corpus()
    # Not watchfiles.watch(), which begins at its first wait: what changes during the first run would go unnoticed.
    with RustNotify(
        [str(library.corpus)],
        debug=False,
        force_polling=False,
        poll_delay_ms=300,
        recursive=True,
        ignore_permission_denied=True,
    ) as watcher:
        done(update(library))
        while True:
            if not _time_to_look(watcher, library.index):
                continue
            library.require_corpus()
            summary = update(library)
            if summary.taken_in or summary.refused or summary.gone:
                done(summary)


def _time_to_look(watcher: RustNotify, index: Path) -> bool:
    """Waits for files that change, or for long enough. An index inside its corpus changes with every run: not told."""
    told = watcher.watch(GATHER_MS, STEP_MS, LOOK_AGAIN_MS, None)
    if told == "signal":
        raise KeyboardInterrupt
    return isinstance(told, str) or any(not Path(path).is_relative_to(index) for _, path in told)
