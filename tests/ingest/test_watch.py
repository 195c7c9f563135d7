import pytest

from ingest.watch import watch_corpus
from rag.errors import WrongCorpus
from tests.ingest.conftest import FERRY, QUAY


class Enough(Exception):
    pass


def test_what_comes_and_goes_is_taken_in_and_let_go(place):
    place.write("quay.txt", QUAY)
    # An index inside the corpus changes with every run: that must not set off another one.
    inside = type(place)(place.corpus, place.corpus / "index")
    library, told = inside.opened(), []

    def done(summary) -> None:
        told.append((summary.taken_in, summary.gone))
        if len(told) == 1:
            place.write("sea/ferry.txt", FERRY)
        elif len(told) == 2:
            (place.corpus / "quay.txt").unlink()
        else:
            raise Enough

    with pytest.raises(Enough):
        watch_corpus(library, done)
    assert told == [(1, 0), (1, 0), (0, 1)]
    assert [d.path for d in library.documents()] == ["sea/ferry.txt"]


def test_a_corpus_that_leaves_ends_it_with_its_name(place):
    place.write("quay.txt", QUAY)
    library = place.opened()
    with pytest.raises(WrongCorpus, match="corpus"):
        watch_corpus(library, lambda _: place.corpus.rename(place.corpus.with_name("elsewhere")))
    assert [d.path for d in library.documents()] == ["quay.txt"]
