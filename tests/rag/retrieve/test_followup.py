"""Questions that lean on the ones before."""

import pytest

from rag.retrieve.followup import self_contained

CONVOY = ["Who attacked the convoy near Ostrel?"]
RAID = ["Who carried out the raid on the mill near Ostrel in May?"]


@pytest.mark.parametrize(
    ("earlier", "asked", "understood"),
    [
        (RAID, "And who paid for it?", "Who paid for the raid on the mill near Ostrel in May?"),
        (RAID, "What about in March?", "Who carried out the raid on the mill near Ostrel in March?"),
        (CONVOY, "When did that happen?", "When was the convoy near Ostrel attacked?"),
        (CONVOY, "Where?", "Where was the convoy near Ostrel attacked?"),
        (["What is a barge?"], "How do you steer it?", "How do you steer a barge?"),
        (["What is the Velm harbour tax?"], "What are the reasons?", "What are the reasons of the Velm harbour tax?"),
    ],
)
def test_a_follow_up_gets_what_it_leaves_out(earlier, asked, understood):
    assert self_contained(asked, earlier) == understood


@pytest.mark.parametrize(
    "asked",
    [
        "Who denied the ammunition deal?",
        "Where was the agreement signed?",
        "Who is the mayor of  Velm?",
        "What is a lighthouse?",
        "Is it true that Velm has a harbour?",
        "",
    ],
)
def test_a_question_that_stands_by_itself_is_left_word_for_word(asked):
    assert self_contained(asked, CONVOY) == asked
    assert self_contained(asked, ["When did Ilmar recognise Veldany's independence?"]) == asked


def test_the_first_question_has_nothing_to_lean_on():
    assert self_contained("Who paid for it?", []) == "Who paid for it?"
