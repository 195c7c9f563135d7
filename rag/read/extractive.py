"""The reader without a language model: the best evidence sentences, a short answer where a span of them fits."""

from collections.abc import Sequence

from rag.domain.answers import Claim, Draft, Hit, Question, cite, on_one_line
from rag.read.evidence import Embed, Sentence, evidence
from rag.read.refusal import missing, refusal

CLAIMS = 3
# A further sentence is worth showing from this share of the best one's score on.
WORTH_SHOWING = 0.75
# Two sentences with more of their words in common than this say the same.
SAME = 0.7


def draft(question: Question, hits: Sequence[Hit], embed: Embed | None) -> Draft:
    """Up to three sentences, the most important first, or a refusal that says what is missing."""
    asked, ranked = evidence(question, hits, embed)
    gap = missing(asked, ranked)
    if gap:
        return Draft(refusal=refusal(gap, ranked, hits))
    return Draft(claims=tuple(_claim(sentence) for sentence in _distinct(ranked)))


def _claim(sentence: Sentence) -> Claim:
    citation = cite(sentence.document, sentence.start, sentence.end)
    return Claim(on_one_line(citation.quote), (citation,))


def _distinct(ranked: Sequence[Sentence]) -> list[Sentence]:
    """The first sentences, those left out that say again what one before them says."""
    chosen: list[Sentence] = []
    for sentence in ranked:
        if len(chosen) == CLAIMS or sentence.score < WORTH_SHOWING * ranked[0].score:
            break
        if all(_shared(sentence, other) < SAME for other in chosen):
            chosen.append(sentence)
    return chosen


def _shared(one: Sentence, other: Sentence) -> float:
    return len(one.terms & other.terms) / (min(len(one.terms), len(other.terms)) or 1)
