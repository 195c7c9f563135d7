"""Every error the program raises on purpose. Each message says what happened, to what, and the cure.

DossierError
├── SettingsError            a setting that is unknown or out of range
├── ModelError               a model's file is missing or is not the one expected
├── ModelServerError         the language model's server cannot be reached, or fails
├── CatalogueError           the catalogue cannot be used
│   ├── WrongCorpus          the index belongs to another corpus, or its corpus is gone
│   ├── NewerCatalogue       written by a newer version of the program
│   └── NoIndex              there is no index yet
├── SnapshotError            a search index is missing, stale or damaged (it is rebuilt)
├── UnknownFile              no such file is known to the index
├── UnknownReceipt           no answer with that id is kept
├── ConversationError        no conversation of that name is kept, or a new name cannot be given
├── UnknownFilter            a filter names a document, publisher or date that there is not
└── ReadError                a file could not be taken in; `state` is the file's state
    ├── Unsupported          no reader takes this type
    ├── NeedsOcr             a scan without text
    └── Unreadable           broken, empty or locked
        ├── TooSlow          not read within the time limit
        ├── TooLarge         not read within the memory limit
        └── Crashed          the reader broke off: a fault of ours, or a hostile file
"""


class DossierError(Exception):
    """Base of all; the message is written for the person who reads it."""


class SettingsError(DossierError):
    pass


class ModelError(DossierError):
    pass


class ModelServerError(DossierError):
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


class UnknownFile(DossierError):
    pass


class UnknownReceipt(DossierError):
    pass


class ConversationError(DossierError):
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


class TooSlow(Unreadable):
    pass


class TooLarge(Unreadable):
    pass


class Crashed(Unreadable):
    pass
