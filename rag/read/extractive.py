"""The reader without a language model: the best evidence sentences, a short answer where a span of them fits."""

import re
from collections.abc import Sequence

from rag.domain.answers import Claim, Draft, Hit, Question, ShortAnswer, cite, on_one_line
from rag.language.case import in_capitals, parsable
from rag.models.parser import parse
from rag.read.asked import Asked
from rag.read.candidates import Candidate, candidates
from rag.read.confidence import confidence
from rag.read.evidence import Embed, Sentence, evidence, is_heading
from rag.read.refusal import least_margin, missing, refusal, unsaid
from rag.read.sides import Settled, settle, standing_of
from rag.read.sought import sought
from rag.read.spans import short_answer
from rag.read.standing import hedged, standing

CLAIMS = 3
# Sentences in which the grammar looks for a short answer, and in which the reader's spans are taken.
PARSED, POINTED = 5, 10
# How much a better passage counts beside the margin.
SCORE = 4.0
# How much the share of the question that its sentence covers counts, and each of its names that is not near: of two
# alike, the one that was named.
COVERED, NAMED = 8.0, 1.0
# Logits behind the first from which a span is another question's answer.
BEHIND = 1.5
# A further sentence is worth showing from this share of the best one's score on.
WORTH_SHOWING = 0.55
# Two sentences with more of their words in common than this say the same.
SAME = 0.7
_LABEL = re.compile(r"(?:^|\| )([^|:]{1,60}):(?= )")


def draft(question: Question, hits: Sequence[Hit], embed: Embed) -> Draft:
    """Up to three sentences, the most important first, or a refusal that says what is missing."""
    asked, ranked = evidence(question, hits, embed)
    pointed = _pointed_at(question, asked, ranked)
    margin = pointed[0].margin if pointed else None
    settled = settle(asked, [c for c in pointed if c.margin >= least_margin(question.asks)])
    gap = missing(asked, ranked)
    left_open = None if settled.leading else unsaid(question.asks, margin)
    # In prose the grammar may find what the reader does not; capitals it reads too badly to be believed alone.
    if left_open and not gap and in_capitals(ranked[0].text):
        gap = left_open
    parsed = None
    if not gap and _grammar_asked(question, asked, settled, ranked):
        parsed = _parsed(question, asked, ranked[:PARSED], embed)
    sure = confidence(ranked, margin)
    if gap := gap or (None if parsed else left_open):
        return Draft(refusal=refusal(gap, ranked, hits), confidence=sure)
    if parsed or not settled.leading:
        first = [parsed[0]] if parsed else []
        claims = _claims(first + [sentence for sentence in ranked if sentence not in first])
        return Draft(claims, (ShortAnswer(parsed[1], claims[0].citations),) if parsed else (), confidence=sure)
    proofs = [settled.leading, *(settled.support if settled.sides else ())]
    first = [_sentence_of(candidate, ranked) for candidate in dict.fromkeys(proofs)]
    claims = _claims(list(dict.fromkeys([*first, *ranked])))
    return Draft(claims, (_short(settled),), sides=settled.sides, confidence=sure)


def _pointed_at(question: Question, asked: Asked, ranked: Sequence[Sentence]) -> list[Candidate]:
    """The spans that the reader points at, the surest in the best passages first, none far behind the first."""
    best = max((s.hit.score for s in ranked), default=0.0)
    coverage = {(s.document.id, s.start): (s.coverage, _unnamed(asked, s)) for s in ranked[:POINTED]}

    def worth(candidate: Candidate) -> float:
        covered = coverage[candidate.document.id, candidate.sentence_start]
        return candidate.margin + SCORE * (candidate.hit.score - best) + COVERED * covered[0] - NAMED * covered[1]

    told = [s for s in ranked[:POINTED] if not any(o.coverage > s.coverage and _sibling_rows(s, o) for o in ranked)]
    found = sorted(candidates(question, told), key=worth, reverse=True)
    return [candidate for candidate in found if worth(candidate) > worth(found[0]) - BEHIND]


def _unnamed(asked: Asked, sentence: Sentence) -> int:
    """How many of the question's names stand neither in the sentence nor in the two before it and the title."""
    held = sentence.terms | sentence.around[0]
    names = asked.names.values()
    return sum(all(held.isdisjoint(asked.forms.get(part, {part})) for part in parts) for parts in names if parts)


def _grammar_asked(question: Question, asked: Asked, settled: Settled, ranked: Sequence[Sentence]) -> bool:
    """Whether the parse may know better than the reader: where that has nothing, for who did it to whom, or where a
    name asked for is not near; beside the reader never in capitals."""
    if settled.leading is None:
        return True
    sentence = _sentence_of(settled.leading, ranked)
    doubtful = question.asks in ("who", "whom") or _unnamed(asked, sentence) > 0
    return doubtful and not settled.sides and not in_capitals(sentence.text)


def _sentence_of(candidate: Candidate, ranked: Sequence[Sentence]) -> Sentence:
    place = candidate.document.id, candidate.sentence_start
    return next(s for s in ranked if (s.document.id, s.start) == place)


def _short(settled: Settled) -> ShortAnswer:
    """The leading value; where its source only suspects it, or another denies it, the words say so."""
    assert settled.leading
    standings = [standing_of(c) for c in dict.fromkeys([settled.leading, *settled.support])]
    own, doubted = standings[0], any(s.status == "denied" for s in standings)
    text = settled.leading.text
    shown = hedged(text, *standings) if own.status in ("suspected", "denied") or doubted else text
    c = settled.leading
    said_as = on_one_line(c.document.text[c.start : c.end]) if c.iso else None
    return ShortAnswer(shown, (c.citation,), own, said_as)


def _parsed(
    question: Question, asked: Asked, evidence: Sequence[Sentence], embed: Embed
) -> tuple[Sentence, str] | None:
    """What fills the gap by the grammar of question and sentence."""
    names = {word.lower() for name in asked.names for word in name.split()}
    texts = [parsable(sentence.text, names) for sentence in evidence]
    parsed_question, *parsed = parse([question.text, *texts])
    wanted = sought(question, parsed_question)
    short = short_answer(wanted, asked, list(zip(evidence, parsed, strict=True)), embed) if wanted else None
    return (short.sentence, short.text) if short else None


def _claims(ranked: Sequence[Sentence]) -> tuple[Claim, ...]:
    return tuple(_claim(sentence) for sentence in _distinct(ranked))


def _claim(sentence: Sentence) -> Claim:
    citation = cite(sentence.document, sentence.start, sentence.end)
    told = standing(sentence.document, sentence.start, sentence.end)
    return Claim(on_one_line(citation.quote), (citation,), standing=told)


def _distinct(ranked: Sequence[Sentence]) -> list[Sentence]:
    """The first sentences, without those that repeat one before them or stand beside it in a table."""
    chosen: list[Sentence] = []
    for sentence in ranked:
        if len(chosen) == CLAIMS or sentence.score < WORTH_SHOWING * ranked[0].score:
            break
        if chosen and is_heading(sentence):
            # A headline or a byline proves nothing beside a sentence.
            continue
        if all(_shared(sentence, other) < SAME and not _sibling_rows(sentence, other) for other in chosen):
            chosen.append(sentence)
    return chosen


def _shared(one: Sentence, other: Sentence) -> float:
    return len(one.terms & other.terms) / (min(len(one.terms), len(other.terms)) or 1)


def _sibling_rows(one: Sentence, other: Sentence) -> bool:
    """Whether both are rows of one table, with its headings for labels: they tell of different things."""
    labels = _LABEL.findall(one.text)
    return len(labels) > 1 and labels == _LABEL.findall(other.text)
