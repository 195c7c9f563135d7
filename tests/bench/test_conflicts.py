import json
from pathlib import Path

from bench.conflicts import run
from bench.setup import Setup

TRUE = "The harbour board of Kelm gave the ferry contract to the Odra company in May."


def test_a_question_counts_when_each_value_stands_in_a_quote(tmp_path: Path) -> None:
    asked = {"query": "Who got the ferry contract of Kelm?", "answer": [["Odra Ltd", "odra company"]], "negative": []}
    passages = {"positive": [TRUE], "positive_wrong": [TRUE.replace("Odra company", "Tarn yard")]}
    rows = [
        {"id": 1, **asked, **passages, "fakeanswer": "Tarn yard "},
        {"id": 2, **asked, **passages, "fakeanswer": "Lode yard"},
    ]
    (tmp_path / "conflicts").mkdir()
    (tmp_path / "conflicts" / "questions.jsonl").write_text("\n".join(map(json.dumps, rows)))
    figures, items = run(Setup(tmp_path, tmp_path / "work"))
    assert figures == {"both_values": 0.5, "refused": 0.0}
    assert [item["both_values"] for item in items] == [1.0, 0.0]
