import threading

import pytest

from ingest import watch as module
from ingest.pipeline import update
from ingest.watch import watch_corpus
from rag.errors import WrongCorpus
from tests.ingest.conftest import FERRY, QUAY, Place


class Enough(Exception):
    pass


def test_what_comes_and_goes_is_taken_in_and_let_go(place, monkeypatch):
    place.write("quay.txt", QUAY)
    # An index inside the corpus changes with every run: that must not set off one after another.
    inside = Place(place.corpus, place.corpus / "index")
    library, told, runs = inside.opened(), [], []
    monkeypatch.setattr(module, "update", lambda library: runs.append(update(library)) or runs[-1])

    def done(summary) -> None:
        told.append((summary.taken_in, summary.gone))
        if len(told) == 1:
            place.write("sea/ferry.txt", FERRY)
        elif len(told) == 2:
            threading.Timer(2, (place.corpus / "quay.txt").unlink).start()
        else:
            raise Enough

    with pytest.raises(Enough):
        watch_corpus(library, done)
    assert told == [(1, 0), (1, 0), (0, 1)]
    assert len(runs) <= 8
    assert [d.path for d in library.documents()] == ["sea/ferry.txt"]


def test_a_corpus_that_leaves_ends_it_with_its_name(place):
    place.write("quay.txt", QUAY)
    library = place.opened()
    with pytest.raises(WrongCorpus, match="corpus"):
        watch_corpus(library, lambda _: place.corpus.rename(place.corpus.with_name("elsewhere")))
    assert [d.path for d in library.documents()] == ["quay.txt"]
