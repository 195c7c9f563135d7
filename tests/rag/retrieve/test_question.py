import pytest

from rag.domain.answers import NO_FILTERS, Filters
from rag.retrieve.question import parse


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("What was the launch date of the ferry?", "when"),
        ("Who shelled the mill?", "who"),
        ("Whose ferry sank?", "who"),
        ("Who is Élodie de la Vrenn?", "what"),
        ("Who are the FARC?", "what"),
        ("Who was Olaf Palm shot by?", "who"),
        ("Who is the mayor of Tarn?", "who"),
        ("Who did the guard arrest?", "whom"),
        ("Whom did they arrest?", "whom"),
        ("When did the Orla sail?", "when"),
        ("In which year was the silo built?", "when"),
        ("Where is the camp?", "where"),
        ("Which country sold the shells?", "who"),
        ("Which countries did the envoy visit?", "where"),
        ("In which country was the envoy arrested?", "where"),
        ("Which town was flooded?", "where"),
        ("How many people who fled came back?", "how many"),
        ("How much was paid?", "how many"),
        ("Why was it closed?", "why"),
        ("How did the pump fail?", "how"),
        ("What did Feld say?", "what"),
        ("Did the militia shell the mill?", "yes/no"),
        ("According to the mayor, did the militia shell the mill?", "yes/no"),
        ("  has it rained", "yes/no"),
        ("With what was the mill shelled?", "with what"),
        ("What weapons did the raiders carry?", "with what"),
        ("Give me a timeline of the raid.", "timeline"),
        ("What happened in Tarn between 2 and 9 May?", "timeline"),
        ("What happened after the raid?", "timeline"),
        ("What happened to the mill, in order?", "timeline"),
        ("In what order did the raids happen?", "timeline"),
        ("What happened in order to end the raid?", "what"),
        ("What happened to the mill?", "what"),
        ("List the towns that were flooded.", "where"),
        ("Name the victims of the raid.", "who"),
        ("the ferry Orla", None),
        ("", None),
    ],
)
def test_what_a_question_asks_for(text: str, asks: str | None) -> None:
    assert parse(text, NO_FILTERS, None).asks == asks


def test_dates_are_taken_out_of_the_words() -> None:
    question = parse("Who fled Tarn on 3 May 1990 or in June 1990?", NO_FILTERS, None)
    assert question.dates == ("1990-05-03", "1990-06")
    assert question.words.split() == ["Who", "fled", "Tarn", "on", "or", "in", "?"]
    assert question.text == "Who fled Tarn on 3 May 1990 or in June 1990?"


def test_a_year_stays_a_word() -> None:
    question = parse("What was built in 1974?", NO_FILTERS, None)
    assert question.dates == ("1974",)
    assert "1974" in question.words


def test_relative_days_need_today() -> None:
    text = "What happened in Tarn yesterday?"
    assert parse(text, NO_FILTERS, "1990-05-03").dates == ("1990-05-02",)
    assert parse(text, NO_FILTERS, None).dates == ()
    assert "yesterday" in parse(text, NO_FILTERS, None).words


def test_filters_are_kept() -> None:
    filters = Filters(publishers=("Northern Post",))
    assert parse("Who?", filters, None).filters == filters


def test_a_month_without_a_year_is_never_one_to_come() -> None:
    assert parse("How many boats were turned back in February?", NO_FILTERS, "2026-11-25").dates == ()


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Which villages does the survey name?", True),
        ("What kind of boats does Velm own?", False),
        ("Which towns were flooded?", True),
        ("Who were the victims of the raid?", True),
        ("List the ferries that sank.", True),
        ("What are the names of the camps?", True),
        ("Which countries sell shells to Tarn?", True),
        ("Which armed groups attacked the depot?", True),
        ("What did the groups want?", False),
        ("Which group attacked the depot?", False),
        ("Which town was flooded?", False),
        ("Who was the victim of the raid?", False),
        ("What glass was found?", False),
        ("Were the towns that were flooded rebuilt?", False),
    ],
)
def test_whether_a_list_is_asked_for(text: str, several: bool) -> None:
    assert parse(text, NO_FILTERS, None).several is several


def test_a_day_of_a_range_takes_its_year_from_the_other() -> None:
    question = parse("What happened between 1 May and 9 June 1990?", NO_FILTERS, None)
    assert question.dates == ("1990-05-01", "1990-06-09")


@pytest.mark.parametrize(
    ("asked", "understood"),
    [
        ("Which camp holds 2 040 people?", "Which camp holds 2,040 people?"),
        ("Who sold 12 400 000 shells?", "Who sold 12,400,000 shells?"),
        ("What happened on 3 March 2026 in 120 villages?", "What happened on 3 March 2026 in 120 villages?"),
        ("Who answers at 020 123 4567?", "Who answers at 020 123 4567?"),
        ("Who fired 5 of 200 shells?", "Who fired 5 of 200 shells?"),
    ],
)
def test_a_number_in_groups_is_one_number(asked: str, understood: str) -> None:
    assert parse(asked, NO_FILTERS, None).text == understood
