"""Questions that lean on the ones before."""

import pytest

from rag.retrieve.followup import self_contained

CONVOY = ["Who attacked the convoy near Ostrel?"]
RAID = ["Who carried out the raid on the mill near Ostrel in May?"]
FRONT = ["What is the Dawn Front?"]
FERRY = ["Did the government deny the ferry deal?"]
MINE = ["What are the types of salt mines?"]


@pytest.mark.parametrize(
    ("earlier", "asked", "understood"),
    [
        (RAID, "And who paid for it?", "Who paid for the raid on the mill near Ostrel in May?"),
        (RAID, "Who ordered the raid?", "Who ordered the raid on the mill near Ostrel in May?"),
        (RAID, "What weapons were used?", "What weapons were used in the raid on the mill near Ostrel in May?"),
        (CONVOY, "Who else was hurt?", "Who else was hurt in the attack on the convoy near Ostrel?"),
        (CONVOY, "Who claimed responsibility?", "Who claimed responsibility for the attack on the convoy near Ostrel?"),
        (CONVOY, "Who condemned it?", "Who condemned the attack on the convoy near Ostrel?"),
        (CONVOY, "Who ordered this attack?", "Who ordered the attack on the convoy near Ostrel?"),
        (CONVOY, "What were the motives?", "What were the motives of the attack on the convoy near Ostrel?"),
        (["What is a barge?"], "How do you steer it?", "How do you steer a barge?"),
        (["What is a barge?"], "How do they float?", "How do barges float?"),
        (["What are canoes?"], "How is a raft different?", "How is a raft different from a canoe?"),
        (["What is the Velm harbour tax?"], "What are the reasons?", "What are the reasons of the Velm harbour tax?"),
        (["Who are the pilots of Velm?"], "Where do they live?", "Where do the pilots of Velm live?"),
        (["Who is Ida Morn?"], "Where did she study?", "Where did Ida Morn study?"),
        (["Who is the mayor of Velm?"], "How old is he?", "How old is the mayor of Velm?"),
        (["How many refugees are in the camp?"], "Who feeds them?", "Who feeds refugees?"),
        (FRONT, "Who leads the group?", "Who leads the Dawn Front?"),
        (FRONT, "What are its goals?", "What are the Dawn Front's goals?"),
        (FERRY, "Who signed it?", "Who signed the ferry deal?"),
        (FERRY, "How much did the deal cost?", "How much did the ferry deal cost?"),
        (MINE, "What is the deepest in Ilmar?", "What is the deepest salt mine in Ilmar?"),
        (MINE, "What tools are used?", "What tools are used for salt mines?"),
        (
            ["What is rye bread?"],
            "What's the difference with spelt?",
            "What's the difference between rye bread and spelt?",
        ),
    ],
)
def test_a_follow_up_gets_what_it_leaves_out(earlier, asked, understood):
    assert self_contained(asked, earlier) == understood


@pytest.mark.parametrize(
    ("earlier", "asked", "understood"),
    [
        (RAID, "What about in March?", "Who carried out the raid on the mill near Ostrel in March?"),
        (RAID, "And in March?", "Who carried out the raid on the mill near Ostrel in March?"),
        (["Who fed Velm?"], "What about 2025?", "Who fed Velm in 2025?"),
        (["When did Ilmar leave Peru?"], "What about Chile?", "When did Ilmar leave Chile?"),
        (CONVOY, "When did that happen?", "When was the convoy near Ostrel attacked?"),
        (CONVOY, "Where?", "Where was the convoy near Ostrel attacked?"),
        (FERRY, "Why?", "Why did the government deny the ferry deal?"),
        (["Was the dam bombed in 1991?"], "By whom?", "By whom was the dam bombed in 1991?"),
    ],
)
def test_the_last_question_is_asked_again_with_its_slot_changed(earlier, asked, understood):
    assert self_contained(asked, earlier) == understood


@pytest.mark.parametrize(
    "asked",
    [
        "Who denied the ammunition deal?",
        "Where was the agreement signed?",
        "Who is the mayor of  Velm?",
        "What is a lighthouse?",
        "Is it true that Velm has a harbour?",
        "How much?",
        "",
    ],
)
def test_a_question_that_stands_by_itself_is_left_word_for_word(asked):
    assert self_contained(asked, CONVOY) == asked
    assert self_contained(asked, ["When did Ilmar recognise Veldany's independence?"]) == asked


def test_the_first_question_has_nothing_to_lean_on():
    assert self_contained("Who paid for it?", []) == "Who paid for it?"
    assert self_contained("Who paid for it?", ["Why?"]) == "Who paid for it?"


def test_a_new_subject_is_what_the_next_question_is_about():
    talk = [*CONVOY, "Who is Karl Renn?"]
    assert self_contained("Where was he born?", talk) == "Where was Karl Renn born?"
    assert self_contained("Does she speak?", CONVOY) == "Does she speak?"


def test_what_a_talk_is_all_about_outlasts_a_question_on_something_else():
    talk = ["Where is Velm?", "Who founded Velm?", "What is there to see in Velm?", "What is a tollhouse?"]
    assert self_contained("Are there good walks?", talk) == "Are there good walks in Velm?"
