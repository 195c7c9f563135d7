"""Whose word a question asks for: how many died *according to the police*."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.domain.answers import Question, Standing
from rag.index.analysis import terms
from rag.language.attribution import ACCORDING, unattributed
from rag.read.candidates import EVEN, SURE, Candidate
from rag.read.evidence import Sentence
from rag.read.refusal import UNSURE
from rag.read.sides import standing_of
from rag.read.standing import clause, is_asked, speaking, standing

_SAYS = re.compile(
    r"\b(?:do|does|did)\s+((?:[^\W\d_][\w'’.-]*\s+){1,6}?)(?:say|claim|think|believe|allege|estimate|suspect)\b", re.I
)
_LIGHT = frozenset(
    terms("the a an of in at to that and or its his her their own say said has had have was were be been")
)
# What is said beside a number alone: "put the toll at nine".
_COUNTING = frozenset(terms("put toll number figure count estimate total give speak about only than more less some it"))
# A text itself is no source that another could contradict.
_TEXTS = frozenset(
    terms(
        "act agreement article bill book budget charter clause code constitution contract convention "
        "document email file guide judgment law lease letter list log mail manual memo message minutes note "
        "page paper paragraph plan policy programme record regulation report resolution rule ruling schedule "
        "section source story study survey table text transcript treaty verdict you"
    )
)
# So many words more still tell no deed of their own: "said 340 jobs were gone".
FEW = 2
# The share of the best sentence's score from which another may stand before it.
NEARLY = 0.6
# So much of a question about who said it stands in the sentence that he said, less where he "denied it".
TOLD, DENIED = 0.6, 0.5
_POSSESSIVE = re.compile(r"\b(?:its|his|her|their)\s", re.I)
_PRONOUNS = ("he", "she", "they", "it")
# Terms of whoever is to have said something, his noun or last name first.
Source = tuple[str, ...]


def source_asked(question: Question) -> Source:
    """Who is to have said it; nobody where the question leaves that open."""
    found = ACCORDING.search(question.text) or _SAYS.search(question.text)
    if found is None or question.asks == "timeline":
        return ()
    source = source_of(found[1])
    return source if _TEXTS.isdisjoint(source) else ()


def source_of(words: str) -> Source:
    """The terms of whoever the words name."""
    head = re.split(r"\s(?:of|in|at|for|from)\s", words.strip())[0]
    held = [term for term in terms(words.lower()) if term not in _LIGHT]
    return tuple(dict.fromkeys([*terms(head.lower())[-1:], *held]))


def names(source: Source, held: frozenset[str]) -> bool:
    """Whether words name the source: its noun, or the last name, and half of its words; Mara Dahl is called Dahl."""
    return bool(source) and source[0] in held and 2 * sum(term in held for term in source) >= len(source)


def is_of(source: Source, told: Standing) -> bool:
    """Whether it is the source who says so."""
    return names(source, frozenset(terms(told.source)))


def without_source(question: Question) -> Question:
    """The question without "according to …", whoever may say it."""
    return replace(question, text=unattributed(question.text))


def is_pronoun(source: str) -> bool:
    """Whether who says so was named before."""
    return source.lower() in _PRONOUNS


def is_word_of(source: Source, candidate: Candidate) -> bool:
    """Whether the source tells it: half its words name who does, for Mara Dahl is called Dahl."""
    document, span = candidate.document, (candidate.start, candidate.end)
    sentence = candidate.sentence_start, candidate.sentence_end
    own = frozenset(terms(candidate.text))
    if not source or not own.isdisjoint(terms(standing(document, *sentence).source)):
        return False
    told = speaking(document, *sentence, span)
    # "He", or "its spokeswoman": whose, a sentence before tells.
    if is_pronoun(standing_of(candidate).source) or _POSSESSIVE.search(candidate.sentence):
        told = candidate.near
    whose = frozenset(terms(f"{document.metadata.published_by or ''} {document.title} {document.path}".lower()))
    return names(source, frozenset(terms(told)) - own | whose)


def word_of(source: Source, fit: Sequence[Candidate], others: Sequence[Candidate]) -> list[Candidate]:
    """What the source asked for says: of what fits, else of the others what is said in so few words that the deed goes
    without saying. All that fits where it says nothing."""
    if not source:
        return list(fit)
    said = [c for c in fit if is_word_of(source, c)]
    brief = (c for c in others if c.margin >= UNSURE and is_word_of(source, c) and is_brief(source, c, FEW))
    return said or list(brief) or list(fit)


def is_brief(source: Source, candidate: Candidate, more: int = 0) -> bool:
    """Whether its clause says nothing else, or so many words more: "the company said that 900 had"."""
    text, span = candidate.document.text, (candidate.start, candidate.end)
    start, end = clause(text, candidate.sentence_start, candidate.sentence_end, span)
    said = frozenset(terms(text[start:end])) - frozenset(terms(candidate.text))
    return len(said - {*source, *_LIGHT, *_COUNTING}) <= more


def sentences_of(source: Source, ranked: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, what the source asked for says before others; of those that bear on the question about as much."""
    if not source or not ranked:
        return list(ranked)
    near = [s for s in ranked if s.score >= NEARLY * ranked[0].score]
    said = [s for s in near if is_of(source, standing(s.document, s.start, s.end))]
    return list(dict.fromkeys([*said, *ranked]))


def speakers(question: Question, found: Sequence[Candidate], ranked: Sequence[Sentence]) -> list[Candidate]:
    """Who says what the best of the sentences tells: of what was found for it what names him, else his name there, or
    in the sentence before where *he* says it. What was found where nobody is said to say it."""
    told, least = list(ranked), TOLD
    if is_asked("denied", question.text):
        told, least = [s for s in ranked if standing(s.document, s.start, s.end).status == "denied"], DENIED
    best = max(told, key=lambda s: s.coverage, default=None)
    if best is None or best.coverage < least:
        return [c for c in found if c.margin >= SURE]
    speaker = source_of(standing(best.document, best.start, best.end).source)
    named = [c for c in found if frozenset(speaker[:1]) <= frozenset(terms(c.text)) <= frozenset(speaker)]
    return named or _named(best, ranked) or list(found)


def _named(sentence: Sentence, ranked: Sequence[Sentence]) -> list[Candidate]:
    said = standing(sentence.document, sentence.start, sentence.end)
    if is_pronoun(said.source):
        before = (s for s in ranked if s.document.id == sentence.document.id and s.end <= sentence.start)
        last = max(before, key=lambda s: s.end, default=None)
        return _named(last, ranked) if last else []
    at = sentence.document.text.find(said.source, sentence.start, sentence.end) if said.source else -1
    end = at + len(said.source)
    return [Candidate(sentence.hit, at, end, sentence.start, sentence.end, said.source, EVEN)] if at >= 0 else []


def another_source(question: Question, candidate: Candidate) -> str | None:
    """Who says it, in words to set behind the value, where that is not the source asked for."""
    source = source_asked(question)
    if not source or is_word_of(source, candidate):
        return None
    told: Standing = standing_of(candidate)
    return f"said by {told.speaker}" if told.source else "it is not told who says so"
