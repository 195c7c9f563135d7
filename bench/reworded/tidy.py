"""Small edits that every rewording needs."""

import re

from spacy.tokens import Token


def subtree(token: Token) -> tuple[int, int]:
    """Characters `[start, end)` of the words below a token."""
    return token.left_edge.idx, token.right_edge.idx + len(token.right_edge)


def tidy(text: str) -> str:
    """One space, no comma at an edge, a capital and a full stop."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*,(\s*,)+", ",", text)
    text = re.sub(r"\s+([,.;:!?%])", r"\1", text).strip(" ,;:-–—")
    text = re.sub(r",\s*\.$", ".", text)
    text = re.sub(r",? (?:and|or|but)\.?$", "", text)
    if re.search(r"[.!?][\"”]$", text):
        return text[:1].upper() + text[1:]
    return (text[:1].upper() + text[1:]).rstrip(".") + "." if text else ""


def lowered(text: str, head: Token) -> str:
    """Without the capital of a sentence's beginning, where the word is no name."""
    first = head.left_edge
    return (
        text if first.ent_type_ or first.tag_.startswith("NNP") or text[:2].isupper() else text[:1].lower() + text[1:]
    )
