import json
import random

from training import questions


def test_the_paragraph_that_answers_is_ranked_among_near_ones_that_do_not(tmp_path, monkeypatch):
    towns = ("Kelm", "Tarn", "Ilmar", "Velmouth")
    items = [
        {
            "question": f"Who built the old mill of {town}?",
            "context": f"The old mill of {town} stands by the river. It was built by the brothers {town}sen in 1820.",
            "answers": [{"text": f"brothers {town}sen", "start": 58 + len(town)}],
        }
        for town in towns
    ]
    folder = tmp_path / "train" / "spans"
    folder.mkdir(parents=True)
    (folder / "wikipedia.jsonl").write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf-8")
    monkeypatch.setattr(questions, "RANKED", len(items))
    units = questions.ranked_paragraphs(tmp_path, random.Random(1))
    assert len(units) == len(items)
    for right, *wrong in units:
        town = right.first.split()[-1].rstrip("?")
        assert [right.context[s:e] for s, e in right.spans] == [f"brothers {town}sen"]
        assert right.right
        assert len(wrong) == questions.NEAR
        assert not any(row.right or row.spans or town in row.context for row in wrong)
