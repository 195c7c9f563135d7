"""What only the servers raise. Each message says what happened, and the cure.

DossierError
├── Busy              more questions wait than the server takes
├── OutOfText         the characters asked for are not in the document
└── Unguarded         a server that others can reach, without a token
"""

from rag.errors import DossierError


class Busy(DossierError):
    pass


class OutOfText(DossierError):
    pass


class Unguarded(DossierError):
    pass
