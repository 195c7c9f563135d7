"""What the documents themselves leave open: they ask who did it, or say that it is not known."""

import re
from collections.abc import Sequence

from rag.domain.answers import Question
from rag.index.analysis import terms
from rag.read.asked import Asked
from rag.read.candidates import Candidate
from rag.read.evidence import Sentence

LOOKED_AT = 5
# So many words of the question stand behind their "who".
SHARED = 2
# "She asked who had ordered it"; "he did not say who had"; never "the men who ordered it".
_ASKED = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|know[ns]?|say|saying|said|told|clear|determine[ds]?|establish(?:ed)?|find\s+out|question|"
    r"wonder(?:s|ed)?|mystery)\b(?:\s+\w+){0,4}?\s+who\s+(?P<deed>[^,.;]+)",
    re.I,
)


def asked_there(question: Question, asked: Asked, ranked: Sequence[Sentence], leading: Candidate | None) -> str | None:
    """In words that the documents ask who did it too; None where none does, or another sentence of theirs tells it."""
    if question.asks != "who":
        return None
    told = frozenset(terms(leading.sentence)) if leading else frozenset[str]()
    for sentence in ranked[:LOOKED_AT]:
        found = _ASKED.search(sentence.text)
        open_ = frozenset(terms(found["deed"])) & asked.weights.keys() if found else frozenset[str]()
        own = leading and (leading.document.id, leading.sentence_start) == (sentence.document.id, sentence.start)
        if len(open_) >= SHARED and (own or not all(asked.forms[term] & told for term in open_)):
            return "the documents found ask who, and do not say it"
    return None
