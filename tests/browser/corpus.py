"""A small corpus about an invented country, in several formats; each fact stands in one place only."""

from pathlib import Path

from fpdf import FPDF

FERRY = """Osk, 3 May 2024 (Delta Wire) -- The port council of Osk banned night ferries on Thursday.

Captain Ines Varga told reporters that the ban would last until the lighthouse is repaired.

The lighthouse lost its lamp in the storm of 27 April 2024. Eleven fishing boats were damaged in that storm.
"""
DAM = """# Work on the Tarn dam stops

Published: 9 June 2024

The builders of the Tarn dam stopped work on 6 June 2024 after cracks were found in the eastern wall.

Engineer Pavel Rusk said that 340 families were moved out of the valley.
"""
HOSTILE = """Signs, 1 June 2024 (Delta Wire) -- The clerk Bo Lindqvist wrote <b>not bold</b> on the mill wall.

# The mill paid $5 to $9 a day, and $x^2$ is [1] no formula but ~~plain~~ text.

<img src="http://example.invalid/spy.png" onerror="document.title='broken'"> <script>document.title='broken'</script>
"""
PDF_PAGES = [
    "Yearly report of the Osk Harbour Board.\n\nThe board met four times in 2023.",
    "Traffic.\n\nThe harbour handled 52,000 tonnes of grain in 2023, which was a record.",
    "Accounts.\n\nThe board bought the tug Halvard from the Norland Navy on 14 March 2023.",
]


def write_corpus(corpus: Path) -> None:
    (corpus / "ferries.txt").write_text(FERRY, encoding="utf-8")
    (corpus / "dam.md").write_text(DAM, encoding="utf-8")
    (corpus / "signs $5 <b>.txt").write_text(HOSTILE, encoding="utf-8")
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7\nthis is no PDF\n")
    (corpus / "sheet.xlsx").write_bytes(b"PK\x03\x04 no sheet")
    write_pdf(corpus / "harbour.pdf", PDF_PAGES)


def write_pdf(path: Path, pages: list[str]) -> None:
    pdf = FPDF()
    pdf.set_title("Harbour report 2023")
    for text in pages:
        pdf.add_page()
        pdf.set_font("Times", size=14)
        pdf.multi_cell(0, 8, text)
    pdf.output(str(path))
