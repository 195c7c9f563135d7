import pytest

from tests.rag.read.world import short

CAMPS = (
    "The Mirov camp holds 1,240 people. The camp at Tarn, on an old airfield, holds 2,040 people. Lode, the largest of "
    "the three, has 12,400 and four wells. In Lode they queue from three in the morning."
)


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("How old is General Odo Marchek?", "Odo Marchek (2024-2026) is a general. Odo Marchek, 62, fishes.", "62"),
        ("How old is Ana Roux?", "Ana Roux was arrested. The 47-year-old Roux denies it.", "47"),
        (
            "How much did Olga Finn pay for the silo at Kelm?",
            "The silo at Kelm was built for 60,000 tonnes. Olga Finn bought the silo at Kelm for 19 million crowns.",
            "19 million",
        ),
        (
            "How much money did Tessaria offer Kelm?",
            "Tessaria offered Kelm pumps and 2 million euros.",
            "2 million",
        ),
        ("How many trucks left Harsk?", "4 trucks reached Lode out of the 7 that left Harsk on Friday.", "7"),
        (
            "How many children drowned at Kelm?",
            "At least eleven people have drowned at Kelm, among them two children from Ostry.",
            "two",
        ),
        (
            "How many people are missing in Kelm?",
            "Some 8,400 people have left their homes in Kelm. Five are missing in Kelm.",
            "Five",
        ),
        (
            "How many people were injured at the Kelm mine?",
            "The Kelm mine employs 240 people. Nine injured men were taken from the Kelm mine to the hospital.",
            "Nine",
        ),
        ("How many people live in the Mirov camp?", CAMPS, "1,240"),
    ],
)
def test_a_number_is_of_what_is_asked(question: str, text: str, answer: str) -> None:
    assert answer in (short(question, text) or "")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many doctors were killed at the Lode clinic?", "Three patients were killed at the Lode clinic."),
        ("How many people live in the Lode camp?", CAMPS),
        ("How many ledgers were burned at Kelm?", "From: the office\nDate: 18:42\nThe ledgers at Kelm were burned."),
    ],
)
def test_a_number_of_something_else_is_no_answer(question: str, text: str) -> None:
    assert short(question, text) in (None, "12,400")
