"""The reader without a language model: the best evidence sentences, a short answer where a span of them fits."""

import re
from collections.abc import Sequence

from rag.domain.answers import Claim, Draft, Hit, Question, ShortAnswer, cite, on_one_line
from rag.language.case import parsable
from rag.models.parser import parse
from rag.read.asked import Asked
from rag.read.evidence import Embed, Sentence, evidence
from rag.read.refusal import missing, refusal
from rag.read.sought import sought
from rag.read.spans import Short, short_answer

CLAIMS = 3
# Sentences in which a short answer is looked for.
PARSED = 5
# A further sentence is worth showing from this share of the best one's score on.
WORTH_SHOWING = 0.55
# Two sentences with more of their words in common than this say the same.
SAME = 0.7
_LABEL = re.compile(r"(?:^|\| )([^|:]{1,60}):(?= )")


def draft(question: Question, hits: Sequence[Hit], embed: Embed) -> Draft:
    """Up to three sentences, the most important first, or a refusal that says what is missing."""
    asked, ranked = evidence(question, hits, embed)
    gap = missing(asked, ranked)
    if gap:
        return Draft(refusal=refusal(gap, ranked, hits))
    short = _short_answer(question, asked, ranked[:PARSED], embed)
    if short:
        ranked = [short.sentence, *(sentence for sentence in ranked if sentence is not short.sentence)]
    claims = tuple(_claim(sentence) for sentence in _distinct(ranked))
    return Draft(claims, (ShortAnswer(short.text, claims[0].citations),) if short else ())


def _short_answer(question: Question, asked: Asked, evidence: Sequence[Sentence], embed: Embed) -> Short | None:
    names = {word.lower() for name in asked.names for word in name.split()}
    texts = [parsable(sentence.text, names) for sentence in evidence]
    parsed_question, *parsed = parse([question.text, *texts])
    wanted = sought(question, parsed_question)
    return short_answer(wanted, asked, list(zip(evidence, parsed, strict=True)), embed) if wanted else None


def _claim(sentence: Sentence) -> Claim:
    citation = cite(sentence.document, sentence.start, sentence.end)
    return Claim(on_one_line(citation.quote), (citation,))


def _distinct(ranked: Sequence[Sentence]) -> list[Sentence]:
    """The first sentences, without those that repeat one before them or stand beside it in a table."""
    chosen: list[Sentence] = []
    for sentence in ranked:
        if len(chosen) == CLAIMS or sentence.score < WORTH_SHOWING * ranked[0].score:
            break
        if all(_shared(sentence, other) < SAME and not _sibling_rows(sentence, other) for other in chosen):
            chosen.append(sentence)
    return chosen


def _shared(one: Sentence, other: Sentence) -> float:
    return len(one.terms & other.terms) / (min(len(one.terms), len(other.terms)) or 1)


def _sibling_rows(one: Sentence, other: Sentence) -> bool:
    """Whether both are rows of one table, with its headings for labels: they tell of different things."""
    labels = _LABEL.findall(one.text)
    return len(labels) > 1 and labels == _LABEL.findall(other.text)
