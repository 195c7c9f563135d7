"""Names as the documents spell them: what reads passages, and what compares meanings, knows one spelling of a name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rag.domain.answers import Hit, Question
from rag.index.spellings import has_variants, variants

# An article stands with a hyphen: al-Harbuni.
_WORD = re.compile(r"(?P<article>\b[^\W\d_]{2,3}-)?(?P<name>[^\W\d_]+)")


def respelled(question: Question, hits: Sequence[Hit]) -> Question:
    """With each name that no passage holds as the passage writes it that holds other spellings of the most of them."""
    held = "\n".join(hit.passage.text for hit in hits).lower()
    words = [word["name"] for word in _WORD.finditer(question.text)][1:]
    capital = {word for word in words if word[0].isupper()}
    unknown = {word for word in capital if word.lower() not in held and has_variants(word.lower())}
    if not unknown:
        return question
    known = max((_known(unknown, hit.passage.text) for hit in hits), key=len, default={})
    text, searched = (_WORD.sub(lambda word: _written(word, known), told) for told in (question.text, question.words))
    return replace(question, text=text, words=searched)


def _known(names: set[str], text: str) -> dict[str, tuple[str, str]]:
    """Names of the question by the likest other spelling in the text, where it has one, and the article before it."""
    written: dict[str, tuple[str, str]] = {}
    for word in _WORD.finditer(text):
        if word["name"][0].isupper():
            written.setdefault(word["name"].lower(), ((word["article"] or "").lower(), word["name"]))
    alike = {name: list(variants(name.lower(), written)) for name in names}
    return {name: written[found[0]] for name, found in alike.items() if found}


def _written(word: re.Match[str], known: Mapping[str, tuple[str, str]]) -> str:
    if word["name"] not in known:
        return word[0]
    article, name = known[word["name"]]
    return (article if word["article"] else "") + name
