from tests.rag.read.world import ask

BURNT = (
    "The dockers burnt the town of Tarn on Monday.",
    "The dockers burnt the town of Kelm on Tuesday.",
    "On Tuesday the dockers burnt the town of Kelm, too, a pilot said.",
)


def test_a_list_has_several_answers_each_with_its_own_citation() -> None:
    written = ask("Which towns did the dockers burn?", *BURNT)
    found = {short.text: short.citations[0].document for short in written.short_answers}
    assert sorted(name.removeprefix("town of ") for name in found) == ["Kelm", "Tarn"]
    assert len(set(found.values())) == 2
    for short in written.short_answers:
        assert short.text in short.citations[0].quote
        assert any(short.citations[0] in claim.citations for claim in written.claims)


def test_members_of_one_sentence_are_answers_of_their_own() -> None:
    text = "The members of the Kelm board are Olga Finn, Piet Vos and Ilse Horn."
    written = ask("Who are the members of the Kelm board?", text)
    assert [short.text for short in written.short_answers] == ["Olga Finn", "Piet Vos", "Ilse Horn"]


def test_one_value_is_no_list() -> None:
    written = ask("Which towns did the dockers burn?", BURNT[0])
    assert len(written.short_answers) <= 1


def test_a_list_holds_only_what_is_of_the_kind_asked_for() -> None:
    written = ask("Which villages did the survey name?", "In May the survey named Tarn, Kelm and Peru.")
    assert [short.text for short in written.short_answers] == ["Tarn", "Kelm"]


def test_where_nothing_is_of_the_kind_the_sentences_answer_alone() -> None:
    written = ask(
        "Which villages did the camp survey name?", "The camp survey in the south of Peru named 900 families."
    )
    assert written.short_answers == ()
    assert written.claims[0].text.startswith("The camp survey")


def test_who_did_another_thing_is_no_member_of_the_list() -> None:
    texts = ("Norway and Denmark developed the JF-17 together in 1990.", "Sweden has one squadron of the JF-17.")
    developed = ask("Which countries developed the JF-17 fighter?", *texts)
    assert {answer.text for answer in developed.short_answers} == {"Norway", "Denmark"}
    bought = ask("Which countries bought the JF-17 fighter?", *texts)
    assert bought.claims and not bought.short_answers
