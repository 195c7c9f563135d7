"""Small changes of English noun phrases: number, article and capital."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds.
    from spacy.tokens import Doc


def pluralized(noun: str) -> str:
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else f"{noun}s"


def gerund(verb: str) -> str:
    """Of a verb in its base form: seize, seizing; rob, robbing."""
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", verb):
        return f"{verb}{verb[-1]}ing"
    return f"{verb.removesuffix('e') if not verb.endswith(('ee', 'oe', 'ye')) else verb}ing"


def with_article(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def core(phrase: str) -> str:
    """Without its article, and without what follows the noun."""
    text = re.sub(r"^(?:the|a|an)\s+", "", phrase, flags=re.I)
    return re.split(r"\s(?:in|on|at|near|from|for|against|during|by|to|with|around|of)\s", text)[0]


def lower(phrase: str) -> str:
    return re.sub(r"^(The|A|An)\b", lambda m: m[0].lower(), phrase)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def spliced(parsed: Doc, start: int, end: int, put: str) -> str:
    """The text of `parsed` with what stands from `start` to `end` exchanged."""
    return f"{parsed.text[:start]}{put}{parsed.text[end:]}"
