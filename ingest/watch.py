"""Staying beside a corpus: whenever its files change, the index is brought up to date."""

from collections.abc import Callable

from watchfiles import watch

from ingest.pipeline import Summary, update
from rag.compose import Library

# Copies and downloads write in bursts: wait until they pause.
PAUSE_MS = 500
# A look without a sign, for file systems that tell of no changes (network shares).
LOOK_AGAIN_MS = 30_000


def watch_corpus(library: Library, done: Callable[[Summary], None]) -> None:
    """Runs until interrupted; `done` hears of every run that did something."""
    done(update(library))
    for _ in watch(library.corpus, debounce=PAUSE_MS, rust_timeout=LOOK_AGAIN_MS, yield_on_timeout=True):
        library.require_corpus()
        summary = update(library)
        if summary.taken_in or summary.refused or summary.gone:
            done(summary)
