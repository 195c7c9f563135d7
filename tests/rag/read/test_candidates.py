from dataclasses import replace

import pytest

from rag.domain.answers import NO_FILTERS, SpanHit
from rag.read.candidates import candidates
from rag.read.evidence import evidence
from rag.retrieve.question import parse
from tests.hashed_words import HashedWords
from tests.rag.read.world import hits

TEXT = 'The pipeline was blown up in Mulalo (Yumbo) on Friday, said "El Faro".'


@pytest.mark.parametrize(
    ("marked", "whole"),
    [
        ("Mulal", "Mulalo"),
        ("ulalo", "Mulalo"),
        ("in Mulalo ", "Mulalo"),
        ("Mulalo (Yumbo)", "Mulalo (Yumbo)"),
        ("Mulalo (Yum", "Mulalo"),
        ("Yumbo) on Friday", "(Yumbo) on Friday"),
        ('"El Faro".', "El Faro"),
    ],
)
def test_a_span_is_whole_words_without_what_hangs_on(marked: str, whole: str) -> None:
    question = parse("Where was the pipeline blown up?", NO_FILTERS, None)
    [hit] = hits(TEXT)
    at = TEXT.index(marked)
    _, ranked = evidence(question, [replace(hit, spans=(SpanHit(at, at + len(marked), 1.0),))], HashedWords().embed)
    assert [candidate.text for candidate in candidates(question, ranked)] == [whole]
