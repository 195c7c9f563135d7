"""Questions that lean on the ones before."""

import pytest

from rag.domain.turns import Turn
from rag.retrieve.followup import self_contained


def understood_after(earlier, asked):
    return self_contained(asked, [Turn(question) for question in earlier])


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
        (["Who shelled Peru's embassy?"], "Who guards it?", "Who guards Peru's embassy?"),
        (["What is Velm’s theory in a nutshell?"], "Who doubts it?", "Who doubts Velm's theory?"),
        (["What do Spanish people eat?"], "Where do they work?", "Where do Spanish people work?"),
        (["Why did Renn sell the mill?"], "Is it old?", "Is the mill old?"),
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
    assert understood_after(earlier, asked) == understood


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
    assert understood_after(earlier, asked) == understood


@pytest.mark.parametrize(
    "asked",
    [
        "Who denied the ammunition deal?",
        "Where was the agreement signed?",
        "Who is the mayor of  Velm?",
        "What is a lighthouse?",
        "Is it true that Velm has a harbour?",
        "Which villages did the camp survey name?",
        "How many members did the delegation have?",
        "Who leads the opposition?",
        "How many people live in the camps?",
        "How much?",
        "",
    ],
)
def test_a_question_that_stands_by_itself_is_left_word_for_word(asked):
    assert understood_after(CONVOY, asked) == asked
    assert understood_after(["When did Ilmar recognise Veldany's independence?"], asked) == asked


def test_what_is_named_whole_is_not_named_twice():
    asked = "Who took the plant at Velm Ridge?"
    assert understood_after(["When was the plant at Velm Ridge built?"], asked) == asked


def test_the_first_question_has_nothing_to_lean_on():
    assert understood_after([], "Who paid for it?") == "Who paid for it?"
    assert understood_after(["Why?"], "Who paid for it?") == "Who paid for it?"


def test_a_new_subject_is_what_the_next_question_is_about():
    talk = [*CONVOY, "Who is Karl Renn?"]
    assert understood_after(talk, "Where was he born?") == "Where was Karl Renn born?"
    assert understood_after(CONVOY, "Does she speak?") == "Does she speak?"


def test_what_a_talk_is_all_about_outlasts_a_question_on_something_else():
    talk = ["Where is Velm?", "Who founded Velm?", "What is there to see in Velm?", "What is a tollhouse?"]
    assert understood_after(talk, "Are there good walks?") == "Are there good walks in Velm?"


@pytest.mark.parametrize(
    ("question", "answers", "asked", "understood"),
    [
        ("Who founded the mill?", ["Ada Brandt"], "When did she die?", "When did Ada Brandt die?"),
        ("Who founded the mill?", ["Ada Brandt"], "When did it burn?", "When did the mill burn?"),
        (
            "Who built the dam?",
            ["Ida Morn", "Jon Fell"],
            "Where did they live?",
            "Where did Ida Morn and Jon Fell live?",
        ),
        ("Who won?", ["Ada Brandt"], "When was her brother born?", "When was Ada Brandt's brother born?"),
        ("Who is Ida Morn?", ["a pilot"], "When did she fly?", "When did Ida Morn fly?"),
        ("What did the rebels burn?", ["bridge at Orvan"], "Who built it?", "Who built the bridge at Orvan?"),
        ("What did the rebels burn?", ["bridge at Orvan"], "Who leads them?", "Who leads the rebels?"),
        ("Who runs the ferries?", ["Harbour Board"], "Where is it based?", "Where is the Harbour Board based?"),
        (
            "Who shelled the mill?",
            ["Dawn Front (denied by the mayor)"],
            "Why did they flee?",
            "Why did the Dawn Front flee?",
        ),
        ("Who burned the bridge at Orvan?", ["Dawn Front"], "Who leads the group?", "Who leads the Dawn Front?"),
        ("Where was Ida Morn born?", ["Velm"], "How big is it?", "How big is Velm?"),
        ("Where in Ilmar was Ida born?", ["Velm"], "Who else lives there?", "Who else lives in Velm?"),
        ("Where is Velm?", ["Ilmar"], "Who lives there?", "Who lives in Velm?"),
        ("When did the mill burn?", ["2 May 1990"], "Who was mayor then?", "Who was mayor on 2 May 1990?"),
        ("When did the mill burn?", ["2 May 1990"], "Who was mayor that year?", "Who was mayor in 1990?"),
        ("Who fed Velm in 1920?", ["Karl Renn"], "Who was mayor at that time?", "Who was mayor in 1920?"),
        ("Who founded the mill?", [], "Where does she live?", "Where does she live?"),
    ],
)
def test_a_pronoun_means_the_answer_where_that_fits_and_the_question_names_nothing_that_does(
    question, answers, asked, understood
):
    assert self_contained(asked, [Turn(question, tuple(answers))]) == understood


def test_an_answer_is_remembered_until_another_fits():
    founded = Turn("Who founded the mill?", ("Ada Brandt",))
    built = Turn("When was the mill built?", ("1820",))
    assert self_contained("Where was she born?", [founded, built]) == "Where was Ada Brandt born?"
    bought = Turn("Who bought the mill?", ("Karl Renn",))
    assert self_contained("Was he rich?", [founded, built, bought]) == "Was Karl Renn rich?"


@pytest.mark.parametrize(
    ("question", "asked", "understood"),
    [
        ("Did rebels raid the mill at Orvan?", "Who denied it?", "Who denied that rebels raided the mill at Orvan?"),
        ("Did rebels raid the mill at Orvan?", "Who said so?", "Who said that rebels raided the mill at Orvan?"),
        ("Did rebels raid the mill?", "Is that true?", "Is it true that rebels raided the mill?"),
        ("Did rebels loot the mill at Orvan?", "Who condemned it?", "Who condemned the looting of the mill at Orvan?"),
        ("Did rebels loot the mill at Orvan?", "Why did they do it?", "Why did rebels loot the mill at Orvan?"),
        ("Was the bridge at Orvan burned in May?", "Who did it?", "Who burned the bridge at Orvan in May?"),
        ("Was the bridge burned in May?", "Who denied it?", "Who denied that the bridge was burned in May?"),
        ("Has the council sold the barge?", "Who confirmed it?", "Who confirmed that the council has sold the barge?"),
        ("Is Velm the capital of Ilmar?", "Who denied this?", "Who denied that Velm is the capital of Ilmar?"),
        ("When did the army chief visit?", "What happened after that?", "What happened after the army chief visited?"),
        ("Who attacked the convoy?", "What happened next?", "What happened after the attack on the convoy?"),
    ],
)
def test_what_is_denied_or_done_is_what_the_last_question_told(question, asked, understood):
    assert self_contained(asked, [Turn(question)]) == understood


@pytest.mark.parametrize(
    ("question", "answer", "asked", "understood"),
    [
        ("Who looted the mill?", "Dawn Front", "Who denied it?", "Who denied that the Dawn Front looted the mill?"),
        ("Who shelled the mill?", "Peru's army", "When did they flee?", "When did Peru's army flee?"),
        ("Who shelled the mills?", "Dawn Front", "When did they flee?", "When did the Dawn Front flee?"),
        (
            "What did rebels loot?",
            "mill at Orvan",
            "Who denied it?",
            "Who denied that rebels looted the mill at Orvan?",
        ),
        ("What was looted in May?", "mill at Orvan", "Who did it?", "Who looted the mill at Orvan in May?"),
        ("What did the mayor say?", "that it had burned", "Who repeated it?", "Who repeated what the mayor said?"),
        ("Why?", "Peace", "Who denied it?", "Who denied it?"),
    ],
)
def test_what_is_denied_or_done_is_told_with_the_answer(question, answer, asked, understood):
    assert self_contained(asked, [Turn(question, (answer,))]) == understood


def test_a_denial_is_of_what_was_denied_before():
    turn = Turn("Who denied that Velm owns the boats?", ("Karl Renn",))
    assert self_contained("When did he deny it?", [turn]) == "When did Karl Renn deny that Velm owns the boats?"
