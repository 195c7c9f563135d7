"""HTML: the article, the whole article and nothing but the article.

trafilatura says where the article stands and what its metadata are; the whole of that part is then read, since it
alone loses sections, lists in tables and stories in an aside. What a browser does not show is taken out before.
"""

import re
from copy import deepcopy

from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.settings import Document

from ingest.readers.encoding import decode
from ingest.readers.html_chrome import drop_chrome, drop_consent
from ingest.readers.html_tree import Node, blocks, drop_unseen, parse, shown, words
from ingest.readers.metadata import worthy
from ingest.readers.normalise import normalise
from rag.domain.text import Metadata, Reading, Sourced

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_PROSE = 80


def read(data: bytes, suffix: str) -> Reading:
    declared = _CHARSET.search(data[:4096])
    source, warning = decode(data, declared[1].decode("ascii", "replace") if declared else None)
    whole = parse(source)
    title = " ".join((whole.findtext(".//title") or "").split())
    metadata = _metadata(whole)
    tree = parse(source)
    drop_consent(tree)
    drop_unseen(tree)
    drop_chrome(tree)
    article = _article(tree)
    found = blocks(article)
    # The page's own title begins with the article's heading; that of the site stands behind it.
    heading = next((words(h) for h in tree.iter("h1") if words(h) and title.startswith(words(h))), None)
    if heading and found and article.find(".//h1") is None and heading not in found:
        found.insert(0, heading)
    text = normalise("\n\n".join(found)) or normalise(shown(source))
    return Reading(text, "text/html", metadata, warnings=(warning,) if warning else ())


def _article(tree: Node) -> Node:
    """The smallest element that holds all that trafilatura takes for the article, and all prose beside it."""
    body = tree.find("body")
    root = tree if body is None else body
    extracted = bare_extraction(deepcopy(tree), favor_recall=True, include_comments=False)
    told = (extracted.text or "") if isinstance(extracted, Document) else ""
    kept = {" ".join(line.lstrip("-| ").split()) for line in told.split("\n")}
    paragraphs = [node for node in root.iter("p", "li", "td", "blockquote", "h2", "h3") if words(node)]
    inside = [node for node in paragraphs if words(node) in kept]
    if not inside:
        return root
    article = inside[0]
    for node in inside[1:]:
        article = _common(article, node)
    prose = [node for node in paragraphs if len(words(node)) >= _PROSE and not _in_other_aside(node, article)]
    for node in prose:
        article = _common(article, node)
    return article


def _in_other_aside(node: Node, article: Node) -> bool:
    around = next(node.iterancestors("aside", "footer"), None)
    return around is not None and not any(parent is around for parent in (article, *article.iterancestors()))


def _common(one: Node, other: Node) -> Node:
    """The smallest element around both."""
    around = [one, *one.iterancestors()]
    while not any(other is node for node in around):
        other = other.getparent()
    return other


def _metadata(tree: Node) -> Metadata:
    found = extract_metadata(
        tree, date_config={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    )
    named = {"title": found.title, "author": found.author, "publisher": found.sitename}
    given = {key: Sourced(value, "html metadata") for key, text in named.items() if (value := worthy(text))}
    # Ferry seized at Port Amm | Lowland Gazette
    page = " ".join((tree.findtext(".//title") or "").split())
    site = re.fullmatch(r"\s[|–—-]\s(.{2,60})", page[len(found.title or "") :])
    if site and "publisher" not in given and page.startswith(found.title or "-"):
        given["publisher"] = Sourced(site[1], "page title")
    if found.date:
        given["published"] = Sourced(found.date, "html metadata")
    return Metadata(**given, language=(tree.get("lang") or "")[:2].lower() or None)
