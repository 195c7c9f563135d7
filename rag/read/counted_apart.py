"""Numbers that two people give in one document: "two were hurt, the mayor said; the guard said five"."""

from collections.abc import Sequence
from dataclasses import replace

from rag.domain.answers import Question
from rag.read.according import is_brief, source_asked, source_of
from rag.read.asked import Asked
from rag.read.borne_out import borne_out
from rag.read.candidates import Candidate, candidates
from rag.read.evidence import Sentence
from rag.read.grammar import tells, wanted
from rag.read.misread import is_misread
from rag.read.pointed import sentence_of
from rag.read.refusal import UNSURE
from rag.read.sides import said_apart, same_value, standing_of


def counted_apart(question: Question, asked: Asked, leading: Candidate, ranked: Sequence[Sentence]) -> list[Candidate]:
    """Of how many, what others who are named say in the document of the leading candidate, each as sure as that.
    Nothing where the word of one source is asked for."""
    if question.asks != "how many" or source_asked(question) or not standing_of(leading).source:
        return []
    near = [s for s in ranked if s.document.id == leading.document.id]
    others = [c for c in candidates(question, near) if c.margin >= UNSURE and said_apart(leading, c)]
    fit = [c for c in others if not same_value(leading, c) and not is_misread(question, asked, c)]
    return [replace(c, margin=leading.margin) for c in fit if _counts_it(question, asked, c, near)]


def _counts_it(question: Question, asked: Asked, c: Candidate, ranked: Sequence[Sentence]) -> bool:
    """Whether it counts what is asked for, or its clause says nothing else: "the guard said five"."""
    gap = wanted(question)
    told = gap is not None and tells(gap, asked, sentence_of(c, ranked)) and bool(borne_out(gap, asked, [c]))
    return told or is_brief(source_of(standing_of(c).source), c)
