"""What fills a question's gap by the grammar of question and sentence, and which spans that grammar bears out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING

from rag.domain.answers import Question
from rag.language.case import in_capitals, parsable
from rag.language.dates import spoken
from rag.models.parser import parse
from rag.read.asked import Asked
from rag.read.candidates import Candidate
from rag.read.claims import names_as_much
from rag.read.deeds import by_another, deeds_of, is_counted, is_in_deed
from rag.read.evidence import Embed, Sentence
from rag.read.sought import Sought, sought
from rag.read.spans import short_answers

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds, and most commands need none of it.
    from spacy.tokens import Doc

# Sentences that are parsed: the first, and further ones that tell the deed asked for, of so many.
FIRST, FURTHER, AMONG = 5, 3, 40
# A passage that ranks so far behind the best tells of something else, whatever its verbs, unless it names who or what
# is asked about.
FAR = 1.5
# A parse knows no margin: what it finds stands as even.
EVEN = 0.0
_DID = re.compile(r"\b(?:what|which)\b.*\b(?:do|does|did|has|have|had)\b", re.I)


# One question is asked about several times while it is answered.
@lru_cache(maxsize=8)
def wanted(question: Question) -> Sought | None:
    """What the question's own parse says fills its gap."""
    return sought(question, parse([question.text])[0])


def _spelled(gap: Sought, asked: Asked) -> Sought:
    """With the forms in which the documents have the names of the question."""
    parts = (gap.deeds, gap.subject, gap.object)
    deeds, subject, object_ = (part.union(*(asked.forms.get(t, frozenset()) for t in part)) for part in parts)
    return replace(gap, deeds=deeds, subject=subject, object=object_)


def is_checked(question: Question) -> bool:
    """Whether spans are to be borne out: numbers, and what somebody did."""
    return question.asks == "how many" or (question.asks == "what" and bool(_DID.search(question.text)))


def untold(question: Question, sentence: Sentence) -> bool:
    """Whether the sentence does not tell the deed of the question."""
    gap = wanted(question)
    return gap is not None and bool(gap.subject) and gap.deeds.isdisjoint(sentence.terms)


def tells(gap: Sought, asked: Asked, sentence: Sentence) -> bool:
    """Whether the deed asked for stands in the sentence, in any form that counts as it."""
    return not _spelled(gap, asked).deeds.isdisjoint(sentence.terms)


def borne_out(gap: Sought, asked: Asked, found: Sequence[Candidate]) -> list[Candidate]:
    """Numbers in the deed asked for, else those that count what is asked for, where there are any; of what somebody
    did, none that another by name is told to have done."""
    gap = _spelled(gap, asked)
    prose = [c for c in found if not in_capitals(c.sentence)]
    parsed = dict(zip(prose, _parsed(asked, [c.sentence for c in prose]), strict=True))
    if gap.kind == "number":
        done, counted = (
            [c for c, doc in parsed.items() if fits(gap, doc, c.start - c.sentence_start)]
            for fits in (is_in_deed, is_counted)
        )
        return done or counted or list(found)
    others = {
        c for c, doc in parsed.items() if (deeds := deeds_of(gap, doc)) and all(by_another(d, gap) for d in deeds)
    }
    return [c for c in found if c not in others]


def by_grammar(gap: Sought, asked: Asked, ranked: Sequence[Sentence], embed: Embed) -> Candidate | None:
    """What fills the gap in one of the first of these sentences, or in a further one that tells the deed asked for."""
    best, held = max(s.hit.score for s in ranked), partial(names_as_much, asked, ranked[0])
    near = (s for s in ranked[:AMONG] if s.hit.score > best - FAR or (asked.names and held(s)))
    first = list(islice(near, FIRST))
    further = islice((s for s in near if not gap.deeds.isdisjoint(s.terms) and held(s)), FURTHER)
    return next(iter(all_by_grammar(gap, asked, [*first, *further], embed)), None)


def all_by_grammar(gap: Sought, asked: Asked, sentences: Sequence[Sentence], embed: Embed) -> list[Candidate]:
    """What fills the gap in any of these sentences, the surest first."""
    parsed = _parsed(asked, [sentence.text for sentence in sentences])
    found = short_answers(_spelled(gap, asked), asked, list(zip(sentences, parsed, strict=True)), embed)
    return [_candidate(short.sentence, short.text, gap) for short in found]


def _parsed(asked: Asked, texts: Sequence[str]) -> list[Doc]:
    names = {word.lower() for name in asked.names for word in name.split()}
    return parse([parsable(text, names) for text in texts])


def _candidate(sentence: Sentence, text: str, gap: Sought) -> Candidate:
    """A date is shown resolved, so it is found again among the sentence's days."""
    words = re.search(r"\s+".join(map(re.escape, text.split())), sentence.text)
    dated = next((d for d in sentence.dates if gap.kind == "date" and spoken(d.iso) == text), None)
    at, to = words.span() if words else (0, len(sentence.text))
    start, end = (dated.start, dated.end) if dated else (sentence.start + at, sentence.start + to)
    return Candidate(sentence.hit, start, end, sentence.start, sentence.end, text, EVEN, dated.iso if dated else None)
