"""Questions kept under a conversation's name."""

from rag.store.catalogue import open_catalogue
from rag.store.conversations import add_question, earlier_questions


def test_questions_come_back_in_order_and_under_their_own_name(tmp_path):
    catalogue = open_catalogue(tmp_path / "index", create=True)
    with catalogue.atomic() as db:
        for name, question in (("quays", "Who?"), ("mills", "Where?"), ("quays", "When?")):
            add_question(db, name, question)
    with open_catalogue(tmp_path / "index").reading() as db:
        assert earlier_questions(db, "quays") == ["Who?", "When?"]
        assert earlier_questions(db, "barges") == []
