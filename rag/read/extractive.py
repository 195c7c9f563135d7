"""The reader without a language model: the best evidence sentences, a short answer where a span of them fits."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from rag.domain.answers import Draft, Hit, Question
from rag.language.case import in_capitals
from rag.read.according import is_word_of, sentences_of, source_asked, speakers
from rag.read.accounts import accounts
from rag.read.asked import ACRONYM, Asked, said_by
from rag.read.borne_out import borne_out
from rag.read.candidates import SURE, Candidate
from rag.read.claims import CLAIMS, claims
from rag.read.confidence import chance, signals
from rag.read.counted_apart import counted_apart
from rag.read.doubts import doubts
from rag.read.evidence import Embed, Sentence, evidence, is_heading
from rag.read.forms import formed
from rag.read.grammar import (
    asks_what_was_done,
    by_grammar,
    is_checked,
    leaves_doer_out,
    tells,
    untold,
    wanted,
)
from rag.read.misread import is_misread
from rag.read.overview import overview
from rag.read.placed import told_places
from rag.read.pointed import literal, pointed_at, sentence_of, unnamed
from rag.read.refusal import asks_of_harm, doubted, least_margin, missing, refusal, unsaid
from rag.read.reported import by_report, told_undated
from rag.read.short import short_of
from rag.read.sides import Settled, same_value, settle
from rag.read.sought import Sought
from rag.read.timeline import matter
from rag.read.twins import twins
from rag.read.unsolved import asked_there
from rag.read.yes_no import Verdicts

_CLAIMED = re.compile(r"\b(?:responsib|claim|blam|accus|suspect|confess)\w*", re.I)
# Sentences handed on to whoever writes further.
BEARING = 8


def draft(question: Question, hits: Sequence[Hit], embed: Embed, verdicts: Verdicts) -> Draft:
    """Up to three sentences, the most important first, or a refusal that says what is missing.

    `verdicts` says of pairs of claim and evidence whether the one is supported by the other.
    """
    asked, ranked = evidence(matter(question) if question.asks == "timeline" else question, hits, embed)
    pointed = _pointed(question, asked, ranked)
    margin = pointed[0].margin if pointed else None
    gap = missing(asked, ranked)
    known = signals(hits, ranked, margin, gap)
    likely = chance(known)
    doubt = None if gap else doubted(asked, ranked, likely)
    bearing = tuple(sentence.citation for sentence in ranked[:BEARING])
    made = partial(Draft, confidence=likely, signals=known, evidence=bearing)
    if leads := overview(question, ranked):
        return made(claims(asked, leads, []))
    # Another number than the one asked about may be what makes it a no; a name before "(HAB)" is sure by itself.
    tried = not (gap or doubt) or question.asks == "yes/no" or bool(ACRONYM.search(question.text))
    written = formed(question, asked, ranked, hits, embed, verdicts) if tried else None
    if written and not (gap and written.refusal):
        return replace(written, confidence=likely, signals=known, evidence=bearing)
    gap = gap or doubt
    if not gap and (told := told_undated(question, asked, pointed, ranked)):
        day, claim = by_report(told)
        return made((claim, *claims(asked, [told], ranked)[1:]), (day,))
    least = least_margin(question)
    sure = (
        told_places(question, pointed, ranked, least, likely)
        if question.asks == "where"
        else [c for c in pointed if c.margin >= least]
    )
    settled = _with_rivals(question, asked, sure, ranked)
    left_open = None if settled.leading else unsaid(question, margin)
    # In prose the grammar may find what the reader does not; capitals it reads too badly to be believed alone.
    if left_open and not gap and in_capitals(ranked[0].text):
        gap = left_open
    if not gap and _grammar_asked(question, asked, settled, ranked):
        found = _by_grammar(question, asked, ranked, embed, settled.leading is not None)
        # A part of what the reader points at is not better.
        if found and not (settled.leading and found.is_within(settled.leading)):
            settled = _with_rivals(question, asked, [found], ranked)
    if settled.leading and _told_without_doer(question, asked, settled.leading, ranked):
        gap = gap or unsaid(question, None)
    gap = gap or asked_there(question, asked, ranked, settled.leading)
    if gap := gap or (None if settled.leading else left_open):
        return made(refusal=refusal(gap, ranked, hits))
    if not settled.leading:
        return made(claims(asked, [], sentences_of(source_asked(question), ranked)))
    proofs = dict.fromkeys([settled.leading, *(settled.support if settled.sides else ())])
    doubting = doubts(settled.leading, ranked)
    first = dict.fromkeys([*(sentence_of(candidate, ranked) for candidate in proofs), *doubting])
    return made(
        claims(asked, list(first), [] if settled.sides else ranked, max(CLAIMS, len(settled.sides))),
        (short_of(question, settled.leading, settled.support, doubting),),
        sides=settled.sides,
    )


def _pointed(question: Question, asked: Asked, ranked: Sequence[Sentence]) -> list[Candidate]:
    held = literal(question, asked, ranked)
    gap = wanted(question) if is_checked(question) else None
    found = pointed_at(question, asked, held, partial(borne_out, gap, asked) if gap else list)
    if said_by(question):
        return speakers(question, found, ranked)
    if gap is None or question.asks != "who" or gap.role not in ("agent", "patient"):
        return found
    # A headline that does not tell the deed names nobody who did it.
    found = [c for c in found if in_capitals(c.sentence) or not _is_idle(gap, asked, sentence_of(c, held))]
    if not asks_of_harm(question):
        return found
    # Nobody is accused, or said to be killed, by a sentence that does not tell the deed; capitals are read too badly to
    # say so.
    return [
        c
        for c in found
        if in_capitals(c.sentence) or _CLAIMED.search(c.sentence) or tells(gap, asked, sentence_of(c, held))
    ]


def _is_idle(gap: Sought, asked: Asked, sentence: Sentence) -> bool:
    return is_heading(sentence) and not tells(gap, asked, sentence)


def _told_without_doer(question: Question, asked: Asked, leading: Candidate, ranked: Sequence[Sentence]) -> bool:
    """Whether the answer, none too sure, stands where the deed is not told, and where it is told no doer is."""
    gap = wanted(question)
    if gap is None or question.asks != "who" or gap.role != "agent" or not asked.names or leading.margin >= SURE:
        return False
    near = [s for s in ranked[:CLAIMS] if not unnamed(asked, s)]
    here = sentence_of(leading, ranked)
    return not tells(gap, asked, here) and any(leaves_doer_out(gap, asked, s) for s in near)


def _grammar_asked(question: Question, asked: Asked, settled: Settled, ranked: Sequence[Sentence]) -> bool:
    """Whether the parse may know better than the reader: where that has nothing, for who did it to whom, or where a
    name asked for is not near; beside the reader never in capitals."""
    if said_by(question):
        return False
    if settled.leading is None:
        return True
    if is_word_of(source_asked(question), settled.leading):
        return False
    sentence = sentence_of(settled.leading, ranked)
    if in_capitals(sentence.text):
        return False
    doubtful = question.asks in ("who", "whom") or unnamed(asked, sentence) > 0
    if settled.sides and question.asks != "who":
        return False
    return (doubtful and not settled.sides) or _leaves_out(question, asked, sentence)


def _leaves_out(question: Question, asked: Asked, sentence: Sentence) -> bool:
    """Whether it is asked who did something, what, or to how many, and the sentence does not tell that deed."""
    if asks_what_was_done(question):
        return untold(question, sentence)
    gap = wanted(question) if question.asks in ("who", "how many") else None
    return gap is not None and bool(gap.deeds) and not tells(gap, asked, sentence)


def _by_grammar(
    question: Question, asked: Asked, ranked: Sequence[Sentence], embed: Embed, beside: bool
) -> Candidate | None:
    """`beside`: the reader has an answer already."""
    gap = wanted(question)
    if gap and (question.asks == "who" or (beside and question.asks == "how many")):
        # Nobody is named for another deed than the one asked about, and no number is taken from one.
        gap = replace(gap, told=True)
    found = by_grammar(gap, asked, literal(question, asked, ranked), embed) if gap else []
    source = source_asked(question)
    found = [c for c in found if is_word_of(source, c)] if source else found
    return next((c for c in found if not is_misread(question, asked, c)), None)


def _with_rivals(question: Question, asked: Asked, sure: Sequence[Candidate], ranked: Sequence[Sentence]) -> Settled:
    """Settled with what the reader may not point at: what stands in the place of the leading value where its sentence
    is repeated, and other accounts of a cause."""
    settled = settle(asked, sure)
    if settled.leading is None:
        return settled
    leading = settled.leading
    found = twins([leading, *(c for c in sure if same_value(c, leading))], ranked)
    found += accounts(question, asked, leading, ranked)
    found += counted_apart(question, asked, leading, ranked)
    return settle(asked, [*sure, *found]) if found else settled
