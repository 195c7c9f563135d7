"""Questions and their answers kept under a conversation's name."""

from rag.domain.turns import Turn
from rag.store import catalogue as module
from rag.store.catalogue import open_catalogue
from rag.store.conversations import add_turn, earlier_turns
from rag.store.schema import MIGRATIONS


def test_turns_come_back_in_order_and_under_their_own_name(tmp_path):
    catalogue = open_catalogue(tmp_path / "index", create=True)
    who, when = Turn("Who?", ("Ida Morn", "Jón Fell")), Turn("When?")
    with catalogue.atomic() as db:
        for name, turn in (("quays", who), ("mills", Turn("Where?")), ("quays", when)):
            add_turn(db, name, turn)
    with open_catalogue(tmp_path / "index").reading() as db:
        assert earlier_turns(db, "quays") == [who, when]
        assert earlier_turns(db, "barges") == []


def test_turns_from_before_answers_were_kept_have_none(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MIGRATIONS", MIGRATIONS[:2])
    old = open_catalogue(tmp_path / "index", create=True)
    with old.atomic() as db:
        db.execute("INSERT INTO turns (conversation, understood) VALUES ('quays', 'Who?')")
    monkeypatch.setattr(module, "MIGRATIONS", MIGRATIONS)
    with open_catalogue(tmp_path / "index").reading() as db:
        assert earlier_turns(db, "quays") == [Turn("Who?")]
