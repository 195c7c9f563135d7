"""Who doubts an accusation: a denial by the accused, or whoever looked and could not tell."""

import re
from collections.abc import Sequence

from rag.index.analysis import terms
from rag.read.candidates import Candidate
from rag.read.evidence import Sentence
from rag.read.sides import standing_of

# So far behind the accusation, in characters, its answer stands.
NEAR = 1000
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)\s+(?:it|this|that|the\s+(?:accusation|charge|claim|allegation|report)s?))\b",
    re.I,
)
_UNKNOWN = re.compile(
    r"\b(?:could|can)\s*not\s+(?:determine|establish|say|tell|confirm)\b|\bunclear\s+who\b|\bnot\s+(?:yet\s+)?known\s+who\b|"
    r"\bno\s+(?:group|one|organi[sz]ation)\s+(?:has\s+)?claimed\b",
    re.I,
)


def doubts(candidate: Candidate, ranked: Sequence[Sentence]) -> list[Sentence]:
    """Of an answer that is only claimed or suspected the first sentence that denies it, and the first that finds it
    open, in the same document behind it."""
    if standing_of(candidate).status not in ("claimed", "suspected"):
        return []
    behind = [s for s in ranked if s.document.id == candidate.document.id and _is_near(candidate, s)]
    behind.sort(key=lambda sentence: sentence.start)
    denying = [s for s in behind if _DENIES.search(s.text) and _speaks_of(candidate, s)]
    return denying[:1] + [s for s in behind if _UNKNOWN.search(s.text) and s not in denying[:1]][:1]


def _is_near(candidate: Candidate, sentence: Sentence) -> bool:
    return 0 < sentence.start - candidate.sentence_start < NEAR


def _speaks_of(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether it names the accused, or only refers: "it", "the accusation"."""
    return (
        not frozenset(terms(candidate.text)).isdisjoint(sentence.terms)
        or re.match(r"(?:it|they|he|she)\b", sentence.text, re.I) is not None
    )
