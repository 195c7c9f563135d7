"""Making an index anew: a catalogue that cannot be read is set aside, never deleted."""

import time
from pathlib import Path

from rag.errors import CatalogueError, NewerCatalogue
from rag.store.catalogue import FILE_NAME, open_catalogue
from rag.store.locks import writer_lock


def set_aside_damaged(index: Path) -> list[str]:
    """Moves a damaged catalogue away, so that the next run begins afresh; what was done, in words."""
    if not (index / FILE_NAME).exists():
        return []
    with writer_lock(index):
        try:
            catalogue = open_catalogue(index)
            found = catalogue.problems()
            catalogue.close()
        except NewerCatalogue:
            raise
        except CatalogueError as error:
            found = [str(error)]
        if not found:
            return []
        aside = index / f"damaged-{time.strftime('%Y%m%d-%H%M%S')}"
        aside.mkdir()
        for name in (FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"):
            if (index / name).exists():
                (index / name).rename(aside / name)
    return [*found, f"the damaged catalogue was set aside in {aside}"]
