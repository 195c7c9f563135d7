from rag.domain.answers import NO_FILTERS
from rag.read.candidates import Candidate
from rag.read.doubts import doubts
from rag.read.evidence import evidence
from rag.retrieve.question import parse
from tests.hashed_words import HashedWords
from tests.rag.read.world import ask, hits

DENIED = (
    "Ilse Horn, a spokeswoman for the dockers, accused the Kelm Guard of burning the crane. Rain fell. "
    "The guard denied it. The inspectors said that they could not determine who had lit it."
)
QUESTION = "Who burnt the crane?"


def doubting(text: str) -> list[str]:
    parsed = parse(QUESTION, NO_FILTERS, None)
    _, ranked = evidence(parsed, hits(text), HashedWords().embed)
    first = min(ranked, key=lambda s: s.start)
    at = text.index("Kelm Guard")
    return [
        s.text for s in doubts(Candidate(first.hit, at, at + 10, first.start, first.end, "Kelm Guard", 5.0), ranked)
    ]


def test_an_accusation_is_told_with_the_denial_and_with_who_could_not_tell() -> None:
    assert doubting(DENIED) == [
        "The guard denied it.",
        "The inspectors said that they could not determine who had lit it.",
    ]


def test_what_is_reported_needs_no_doubt_and_another_denial_is_none() -> None:
    assert doubting("The Kelm Guard burnt the crane. The guard denied it.") == []
    assert doubting("The mayor accused the Kelm Guard of burning the crane. The bank denied the loan.") == []


def test_the_short_answer_says_that_it_is_an_accusation() -> None:
    written = ask(QUESTION, DENIED)
    if written.short_answers:
        assert "claimed by" in written.short_answers[0].text
        assert "denied by" in written.short_answers[0].text
    assert "The guard denied it." in [claim.text for claim in written.claims]
