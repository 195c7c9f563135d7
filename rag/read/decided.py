"""The answer to a yes/no question from what sentences say of it."""

from collections.abc import Sequence

from rag.domain.answers import Question, ShortAnswer, Side
from rag.read.candidates import Candidate
from rag.read.copies import dated, originals
from rag.read.doubts import doubts
from rag.read.evidence import Sentence
from rag.read.sides import takes_back
from rag.read.standing import hedged, is_accused, is_asked, standing
from rag.read.yes_no import Told


def decided(
    question: Question, told: Sequence[Told], ranked: Sequence[Sentence]
) -> tuple[ShortAnswer, tuple[Side, ...], list[Sentence]]:
    """The short answer, yes or no first, both sides where independent sources differ, and the sentences behind it.

    `told` is not empty, the best first.
    """
    best = told[0]
    source = originals([t.sentence.document for t in told])
    against = next((t for t in told if t.says != best.says and _source(t, source) != _source(best, source)), None)
    if against:
        earlier, later = sorted((best, against), key=lambda t: dated(t.sentence.document))
        if takes_back(later.sentence.document):
            short = ShortAnswer(later.says.capitalize(), (later.sentence.citation,), later.standing)
            return short, (_side(earlier), _side(later, correction=True)), [later.sentence, earlier.sentence]
        both = sorted((best, against), key=lambda t: t.says, reverse=True)
        citations = tuple(t.sentence.citation for t in both)
        sides = tuple(map(_side, both))
        return ShortAnswer("Disputed", citations, best.standing), sides, [t.sentence for t in both]
    denials = doubts(_as_candidate(best, question), ranked) if _is_doubtful(best) else []
    sentences = [best.sentence, *denials]
    text = _worded(best, question, denials)
    return ShortAnswer(text, tuple(s.citation for s in sentences), best.standing), (), sentences


def _worded(told: Told, question: Question, denials: Sequence[Sentence]) -> str:
    own = told.standing
    plain = told.says.capitalize()
    if own.status == "reported" or is_asked(own.status, question.text):
        return plain
    if own.status == "planned":
        return f"{plain}, planned" if told.says == "yes" else plain
    if own.status == "claimed" and not is_accused(told.sentence.text):
        return f"{plain}, according to {own.speaker}" if own.source else plain
    others = [standing(s.document, s.start, s.end) for s in denials]
    denied = [s for s in others if s.status == "denied"]
    return hedged("Disputed" if denied or own.status == "denied" else "Not established", own, *denied)


def _is_doubtful(told: Told) -> bool:
    return told.standing.status == "suspected" or is_accused(told.sentence.text)


def _as_candidate(told: Told, question: Question) -> Candidate:
    s = told.sentence
    return Candidate(s.hit, told.at, told.at + 1, s.start, s.end, question.words, 0.0)


def _source(told: Told, originals: dict[int, int]) -> int:
    return originals[told.sentence.document.id]


def _side(told: Told, correction: bool = False) -> Side:
    about = told.sentence.document.metadata
    citations = (told.sentence.citation,)
    return Side(told.says.capitalize(), citations, about.published_by, about.published_on, told.standing, correction)
