"""The words that a PDF page shows, with their boxes: from the characters that pdfium finds on it."""

import ctypes
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.readers.normalise import normalise
from ingest.readers.normalise import raised as superscript
from ingest.readers.pdf_fields import Filled

# What pdfium gives for a hyphen that breaks a word at a line's end.
_HYPHEN = 0x02
_SOFT_HYPHEN = 0xAD
# Bullets of the symbol fonts, which stand in the private area.
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF06F: "○", 0xF0D8: "➢", 0xF0FC: "✓"}
_FIELD_LINE = 14.0
_NEAR = 0.3
_TINY = 1.0
_SIGNS = tuple("+-−–±×÷=<>≤≥∑∫√(/")


@dataclass(frozen=True, slots=True)
class Word:
    """In points from the page's top left, as it is shown. `glued`: no space before it. `turned`: not read across.

    `hyphen`: it ends in a hyphen that may stand there for the line's end alone.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    glued: bool = False
    turned: bool = False
    hyphen: bool = False

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


_Place: TypeAlias = Callable[[float, float, float, float], tuple[float, float, float, float]]


class _Glyph(NamedTuple):
    text: str
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageWords:
    """`lost` counts glyphs for which the file names no character, `drawn` all glyphs, `unseen` words not shown."""

    words: tuple[Word, ...]
    lost: int
    drawn: int
    unseen: int


NO_WORDS = PageWords((), 0, 0, 0)


def page_words(page: pdfium.PdfPage) -> PageWords:
    """In the order of the file, not yet of reading."""
    textpage = page.get_textpage()
    width, height = page.get_size()
    words: list[Word] = []
    unseen: list[Word] = []
    lost = drawn = 0
    for invisible, run in _runs(page, textpage):
        drawn += len(run)
        lost += sum(1 for glyph in run if not glyph.text)
        inside = [g for g in run if g.x1 > 0 and g.x0 < width and g.bottom > 0 and g.top < height]
        (unseen if invisible else words).extend(word for word in _words(inside) if word.text)
    textpage.close()
    if unseen and (not words or any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))):
        words, unseen = words + unseen, []  # The words that OCR laid under the picture of a scan.
    return PageWords(tuple(words), lost, drawn, len(unseen))


def field_words(page: pdfium.PdfPage, filled: Sequence[Filled]) -> list[Word]:
    """What was typed into fields, each line of it one word: where in its field a part of it stands is not known."""
    place = _to_display(page)
    words = []
    for field in filled:
        x0, top, x1, bottom = place(*field.box)
        lines = [line.strip() for line in field.text.split("\n") if line.strip()]
        height = min((bottom - top) / max(len(lines), 1), _FIELD_LINE)
        # The first line of a tall field is level with the label beside it.
        first = top if len(lines) > 1 or bottom - top > 2 * _FIELD_LINE else (top + bottom - height) / 2
        for number, line in enumerate(lines):
            words.append(Word(line, x0, first + number * height, x1, first + (number + 1) * height))
    return words


def _runs(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> Iterator[tuple[bool, list[_Glyph]]]:
    """The glyphs between white space, and whether they are drawn invisibly. One without a character has no text."""
    place = _to_display(page)
    rect = raw.FS_RECTF()
    unicode_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    codes = [unicode_of(textpage, index) for index in range(textpage.count_chars())]
    codes = [code if code <= sys.maxunicode else 0 for code in codes]
    run: list[_Glyph] = []
    invisible = False
    for index, code in enumerate(codes):
        text = chr(code) if 0x20 < code < 0x7F else _character(code, codes[index + 1] if index + 1 < len(codes) else 0)
        if text is None:
            continue
        if not text.isspace():
            box_of(textpage, index, rect)
            glyph = _Glyph(text, *place(rect.left, rect.bottom, rect.right, rect.top))
            if run and glyph[1:] == run[-1][1:] and _one_object(textpage, index):
                run[-1] = glyph._replace(text=run[-1].text + text)  # The letters of a ligature share its box.
            else:
                invisible = _is_invisible(textpage, index, glyph) if not run else invisible
                run.append(glyph)
        if run and (text.isspace() or code == _HYPHEN):
            yield invisible, run
            run = []
    if run:
        yield invisible, run


def _is_invisible(textpage: pdfium.PdfTextPage, index: int, glyph: _Glyph) -> bool:
    """Drawn without ink, or too small for any eye."""
    drawn = raw.FPDFText_GetTextObject(textpage, index)
    mode = raw.FPDFTextObj_GetTextRenderMode(drawn) if drawn else raw.FPDF_TEXTRENDERMODE_FILL
    tiny = 0 < max(glyph.bottom - glyph.top, glyph.x1 - glyph.x0) < _TINY
    return tiny or mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE


def _character(code: int, following: int) -> str | None:
    """The empty string where the file names no character; None for one that is not shown here."""
    if code == _HYPHEN or code == _SOFT_HYPHEN and chr(following).isspace():
        return "-"
    if code == _SOFT_HYPHEN or 0xDC00 <= code < 0xE000:
        return None
    if 0xD800 <= code < 0xDC00:
        return (chr(code) + chr(following)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if chr(code).isspace():
        return " "
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    unnamed = code < 0x20 or 0x7F <= code < 0xA0 or 0xE000 <= code < 0xF900 or 0xFFFD <= code <= 0xFFFF
    return "" if unnamed else chr(code)


def _one_object(textpage: pdfium.PdfTextPage, index: int) -> bool:
    """The glyph was drawn in one go with the one before it, and not once more over it."""
    before, own = (raw.FPDFText_GetTextObject(textpage, i) for i in (index - 1, index))
    return bool(own) and ctypes.addressof(before.contents) == ctypes.addressof(own.contents)


def _to_display(page: pdfium.PdfPage) -> _Place:
    """From the page's own coordinates to those of the page as shown: turned, cropped, origin top left."""
    scale = 1000
    width, height = (int(side * scale) for side in page.get_size())

    def at(x: float, y: float) -> tuple[float, float]:
        column, row = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, column, row)
        return column.value / scale, row.value / scale

    (ox, oy), (ax, ay), (bx, by) = at(0, 0), at(100, 0), at(0, 100)
    xx, xy, yx, yy = (ax - ox) / 100, (ay - oy) / 100, (bx - ox) / 100, (by - oy) / 100

    def upright(left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        return ox + xx * left, oy + yy * top, ox + xx * right, oy + yy * bottom

    def place(left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        x0, y0 = ox + xx * left + yx * bottom, oy + xy * left + yy * bottom
        x1, y1 = ox + xx * right + yx * top, oy + xy * right + yy * top
        return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    return upright if xx > 0 > yy else place


def _words(run: Sequence[_Glyph]) -> Iterator[Word]:
    """A run of glyphs without white space, broken where the pen jumps and before and behind a raised number."""
    if not run:
        return
    turned = _is_turned(run)
    raised = glued = False
    part = [run[0]]
    for glyph in run[1:]:
        last = part[-1]
        on_line = glyph.top == last.top and glyph.bottom == last.bottom
        near = abs(glyph.x0 - last.x1) < _NEAR * (last.bottom - last.top)
        if turned or (on_line and near and glyph.text != last.text):
            part.append(glyph)
            continue
        if _again(last, glyph):
            continue
        if not raised and all(g.text.isdecimal() for g in part) and _is_above(glyph, last):
            raised = True  # The number of a note, before its text.
        up = glyph.text.isdecimal() and (not _is_above(glyph, last) if raised else near and _is_above(last, glyph))
        if up == raised and not _is_apart(last, glyph):
            part.append(glyph)
            continue
        yield _word(part, glued, turned, raised)
        glued = not raised and not up and not _is_apart(last, glyph) or raised and not glyph.text.isalnum()
        part, raised = [glyph], up
    yield _word(part, glued, turned, raised)


def _word(part: Sequence[_Glyph], glued: bool, turned: bool, raised: bool) -> Word:
    text = "".join(glyph.text for glyph in part)
    text = normalise(superscript(text) if raised else text)
    return Word(
        text,
        min(g.x0 for g in part),
        min(g.top for g in part),
        max(g.x1 for g in part),
        max(g.bottom for g in part),
        glued,
        turned,
        len(text) > 1 and text[-1] in "-‐",
    )


def _is_turned(run: Sequence[_Glyph]) -> bool:
    if len(run) < 2:
        return False
    first, last = run[0], run[-1]
    across = abs(last.x0 + last.x1 - first.x0 - first.x1)
    return abs(last.top + last.bottom - first.top - first.bottom) > 1.5 * across


def _again(last: _Glyph, glyph: _Glyph) -> bool:
    """The same letter drawn once more a hair beside itself, to look bold."""
    width = max(last.x1 - last.x0, 0.1)
    near = abs(glyph.x0 - last.x0) < 0.3 * width and abs(glyph.top - last.top) < 0.3 * width
    return near and last.text == glyph.text != ""


def _is_above(low: _Glyph, high: _Glyph) -> bool:
    """The second is a smaller glyph raised above the line of the first, which is no sign of a formula."""
    height = low.bottom - low.top
    return (
        low.text[-1:] not in _SIGNS
        and high.bottom - high.top < 0.85 * height
        and low.bottom - high.bottom > 0.15 * height
    )


def _is_apart(last: _Glyph, glyph: _Glyph) -> bool:
    height = max(last.bottom - last.top, glyph.bottom - glyph.top)
    return not -height < glyph.x0 - last.x1 < height or min(last.bottom, glyph.bottom) < max(last.top, glyph.top)
