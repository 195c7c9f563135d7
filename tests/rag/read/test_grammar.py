from dataclasses import replace

import pytest

from rag.domain.answers import NO_FILTERS
from rag.read.evidence import evidence
from rag.read.grammar import all_by_grammar, by_grammar, wanted
from rag.retrieve.question import parse
from tests.hashed_words import HashedWords
from tests.rag.read.world import hits

_embed = HashedWords().embed


def by_parse(question: str, *texts: str) -> str | None:
    asked, ranked = evidence(parse(question, NO_FILTERS, None), hits(*texts), _embed)
    gap = wanted(parse(question, NO_FILTERS, None))
    assert gap
    found = next(iter(by_grammar(gap, asked, ranked, _embed)), None)
    return found.text if found else None


def test_what_somebody_recommended_is_the_clause_behind_the_verb() -> None:
    text = (
        "The Sarn bridge fell on Monday, the Bridge Office said. Lorries were banned on the Sarn bridge. "
        "Ilse Horn, the office's engineer, recommended that every bridge be weighed in May."
    )
    assert by_parse("What did the Bridge Office recommend after the Sarn bridge fell?", text) == (
        "every bridge be weighed in May"
    )


def test_who_did_it_to_somebody_else_by_name_did_not_do_it() -> None:
    text = "Aksel Brod warned Marta Ruhl about the dam. A letter warned the Kelm mill of the dam."
    assert by_parse("Who warned the Kelm mill about the dam?", text) != "Aksel Brod"


def test_a_number_set_by_the_question_leads_to_who_has_it() -> None:
    texts = "The Kelm depot stores 1,310 barrels. Tarn, the newest of them, has 13,100 and a crane."
    assert by_parse("Which depot stores 13100 barrels?", texts) == "Tarn"


def test_who_will_do_it_is_told_where_the_deed_is_however_much_better_another_sentence_is() -> None:
    texts = ["The Kelm guard has no successor of General Tarr yet.", "Vice-Adm. Hale to head Kelm guard"]
    question = parse("Who will head the Kelm guard as successor of General Tarr?", NO_FILTERS, None)
    asked, ranked = evidence(question, hits(*texts), _embed)
    weighed = [replace(sentence, score=score) for sentence, score in zip(ranked, (2.0, 0.2), strict=True)]
    gap = wanted(question)
    assert gap
    found = next(iter(by_grammar(gap, asked, weighed, _embed)), None)
    assert found and found.text == "Vice-Adm. Hale"


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Who repaired the old loom?", "Marek repaired his car after the game.", None),
        ("Who repaired the loom of Kelm?", "Marek repaired the loom in Kelm.", "Marek"),
    ],
)
def test_a_passage_far_behind_is_asked_only_where_it_names_what_is_asked_about(
    question: str, text: str, answer: str | None
) -> None:
    asked, ranked = evidence(parse(question, NO_FILTERS, None), hits("The old loom of Kelm runs.", text), _embed)
    far = [replace(s, hit=replace(s.hit, score=-9.0)) if s.text.startswith("Marek") else s for s in ranked]
    gap = wanted(parse(question, NO_FILTERS, None))
    assert gap
    found = next(iter(by_grammar(gap, asked, far, _embed)), None)
    assert (found.text if found else None) == answer


def test_where_no_passage_is_near_the_parse_has_nothing() -> None:
    question = parse("Who repaired the old loom?", NO_FILTERS, None)
    gap = wanted(question)
    asked, _ = evidence(question, hits("The old loom of Kelm runs."), _embed)
    assert gap
    assert all_by_grammar(gap, asked, [], _embed) == []
