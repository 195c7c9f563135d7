"""A page as a browser shows it: parsed, without what nobody sees, and rendered as blocks of text."""

import re
from collections.abc import Iterator
from typing import TypeAlias

import lxml.html
from lxml import etree

from ingest.readers.normalise import raised
from ingest.readers.tables import Cell, table_lines
from rag.errors import Unreadable

Node: TypeAlias = lxml.html.HtmlElement

_NEVER_SHOWN = (
    *("head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "embed", "canvas", "audio"),
    *("video", "map", "select", "option", "button", "textarea", "input", "datalist", "dialog", "frameset", "link"),
)
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|"
    r"font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$)|(?:left|top|text-indent)\s*:\s*-\d{3,}|"
    r"clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(?:50|100)%|(?<![\w-])color\s*:\s*transparent",
    re.I,
)
_DEEPEST = 400
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE_SELECTOR = re.compile(r"[a-zA-Z][\w-]*|(?:[a-zA-Z][\w-]*)?(?:[.#][\w-]+)")
_MEDIA = re.compile(r"@media\s+(?!screen|all)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.I)
_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img")
    + ("ins", "kbd", "label", "mark", "nobr", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub")
    + ("sup", "time", "tt", "u", "var", "wbr")
)


def parse(source: str) -> Node:
    """The tree of the page. Raises Unreadable where there is none."""
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(source, parser=parser)
        if _depth(tree) > _DEEPEST:
            raise Unreadable(f"its elements stand more than {_DEEPEST} deep within each other: no page needs that")
        _drop_controls(tree)
        return tree
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"empty: there is no text in it ({error})") from error


def _drop_controls(tree: Node) -> None:
    """lxml reads control characters out of a page and refuses to write them."""
    for node in tree.iter():
        if node.text and _CONTROL.search(node.text):
            node.text = _CONTROL.sub("", node.text)
        if node.tail and _CONTROL.search(node.tail):
            node.tail = _CONTROL.sub("", node.tail)


def _depth(tree: Node) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def shown(source: str) -> str:
    """All text of the page that a browser shows, block by block."""
    tree = parse(source)
    drop_unseen(tree)
    return "\n\n".join(blocks(tree))


def drop_unseen(tree: Node) -> None:
    """Takes out what a browser does not show: by element, attribute, style, and the page's own style sheets."""
    unseen = _hidden_by_sheet("\n".join(style.text or "" for style in tree.iter("style")))
    for node in list(tree.iter()):
        if not isinstance(node.tag, str):
            continue
        names = {node.tag, *("." + c for c in node.get("class", "").split()), "#" + node.get("id", "")}
        names |= {node.tag + name for name in names if name[0] in ".#"}
        hidden = node.get("hidden") is not None or _UNSEEN_STYLE.search(node.get("style", "")) or names & unseen
        if node.tag in _NEVER_SHOWN and not (node.tag == "dialog" and node.get("open") is not None) or hidden:
            drop(node)


def drop(node: Node) -> None:
    """Without its tail, which stays."""
    if node.getparent() is not None and node.tag not in ("body", "html"):
        node.drop_tree()


def _hidden_by_sheet(sheet: str) -> set[str]:
    sheet = _MEDIA.sub("", re.sub(r"/\*.*?\*/", "", sheet, flags=re.S))
    rules = ((selectors, style) for selectors, style in _RULE.findall(sheet) if _UNSEEN_STYLE.search(style))
    names = {name.strip() for selectors, _ in rules for name in selectors.split(",")}
    return {name for name in names if _SIMPLE_SELECTOR.fullmatch(name)} - {"html", "body"}


def words(node: Node) -> str:
    return " ".join(node.text_content().split())


def blocks(node: Node) -> list[str]:
    """Paragraphs, headings, list items, lines of tables: in order, white space folded as a browser does."""
    found: list[str] = []
    line: list[str] = []

    def end() -> None:
        text = "\n".join(folded for part in "".join(line).split("\n") if (folded := " ".join(part.split())))
        line.clear()
        if text:
            found.append(text)

    def walk(element: Node) -> None:
        for child, after in _content(element):
            if child is None:
                line.append(after.replace("\n", " "))
            elif child.tag == "br":
                line.append("\n")
            elif child.tag == "pre":
                end()
                if child.text_content().strip():
                    found.append(child.text_content().strip("\n"))
            elif child.tag == "table" and child.find(".//table") is None:
                end()
                found.extend(_table(child))
            elif child.tag in _INLINE:
                walk(child)
            else:
                end()
                walk(child)
                end()

    walk(node)
    end()
    return found


def _content(element: Node) -> Iterator[tuple[Node | None, str]]:
    """Text and children in order; a text comes with no child."""
    yield None, _mark(element, element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield child, ""
        yield None, child.tail or ""


def _mark(element: Node, text: str) -> str:
    """A raised number is a note's, not the last digit of the number before it."""
    return " " + raised(text) if element.tag == "sup" and text.strip()[:1].isdigit() else text


def _table(table: Node) -> list[str]:
    """A table of data as one block of lines; one that only lays out the page as the blocks of its cells."""
    rows = [[_cell(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    caption = [words(c) for c in table.iter("caption") if words(c)]
    if max((len(row) for row in rows), default=0) < 2:
        return caption + [part for row in rows for cell in row for part in cell.parts]
    lines = table_lines(rows)
    return caption + (["\n".join(lines)] if lines else [])


def _cell(cell: Node) -> Cell:
    in_head = cell.tag == "th" and cell.get("scope") != "row" or cell.getparent().getparent().tag == "thead"
    parts = tuple(" ".join(block.split()) for block in blocks(cell))
    return Cell(parts, _span(cell, "colspan"), _span(cell, "rowspan"), in_head)


def _span(cell: Node, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), 100)) if value.isdecimal() else 1
