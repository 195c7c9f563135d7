import pytest

from rag.domain.answers import NO_FILTERS, Question
from rag.retrieve.nearness import BEFORE, DAYS, TOGETHER, near
from rag.retrieve.question import parse
from tests.rag.retrieve.made import hit


def asked(text: str) -> Question:
    return parse(text, NO_FILTERS, None)


def test_reports_of_the_days_after_come_before_older_and_much_later_ones() -> None:
    text = "A barge sank off the northern quay."
    days = ["2026-04-28", "2026-06-30", "2026-05-04", None, "2026-05-03"]
    hits = [hit(number, text, day) for number, day in enumerate(days, 1)]
    found = near(asked("Which barge sank on 3 May 2026?"), hits)
    assert [h.document.metadata.published_on for h in found] == [
        "2026-05-03",
        "2026-05-04",
        "2026-06-30",
        None,
        days[0],
    ]
    assert found[0].score == 1.0 + DAYS
    assert found[-1].score == 1.0 + DAYS * BEFORE


def test_a_name_whose_words_stand_together_counts_more_than_its_words_apart() -> None:
    apart = hit(1, "Port guards met at Lode; Kelm was quiet.")
    together = hit(2, "Guards met at Port Kelm; Lode was quiet.")
    found = near(asked("Who met the guards of Port Kelm?"), [apart, together])
    assert [h.passage.id for h in found] == [2, 1]
    assert found[0].score - found[1].score == pytest.approx(TOGETHER)
    assert found[0].parts["together"] == 1.0


def test_without_days_or_names_nothing_moves() -> None:
    hits = [hit(1, "The quay is shut.", "2026-05-03"), hit(2, "The quay is open.")]
    assert [h.score for h in near(asked("when does it open"), hits)] == [1.0, 1.0]


def test_a_month_asked_for_moves_no_report() -> None:
    hits = [hit(1, "The quay is shut.", "2026-05-03")]
    assert near(asked("What was shut in May 2026?"), hits)[0].score == 1.0
