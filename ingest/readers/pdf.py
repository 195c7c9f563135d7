"""PDF: the words that its pages show, in reading order, what was filled into its form, and pictures of its pages.

pdfium gives words and boxes, so that text and highlight never disagree; pypdf gives form fields and properties.
"""

import io
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pypdf import PdfReader

from ingest.readers import pdf_fields
from ingest.readers.pdf_layout import lines_in_order
from ingest.readers.pdf_text import Sheet, compose
from ingest.readers.pdf_words import NO_WORDS, PageWords, Word, field_words, page_words
from rag.domain.text import Metadata, Reading
from rag.errors import NeedsOcr, Unreadable

_HEADER_WITHIN = 1024
# A page whose font leaves more glyphs than this without a character says nothing that can be trusted.
_LOST_AT_MOST = 0.25
_PIXELS_AT_MOST = 8_000_000


def read(data: bytes, suffix: str) -> Reading:
    document = _open(data)
    reader = pdf_fields.opened(data)
    warnings: list[str] = []
    pages = [_page(document, number) for number in range(len(document))]
    if not any(pages):
        raise Unreadable("it is damaged: none of its pages can be read")
    shown = [page_words(page) if page else NO_WORDS for page in pages]
    garbled = [n for n, page in enumerate(shown, 1) if page.lost > _LOST_AT_MOST * page.drawn]
    typed = _typed(document, reader, pages, warnings)
    sheets = []
    for number, (page, found) in enumerate(zip(pages, shown, strict=True), 1):
        words = (() if number in garbled else found.words) + tuple(typed.get(number, ()))
        sheets.append(Sheet(tuple(lines_in_order(words)), *(page.get_size() if page else (0.0, 0.0))))
    text, laid_out = compose(sheets)
    bare = [n for n, page in enumerate(pages, 1) if not sheets[n - 1].lines and page and _draws(page)]
    if not text.strip():
        raise _without_text(garbled, bare)
    if broken := [n for n, page in enumerate(pages, 1) if page is None]:
        warnings.append(f"{_pages(broken)}: damaged, it cannot be read")
    if attached := document.count_attachments():
        warnings.append(f"{attached} files attached to it are not read")
    warnings += _told(shown, garbled, [n for n in bare if n not in garbled])
    metadata = pdf_fields.properties(reader) if reader else Metadata()
    return Reading(text, "application/pdf", metadata, laid_out, tuple(warnings))


def render_page(file: Path, page: int, scale: float) -> bytes:
    """The page, counted from 1, as PNG: `scale` pixels a point, fewer where the page is huge. Raises ReadError."""
    try:
        document = _open(file.read_bytes())
    except OSError as error:
        raise Unreadable(f"cannot be opened: {error.strerror}") from error
    if not 1 <= page <= len(document):
        raise Unreadable(f"has no page {page}: it has {len(document)}")
    shown = _page(document, page - 1)
    if shown is None:
        raise Unreadable(f"page {page} is damaged: it cannot be shown")
    width, height = shown.get_size()
    scale = min(scale, (_PIXELS_AT_MOST / max(width * height, 1)) ** 0.5)
    picture = io.BytesIO()
    document.init_forms()
    document[page - 1].render(scale=scale).to_pil().save(picture, "PNG")
    return picture.getvalue()


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
        if len(document) == 0:
            raise Unreadable("it is damaged: it has no pages")
        return document
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise Unreadable("it is locked with a password: save a copy without one") from error
        if b"%PDF" not in data[:_HEADER_WITHIN]:
            raise Unreadable("it is no PDF, though its name says so") from error
        raise Unreadable("it is damaged or cut short: no page of it can be read") from error


def _page(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage | None:
    """None where the page is damaged."""
    try:
        return document[number]
    except pdfium.PdfiumError:
        return None


def _typed(
    document: pdfium.PdfDocument, reader: PdfReader | None, pages: list[pdfium.PdfPage | None], warnings: list[str]
) -> dict[int, list[Word]]:
    """The words typed into fields, by page from 1."""
    typed: dict[int, list[Word]] = {}
    comments = 0
    for number, page in enumerate(pages, 1):
        if page is None or not raw.FPDFPage_GetAnnotCount(page):
            continue
        try:
            values, remarks = pdf_fields.filled(reader, number - 1) if reader else ([], 0)
            typed[number] = field_words(page, values)
            comments += remarks
        except pdf_fields.BROKEN:
            reader = None
        if reader is None and document.get_formtype() != raw.FORMTYPE_NONE:
            warnings.append("what was filled into its form could not be read")
            break
    if comments:
        warnings.append(f"{comments} comments are not part of the text")
    return typed


def _draws(page: pdfium.PdfPage) -> bool:
    return bool(raw.FPDFPage_CountObjects(page) > 0)


def _without_text(garbled: list[int], bare: list[int]) -> Unreadable | NeedsOcr:
    if garbled:
        return NeedsOcr("its fonts do not say which letters they show: run OCR on it, then put the result here")
    if bare:
        return NeedsOcr("its pages hold pictures or drawings and no text: run OCR on it, then put the result here")
    return Unreadable("empty: nothing is on its pages")


def _told(shown: list[PageWords], garbled: list[int], bare: list[int]) -> list[str]:
    unseen = sum(page.unseen for page in shown)
    lost = sum(page.lost for number, page in enumerate(shown, 1) if number not in garbled)
    return [
        *([f"{lost} glyphs without a character are not in the text"] if lost else []),
        *([f"{unseen} words that its pages do not show are not in the text"] if unseen else []),
        *([f"{_pages(garbled)}: the font does not say which letters it shows"] if garbled else []),
        *([f"{_pages(bare)}: pictures or drawings without text, perhaps a scan that needs OCR"] if bare else []),
    ]


def _pages(numbers: list[int]) -> str:
    return ("page " if len(numbers) == 1 else "pages ") + ", ".join(map(str, numbers))
