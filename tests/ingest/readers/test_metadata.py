from datetime import date

import pytest

from ingest.readers.metadata import complete, file_made, worthy
from rag.domain.text import FILE_MADE, Metadata, Reading, Sourced

BODY = "The ferry ran aground on a gravel bar below the town, and a tug took the passengers off before midnight."


def found(text: str, name: str = "a.txt", own: Metadata | None = None) -> dict[str, str]:
    metadata = complete(Reading(text, "text/plain", own or Metadata()), name).metadata
    named = ("title", "publisher", "author", "published", "place")
    return {key: value.value for key in named if (value := getattr(metadata, key))}


def test_headline_and_dateline() -> None:
    assert found(f"Ferry aground at Tarn\n\nTARN, 3 May 2026 (VPA) - {BODY}") == {
        "title": "Ferry aground at Tarn",
        "publisher": "VPA",
        "published": "2026-05-03",
        "place": "TARN",
    }


def test_a_masthead_of_lines() -> None:
    text = f"Ferry aground at Tarn\n\nRiver Gazette\n3 May 2026\nBy Ada Lund and Jo van der Veen, in Tarn\n\n{BODY}"
    assert found(text) == {
        "title": "Ferry aground at Tarn",
        "publisher": "River Gazette",
        "author": "Ada Lund and Jo van der Veen",
        "published": "2026-05-03",
        "place": "Tarn",
    }


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published: 11 March 2026", {"published": "2026-03-11"}),
        ("Date: 14 November 2025, 18:42", {"published": "2025-11-14"}),
        ("Last updated on 2025-11-14", {"published": "2025-11-14"}),
        ("Desk notes, updated 10 July 2026. Sources: registers.", {"published": "2026-07-10"}),
        ("*River Gazette, Harsk, 20 May 2026. By Lena Moss*", {"published": "2026-05-20", "author": "Lena Moss"}),
        ("River Gazette, Harsk, 20 May 2026", {"publisher": "River Gazette", "place": "Harsk"}),
        ("Source: Office of the Mines", {"publisher": "Office of the Mines"}),
        ("By Hélène Caron", {"author": "Hélène Caron"}),
    ],
)
def test_lines_that_state_one_thing(line: str, expected: dict[str, str]) -> None:
    assert expected.items() <= found(f"Ferry aground at Tarn\n\n{line}\n\n{BODY}").items()


@pytest.mark.parametrize(
    "line",
    [
        "Date of the incident: 13 November 2016",
        "Field notes, convoy to Lode, 6 to 8 March 2026",
        "By then 31 people had come, 4 March 2020 was cold and nobody knew why.",
    ],
)
def test_lines_that_state_nothing(line: str) -> None:
    assert found(f"Ferry aground at Tarn\n\n{line}\n\n{BODY}").keys() == {"title"}


def test_a_letter_quoted_further_down_does_not_date_the_document() -> None:
    assert "published" not in found(f"Letters from the river\n\n{BODY}\n\nDate: 3 May 1999\n\n{BODY}")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Ferry aground at Tarn\n{BODY}", "Ferry aground at Tarn"),
        (f'"They took the props out"\n\n{BODY}', '"They took the props out"'),
        (f"Clinton Plan for Taxes Is Expansive but Complex.\n\n{BODY}", None),
        (f"{BODY}\n\n{BODY}", None),
        ("The clockmaker stole the bell on 1 April 1961.", None),
        (
            "THE ARMY OF THE COAST DENIED THAT ITS MEN HAD ATTACKED THE FARM\nNEAR TARN, AND SAID SO TWICE.",
            None,
        ),
    ],
)
def test_what_is_a_headline(text: str, title: str | None) -> None:
    expected = title or ("Clinton Plan for Taxes Is Expansive but Complex." if "Clinton" in text else None)
    assert found(text).get("title") == expected


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("2026-03-07-convoy.txt", "2026-03-07"),
        ("folder/post_20260307.txt", "2026-03-07"),
        ("report-2026-03.txt", "2026-03"),
        ("2026-13-40.txt", None),
        ("vpa-0707-first.txt", None),
        ("1988.txt", None),
        ("202603.txt", None),
    ],
)
def test_a_date_in_the_file_name(name: str, published: str | None) -> None:
    assert found(BODY, name).get("published") == published


def test_the_formats_own_fields_come_first() -> None:
    own = Metadata(title=Sourced("Its own", "x"), published=Sourced("2020-01-02", "html metadata"))
    assert found(f"Another title\n\n3 May 2026\n\n{BODY}", "2021-01-01.txt", own) == {
        "title": "Its own",
        "published": "2020-01-02",
    }


def test_the_day_a_file_was_made_comes_last() -> None:
    own = Metadata(published=Sourced("2020-01-02", FILE_MADE))
    assert found(BODY, "a.txt", own)["published"] == "2020-01-02"
    assert found(BODY, "2021-01-01.txt", own)["published"] == "2021-01-01"
    assert found(f"Ferry aground at Tarn\n\nPublished: 3 May 2026\n\n{BODY}", "a.txt", own)["published"] == "2026-05-03"
    assert file_made(date(1980, 1, 1)) is None


@pytest.mark.parametrize(
    "filling", ["untitled", "Microsoft Word - x.doc", "Document1", "scan.pdf", "", "anonymous", "  "]
)
def test_a_programs_filling_is_no_title(filling: str) -> None:
    assert worthy(filling) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        (BODY.upper(), "en"),
        ("Le bac s'est échoué sur un banc de sable et un remorqueur a sauvé les passagers dans la nuit.", "fr"),
        ("Die Fähre ist auf eine Sandbank gelaufen, und ein Schlepper hat die Leute in der Nacht gerettet.", "de"),
        ("El transbordador se quedó en un banco de arena y un remolcador salvó a los pasajeros de la noche.", "es"),
        ("Паром сел на мель, и буксир снял с него пассажиров, но это не помогло.", "ru"),
        ("フェリーは砂州に座礁し、乗客は救助された。", "ja"),
        ("渡轮搁浅，乘客获救。", "zh"),
        ("4 17 22", None),
    ],
)
def test_the_language(text: str, language: str | None) -> None:
    assert complete(Reading(text, "text/plain"), "a.txt").metadata.language == language
