"""PDFs that tests make: by fpdf2, or byte by byte where no library would write them."""

from collections.abc import Sequence

from fpdf import FPDF

Drawn = tuple[float, float, str]


def drawn(*pages: Sequence[Drawn], size: float = 12) -> bytes:
    """Each page as texts at x and y, in points from the top left."""
    pdf = FPDF(unit="pt", format=(600, 800))
    pdf.set_auto_page_break(False)
    pdf.set_font("Helvetica", size=size)
    for page in pages:
        pdf.add_page()
        for x, y, text in page:
            pdf.text(x, y, text)
    return bytes(pdf.output())


def lines(*texts: str, x: float = 72, top: float = 100, leading: float = 15) -> list[Drawn]:
    return [(x, top + leading * n, text) for n, text in enumerate(texts)]


def from_objects(*objects: str, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a table that finds them."""
    body, offsets = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root {root} 0 R >>\n"
    return body + f"{end}startxref\n{len(body)}\n%%EOF\n".encode()


def stream(content: str, entries: str = "") -> str:
    return f"<< /Length {len(content)} {entries} >>\nstream\n{content}\nendstream"


def one_page(content: str, font: str, *more: str, page: str = "", catalog: str = "") -> bytes:
    """Objects: 1 catalog, 2 pages, 3 page, 4 content, 5 font, from 6 on `more`."""
    return from_objects(
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        f"/Resources << /Font << /F 5 0 R >> >> {page} >>",
        stream(content),
        font,
        *more,
    )


HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def mapped(pairs: str) -> tuple[str, str]:
    """A font whose map sends codes to characters, in the notation of bfchar, and the map's object (number 6)."""
    count = len(pairs.split("\n"))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <00> <ff> "
        f"endcodespacerange {count} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )
    return HELVETICA.replace(">>", "/ToUnicode 6 0 R >>"), stream(cmap)
