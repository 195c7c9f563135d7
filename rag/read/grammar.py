"""What fills a question's gap by the grammar of question and sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING

from rag.domain.answers import Question
from rag.index.analysis import terms
from rag.language.case import in_capitals, parsable
from rag.language.dates import spoken
from rag.models.parser import parse
from rag.read.according import without_source
from rag.read.asked import Asked
from rag.read.candidates import EVEN, Candidate
from rag.read.claims import names_as_much
from rag.read.deeds import deeds_of
from rag.read.evidence import Embed, Sentence
from rag.read.roles import arguments, is_passive
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
_DYING, _KILLING = frozenset(terms("die")), frozenset(terms("kill murder assassinate slay"))
_DID = re.compile(r"\b(?:what|which)\b.*\b(?:do|does|did|has|have|had)\b", re.I)


# One question is asked about several times while it is answered.
@lru_cache(maxsize=8)
def wanted(question: Question) -> Sought | None:
    """What the question's own parse says fills its gap."""
    plain = without_source(question)
    return sought(plain, parse([plain.text])[0])


def spelled(gap: Sought, asked: Asked) -> Sought:
    """The gap with the forms in which the documents have the names of the question."""
    parts = (gap.deeds, gap.subject, gap.object)
    deeds, subject, object_ = (part.union(*(asked.forms.get(t, frozenset()) for t in part)) for part in parts)
    if gap.kind == "person" and gap.role == "agent" and not gap.deeds.isdisjoint(_DYING):
        # Who died is not who killed.
        deeds -= _KILLING
    return replace(gap, deeds=deeds, subject=subject, object=object_)


def is_checked(question: Question) -> bool:
    """Whether spans are to be borne out: numbers, who did it, and what somebody did."""
    return question.asks in ("how many", "who", "when") or asks_what_was_done(question)


def asks_what_was_done(question: Question) -> bool:
    return question.asks == "what" and bool(_DID.search(question.text))


def untold(question: Question, sentence: Sentence) -> bool:
    """Whether the sentence does not tell the deed of the question."""
    gap = wanted(question)
    return gap is not None and bool(gap.subject) and gap.deeds.isdisjoint(sentence.terms)


def tells(gap: Sought, asked: Asked, sentence: Sentence) -> bool:
    """Whether the deed asked for stands in the sentence, in any form that counts as it."""
    return not spelled(gap, asked).deeds.isdisjoint(sentence.terms)


def leaves_doer_out(gap: Sought, asked: Asked, sentence: Sentence) -> bool:
    """Whether the sentence tells the deed as done, and nobody who did it: "she was pardoned last June"."""
    if gap.deeds.isdisjoint(sentence.terms) or in_capitals(sentence.text):
        return False
    [parsed] = parsed_of(asked, [sentence.text])
    deeds = [deed for deed in deeds_of(gap, parsed) if deed.pos_ == "VERB"]
    return bool(deeds) and all(is_passive(deed) and not arguments(deed, "agent") for deed in deeds)


def by_grammar(gap: Sought, asked: Asked, ranked: Sequence[Sentence], embed: Embed) -> list[Candidate]:
    """What fills the gap in one of the first of these sentences, or in a further one that tells the deed asked for, the
    surest first."""
    best, held = max(s.hit.score for s in ranked), partial(names_as_much, asked, ranked[0])
    near = (s for s in ranked[:AMONG] if s.hit.score > best - FAR or (asked.names and held(s)))
    first = list(islice(near, FIRST))
    further = islice((s for s in near if not gap.deeds.isdisjoint(s.terms) and held(s)), FURTHER)
    return all_by_grammar(gap, asked, [*first, *further], embed)


def all_by_grammar(gap: Sought, asked: Asked, sentences: Sequence[Sentence], embed: Embed) -> list[Candidate]:
    """What fills the gap in any of these sentences, the surest first."""
    parsed = parsed_of(asked, [sentence.text for sentence in sentences])
    found = short_answers(spelled(gap, asked), asked, list(zip(sentences, parsed, strict=True)), embed)
    return [_candidate(short.sentence, short.text, gap) for short in found]


def parsed_of(asked: Asked, texts: Sequence[str]) -> list[Doc]:
    names = {word.lower() for word in asked.name_words}
    return parse([parsable(text, names) for text in texts])


def _candidate(sentence: Sentence, text: str, gap: Sought) -> Candidate:
    """A date is shown resolved, so it is found again among the sentence's days."""
    words = re.search(r"\s+".join(map(re.escape, text.split())), sentence.text)
    dated = next((d for d in sentence.dates if gap.kind == "date" and spoken(d.iso) == text), None)
    at, to = words.span() if words else (0, len(sentence.text))
    start, end = (dated.start, dated.end) if dated else (sentence.start + at, sentence.start + to)
    return Candidate(sentence.hit, start, end, sentence.start, sentence.end, text, EVEN, dated.iso if dated else None)
