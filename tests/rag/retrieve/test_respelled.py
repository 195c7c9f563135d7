from rag.domain.answers import NO_FILTERS
from rag.retrieve.question import parse
from rag.retrieve.respelled import respelled
from tests.rag.read.world import hits

SILO = "The trader Youssef el-Harbouny bought the silo at Port Kelm."
HOTEL = "Yusra Harbani bought the hotel in Kelm."


def asked(question: str, *texts: str) -> str:
    return respelled(parse(question, NO_FILTERS, None), hits(*texts)).text


def test_a_name_is_asked_for_as_the_documents_spell_it() -> None:
    assert asked("What did Yusuf al-Harbuni buy?", SILO) == "What did Youssef el-Harbouny buy?"


def test_the_passage_that_holds_most_of_the_name_is_believed() -> None:
    assert asked("What did Yusuf al-Harbuni buy?", HOTEL, SILO) == "What did Youssef el-Harbouny buy?"


def test_a_name_that_a_passage_holds_and_words_that_are_no_names_stay() -> None:
    for question in ("What did Yusra Harbani buy?", "What did the sailor Harbani buy?", "What did Olga Finn buy?"):
        assert asked(question, HOTEL, SILO, "The seller of the salt came to Kelm.") == question
    assert asked("Who came?", "") == "Who came?"
    assert respelled(parse("What did Yusuf buy?", NO_FILTERS, None), []).text == "What did Yusuf buy?"


def test_an_article_that_the_question_leaves_out_stays_out() -> None:
    assert asked("What did the trader Harbuni buy?", SILO) == "What did the trader Harbouny buy?"


def test_the_words_that_are_searched_are_respelled_too_and_days_stay() -> None:
    question = respelled(parse("What did Yusuf al-Harbuni buy on 3 May 2026?", NO_FILTERS, None), hits(SILO))
    assert "Harbouny" in question.words and question.dates == ("2026-05-03",)
