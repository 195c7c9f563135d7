"""Whatever a file holds, its reader reads it or refuses it by name: no other error leaves it."""

import io
import random
from email.message import EmailMessage

import docx
import pytest

from ingest.readers import read_bytes
from ingest.readers.metadata import complete
from rag.errors import ReadError, Unreadable
from tests.ingest.readers.pdf_files import HELVETICA, drawn, from_objects, lines, one_page, stream

FIELD = "<< /Type /Annot /Subtype /Widget /FT /Tx /V (Ada) /Rect [90 90 200 110] >>"
PAGE = "<p>A table:</p><table><tr><th>a</th><th>b</th></tr><tr><td rowspan=2>1</td><td>2</td></tr></table>"


def document() -> bytes:
    made = docx.Document()
    made.add_heading("Title", 1)
    made.add_table(rows=2, cols=3).cell(0, 0).text = "cell"
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = (
        "Ada <a@x.example>",
        "Brücke",
        "Mon, 04 Feb 2002 18:45:00 +0100",
    )
    message.set_content("The bridge is shut.")
    message.add_attachment(b"a;b\n", maintype="text", subtype="csv", filename="été.csv")
    return message.as_bytes()


SEEDS = {
    "a.pdf": one_page("BT /F 12 Tf 90 700 Td (The bridge) Tj ET", HELVETICA, FIELD, page="/Annots [6 0 R]"),
    "b.pdf": drawn(lines("The bridge is", "shut."), lines("A second page.")),
    "a.docx": document(),
    "a.eml": mail(),
    "a.html": f"<html><body class='x'><style>.y{{display:none}}</style><h1>Bridge</h1>{PAGE}</body></html>".encode(),
    "a.md": b"---\ntitle: x\n---\n\n# Bridge\n\n*River Gazette, Tarn, 3 May 2026*\n\nText.\n",
    "a.txt": "Bridge shut\n\nTARN, 3 May 2026 (VPA) - Die Brücke ist zu.\n".encode("cp1252"),
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, taken out, doubled or cut off."""
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 4, 20))):
        at, length = chance.randrange(len(spoilt) or 1), chance.randrange(1, 40)
        match chance.randrange(4):
            case 0:
                spoilt[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del spoilt[at : at + length]
            case 2:
                spoilt[at:at] = spoilt[at : at + length]
            case _:
                spoilt = spoilt[: max(at, len(spoilt) // 2)]
    return bytes(spoilt)


@pytest.mark.parametrize("name", SEEDS)
def test_damage_is_read_or_refused(name: str) -> None:
    chance = random.Random(name)
    outcomes = set()
    for _ in range(60):
        try:
            complete(read_bytes(damaged(SEEDS[name], chance), name), name)
            outcomes.add("read")
        except ReadError as error:
            assert str(error)
            outcomes.add("refused")
    assert outcomes


def test_a_damaged_page_costs_only_itself() -> None:
    good = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources << /Font << /F 6 0 R >> >> >>"
    )
    data = from_objects(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        good,
        "(no page at all)",
        stream("BT /F 12 Tf 72 700 Td (Words) Tj ET"),
        HELVETICA,
    )
    reading = read_bytes(data, "a.pdf")
    assert reading.text == "Words"
    assert "page 2: damaged, it cannot be read" in reading.warnings


def test_control_characters_in_a_page_and_broken_addresses_in_a_mail() -> None:
    page = b"<p>The \x01bridge &#2; is<script>x</script>\x0b shut on Monday, the council of the town said.</p>"
    assert "The bridge" in read_bytes(page, "a.html").text
    assert read_bytes(b"From: :;@,<\nTo: (((\nSubject: Bridge\n\nIt is shut.", "a.eml").text.endswith("It is shut.")


def test_a_package_with_a_part_that_does_not_unpack() -> None:
    whole = bytearray(SEEDS["a.docx"])
    at = whole.index(b"word/document.xml") + 60
    whole[at : at + 200] = bytes(200)
    with pytest.raises(Unreadable, match="no whole Word document"):
        read_bytes(bytes(whole), "a.docx")
