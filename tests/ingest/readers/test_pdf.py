import io
from dataclasses import replace

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission, EncryptionMethod
from pypdf import PdfReader, PdfWriter

from ingest.readers.pdf import read, render_page
from rag.domain.text import Reading
from rag.errors import NeedsOcr, Unreadable
from tests.ingest.readers.pdf_files import HELVETICA, drawn, from_objects, lines, mapped, one_page

LEFT = (
    "The garrison attacked a convoy of",
    "grain at the crossing on Tuesday and",
    "took nine wagons. Its captain said that",
    "the grain had been stolen in spring.",
)
RIGHT = (
    "The fire brigade of the town saved the",
    "old theatre on Sunday night. Flames",
    "had been seen by the lamp lighter, who",
    "rang the bell himself for an hour.",
)


def text_of(data: bytes) -> str:
    return read(data, ".pdf").text


def words_stand_where_they_say(reading: Reading) -> None:
    for page in reading.pages:
        for word in page.words:
            assert page.start <= word.start < word.end <= page.end
            assert reading.text[word.start : word.end].strip()
            assert 0 <= word.x0 < word.x1 <= page.width and 0 <= word.top < word.bottom <= page.height
    assert [p.start for p in reading.pages[1:]] == [p.end for p in reading.pages[:-1]]
    assert reading.pages[0].start == 0 and reading.pages[-1].end == len(reading.text)


def test_two_columns_drawn_row_by_row() -> None:
    rows = [row for left, right in zip(lines(*LEFT), lines(*RIGHT, x=320), strict=True) for row in (left, right)]
    data = drawn([(72, 60, "Border Gazette, 9 July 2009"), *rows, (290, 760, "Page 1 of 1, all rights reserved")])
    assert text_of(data).split("\n\n") == [
        "Border Gazette, 9 July 2009",
        " ".join(LEFT),
        " ".join(RIGHT),
        "Page 1 of 1, all rights reserved",
    ]


def test_columns_whose_lines_are_not_level() -> None:
    text = text_of(drawn([*lines(*LEFT), *lines(*RIGHT, x=320, top=107)]))
    assert " ".join(LEFT) in text and " ".join(RIGHT) in text


def test_a_sentence_goes_on_in_the_next_column_past_the_notes() -> None:
    notes = " BT /F 8 Tf 72 600 Td (1 A note at the foot of the first column.) Tj ET"
    left = "".join(f" BT /F 12 Tf 72 {700 - 15 * n} Td ({t}) Tj ET" for n, t in enumerate((*LEFT[:3], "and some of")))
    right = "".join(f" BT /F 12 Tf 320 {700 - 15 * n} Td ({t}) Tj ET" for n, t in enumerate(("its men", *RIGHT[1:])))
    text = text_of(one_page(left + notes + right, HELVETICA))
    assert "and some of its men" in text
    assert text.endswith("\n\n1 A note at the foot of the first column.")


def test_a_table_is_read_row_by_row() -> None:
    cells = [("Unit", "Killed", "Wounded"), ("Rifles", "23", "51"), ("Guards", "7", "12"), ("Militia", "0", "3")]
    data = drawn([text for n, row in enumerate(cells) for text in lines(*row, leading=0, top=100 + 15 * n)])
    page = [(72 + 150 * c, 100 + 15 * r, cell) for r, row in enumerate(cells) for c, cell in enumerate(row)]
    assert "Rifles 23 51\nGuards 7 12" in text_of(drawn(page))
    assert data


def test_words_broken_at_line_ends() -> None:
    reading = read(
        drawn(lines("The reconcilia-", "tion was led by Al-", "Khazari, a well-", "known notary, 2003-", "2007.")),
        ".pdf",
    )
    assert reading.text == "The reconciliation was led by Al-Khazari, a well-known notary, 2003-2007."
    words_stand_where_they_say(reading)
    page = reading.pages[0]
    halves = [w for w in page.words if 4 <= w.start < 18]
    assert [reading.text[w.start : w.end] for w in halves] == ["reconcilia", "tion"]
    assert halves[0].top < halves[1].top


def test_raised_numbers_of_notes() -> None:
    content = (
        "BT /F 12 Tf 72 700 Td (It killed 32) Tj /F 7 Tf 5 Ts (1) Tj /F 12 Tf 0 Ts ( men and cost $320) Tj "
        "/F 7 Tf 5 Ts (23) Tj /F 12 Tf 0 Ts (, on the 4) Tj /F 7 Tf 5 Ts (th) Tj /F 12 Tf 0 Ts ( of May.) Tj ET"
    )
    assert text_of(one_page(content, HELVETICA)) == "It killed 32 ¹ men and cost $320 ²³, on the 4th of May."


def test_letters_drawn_twice_to_look_bold_stand_once() -> None:
    letters = "".join(f"1 0 0 1 {x} 700 Tm (b) Tj 1 0 0 1 {x + 0.4} 700 Tm (b) Tj " for x in (72, 79, 86))
    words = "1 0 0 1 100 700 Tm (stolen) Tj 1 0 0 1 100.4 700 Tm (stolen) Tj"
    assert text_of(one_page(f"BT /F 12 Tf {letters}{words} ET", HELVETICA)) == "bbb stolen"


def test_ligatures_are_spelt_out_and_their_boxes_cover_the_word() -> None:
    font, cmap = mapped("<01> <FB03>\n<02> <006600660069>\n<6f> <006f>\n<63> <0063>\n<65> <0065>")
    reading = read(one_page("BT /F 12 Tf 72 700 Td (o\\001ce o\\002ce) Tj ET", font, cmap), ".pdf")
    assert reading.text == "office office"
    words_stand_where_they_say(reading)
    assert [reading.text[w.start : w.end] for w in reading.pages[0].words] == ["office", "office"]


def test_glyphs_without_a_character_are_dropped_and_counted() -> None:
    letters = "\n".join(f"<{ord(c):02x}> <{ord(c):04x}>" for c in "The inspector closed Safron baths.")
    font, cmap = mapped(letters + "\n<01> <0000>")
    reading = read(one_page("BT /F 12 Tf 72 700 Td (The inspector closed Sa\\001ron baths.) Tj ET", font, cmap), ".pdf")
    assert reading.text == "The inspector closed Saron baths."
    assert reading.warnings == ("1 glyphs without a character are not in the text",)
    words_stand_where_they_say(reading)


def test_a_page_whose_font_names_no_letters_needs_ocr() -> None:
    font, cmap = mapped("\n".join(f"<{n:02x}> <0000>" for n in range(1, 30)))
    with pytest.raises(NeedsOcr, match="fonts"):
        read(one_page("BT /F 12 Tf 72 700 Td (\\001\\002\\003\\004 \\005\\006\\007\\010) Tj ET", font, cmap), ".pdf")


def test_running_heads_and_feet_do_not_cut_sentences() -> None:
    pages = [
        [(72, 40, "Annual report of the mines"), *lines(*LEFT[:3], "and men", top=300), (300, 770, str(n))]
        for n in range(1, 4)
    ]
    text = text_of(drawn(*pages))
    assert text.startswith("Annual report of the mines\n\n")
    assert text.count("Annual report") == 1
    assert text.count("and men\n\n" + LEFT[0]) == 2


def test_a_sentence_goes_on_on_the_next_page() -> None:
    first = [
        (72, 40, "Mines 2009"),
        *lines("The owner of the mine and all his men who had gone", "to the harbour with"),
    ]
    second = [(72, 40, "Mines 2009"), *lines("their wives were arrested.")]
    reading = read(drawn(first, second), ".pdf")
    assert "gone to the harbour with their wives were arrested." in reading.text
    words_stand_where_they_say(reading)
    assert reading.text[reading.pages[1].start :].startswith("their")


def test_pages_that_are_turned_or_cropped() -> None:
    content = "BT /F 12 Tf 72 700 Td (Upright words) Tj ET"
    for turn in (0, 90, 180, 270):
        words = read(one_page(content, HELVETICA, page=f"/Rotate {turn}"), ".pdf").pages[0]
        assert (words.width > words.height) == (turn in (90, 270))
    cropped = read(one_page(content, HELVETICA, page="/CropBox [50 600 400 790]"), ".pdf")
    box = cropped.pages[0].words[0]
    assert (cropped.pages[0].width, cropped.pages[0].height) == (350, 190)
    assert box.x0 == pytest.approx(22, abs=1.5) and box.top == pytest.approx(80, abs=4)
    sideways = "BT /F 12 Tf 0 1 -1 0 300 100 Tm (Words that climb) Tj ET"
    turned = read(one_page(sideways, HELVETICA, page="/Rotate 90"), ".pdf")
    assert turned.text == "Words that climb"
    words_stand_where_they_say(turned)


def test_words_beyond_the_page_are_not_read() -> None:
    content = (
        "BT /F 12 Tf 72 700 Td (Seen) Tj ET BT /F 12 Tf 72 -300 Td (SECRET) Tj ET BT /F 12 Tf 900 300 Td (SECRET) Tj ET"
    )
    assert text_of(one_page(content, HELVETICA)) == "Seen"


def field(rest: str, rect: str) -> str:
    return f"<< /Type /Annot /Subtype /Widget /Rect [{rect}] {rest} >>"


def test_what_was_typed_into_a_form_stands_by_its_label() -> None:
    content = "".join(
        f"BT /F 12 Tf 72 {y} Td ({label}) Tj ET "
        for y, label in (
            (700, "Name:"),
            (670, "Colour:"),
            (640, "Agreed:"),
            (610, "Disagreed:"),
            (580, "Story:"),
            (500, "End"),
        )
    )
    fields = (
        field("/FT /Tx /T (n) /V (Oriel Vant)", "150 695 400 712"),
        field("/Parent 13 0 R", "150 665 400 682"),
        field("/FT /Btn /AS /Yes", "150 635 162 650"),
        field("/FT /Btn /AS /Off", "150 605 162 620"),
        field("/FT /Tx /V (He broke it.\\nShe saw it.)", "150 540 400 592"),
        field("/FT /Tx /Ff 8192 /V (PASSWORD)", "450 695 500 712"),
        field("/FT /Tx /F 2 /V (HIDDEN)", "450 595 500 612"),
        "<< /FT /Ch /T (c) /V [(red) (blue)] >>",
        "<< /Type /Annot /Subtype /FreeText /Rect [72 450 300 465] /Contents (Typed on the page) >>",
        "<< /Type /Annot /Subtype /Text /Rect [72 400 90 420] /Contents (A NOTE) >>",
    )
    kids = " ".join(f"{n} 0 R" for n in (6, 7, 8, 9, 10, 11, 12, 14, 15))
    data = one_page(
        content, HELVETICA, *fields, page=f"/Annots [{kids}]", catalog="/AcroForm << /Fields [6 0 R 13 0 R] >>"
    )
    reading = read(data, ".pdf")
    said = reading.text.split("\n\n")
    assert said[:4] == ["Name: Oriel Vant", "Colour: red, blue", "Agreed: ☒", "Disagreed:"]
    assert "Story: He broke it.\nShe saw it." in reading.text
    assert said[-1] == "Typed on the page"
    assert not any(word in reading.text for word in ("PASSWORD", "HIDDEN", "A NOTE"))
    words_stand_where_they_say(reading)


def locked(password: str) -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica")
    pdf.text(20, 20, "The abbey sold its vineyard.")
    pdf.set_encryption(
        owner_password="owner",
        user_password=password or None,
        encryption_method=EncryptionMethod.AES_256,
        permissions=AccessPermission.PRINT_LOW_RES,
    )
    return bytes(pdf.output())


def test_a_locked_file_that_opens_without_a_password_is_read() -> None:
    assert text_of(locked("")) == "The abbey sold its vineyard."


def test_a_file_that_needs_a_password_is_refused_by_that_word() -> None:
    with pytest.raises(Unreadable, match="password"):
        read(locked("s3cret"), ".pdf")


def test_scans_need_ocr_and_single_ones_are_told() -> None:
    scan = "q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    with pytest.raises(NeedsOcr, match="OCR"):
        read(one_page(scan, HELVETICA), ".pdf")
    writer = PdfWriter()
    for data in (one_page("BT /F 12 Tf 72 700 Td (Words) Tj ET", HELVETICA), one_page(scan, HELVETICA)):
        writer.add_page(PdfReader(io.BytesIO(data)).pages[0])
    stream = io.BytesIO()
    writer.write(stream)
    reading = read(stream.getvalue(), ".pdf")
    assert reading.text == "Words" and len(reading.pages) == 2
    assert any(warning.startswith("page 2: pictures") for warning in reading.warnings)


def test_empty_pages_are_empty() -> None:
    with pytest.raises(Unreadable, match="empty"):
        read(one_page("", HELVETICA), ".pdf")


@pytest.mark.parametrize("share", [0.05, 0.3])
def test_a_file_cut_short_is_refused(share: float) -> None:
    data = drawn(lines(*LEFT))
    with pytest.raises(Unreadable, match="damaged"):
        read(data[: int(len(data) * share)], ".pdf")


def test_loops_in_the_file_end() -> None:
    looped = from_objects(
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Annots [5 0 R] /Contents 4 0 R >>",
        "<< /Length 0 >>\nstream\n\nendstream",
        "<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /Parent 5 0 R >>",
    )
    with pytest.raises(Unreadable):
        read(looped, ".pdf")


def test_properties() -> None:
    pdf = FPDF()
    pdf.set_title("The Ford")
    pdf.set_author("Ada Lund")
    pdf.add_page()
    pdf.set_font("Helvetica")
    pdf.text(20, 20, "It was deep.")
    metadata = read(bytes(pdf.output()), ".pdf").metadata
    assert metadata.title and metadata.title.value == "The Ford"
    assert metadata.author and metadata.author.value == "Ada Lund"
    assert metadata.published and metadata.published.source == "file made"
    assert replace(metadata, published=None).language is None


def test_a_picture_of_a_giant_page_stays_small(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "giant.pdf"
    file.write_bytes(one_page("", HELVETICA).replace(b"600 800", b"14000 14000"))
    picture = render_page(file, 1, 4.0)
    assert int.from_bytes(picture[16:20], "big") * int.from_bytes(picture[20:24], "big") <= 8_100_000


def test_words_drawn_without_ink_are_read_only_under_a_scan() -> None:
    content = "BT /F 12 Tf 72 700 Td (Seen) Tj 3 Tr ( SECRET) Tj ET BT 0 Tr /F 0.5 Tf 72 600 Td (SECRET) Tj ET"
    reading = read(one_page(content, HELVETICA), ".pdf")
    assert reading.text == "Seen"
    assert reading.warnings == ("2 words that its pages do not show are not in the text",)
    scan = (
        "q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q BT 3 Tr /F 12 Tf 72 700 Td (Recognised) Tj ET"
    )
    assert text_of(one_page(scan, HELVETICA)) == "Recognised"


def test_comments_and_attachments_are_told() -> None:
    note = "<< /Type /Annot /Subtype /Text /Rect [72 400 90 420] /Contents (A NOTE) >>"
    data = one_page("BT /F 12 Tf 72 700 Td (Words) Tj ET", HELVETICA, note, page="/Annots [6 0 R]")
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.add_attachment("sums.csv", b"1;2")
    stream = io.BytesIO()
    writer.write(stream)
    reading = read(stream.getvalue(), ".pdf")
    assert reading.text == "Words"
    assert reading.warnings == ("1 comments are not part of the text", "1 files attached to it are not read")
