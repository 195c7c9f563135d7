"""The figures of follow-up questions, on a conversation of our own."""

import json

import pytest

from bench.followups import added_f1, run
from bench.setup import Setup


def test_the_words_added_are_compared():
    asked, expected = ["who", "fed", "it"], ["who", "fed", "the", "grey", "cat"]
    assert added_f1(asked, expected, ["who", "fed", "the", "grey", "cat"]) == 1.0
    assert added_f1(asked, expected, asked) == 0.0
    assert added_f1(asked, expected, ["who", "fed", "the", "cat"]) == pytest.approx(0.8)


def test_a_conversation_goes_on_from_its_own_questions(tmp_path):
    turns = [
        ("What is a barge?", "What is a barge?"),
        ("How do you steer it?", "How do you steer a barge?"),
        ("Who is Ida Morn?", "Who is Ida Morn?"),
        ("Does it leak?", "Does the barge leak?"),
    ]
    folder = tmp_path / "followups"
    folder.mkdir()
    lines = [{"conversation": 1, "turn": n, "raw": r, "resolved": s} for n, (r, s) in enumerate(turns, 1)]
    (folder / "turns.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    figures, items = run(Setup(tmp_path, tmp_path))
    assert [i["given"] for i in items[:2]] == ["What is a barge?", "How do you steer a barge?"]
    assert figures == {"added_words_f1": 0.75, "left_alone": 1.0}
