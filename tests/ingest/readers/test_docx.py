import io
import zipfile
from datetime import datetime

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.readers.docx import read
from rag.domain.text import Reading
from rag.errors import Unreadable

BOX = (
    "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
    "<mc:Choice Requires='wps'>"
    "<w:drawing><w:txbxContent><w:p><w:r><w:t>Box: the foreman did it.</w:t></w:r></w:p></w:txbxContent></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Box: the foreman did it.</w:t></w:r></w:p>"
    "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
)


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def reading(*paragraphs: str) -> Reading:
    """Of a document with these paragraphs, each the XML of its runs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w')}>{paragraph}</w:p>"))
    return read(saved(document), ".docx")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def test_the_final_view_of_tracked_changes() -> None:
    change = "w:id='1' w:author='E'"
    text = reading(
        run("It expelled ") + f"<w:del {change}><w:r><w:delText>41</w:delText></w:r></w:del>"
        f"<w:ins {change}>{run('14')}</w:ins>" + run(" delegates."),
        f"<w:ins {change}>{run('She resigned.')}</w:ins>",
        f"<w:moveFrom {change}>{run('The clerk wrote.')}</w:moveFrom>",
        run("The speaker left."),
        f"<w:moveTo {change}>{run('The clerk wrote.')}</w:moveTo>",
    ).text
    assert text == "It expelled 14 delegates.\n\nShe resigned.\n\nThe speaker left.\n\nThe clerk wrote."


def test_a_deleted_paragraph_end_joins_the_next() -> None:
    gone = "<w:pPr><w:rPr><w:del w:id='1' w:author='E'/></w:rPr></w:pPr>"
    assert reading(gone + run("One "), run("line."), run("Two.")).text == "One line.\n\nTwo."


def test_a_text_box_stands_once_between_its_neighbours() -> None:
    assert reading(run("Before."), f"<w:r>{BOX}</w:r>", run("After.")).text == (
        "Before.\n\nBox: the foreman did it.\n\nAfter."
    )


def test_hidden_words_fields_and_marks() -> None:
    text = reading(
        run("Seen")
        + run(" SECRET", "<w:vanish/>")
        + run(", too", "<w:vanish w:val='0'/>")
        + "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:tab/><w:t>tab</w:t><w:br/><w:t>line</w:t></w:r>"
        + "<w:hyperlink>"
        + run(" link")
        + "</w:hyperlink><w:sdt><w:sdtContent>"
        + run(" control")
        + "</w:sdtContent></w:sdt><w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r>"
    ).text
    assert text == "Seen, too\ttab\nline link controlwell-known"


def test_a_footnote_is_kept_from_the_number_before_it() -> None:
    note = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:id='2'><w:p><w:r><w:t>By the parish.</w:t></w:r></w:p></w:footnote>"
        "</w:footnotes>"
    )
    document = docx.Document()
    body = run("It killed 32") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + run(" men.")
    document.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w')}>{body}</w:p>"))
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, note.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert read(saved(document), ".docx").text == "It killed 32 ¹ men.\n\n¹ By the parish."


def test_merged_cells_are_said_as_they_are_meant() -> None:
    document = docx.Document()
    document.add_paragraph("Before.")
    table = document.add_table(rows=4, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Losses of August"
    for column, heading in enumerate(("Unit", "Killed", "Chief")):
        table.cell(1, column).text = heading
    for row, (unit, killed) in enumerate((("Rifles", "23"), ("Guards", "7")), 2):
        table.cell(row, 0).text, table.cell(row, 1).text = unit, killed
    table.cell(2, 2).merge(table.cell(3, 2)).text = "Trent"
    document.add_paragraph("After.")
    assert read(saved(document), ".docx").text == (
        "Before.\n\nLosses of August\nUnit | Killed | Chief\nUnit: Rifles | Killed: 23 | Chief: Trent\n"
        "Unit: Guards | Killed: 7 | Chief: Trent\n\nAfter."
    )


def test_heads_and_feet_of_pages_stand_once_at_the_end() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Ministry of Rivers"
    document.sections[0].footer.paragraphs[0].text = "12"
    document.add_paragraph("The dam held.")
    assert read(saved(document), ".docx").text == "The dam held.\n\nMinistry of Rivers"


def test_comments_are_not_evidence() -> None:
    document = docx.Document()
    runs = document.add_paragraph("It killed 32 men.").runs
    document.add_comment(runs, text="Surely 400!", author="E")
    assert read(saved(document), ".docx").text == "It killed 32 men."


def test_properties_and_title_by_style() -> None:
    document = docx.Document()
    document.add_heading("The Dam", 0)
    document.add_paragraph("It held.")
    document.core_properties.author = "Ada Lund"
    document.core_properties.title = "untitled"
    document.core_properties.created = datetime(2021, 6, 1)
    metadata = read(saved(document), ".docx").metadata
    assert metadata.title and (metadata.title.value, metadata.title.source) == ("The Dam", "heading")
    assert metadata.author and metadata.author.value == "Ada Lund"
    assert metadata.published and metadata.published.value == "2021-06-01"


@pytest.mark.parametrize("length", [0.2, 0.5, 0.9, 0.99])
def test_a_document_cut_short_is_refused(length: float) -> None:
    whole = saved(docx.Document())
    with pytest.raises(Unreadable, match="cut short"):
        read(whole[: int(len(whole) * length)], ".docx")


def test_what_unpacks_to_far_too_much_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (40 << 20))
    with pytest.raises(Unreadable, match="unpack to 40 MiB"):
        read(stream.getvalue(), ".docx")


def test_a_zip_that_is_no_document_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("hello.txt", "hello")
    with pytest.raises(Unreadable, match="no whole Word document"):
        read(stream.getvalue(), ".docx")
