"""Questions that ask for nothing in particular: the reports' own first sentences."""

import re
from collections.abc import Sequence

from rag.domain.answers import Question
from rag.read.evidence import Sentence, is_heading

_WHOLE = r"(?:th(?:is|ese)|it|the) ?(?:documents?|reports?)?(?: all)?"
_ANYTHING = re.compile(
    r"\W*(?:so )?(?:what(?:['’]s| is| has| was| are)? ?"
    rf"(?:happen(?:ed|ing|s)|going on|new|{_WHOLE} about|in {_WHOLE})"
    rf"|(?:give|write) (?:me |us )?an? (?:short )?(?:summary|overview)|summari[sz]e(?: {_WHOLE})?)"
    r"(?: here| there| so far)?\W*",
    re.I,
)
SENTENCES = 3


def overview(question: Question, ranked: Sequence[Sentence]) -> list[Sentence]:
    """The first sentences of the one document there is, else the first sentence of each of the best; none where the
    question asks for something."""
    if not _ANYTHING.fullmatch(question.text):
        return []
    told: dict[int, list[Sentence]] = {}
    for sentence in ranked:
        if not is_heading(sentence):
            told.setdefault(sentence.document.id, []).append(sentence)
    leads = [sorted(sentences, key=lambda sentence: sentence.start) for sentences in told.values()]
    return leads[0][:SENTENCES] if len(leads) == 1 else [lead[0] for lead in leads[:SENTENCES]]
