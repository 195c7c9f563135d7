import pytest

from ingest.readers.dateline import Dateline, dateline, stated_date

SENTENCE = "The port of the island was closed for three days after the storm, officials of the harbour said."


@pytest.mark.parametrize(
    ("line", "place", "published", "agency"),
    [
        ("CORVAL CITY, 4 FEB 90 (ACAN-EFE) -- [TEXT] THE ARMY", "CORVAL CITY", "1990-02-04", "ACAN-EFE"),
        ("Lima, 20 Aug 88 (EFE) -- A bomb", "Lima", "1988-08-20", "EFE"),
        ("OSTEN, 17 SEPT 89 (RADIO [RNO] TWO) -- X", "OSTEN", "1989-09-17", "RADIO [RNO] TWO"),
        ("PERTH (AUSTRALIA), 11 JUN 89 (AFP)-- X", "PERTH (AUSTRALIA)", "1989-06-11", "AFP"),
        ("OSTEN, 16 NOV (ACAN - EFE) -- X", "OSTEN", None, "ACAN-EFE"),
        ("OSTEN, NO DATE (DOMESTIC SERVICE) -- X", "OSTEN", None, "DOMESTIC SERVICE"),
        ("NO CITY (PERU), 5 MAY 89 -- X", "PERU", "1989-05-05", None),
        ("CLANDESTINE, 5 MAY 89 (RADIO FREE) -- X", None, "1989-05-05", "RADIO FREE"),
        ("ISLAMABAD, March 3, 2025 (Reuters) - The", "ISLAMABAD", "2025-03-03", "Reuters"),
        ("TARN, Hadley province (VPA) - Thirty", "TARN, Hadley province", None, "VPA"),
        ("WASHINGTON (AP) — The", "WASHINGTON", None, "AP"),
        ("(Reuters) - The", None, None, "Reuters"),
        ("St. John's, 13 May 1990 – The", "St. John's", "1990-05-13", None),
        ("NEWPORT NEWS, Va. - " + SENTENCE, "NEWPORT NEWS, Va.", None, None),
        ("Tarn, Hadley province, 3 April 2026 (VPA)", "Tarn, Hadley province", "2026-04-03", "VPA"),
    ],
)
def test_a_dateline_says_where_when_and_who(
    line: str, place: str | None, published: str | None, agency: str | None
) -> None:
    assert dateline(line) == Dateline(place, published, agency)


@pytest.mark.parametrize(
    "line",
    [
        "Well-known man - and a friend of the mayor - said on 3 May 2024 that it was late",
        "The army - on 3 May 2024 - said",
        "Mine disaster: 31 dead - 3 May 2020",
        "CORRECTION - " + SENTENCE,
        "He paid three crowns (half of it) - and left",
        "Tarn, Hadley province",
        SENTENCE,
        "",
    ],
)
def test_other_lines_have_none(line: str) -> None:
    assert dateline(line) is None


def test_a_year_of_two_digits_is_never_in_the_future() -> None:
    assert stated_date("4 Feb 88") == "1988-02-04"
    assert stated_date("4 Feb 24") == "2024-02-04"
    assert stated_date("4 Feb 61") == "1961-02-04"
    assert stated_date("no day at all") is None
