from ingest.derive import content_hash, derive, embedded_text
from rag.domain.text import Metadata, Reading, Sourced
from tests.ingest.conftest import QUAY

DATED = Metadata(title=Sourced("The quay", "html meta"), published=Sourced("2024-05-03", "dateline"))


def test_passages_are_slices_with_their_context_and_the_days_they_name():
    text = QUAY + "The works go on until 12 July 2024. " + "Divers looked at the wall for cracks. " * 40
    dates, passages = derive(Reading(text, "text/plain", DATED), "a.txt")
    assert len(passages) > 1
    for p in passages:
        assert p.embedded == embedded_text(p.context, text[p.start : p.end])
        assert p.content == content_hash(p.embedded)
        assert p.context == "The quay · 2024-05-03"
    # The night before that Friday is a day by the dateline.
    assert {"2024-05-03", "2024-07-12"} <= set(dates)
    assert set(passages[0].dates) <= set(dates) and "2024-07-12" not in passages[-1].dates
    assert len(dates) == len(set(dates))


def test_without_a_title_the_name_stands_in():
    _, passages = derive(Reading("The quay is closed.", "text/plain"), "quay.txt")
    assert [p.context for p in passages] == ["quay.txt"]


def test_the_context_is_a_part_of_what_is_embedded():
    one = derive(Reading("The quay is closed.", "text/plain"), "a.txt")[1][0]
    two = derive(Reading("The quay is closed.", "text/plain"), "b.txt")[1][0]
    assert one.content != two.content


def test_no_text_has_no_passages():
    assert derive(Reading("", "text/plain"), "a.txt") == ((), ())
