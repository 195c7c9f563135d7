"""A question asked in a conversation, made to stand by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.models.parser import parse
from rag.retrieve.changed import asked_again
from rag.retrieve.ellipsis import completed
from rag.retrieve.pronouns import resolved
from rag.retrieve.topics import by_focus, by_theme
from rag.retrieve.wording import capital

_OPENING = re.compile(r"^\s*(?:and|but|so|then|or)\b[\s,]*", re.I)
_LOOKS_BACK = 12


def self_contained(question: str, earlier: Sequence[str]) -> str:
    """The question with what it leaves to `earlier` (self-contained, oldest first) put in; else word for word."""
    if not earlier or not question.strip():
        return question
    *before, parsed = parse([*earlier[-_LOOKS_BACK:], capital(_OPENING.sub("", question))])
    focus = by_focus(before)
    if not focus:
        return question
    return (
        asked_again(question, parsed, before[-1], focus)
        or resolved(parsed, focus)
        or completed(parsed, focus, by_theme(before)[0])
        or question
    )
