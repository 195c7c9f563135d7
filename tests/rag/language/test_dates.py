from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.language.dates import Dated, date_order, find_dates, spoken

THURSDAY = "1990-02-15"


def named(text: str, anchor: str | None = THURSDAY) -> list[tuple[str, str]]:
    return [(text[d.start : d.end], d.iso) for d in find_dates(text, anchor)]


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        ("VELMOUTH, 4 FEB 90 (VPA) -- [TEXT]", "4 FEB 90", "1990-02-04"),
        ("PORT KELM, JUNE 11 89 (VPA)", "JUNE 11 89", "1989-06-11"),
        ("signed on 2 February 1990 in Harsk", "2 February 1990", "1990-02-02"),
        ("signed on 2\nFebruary 1990", "2\nFebruary 1990", "1990-02-02"),
        ("On February 2, 1990, they met", "February 2, 1990", "1990-02-02"),
        ("Saturday, 11 November 1989", "Saturday, 11 November 1989", "1989-11-11"),
        ("the 2nd of May 1990", "2nd of May 1990", "1990-05-02"),
        ("the Twenty-First of May, 1990", "Twenty-First of May, 1990", "1990-05-21"),
        ("Apr 30 '89", "Apr 30 '89", "1989-04-30"),
        ("11-Sep-2001", "11-Sep-2001", "2001-09-11"),
        ("at 2019-04-15T10:00Z", "2019-04-15", "2019-04-15"),
        ("notes/2026-03-07-convoy.txt", "2026-03-07", "2026-03-07"),
        ("from March 2025 on", "March 2025", "2025-03"),
        ("in early march 2025", "early march 2025", "2025-03"),
        ("on or before 18 August 1989", "18 August 1989", "1989-08-18"),
        ("the 1971 war", "1971", "1971"),
        ("independent since 1948.", "1948", "1948"),
    ],
)
def test_whole_dates_need_no_anchor(text: str, words: str, iso: str) -> None:
    assert named(text, None) == [(words, iso)]
    assert not find_dates(text, None)[0].relative


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        ("killed today", "today", "1990-02-15"),
        ("HE ARRIVED YESTERDAY", "YESTERDAY", "1990-02-14"),
        ("the day before yesterday", "the day before yesterday", "1990-02-13"),
        ("LAST NIGHT", "LAST NIGHT", "1990-02-14"),
        ("this morning", "this morning", "1990-02-15"),
        ("tomorrow", "tomorrow", "1990-02-16"),
        ("2 days ago", "2 days ago", "1990-02-13"),
        ("a year ago", "a year ago", "1989"),
        ("three months ago", "three months ago", "1989-11"),
        ("last week", "last week", "1990-02"),
        ("last month", "last month", "1990-01"),
        ("last year", "last year", "1989"),
        ("next month", "next month", "1990-03"),
        ("on Tuesday, he said", "Tuesday", "1990-02-13"),
        ("on Thursday, he said", "Thursday", "1990-02-15"),
        ("last Thursday", "last Thursday", "1990-02-08"),
        ("next Monday", "next Monday", "1990-02-19"),
        ("the court will meet on Monday", "Monday", "1990-02-19"),
        ("he said that it would close on Monday", "Monday", "1990-02-19"),
        ("it will close, he said on Monday", "Monday", "1990-02-12"),
        ("Saturday 11 November", "Saturday 11 November", "1989-11-11"),
        ("on 30 December", "30 December", "1989-12-30"),
        ("elections on 25 February", "25 February", "1990-02-25"),
        ("elections will be held on 25 November", "25 November", "1990-11-25"),
        ("he was shot on 25 November", "25 November", "1989-11-25"),
        ("Feb. 2", "Feb. 2", "1990-02-02"),
        ("due in February next year", "February next year", "1991-02"),
        ("3 May of last year", "3 May of last year", "1989-05-03"),
        ("LATE DECEMBER", "DECEMBER", "1989-12"),
    ],
)
def test_relative_dates_by_the_anchor(text: str, words: str, iso: str) -> None:
    assert named(text) == [(words, iso)]
    assert find_dates(text, THURSDAY)[0].relative
    assert find_dates(text, None) == []


@pytest.mark.parametrize(
    "text",
    [
        "31 February 1990",
        "29 FEB 1990",
        "2019-13-01",
        "It may be that they march on.",
        "THEY MARCH 15 KILOMETERS",
        "SECOND, MAY WE MARCH",
        "THE SECOND MARCH",
        "THE SUN SAT LOW",
        "2,000 people, 2000 soldiers in 2000 cases",
        "by 2000 GMT",
        "the 1980s and 1980's",
        "version 10.1.2.1990",
        "on Fridays",
        "over the last year",
        "the Today programme in USA Today",
        "the Sunday Times of Bloody Sunday",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert named(text) == []


def test_a_number_after_a_day_is_not_its_year() -> None:
    assert named("On 3 May 20 people fled") == [("3 May", "1990-05-03")]


def test_several_days_share_a_month() -> None:
    assert named("on 3 and 4 May 1989") == [("3", "1989-05-03"), ("4 May 1989", "1989-05-04")]
    assert named("May 3-5, 1989") == [("May 3", "1989-05-03"), ("5, 1989", "1989-05-05")]


def test_numeric_order_is_proved_once_for_the_whole_text() -> None:
    assert date_order("15/4/2019") == "day first"
    assert date_order("4/15/2019") == "month first"
    assert date_order("3/4/2019") is None
    assert date_order("15/4/2019 and 4/15/2019") is None
    assert [iso for _, iso in named("3/4/2019, later 15/4/2019")] == ["2019-04-03", "2019-04-15"]
    assert [iso for _, iso in named("3/4/2019, later 4/15/2019")] == ["2019-03-04", "2019-04-15"]


def test_an_unproved_order_gives_the_year_alone_unless_both_agree() -> None:
    assert named("3/4/2019") == [("3/4/2019", "2019")]
    assert named("4/4/2019") == [("4/4/2019", "2019-04-04")]


def test_an_anchor_without_a_day_resolves_only_what_it_can() -> None:
    assert named("yesterday, on Friday, last week", "1990-02") == []
    assert named("last month", "1990-01") == [("last month", "1989-12")]
    assert named("on 3 May, last year", "1990") == [("3 May", "1990-05-03"), ("last year", "1989")]


def test_spoken() -> None:
    assert [spoken(iso) for iso in ("1990-05-02", "1990-05", "1990")] == ["2 May 1990", "May 1990", "1990"]


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2068, 12, 31))


@given(DAYS, st.sampled_from(["{d} {b} {y}", "{d} {B} {y}", "{B} {d}, {y}", "{b}. {d}, {y}", "{y}-{m:02}-{d:02}"]))
def test_every_written_day_is_read_back(day: date, form: str) -> None:
    words = form.format(d=day.day, m=day.month, y=day.year, b=f"{day:%b}", B=f"{day:%B}")
    for text in (f"On {words} it rained.", f"ON {words.upper()} IT RAINED."):
        assert [d.iso for d in find_dates(text, None)] == [day.isoformat()]
    assert [d.iso for d in find_dates(spoken(day.isoformat()), None)] == [day.isoformat()]


@given(DAYS)
def test_weekdays_are_the_right_day_of_the_week_within_a_week(day: date) -> None:
    for offset in range(7):
        meant = day - timedelta(days=offset)
        assert [d.iso for d in find_dates(f"They met on {meant:%A}.", day.isoformat())] == [meant.isoformat()]


@given(
    st.lists(
        st.sampled_from(
            [
                *("MAY", "March", "4", "31", "1990", "90", ",", ".", "12/5/2019", "last", "Friday", "today", "\n"),
                *("two", "days", "ago", "the", "first", "of", "'90"),
            ]
        )
        | st.text(max_size=3)
    ),
    st.none() | st.dates().map(str) | st.sampled_from(["1990", "1990-02"]),
)
def test_spans_are_ordered_and_every_iso_is_possible(words: list[str], anchor: str | None) -> None:
    text = " ".join(words)
    found: list[Dated] = find_dates(text, anchor)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    for dated in found:
        assert 0 <= dated.start < dated.end <= len(text)
        assert date.fromisoformat((dated.iso + "-01-01")[:10])
