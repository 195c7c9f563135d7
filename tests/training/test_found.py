import json
import random

from tests.bench.data import BRIDGE, FERRY, FERRY_AGAIN, question
from training.found import TEMPERATURE, units

REPORTS = {"DEV-0001": FERRY, "DEV-0002": BRIDGE, "DEV-0013": FERRY_AGAIN}


def _written(folder, questions):
    dev = folder / "bench" / "incidents" / "dev"
    dev.mkdir(parents=True)
    for name, rows in (("docs", [{"id": i, "text": t} for i, t in REPORTS.items()]), ("questions", questions)):
        (dev / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def test_a_question_is_read_with_what_the_program_finds_for_it(tmp_path):
    asked = [
        question("q1", "perpetrator", "Who set fire to the ferry Aurelia?", [["SMUGGLERS"]], ["DEV-0001"]),
        question("q2", "target", "What was towed to Tamsin?", [["FERRY"]], ["DEV-0013"]),
        question("q3", "perpetrator", "Who bombed the bridge?", [], ["DEV-0002"], answerable=False),
    ]
    (unit,) = units(_written(tmp_path, asked), random.Random(1))
    assert {row.first for row in unit} == {"Who set fire to the ferry Aurelia?"}, "none held out, none unanswerable"
    assert [row.right for row in unit].count(True) == 1
    right = next(row for row in unit if row.right)
    assert {right.context[s:e].lower() for s, e in right.spans} == {"smugglers"}
    others = [row for row in unit if not row.right]
    assert others
    assert all(not row.spans for row in others)
    assert max(row.prior for row in unit) * TEMPERATURE > 0
