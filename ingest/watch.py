"""Staying beside a corpus: whenever its files change, the index is brought up to date."""

from collections.abc import Callable

from watchfiles import DefaultFilter, watch

from ingest.pipeline import Summary, update
from rag.compose import Library

# Copies and downloads write in bursts: wait until they pause.
PAUSE_MS = 500
# A look without a sign, for file systems that tell of no changes (network shares).
LOOK_AGAIN_MS = 30_000


def watch_corpus(library: Library, done: Callable[[Summary], None]) -> None:
    """Runs until interrupted; `done` hears of the first run, and of every later one that did something."""
    done(update(library))
    # An index inside its corpus changes with every run.
    others = DefaultFilter(ignore_paths=[library.index])
    for _ in watch(
        library.corpus, watch_filter=others, debounce=PAUSE_MS, rust_timeout=LOOK_AGAIN_MS, yield_on_timeout=True
    ):
        library.require_corpus()
        summary = update(library)
        if summary.taken_in or summary.refused or summary.gone:
            done(summary)
