"""The body of a Word document as blocks of text: its XML, walked as Word lays it out (ECMA-376, part 1, 17)."""

from collections.abc import Iterator

from docx.document import Document
from docx.opc.part import Part
from lxml import etree

from ingest.readers.normalise import raised
from ingest.readers.tables import Cell, table_lines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHARTS = ("/chart", "/diagram")
_GONE = {_W + name for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "rt", "fldData")}
_MARKS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_OFF = ("0", "false", "off", "none")
_TITLES = ("title", "heading1", "berschrift1", "titre1", "ttulo1")


class Body:
    """Gathers, beside the blocks: the title by its style, the notes in order of their marks, what is not read."""

    def __init__(self, hidden: frozenset[str] = frozenset()) -> None:
        self.title: str | None = None
        self.noted: list[tuple[str, str]] = []
        self.charts = 0
        self._hidden = hidden
        self._boxes: list[str] = []

    def blocks(self, parent: etree._Element) -> list[str]:
        """Paragraphs and tables below the element; a text box comes after the paragraph that anchors it."""
        found: list[str] = []
        carried = ""
        for element in _flow(parent):
            if element.tag == _W + "tbl":
                found.append("\n".join(table_lines(list(self._rows(element)))))
                continue
            outer, self._boxes = self._boxes, []
            words = carried + "".join(self._inline(element))
            boxes, self._boxes = self._boxes, outer
            # Where the paragraph's end is deleted, the next one goes on in its line.
            if element.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None and words.strip():
                carried = words
                continue
            carried = ""
            self._note_title(element, words)
            found.extend([words.strip(), *boxes])
        return [block for block in [*found, carried] if block.strip()]

    def _inline(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            if child.tag in _GONE or not isinstance(child.tag, str):
                continue
            if child.tag == _W + "t" or child.tag == _M + "t":
                yield child.text or ""
            elif child.tag in _MARKS:
                yield _MARKS[child.tag]
            elif child.tag in (_W + "footnoteReference", _W + "endnoteReference"):
                yield self._mark(child)
            elif child.tag == _W + "txbxContent":
                self._boxes.extend(self.blocks(child))
            elif child.tag == _MC + "AlternateContent":
                chosen = child.find(_MC + "Choice")
                yield from self._inline(child.find(_MC + "Fallback") if chosen is None else chosen)
            elif child.tag.endswith("}graphicData") and any(mark in child.get("uri", "") for mark in _CHARTS):
                self.charts += 1
            elif child.tag != _W + "r" or not self._is_hidden(child):
                yield from self._inline(child)

    def _is_hidden(self, run: etree._Element) -> bool:
        properties = run.find(_W + "rPr")
        if properties is None:
            return False
        vanish, style = properties.find(_W + "vanish"), properties.find(_W + "rStyle")
        if vanish is not None:
            return vanish.get(_W + "val", "1") not in _OFF
        return style is not None and style.get(_W + "val") in self._hidden

    def _mark(self, reference: etree._Element) -> str:
        kind = "footnote" if reference.tag == _W + "footnoteReference" else "endnote"
        self.noted.append((kind, reference.get(_W + "id", "")))
        return " " + raised(str(len(self.noted)))

    def _note_title(self, paragraph: etree._Element, words: str) -> None:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if self.title is None and style is not None and words.strip():
            name = style.get(_W + "val", "").lower().replace(" ", "").lstrip("ü")
            self.title = words.strip() if name in _TITLES else None

    def _rows(self, table: etree._Element) -> Iterator[list[Cell]]:
        lines = [row for row in _flow(table, "tr") if row.find(f"{_W}trPr/{_W}del") is None]
        cells = [[self._cell(cell, row) for cell in _flow(row, "tc")] for row in lines]
        for number, row in enumerate(cells):
            column, kept = 0, []
            for cell in row:
                if cell.rows:
                    below = [_at(cells[n], column) for n in range(number + 1, len(cells))]
                    covered = next((i for i, other in enumerate(below) if other is None or other.rows), len(below))
                    kept.append(Cell(cell.parts, cell.columns, covered + 1, cell.heading))
                column += cell.columns
            yield kept

    def _cell(self, cell: etree._Element, row: etree._Element) -> Cell:
        """`rows` is 0 for one that only goes on with the cell above it."""
        span, merged = cell.find(f"{_W}tcPr/{_W}gridSpan"), cell.find(f"{_W}tcPr/{_W}vMerge")
        width = int(span.get(_W + "val", "1")) if span is not None else 1
        goes_on = merged is not None and merged.get(_W + "val", "continue") == "continue"
        marked = row.find(f"{_W}trPr/{_W}tblHeader")
        heading = True if marked is not None and marked.get(_W + "val", "1") not in _OFF else None
        parts = () if goes_on else tuple(" ".join(block.split()) for block in self.blocks(cell))
        return Cell(parts, width, 0 if goes_on else 1, heading)


def hidden_styles(document: Document) -> frozenset[str]:
    """The styles whose text Word does not show."""
    styles = document.styles.element.findall(_W + "style")
    vanish = [(s.get(_W + "styleId", ""), s.find(f"{_W}rPr/{_W}vanish")) for s in styles]
    return frozenset(name for name, mark in vanish if mark is not None and mark.get(_W + "val", "1") not in _OFF)


def notes(document: Document, body: Body) -> list[str]:
    """The foot- and endnotes under their numbers, then what stands at the head and the foot of the pages, once."""
    parts = {
        rel.reltype.rsplit("/", 1)[-1]: rel.target_part for rel in document.part.rels.values() if not rel.is_external
    }
    texts: dict[tuple[str, str], str] = {}
    for kind in ("footnote", "endnote"):
        if part := parts.get(kind + "s"):
            for note in _xml(part).findall(_W + kind):
                texts[kind, note.get(_W + "id", "")] = "\n".join(Body().blocks(note))
    numbered = [f"{raised(str(n))} {texts.get(key, '')}" for n, key in enumerate(body.noted, 1)]
    margins: dict[str, None] = {}
    for rel in document.part.rels.values():
        if rel.reltype.endswith(("/header", "/footer")):
            words = "\n".join(Body().blocks(_xml(rel.target_part)))
            if any(c.isalpha() for c in words):
                margins[words] = None
    return [*numbered, *margins]


def _xml(part: Part) -> etree._Element:
    return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))


def _flow(parent: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children of these kinds, also inside content controls, insertions and the like."""
    wanted = {_W + name for name in names or ("p", "tbl")}
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag == _MC + "AlternateContent":
            yield from _flow(child[0], *names)
        elif isinstance(child.tag, str) and child.tag not in _GONE:
            yield from _flow(child, *names)


def _at(row: list[Cell], column: int) -> Cell | None:
    """The cell that begins in this column."""
    begins = 0
    for cell in row:
        if begins == column:
            return cell
        begins += cell.columns
    return None
