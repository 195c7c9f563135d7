"""Markdown: the text stays as it was typed, less its front matter, which tells title, author and day."""

import re
from dataclasses import replace
from typing import Any

from markdown_it import MarkdownIt

from ingest.readers import text
from ingest.readers.dateline import stated_date
from rag.domain.text import Metadata, Reading, Sourced

# Only lines of `key: value`, their lists and continuations: prose between two rules is no front matter.
_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:(?:\w[\w -]*:|[ \t]+\S|- |#).*\n)+)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_FIELD = re.compile(r"^(\w+)\s*:\s*(.+?)\s*$", re.M)
_KEYS = {
    "title": ("title",),
    "author": ("author", "by", "authors"),
    "publisher": ("publisher", "source", "site", "publication"),
    "published": ("date", "published", "pubdate"),
    "place": ("place", "location"),
}


def read(data: bytes, suffix: str) -> Reading:
    reading = text.read(data, suffix)
    front = _FRONT_MATTER.match(reading.text)
    given = {key.lower(): value.strip("\"'[]") for key, value in _FIELD.findall(front[1])} if front else {}
    found: dict[str, Any] = {}
    for name, keys in _KEYS.items():
        value = next((given[key] for key in keys if given.get(key)), None)
        if value and name == "published":
            value = stated_date(value)
        if value:
            found[name] = Sourced(value, "front matter")
    # Front matter is about the document, no sentence of it: it must not become evidence.
    body = reading.text[front.end() :].lstrip("\n") if front else reading.text
    heading = _first_heading(body)
    if "title" not in found and heading:
        found["title"] = Sourced(heading, "heading")
    return replace(reading, text=body, media_type="text/markdown", metadata=Metadata(**found))


def _first_heading(source: str) -> str | None:
    """The words of the first heading of the highest rank in the document, without their mark-up."""
    tokens = MarkdownIt("commonmark").parse(source)
    headings = [(t.tag, tokens[i + 1].children or []) for i, t in enumerate(tokens) if t.type == "heading_open"]
    if not headings:
        return None
    _, words = min(headings, key=lambda heading: heading[0])
    return "".join(" " if t.type == "softbreak" else t.content for t in words).strip() or None
