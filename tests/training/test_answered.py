import json
import random
from pathlib import Path

import pytest

from training.answered import answered_pairs
from training.support import CONTRADICTED, SUPPORTED, UNSETTLED, Pair

NAMES = ["Lode", "Brennick", "Orsa", "Marchek", "Tilbury", "Stavel", "Kelm", "Tarn", "Velmouth", "Sarn"]
TOWNS = [f"{side} {name}" for side in ("North", "South", "East", "West") for name in NAMES]


def written(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> list[Pair]:
    data = tmp_path_factory.mktemp("data")
    asked = []
    for n, town in enumerate(TOWNS):
        context = (
            f"Otto Lind built the first mill of {town} in {1801 + n}. It burned in {1901 + n}, and nobody was hurt. "
            f"The poet Ines Vark lived in {town} for years."
        )
        for question, answer in (
            (f"When was the first mill of {town} built?", str(1801 + n)),
            (f"Who lived in {town} for years?", "Ines Vark"),
        ):
            answers = [{"text": answer, "start": context.index(answer)}]
            asked.append({"question": question, "context": context, "answers": answers})
    written(data / "train" / "spans" / "wikipedia.jsonl", asked)
    written(data / "train" / "spans" / "sentences.jsonl", [])
    base = {"context": asked[0]["context"], "is_impossible": True, "answers": []}
    measured = base | {"title": "Normans", "question": "Who burned the mill of the Normans?"}
    written(
        data / "bench" / "squad2" / "questions.jsonl",
        [measured, base | {"title": "Mills", "question": "Who burned the first mill?"}],
    )
    return [p for held_out in (True, False) for p in answered_pairs(data, random.Random(3), held_out)]


def test_kinds_have_their_labels_and_each_is_made(pairs: list[Pair]) -> None:
    labels = {kind: row.label for kind, row in pairs}
    assert labels["kept.stated"] == labels["kept.stated.two"] == SUPPORTED
    assert labels["caught.stated.changed"] == labels["caught.stated.two.changed"] == CONTRADICTED
    assert labels["caught.stated.missing"] == labels["caught.stated.impossible"] == UNSETTLED


def test_a_true_claim_has_its_answer_and_a_changed_one_another(pairs: list[Pair]) -> None:
    for kind, row in pairs:
        if kind in ("kept.stated", "caught.stated.changed") and "built" in row.first:
            year = row.context.split(" in ")[1][:4]
            assert (year in row.first) == (kind == "kept.stated")


def test_what_is_missing_stands_nowhere_in_the_evidence(pairs: list[Pair]) -> None:
    rows = [row for kind, row in pairs if kind == "caught.stated.missing"]
    assert rows
    assert all("built" not in row.context if "built" in row.first else "Ines" not in row.context for row in rows)


def test_nothing_of_the_measured_articles_is_learned(pairs: list[Pair]) -> None:
    assert all("Normans" not in row.first for _, row in pairs)
