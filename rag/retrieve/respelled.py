"""Names as the documents spell them: what reads passages, and what compares meanings, knows one spelling of a name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.domain.answers import Hit, Question
from rag.index.spellings import has_variants, variants

_WORD = re.compile(r"[^\W\d_]+")


def respelled(question: Question, hits: Sequence[Hit]) -> Question:
    """With each name that no passage holds as the passage writes it that holds other spellings of the most of them."""
    held = "\n".join(hit.passage.text for hit in hits).lower()
    words = [word for word in _WORD.findall(question.text)[1:] if word[0].isupper()]
    unknown = {word for word in words if word.lower() not in held and has_variants(word.lower())}
    if not unknown:
        return question
    known = max((_known(unknown, hit.passage.text) for hit in hits), key=len, default={})
    text, searched = (_WORD.sub(lambda w: known.get(w[0], w[0]), told) for told in (question.text, question.words))
    return replace(question, text=text, words=searched)


def _known(names: set[str], text: str) -> dict[str, str]:
    """Names of the question by the likest other spelling in the text, where it has one."""
    written = {word.lower(): word for word in _WORD.findall(text) if word[0].isupper()}
    alike = {name: list(variants(name.lower(), written)) for name in names}
    return {name: written[found[0]] for name, found in alike.items() if found}
