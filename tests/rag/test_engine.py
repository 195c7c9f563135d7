"""Asking a small index: the parts together, not each part's own cases."""

import pytest

from ingest.commit import let_go
from ingest.pipeline import remove
from rag.domain.answers import NO_FILTERS, Filters
from rag.errors import UnknownFilter
from rag.store.locks import writer_lock


@pytest.fixture
def library(filled):
    return filled.opened()


def paths(library, text, **filters):
    hits, _ = library.search(text, Filters(**filters))
    return [hit.document.path for hit in hits]


def test_an_answer_quotes_its_document_at_the_offsets(library):
    answer = library.ask("Who closed the northern quay?")
    assert answer.refusal is None and answer.claims
    for claim in answer.claims:
        for c in claim.citations:
            assert library.document(c.document).text[c.start : c.end] == c.quote
    assert answer.claims[0].citations[0].document == "quay.txt"
    assert "harbour master" in answer.claims[0].text
    assert answer.question == "Who closed the northern quay?"
    assert answer.settings == library.settings.fingerprint()
    assert answer.searched.documents == 3 and answer.searched.since == "2024-05-03"


def test_each_answer_has_an_id_of_its_own(library):
    assert library.ask("Who owns the Halcyon?").id != library.ask("Who owns the Halcyon?").id


def test_a_name_in_another_spelling_is_asked_for_as_the_documents_have_it(library):
    asked, other = (library.ask(f"Who owns the {name}?") for name in ("Halcyon", "Halkyon"))
    assert asked.understood is None and other.understood == "Who owns the Halcyon?"
    assert asked.claims and other.claims == asked.claims


@pytest.mark.parametrize("text", ["How many llamas did Queen Ottilie buy in Samarkand?", "", "???", "\x00"])
def test_what_the_documents_do_not_say_is_refused(library, text):
    answer = library.ask(text)
    assert answer.refusal is not None and answer.refusal.missing
    assert answer.claims == () and answer.short_answer is None


@pytest.mark.parametrize(
    "text", ['"northern quay" AND barge', "-quay: (barge) & \\", "quay* OR [a TO z]", "title:quay^9 ~2", "+quay -barge"]
)
def test_a_question_is_never_a_query_language(library, text):
    assert paths(library, text)[0] == "quay.txt"


def test_hits_come_best_first_with_their_parts(library):
    hits, searched = library.search("ferry aground off Tamsin", limit=2)
    assert hits[0].document.path == "sea/ferry.txt" and len(hits) == 2
    assert hits[0].score > hits[1].score and hits[0].parts
    assert hits[0].document.text[hits[0].passage.start : hits[0].passage.end] == hits[0].passage.text
    assert searched.notes == ()


def test_filters_bind_before_ranking(library):
    everything = "quay ferry salt works"
    assert set(paths(library, everything)) == {"quay.txt", "sea/ferry.txt", "salt.txt"}
    assert set(paths(library, everything, documents=("salt.txt",))) == {"salt.txt"}
    assert set(paths(library, everything, publishers=("orsa gazette",))) == {"sea/ferry.txt"}
    assert set(paths(library, everything, since="2024-05-04")) == {"sea/ferry.txt"}
    assert set(paths(library, everything, until="2024-05")) == {"quay.txt"}
    # Nothing about the ferry is allowed, so nothing about it may help.
    assert paths(library, "ferry", documents=("salt.txt",)) == ["salt.txt"]


def test_undated_documents_are_left_out_and_counted(library):
    answer = library.ask("When did the salt works open?", Filters(since="1900"))
    assert (answer.searched.documents, answer.searched.undated_left_out) == (2, 1)
    assert answer.refusal is not None


def test_filters_that_leave_nothing_are_no_error(library):
    hits, searched = library.search("quay", Filters(since="2030"))
    assert hits == [] and (searched.documents, searched.since, searched.until) == (0, None, None)
    assert library.ask("Who closed the quay?", Filters(since="2030")).refusal is not None


def test_unknown_filters_are_refused_by_name(library):
    with pytest.raises(UnknownFilter, match="Gazette of Nowhere"):
        library.ask("Who closed the quay?", Filters(publishers=("Gazette of Nowhere",)))


def test_an_empty_index_refuses(filled):
    for path in ("quay.txt", "sea/ferry.txt", "salt.txt"):
        (filled.corpus / path).unlink()
    library, _ = filled.run()
    assert library.search("quay", NO_FILTERS) == ([], library.search("x")[1])
    answer = library.ask("Who closed the quay?")
    assert answer.refusal is not None and answer.searched.documents == 0


def test_what_was_taken_out_is_not_found_from_the_next_question_on(filled, library):
    assert paths(library, "northern quay")[0] == "quay.txt"
    remove(filled.opened(), "quay.txt")
    assert "quay.txt" not in paths(library, "northern quay")


def test_what_left_is_not_found_even_while_the_indexes_still_hold_it(filled, library):
    library.search("quay")
    with writer_lock(filled.index):
        let_go(library, "quay.txt")
        hits, searched = library.search("northern quay")
        assert "quay.txt" not in [hit.document.path for hit in hits]
        assert searched.documents == 2 and "not searched" in searched.notes[0]
        assert set(paths(library, "northern quay", until="2024-05")) == set()
    assert library.search("northern quay")[1].notes == ()
