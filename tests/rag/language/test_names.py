import pytest

from rag.language.names import names, numbers


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Who fined the shipping line Bruyère & Søn in Grönvik?", ["Bruyère & Søn", "Grönvik"]),
        ("What happened in San Luis de la Reina, El Roble?", ["San Luis de la Reina", "El Roble"]),
        ("Did Gen. Odo Marchek resign?", ["Gen. Odo Marchek"]),
        ("How many JF-17s fly?", ["JF-17s"]),
        ("When did she resign in March on a Monday?", []),
        ("who killed wolves in the forest?", []),
        ("WHO KILLED WOLVES IN ULLIN?", []),
        ("Who Killed The Wolves In Ullin?", []),
        ("Whose boat sank off Port Kelm?", ["Port Kelm"]),
        ("What did the U.S. Navy lose off Kelm D.C. in May?", ["U.S. Navy", "Kelm D.C."]),
    ],
)
def test_names_are_runs_of_capitals_where_capitals_say_something(question: str, found: list[str]) -> None:
    assert names(question) == found


def test_numbers_are_taken_whole_and_not_out_of_names() -> None:
    assert numbers("Did 412 partners of JF-17 pay 1 240 or 12,400 crowns, or 3.5?") == ["412", "1 240", "12,400", "3.5"]
