"""A short answer with its doubts."""

from collections.abc import Sequence

from rag.domain.answers import Question, ShortAnswer, Standing, on_one_line
from rag.read.according import another_source, is_pronoun, source_asked
from rag.read.asked import said_by
from rag.read.candidates import Candidate
from rag.read.evidence import Sentence
from rag.read.placed import reported_from
from rag.read.refusal import gap_of
from rag.read.sides import standing_of
from rag.read.standing import hedged, is_accused, is_asked, standing


def short_of(
    question: Question, c: Candidate, others: Sequence[Candidate] = (), doubting: Sequence[Sentence] = ()
) -> ShortAnswer:
    """A value; where its source only accuses or suspects, or another denies it, the words say so.

    `others` give the same value, `doubting` are sentences that doubt it.
    """
    given = [standing_of(candidate) for candidate in dict.fromkeys([c, *others])]
    own = Standing() if is_asked(given[0].status, question.text) else given[0]
    doubted = [standing(s.document, s.start, s.end) for s in doubting]
    more = [*given[1:], *(s for s in doubted if s.status == "denied")]
    unsure = own.status in ("suspected", "denied") or (is_accused(c.sentence) and own.status == "claimed")
    unsure |= any(s.status == "denied" for s in more)
    said = on_one_line(c.document.text[c.start : c.end])
    said_as = said if c.iso and c.text.casefold() not in said.casefold() else None
    town = reported_from(c) if question.asks == "where" else None
    text = f"{c.text} (reported from {town[0]})" if town else c.text
    proofs = (c.citation, town[1]) if town else (c.citation,)
    if unsure and not said_by(question):
        text = hedged(text, own, *more)
    elif other := another_source(question, c):
        text = f"{text} ({other})"
    elif own.status == "claimed" and own.source and gap_of(question) == "culprit" and not source_asked(question):
        # Who did harm is told with whose word that is.
        by = "claimed" if is_pronoun(own.source) else f"according to {own.speaker}"
        text = f"{text} ({by})"
    return ShortAnswer(text, proofs, own, said_as)
