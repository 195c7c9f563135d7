"""What an acronym stands for: the name that the documents write before it."""

import re
from collections.abc import Sequence

from rag.domain.answers import Question
from rag.read.asked import ACRONYM
from rag.read.candidates import Candidate
from rag.read.evidence import Sentence

_NAME = r"[A-Z][\w'’-]*"
_WORDS = rf"(?P<name>{_NAME}(?:\s+(?:(?:of|for|the|and|on|in|de|la|del|du|des)\s+)*{_NAME})+)"


def spelled_out(question: Question, ranked: Sequence[Sentence]) -> Candidate | None:
    """The name before "(NCRB)" whose capitals begin as the acronym does; None where none is asked for or there."""
    asked = ACRONYM.search(question.text)
    if asked is None or not asked["short"].isupper():
        return None
    letters = asked["short"].replace(".", "")
    written = re.compile(rf"{_WORDS}\s*\(\s*{re.escape(asked['short'])}\s*\)")
    for s in ranked:
        found = written.search(s.text)
        if found:
            skipped = re.search(rf"\b{letters[0]}\w*", found["name"])
            start = s.start + found.start("name") + (skipped.start() if skipped else 0)
            end = s.start + found.end("name")
            return Candidate(s.hit, start, end, s.start, s.end, " ".join(s.document.text[start:end].split()), 0.0)
    return None
