"""Making an index anew: a catalogue that cannot be read is set aside, never deleted."""

import time
from dataclasses import dataclass
from pathlib import Path

from rag.errors import CatalogueError, NewerCatalogue
from rag.store.catalogue import FILE_NAME, Catalogue, has_catalogue, open_catalogue
from rag.store.files import FileRecord, all_files, put_file
from rag.store.locks import writer_lock


@dataclass(frozen=True, slots=True)
class Kept:
    """What no file of the corpus can tell again, as far as a damaged catalogue still gave it."""

    corpus: str | None = None
    removed: tuple[FileRecord, ...] = ()


def set_aside_damaged(index: Path, corpus_given: bool) -> list[str]:
    """Moves a damaged catalogue away and begins a new one with what could be kept; what was done, in words.

    Raises CatalogueError, and moves nothing, when the corpus it belongs to is neither given nor to be read.
    """
    if not has_catalogue(index):
        return []
    with writer_lock(index):
        try:
            catalogue = open_catalogue(index)
            found = catalogue.problems()
        except NewerCatalogue:
            raise
        except CatalogueError as error:
            catalogue, found = Catalogue(index / FILE_NAME), [str(error)]
        if not found:
            return []
        kept = _kept(catalogue)
        catalogue.close()
        if kept.corpus is None and not corpus_given:
            raise CatalogueError(f"{found[0]}; name the corpus too: python -m ingest rebuild --corpus DIR")
        aside = _aside(index)
        _begin(index, kept)
    return [*found, f"the damaged catalogue was set aside in {aside}"]


def _kept(catalogue: Catalogue) -> Kept:
    try:
        corpus = catalogue.get("corpus")
    except CatalogueError:
        return Kept()
    try:
        with catalogue.reading() as db:
            return Kept(corpus, tuple(record for record in all_files(db) if record.state == "removed"))
    except CatalogueError:
        return Kept(corpus)


def _aside(index: Path) -> Path:
    aside = index / f"damaged-{time.strftime('%Y%m%d-%H%M%S')}"
    aside.mkdir()
    for name in (FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"):
        if (index / name).exists():
            (index / name).rename(aside / name)
    return aside


def _begin(index: Path, kept: Kept) -> None:
    catalogue = open_catalogue(index, create=True)
    if kept.corpus is not None:
        catalogue.put("corpus", kept.corpus)
    with catalogue.atomic() as db:
        for record in kept.removed:
            put_file(db, record)
    catalogue.close()
