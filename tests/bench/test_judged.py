import json
from pathlib import Path

from bench import judged
from bench.judged import balanced_accuracy


def test_votes_and_labels_are_read(tmp_path: Path) -> None:
    (tmp_path / "wice").mkdir()
    (tmp_path / "qags").mkdir()
    claims = [{"claim": "A.", "evidence": ["x", "y"], "label": label} for label in ("supported", "partially_supported")]
    (tmp_path / "wice/claims.jsonl").write_text("\n".join(map(json.dumps, claims)), "utf-8")
    votes = [{"response": r} for r in ("yes", "no", "yes")]
    row = {"article": "x", "summary_sentences": [{"sentence": "B.", "responses": votes}]}
    (tmp_path / "qags/cnndm.jsonl").write_text(json.dumps(row), "utf-8")
    assert judged.wice(tmp_path) == [("A.", "x\n\ny", True), ("A.", "x\n\ny", False)]
    assert judged.qags(tmp_path) == [("B.", "x", True)]


def test_both_classes_weigh_the_same() -> None:
    assert balanced_accuracy([(0.9, True), (0.8, False), (0.1, False)], 0.5) == 0.75
