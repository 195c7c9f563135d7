"""Questions and their answers kept under a conversation's name."""

import pytest

from rag.domain.turns import Conversation, Turn, new_id
from rag.errors import ConversationError, UnknownReceipt
from rag.store import catalogue as module
from rag.store.catalogue import open_catalogue
from rag.store.conversations import (
    LONGEST_NAME,
    add_turn,
    answers_of,
    conversation,
    conversation_of,
    delete,
    earlier_turns,
    find_conversations,
    rename,
)
from rag.store.receipts import keep_receipt, receipt
from rag.store.schema import MIGRATIONS

WHO, WHEN, WHERE = Turn("Who?", ("Ida Morn", "Jón Fell")), Turn("When?"), Turn("Where?")
NOON, LATER = "2026-03-01T12:00:00+00:00", "2026-03-02T12:00:00+00:00"


@pytest.fixture
def db(tmp_path):
    catalogue = open_catalogue(tmp_path / "index", create=True)
    with catalogue.atomic() as db:
        yield db


def names(db, words=""):
    return [kept.name for kept in find_conversations(db, words)]


def test_turns_come_back_in_order_and_under_their_own_name(tmp_path):
    catalogue = open_catalogue(tmp_path / "index", create=True)
    with catalogue.atomic() as db:
        for name, turn, answer in (("quays", WHO, "a1"), ("mills", WHERE, "a2"), ("quays", WHEN, "a3")):
            add_turn(db, name, turn, answer, NOON)
    with open_catalogue(tmp_path / "index").reading() as db:
        assert earlier_turns(db, "quays") == [WHO, WHEN]
        assert earlier_turns(db, "barges") == []
        assert answers_of(db, "quays") == ["a1", "a3"]


def test_the_last_asked_in_comes_first_with_its_moment_and_count(db):
    for name, at in (("quays", NOON), ("mills", NOON), ("quays", LATER)):
        add_turn(db, name, WHO, name + at, at)
    quays, mills = find_conversations(db)
    assert quays == Conversation(quays.id, "quays", LATER, 2) and mills.name == "mills"


def test_one_begun_by_an_id_is_named_after_its_first_question(db):
    key, other = new_id(), new_id()
    for named, turn in ((key, WHO), (key, WHEN), (other, WHO)):
        add_turn(db, named, turn, "", NOON)
    assert [(kept.id, kept.name, kept.questions) for kept in find_conversations(db)] == [
        (other, "Who? (2)", 1),
        (key, "Who?", 2),
    ]
    assert earlier_turns(db, key) == earlier_turns(db, "Who?") == [WHO, WHEN]


def test_long_questions_make_names_of_a_name_s_length_each_its_own(db):
    for _ in range(3):
        add_turn(db, new_id(), Turn("Who\n" + "went " * 90), "", NOON)
    found = names(db)
    assert len(set(found)) == 3 and all(len(name) <= LONGEST_NAME and "\n" not in name for name in found)


def test_every_word_sought_must_stand_in_the_name_the_questions_or_the_answers(db):
    add_turn(db, "Quays", WHO, "", NOON)
    add_turn(db, "Quays", WHEN, "", NOON)
    add_turn(db, "mills", WHEN, "", NOON)
    assert names(db, "quays") == names(db, "JÓN when") == names(db, "morn") == ["Quays"]
    assert names(db, "when") == ["mills", "Quays"] or names(db, "when") == ["Quays", "mills"]
    assert names(db, "quays mills") == []


def test_a_new_name_holds_and_the_old_one_begins_anew(db):
    add_turn(db, "quays", WHO, "", NOON)
    rename(db, "quays", " The  harbour ")
    add_turn(db, "The harbour", WHEN, "", NOON)
    assert earlier_turns(db, "The harbour") == [WHO, WHEN] and earlier_turns(db, "quays") == []
    rename(db, "The harbour", "The harbour")


@pytest.mark.parametrize("name", ["", " \n", "x" * (LONGEST_NAME + 1), "mills", new_id()])
def test_a_name_that_cannot_be_given_changes_nothing(db, name):
    add_turn(db, "quays", WHO, "", NOON)
    add_turn(db, "mills", WHO, "", NOON)
    with pytest.raises(ConversationError, match="give another"):
        rename(db, "quays", name)
    assert sorted(names(db)) == ["mills", "quays"]


def test_what_is_deleted_takes_its_receipts_along_and_no_others(db):
    for name, answer in (("quays", "a1"), ("mills", "a2")):
        add_turn(db, name, WHO, answer, NOON)
        keep_receipt(db, answer, {"id": answer})
    assert conversation_of(db, "a1").name == "quays"
    delete(db, "quays")
    assert names(db) == ["mills"] and receipt(db, "a2") == {"id": "a2"} and conversation_of(db, "a1") is None
    with pytest.raises(UnknownReceipt):
        receipt(db, "a1")


@pytest.mark.parametrize("act", [conversation, answers_of, delete, lambda db, name: rename(db, name, "new")])
def test_one_that_is_not_there_is_named(db, act):
    add_turn(db, "mills", WHO, "", NOON)
    with pytest.raises(ConversationError, match="'quays'"):
        act(db, "quays")


def test_turns_from_before_answers_were_kept_have_none(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MIGRATIONS", MIGRATIONS[:2])
    old = open_catalogue(tmp_path / "index", create=True)
    with old.atomic() as db:
        db.execute("INSERT INTO turns (conversation, understood) VALUES ('quays', 'Who?')")
    monkeypatch.setattr(module, "MIGRATIONS", MIGRATIONS)
    with open_catalogue(tmp_path / "index").reading() as db:
        assert earlier_turns(db, "quays") == [Turn("Who?")]
        assert find_conversations(db) == [Conversation("quays", "quays", "", 1)] and answers_of(db, "quays") == []
