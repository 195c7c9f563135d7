import random

from training.examples import Row
from training.gaps import gap, names_of

TEXT = "Ada Brenn opened the mill in 1921. Her brother Olin Brenn ran it from Lode until 1940. It burned down in 1952."


def made(question: str, answer: str) -> list[Row]:
    start = TEXT.index(answer)
    row = Row(question, TEXT, ((start, start + len(answer)),))
    found = [gap(row, ["Kelm Harbour", "Orsa"], random.Random(seed)) for seed in range(40)]
    return [g for g in found if g]


def test_every_gap_is_a_question_that_its_text_does_not_answer() -> None:
    for row in made("Who ran the mill from Lode?", "Olin Brenn"):
        assert row.spans == ()
        assert (row.context == TEXT) == (row.first != "Who ran the mill from Lode?")


def test_the_sentence_with_the_answer_is_cut_whole() -> None:
    cut = next(row for row in made("Who ran the mill from Lode?", "Olin Brenn") if row.context != TEXT)
    assert cut.context == "Ada Brenn opened the mill in 1921. It burned down in 1952."


def test_a_name_or_a_number_is_exchanged_for_another_that_is_no_answer() -> None:
    asked = {row.first for row in made("Who ran the mill until 1940?", "Olin Brenn") if row.context == TEXT}
    assert asked <= {"Who ran the mill until 1921?", "Who ran the mill until 1952?"}
    assert asked


def test_the_sense_is_turned_by_an_opposite() -> None:
    row = Row("When was the largest mill built?", "It was built early.", ((13, 18),))
    turned = {g.first for seed in range(20) if (g := gap(row, [], random.Random(seed)))}
    assert turned == {"When was the smallest mill built?"}


def test_names_are_told_by_capitals_inside_a_sentence() -> None:
    assert names_of("Which mill did Ada Brenn of Port Kelm open?") == ["Ada Brenn of Port Kelm"]
