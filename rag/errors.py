"""Every error the program raises on purpose. Each message says what happened, to what, and the cure.

DossierError
├── SettingsError            a setting that is unknown or out of range
├── ModelError               a model's file is missing or is not the one expected
├── CatalogueError           the catalogue cannot be used
│   ├── WrongCorpus          the index belongs to another corpus, or its corpus is gone
│   ├── NewerCatalogue       written by a newer version of the program
│   └── NoIndex              there is no index yet
├── SnapshotError            a search index is missing, stale or damaged (it is rebuilt)
├── UnknownFilter            a filter names a document or publisher that is not there
└── ReadError                a file could not be taken in; `state` is the file's state
    ├── Unsupported          no reader takes this type
    ├── NeedsOcr             a scan without text
    └── Unreadable           broken, empty, locked, or too slow or too large to read
"""


class DossierError(Exception):
    """Base of all; the message is written for the person who reads it."""


class SettingsError(DossierError):
    pass


class ModelError(DossierError):
    pass


class CatalogueError(DossierError):
    pass


class WrongCorpus(CatalogueError):
    pass


class NewerCatalogue(CatalogueError):
    pass


class NoIndex(CatalogueError):
    pass


class SnapshotError(DossierError):
    pass


class UnknownFilter(DossierError):
    pass


class ReadError(DossierError):
    state = "failed"


class Unsupported(ReadError):
    state = "unsupported"


class NeedsOcr(ReadError):
    state = "needs-ocr"


class Unreadable(ReadError):
    pass
