"""Answers of another form than one span: yes or no, a list, a timeline, a name spelled out."""

from collections.abc import Sequence

from rag.domain.answers import Draft, Hit, Question, ShortAnswer
from rag.read.according import Source, is_of, source_asked, without_source
from rag.read.asked import Asked
from rag.read.claims import claims
from rag.read.decided import decided
from rag.read.evidence import Embed, Sentence
from rag.read.lists import listed
from rag.read.pointed import sentence_of
from rag.read.refusal import refusal
from rag.read.short import short_of
from rag.read.spelled_out import spelled_out
from rag.read.statement import statement
from rag.read.timeline import timeline
from rag.read.yes_no import Told, Verdicts, is_spoken_of, told_of


def formed(
    question: Question, asked: Asked, ranked: Sequence[Sentence], hits: Sequence[Hit], embed: Embed, verdicts: Verdicts
) -> Draft | None:
    """None where the question asks for one span, or where what it asks for in another form is not found."""
    if question.asks == "yes/no":
        return _yes_or_no(question, asked, ranked, hits, verdicts)
    if question.asks == "timeline":
        found = timeline(question, asked, ranked)
        return Draft(found) if found else None
    if whole := spelled_out(question, ranked):
        first = [sentence_of(whole, ranked)]
        return Draft(claims(asked, first, ranked), (ShortAnswer(whole.text, (whole.citation,)),))
    values = listed(question, asked, ranked, embed) if question.several else None
    if values is None:
        return None
    if not values:
        return Draft(claims(asked, [], ranked))
    sentences = list(dict.fromkeys(sentence_of(value, ranked) for value in values))
    return Draft(claims(asked, sentences, [], len(sentences)), tuple(short_of(question, value) for value in values))


def _yes_or_no(
    question: Question, asked: Asked, ranked: Sequence[Sentence], hits: Sequence[Hit], verdicts: Verdicts
) -> Draft | None:
    """Of a question that names somebody or something, that the documents do not say whether it is so is the answer;
    where they speak of it in words that decide neither, the words themselves are."""
    plain = without_source(question)
    told = _of_source(source_asked(question), told_of(plain, asked, ranked, verdicts))
    if told:
        short, sides, sentences = decided(question, told, ranked)
        return Draft(claims(asked, sentences, ranked), (short,), sides=sides)
    if told is None or not asked.names or is_spoken_of(plain, ranked):
        return None
    return Draft(refusal=refusal(f"the documents found do not say whether {statement(plain.text)}", ranked, hits))


def _of_source(source: Source, told: list[Told] | None) -> list[Told] | None:
    """What the source asked for says, where that is told."""
    return [t for t in told or () if is_of(source, t.standing)] or told
