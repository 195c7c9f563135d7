from dataclasses import replace

from rag.domain.answers import Claim, Draft, Hit, Refusal, ShortAnswer, cite
from rag.domain.text import Document, Passage, Reading
from rag.verify.verbatim import verified

TEXT = "Ada Holt left the island. Nobody followed her."
DOCUMENT = Document(1, "a" * 64, ("note.txt",), Reading(TEXT, "text/plain"))
HITS = [Hit(Passage(1, 1, 0, len(TEXT), TEXT, ""), DOCUMENT, 1.0)]
TRUE = cite(DOCUMENT, 0, 25)
FALSE = replace(TRUE, quote="Ada Holt left the mainland")


def test_a_quote_that_stands_there_is_kept() -> None:
    draft = Draft((Claim("Ada Holt left the island.", (TRUE,)),), (ShortAnswer("Ada Holt", (TRUE,)),))
    assert verified(draft, HITS) == draft


def test_a_quote_that_differs_by_a_word_is_dropped_and_the_others_stay() -> None:
    draft = Draft((Claim("wrong", (FALSE,)), Claim("right", (FALSE, TRUE))), (ShortAnswer("Ada", (FALSE,)),))
    assert verified(draft, HITS) == Draft((Claim("right", (TRUE,)),))


def test_a_document_that_was_not_found_proves_nothing() -> None:
    draft = Draft((Claim("x", (replace(TRUE, document="other.txt"),)),))
    checked = verified(draft, HITS)
    assert not checked.claims
    assert checked.refusal


def test_a_refusal_stays_with_its_true_quotes() -> None:
    checked = verified(Draft(refusal=Refusal("the day", "1 passage", (TRUE, FALSE))), HITS)
    assert checked.refusal == Refusal("the day", "1 passage", (TRUE,))
