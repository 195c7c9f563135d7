import subprocess
import sys

from rag.store.progress import Progress, clear_progress, current_progress, put_progress
from tests.rag.store.made import fresh


def test_the_run_at_work_is_seen_by_others_until_it_ends(tmp_path):
    here, there = fresh(tmp_path), fresh(tmp_path)
    assert current_progress(there.db) is None
    for progress in (Progress("reading", 3, 40, "a.txt"), Progress("publishing", 40, 40)):
        with here.atomic() as db:
            put_progress(db, progress)
        assert current_progress(there.db) == progress
    with here.atomic() as db:
        clear_progress(db)
    assert current_progress(there.db) is None


def test_the_row_of_a_killed_run_does_not_count(tmp_path):
    catalogue = fresh(tmp_path)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    with catalogue.atomic() as db:
        put_progress(db, Progress("reading", 3, 40, "a.txt"))
        db.execute("UPDATE progress SET process = ?", (ended.pid,))
    assert current_progress(catalogue.db) is None
