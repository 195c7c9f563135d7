"""A question asked in a conversation, made to stand by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.domain.turns import Turn
from rag.models.parser import parse
from rag.retrieve.answered import told
from rag.retrieve.changed import asked_again
from rag.retrieve.ellipsis import completed
from rag.retrieve.pronouns import resolved
from rag.retrieve.topics import by_focus, by_theme
from rag.retrieve.wording import capital

_OPENING = re.compile(r"^\s*(?:and|but|so|then|or)\b[\s,]*", re.I)
_LOOKS_BACK = 12
# Questions whose answers are somebody or something.
_NAMING = ("who", "whom", "what", "where", "with what")


def self_contained(question: str, earlier: Sequence[Turn]) -> str:
    """The question with what it leaves to `earlier` turns (oldest first) put in; else word for word."""
    if not earlier or not question.strip():
        return question
    turns = earlier[-_LOOKS_BACK:]
    asked = [*(turn.question for turn in turns), capital(_OPENING.sub("", question))]
    # The parser knows the straight apostrophe better.
    *before, parsed = parse([text.replace("’", "'") for text in asked])
    focus = by_focus(before)
    if focus and (again := asked_again(question, parsed, before[-1], focus)):
        return again
    looked_back = told(turns, before)
    if found := resolved(parsed, focus, looked_back):
        return found
    answers = [turn.answer for turn in looked_back if turn.answer is not None and turn.asks in _NAMING]
    return (completed(parsed, focus, answers, by_theme(before)[0]) if focus else None) or question
