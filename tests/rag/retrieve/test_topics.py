"""What a conversation is about."""

import pytest

from rag.models.parser import parse
from rag.retrieve.topics import by_focus, by_theme, topics


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What are the types of salt mines?", ["salt mines"]),
        ("Tell me about Velm's harbour.", ["Velm", "Velm's harbour"]),
        ("What are the council's barges worth?", ["the council"]),
        ("What are the known uses of salt?", ["salt"]),
        ("What are the types of foreshadowing?", ["foreshadowing"]),
        ("Who accused him of stealing boats?", ["boats"]),
        ("What is the harbour tax in a nutshell?", ["the harbour tax"]),
        ("What are wooden parts?", ["wooden parts"]),
        ("How does the Velm Harbour Council work?", ["the Velm Harbour Council"]),
        ("How does yeast work?", ["yeast"]),
        ("Which group leads?", ["the group"]),
        ("What is the largest barge?", []),
        ("Why?", []),
    ],
)
def test_the_thing_is_the_topic_and_a_side_of_it_is_not(question, expected):
    assert [t.text for t in topics(parse([question])[0])] == expected


def test_a_subject_weighs_more_than_an_object():
    weights = {t.text: w for t, w in topics(parse(["Did the council sell the barge in winter?"])[0]).items()}
    assert weights["the council"] > weights["the barge in winter"] > weights["winter"]


def test_a_thing_that_was_attacked_brings_the_attack():
    (topic, *_) = topics(parse(["Who attacked the convoy near Ostrel?"])[0])
    assert topic.event == "the attack on the convoy near Ostrel"


def test_number_is_known_with_both_forms():
    (topic,) = topics(parse(["Who built the river boats?"])[0])
    assert (topic.text, topic.one, topic.plural) == ("the river boats", "river boat", True)


def test_what_was_named_longest_keeps_its_name():
    known = by_focus(parse(["Who is Karl Renn?", "Why did Renn resign?"]))
    assert [t.text for t in known] == ["Karl Renn"]


def test_the_theme_fades_more_slowly_than_the_focus():
    talk = parse(
        ["How is bread made?", "Who eats bread?", "What is bread?", "What is a kiln?", "How does a kiln work?"]
    )
    assert by_theme(talk)[0].text == "bread"
    assert by_focus(talk)[0].text == "a kiln"
