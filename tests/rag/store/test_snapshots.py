from rag.store.documents import remove_document
from rag.store.files import forget_file
from rag.store.rows import departed
from rag.store.snapshots import current_snapshot, put_snapshot
from tests.rag.store.made import fresh, new_document, put_in


def test_one_row_points_at_the_current_snapshot(tmp_path):
    catalogue = fresh(tmp_path)
    assert current_snapshot(catalogue.db) is None
    for record in ("first", "second"):
        with catalogue.atomic() as db:
            put_snapshot(db, record, 0)
        assert current_snapshot(catalogue.db) == record


def test_what_left_before_its_generation_is_forgotten_and_no_more(tmp_path):
    catalogue = fresh(tmp_path)
    generations = {}
    for text in ("One. Two. Three.", "Four. Five. Six."):
        with catalogue.atomic() as db:
            id_ = put_in(db, new_document(text), "ferry.txt")
        with catalogue.atomic() as db:
            forget_file(db, "ferry.txt")
            remove_document(db, id_)
        generations[id_] = catalogue.generation()
    with catalogue.atomic() as db:
        put_snapshot(db, "shows the first departure", generations[1])
    assert [d.document_id for d in departed(catalogue.db, 0)] == [2]
