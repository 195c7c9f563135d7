from collections.abc import Iterator

import pytest

from rag.domain.answers import Answer, Claim, Refusal, Searched, ShortAnswer, cite
from rag.domain.text import Document, Reading
from rag.models.chat import ChatModel
from rag.writing import SILENT, rewritten
from tests.chat_server import Told, chat_server

TEXT = (
    "The coast guard arrested the smuggler Jonas Vell in Brennick on Tuesday. The mayor plans to sell the lighthouse."
)
DOCUMENT = Document(1, "a" * 64, ("note.txt",), Reading(TEXT, "text/plain"))
ARREST = cite(DOCUMENT, 0, TEXT.index(" The mayor"))
SALE = cite(DOCUMENT, TEXT.index("The mayor"), len(TEXT))
QUOTED = Answer(
    "1",
    "Who was arrested?",
    (Claim(ARREST.quote, (ARREST,), "supported"),),
    (ShortAnswer("Jonas Vell", (ARREST,)),),
    None,
    Searched(1),
    "settings",
    evidence=(SALE, ARREST),
)
TRUE = "The smuggler Jonas Vell was arrested by the coast guard on Tuesday [1]. "
FALSE = "The coast guard arrested the smuggler Jonas Vell on Friday [1]. "


@pytest.fixture
def server() -> Iterator[Told]:
    with chat_server() as told:
        yield told


def answers(server: Told, answer: Answer = QUOTED, withhold: bool = True, seconds: float = 30.0) -> list[Answer]:
    return list(rewritten(answer, ChatModel(server.url, "small", seconds=seconds), [], 4096, withhold))


def test_sentences_that_hold_are_shown_and_the_others_withheld(server: Told) -> None:
    server.pieces = [TRUE, FALSE]
    last = answers(server)[-1]
    assert [(c.text, c.citations, c.verdict) for c in last.claims] == [
        ("The smuggler Jonas Vell was arrested by the coast guard on Tuesday.", (ARREST,), "supported")
    ]
    assert [c.text for c in last.withheld] == ["The coast guard arrested the smuggler Jonas Vell on Friday."]
    assert last.reader == "small" and last.short_answers == QUOTED.short_answers and last.id == QUOTED.id


def test_a_sentence_is_told_once_however_often_the_model_writes_it(server: Told) -> None:
    server.pieces = [FALSE, TRUE, TRUE, FALSE, TRUE]
    last = answers(server)[-1]
    assert len(last.claims) == len(last.withheld) == 1


def test_marked_sentences_are_shown_with_their_verdict(server: Told) -> None:
    server.pieces = [TRUE, FALSE]
    last = answers(server, withhold=False)[-1]
    first, second = last.claims
    assert first.verdict == "supported" and second.verdict != "supported" and last.withheld == ()


def test_the_model_gets_what_the_answer_shows_first(server: Told) -> None:
    server.pieces = [TRUE]
    answers(server)
    sent = server.asked[0]["messages"][1]["content"]
    assert sent.index("[1] ^The coast guard") < sent.index("[2] ^The mayor")
    assert "Who was arrested? Answer in plain" in sent


def test_each_sentence_comes_when_it_is_whole(server: Told) -> None:
    server.pieces, server.pause = [TRUE, TRUE.replace("Tuesday", "Tuesday in Brennick"), "Last"], 0.3
    grown = [len(a.claims) for a in answers(server)]
    assert grown[0] == 1 and sorted(grown) == grown and grown[-1] == 2


@pytest.mark.parametrize("pieces", [[FALSE], ["The documents do not say."], ["zzz zzz zzz"]])
def test_without_a_sentence_that_holds_the_documents_own_words_stand(server: Told, pieces: list[str]) -> None:
    server.pieces = pieces
    last = answers(server)[-1]
    assert (last.claims, last.reader, last.notes) == (QUOTED.claims, "", (SILENT,))


def test_a_server_that_fails_leaves_the_answer_as_it_was_and_says_why(server: Told) -> None:
    server.status = 500
    [last] = answers(server)
    assert last.claims == QUOTED.claims and "answered 500" in last.notes[0]


def test_what_was_checked_before_the_server_broke_off_stands(server: Told) -> None:
    server.pieces, server.breaks_off = [TRUE, "And then"], True
    last = answers(server)[-1]
    assert len(last.claims) == 1 and last.reader == "small" and "until then stands" in last.notes[0]


def test_what_only_the_model_answers_says_so(server: Told) -> None:
    refused = Answer(
        "2", "Who?", (), (), Refusal("nobody is named", "1 document"), Searched(1), "s", evidence=(ARREST,)
    )
    server.pieces = [TRUE]
    last = answers(server, refused)[-1]
    assert last.refusal is None and "nobody is named" in last.notes[0]
    server.pieces = [FALSE]
    assert answers(server, refused)[-1].refusal == refused.refusal


def test_a_model_that_cites_nothing_or_what_there_is_not_has_its_citations_found(server: Told) -> None:
    server.pieces = [
        TRUE.replace("[1]", ""),
        TRUE.replace("[1]", "[7]").replace("arrested by", "arrested in Brennick by"),
    ]
    last = answers(server)[-1]
    assert [(c.citations, c.repaired) for c in last.claims] == [((ARREST,), True), ((ARREST,), True)]
