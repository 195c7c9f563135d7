"""Which of the reader's spans the parse of their sentences bears out, and as what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.domain.answers import on_one_line
from rag.index.analysis import terms
from rag.language.case import in_capitals
from rag.language.datelines import dateline_end
from rag.language.numerals import NUMBERS
from rag.read.asked import Asked
from rag.read.candidates import Candidate
from rag.read.counts import ANYBODY, is_counted, is_in_deed, is_of_another, is_other_count
from rag.read.deeds import by_another, deeds_of, did_another_thing, holders, only_tells, to_another
from rag.read.grammar import parsed_of, spelled
from rag.read.phrases import is_no_phrase, named, phrase
from rag.read.sought import Sought
from rag.read.spans import PLACES

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds, and most commands need none of it.
    from spacy.tokens import Doc, Span, Token

_NUMBER = re.compile(
    rf"(?<![\d:])\d+(?![\d:])|\b(?:{'|'.join(NUMBERS)}|(?:hundred|thousand|million|billion|dozen)s?|none|no)\b",
    re.I,
)
_HURT = frozenset(terms("killed died dead wounded injured hurt"))
_TOLL = frozenset(terms("toll body bodies corpse fatality fatalities casualties lives perished victims lost"))
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom)\s+(?:(?:are|were)\s+)?((?:\w+\s+)?\w+)")


def borne_out(gap: Sought, asked: Asked, found: Sequence[Candidate]) -> list[Candidate]:
    """Numbers in the deed asked for, else those that count what is asked for, where there are any; nobody who only
    tells of the deed; of what somebody did, nothing that another by name is told to have done."""
    gap = spelled(gap, asked)
    prose = [c for c in found if not in_capitals(c.sentence)]
    parsed = dict(zip(prose, parsed_of(asked, [c.sentence for c in prose]), strict=True))
    if gap.kind in ("number", "money"):
        return _numbers(gap, found, parsed)
    if gap.kind == "date":
        return [c for c in found if c not in parsed or not _is_of_another(gap, c, parsed[c])]
    if gap.kind == "person":
        if gap.role is None:
            # Who is the favourite is told where there is one.
            found = [c for c in found if not gap.deeds.isdisjoint(terms(c.sentence))] or found
        return [fit for c in found for fit in ([c] if c not in parsed else _as_person(gap, asked, c, parsed[c]))]
    others = {
        c for c, doc in parsed.items() if (deeds := deeds_of(gap, doc)) and all(by_another(d, gap) for d in deeds)
    }
    return [c for c in found if c not in others]


def _numbers(gap: Sought, found: Sequence[Candidate], parsed: Mapping[Candidate, Doc]) -> list[Candidate]:
    """Those in the deed asked for, else those that count what is asked for, else those of sentences that tell of it."""
    about = gap.deeds | gap.focus
    others = {c for c, doc in parsed.items() if is_other_count(gap, doc, _at(c), frozenset(terms(c.near)))}
    others |= {c for c in parsed if about.isdisjoint(terms(c.sentence))}
    left = [c for c in found if c not in others and _NUMBER.search(c.text)]
    if gap.focus <= ANYBODY and not gap.deeds.isdisjoint(_HURT):
        # People who are homeless were not killed.
        left = [c for c in left if not (gap.deeds | _TOLL).isdisjoint(terms(c.sentence))]
    # "Thirty-four were hurt, nine of them policemen."
    left = [c for c in left if (of := _OF_THEM.match(c.after)) and not gap.focus.isdisjoint(terms(of[1]))] or left
    done = [c for c in left if c in parsed and is_in_deed(gap, parsed[c], _at(c))]
    return done or [c for c in left if c in parsed and is_counted(gap, parsed[c], _at(c))] or left


def _at(c: Candidate) -> int:
    return c.start - c.sentence_start


def _as_person(gap: Sought, asked: Asked, c: Candidate, doc: Doc) -> list[Candidate]:
    """The candidate, by its name where one is set beside it; none where it only tells of the deed, is no phrase, or is
    somebody whom the question names itself."""
    span = doc.char_span(_at(c), c.end - c.sentence_start, alignment_mode="expand")
    if span is None:
        return [c]
    if _did_not(gap, asked, span) or is_no_phrase(span) or _is_asked_about(asked, span):
        return []
    held = [head for deed in deeds_of(gap, doc) for head in holders(deed, gap)]
    holding = [head for head in held if head.pos_ == "NOUN" and span.root in head.subtree]
    if holding and span.root.dep_ == "pobj" and not span.start <= holding[0].i < span.end:
        # "Paid by a businessman from Doral" was not paid by Doral.
        return [_moved(c, phrase(holding[0]))]
    whole = span.root.head.head
    if span.root.dep_ == "pobj" and span.root.head.lower_ == "of" and whole.pos_ == "PROPN" and whole.i < span.start:
        # The Bank of Doral is not Doral.
        return [_moved(c, phrase(whole))]
    if span.root.dep_ in ("amod", "compound") and not span.start <= span.root.head.i < span.end:
        # Who is the ambassador of Belmora is not "Belmoran"; "Odo" is General Odo Marchek.
        is_echo = not asked.weights.keys().isdisjoint(terms(span.root.head.text))
        return [] if is_echo else [_moved(c, phrase(span.root.head))]
    name = named(span.root)
    if span.start <= name.i < span.end or span.root.pos_ != "NOUN" or name.dep_ != "appos":
        return [c]
    return [] if _is_asked_about(asked, phrase(name)) else [_moved(c, phrase(name))]


def _did_not(gap: Sought, asked: Asked, span: Span) -> bool:
    """Whether who is named is told to do something else, or the deed to something else, or cannot do it."""
    if gap.role is None and (span.root.ent_type_ in PLACES or span[0].like_num):
        # Who holds an office is no town, and not fourteen officials.
        return True
    deeds = deeds_of(gap, span.doc)
    own = [deed for deed in deeds if any(head in span or named(head) in span for head in holders(deed, gap))]
    if own and all(deed.pos_ == "VERB" and to_another(deed, gap) for deed in own):
        return True
    # Who pardoned Rena Tolliver is not Tolliver.
    suffered = bool(gap.object) and gap.object.issuperset(terms(span.text))
    # Of what has no name it may be told in other words.
    elsewhere = only_tells(gap, span) or (bool(asked.names) and did_another_thing(gap, span, frozenset(asked.weights)))
    return suffered or elsewhere or (not own and _is_it(gap, asked, span.root))


def _is_it(gap: Sought, asked: Asked, noun: Token) -> bool:
    """Whether it is what it was done to: the committee does not chair the committee, nor *JF-17 fighters* sell it."""
    own = frozenset(terms(noun.text))
    before = frozenset(terms(noun.doc[max(0, noun.i - 2) : noun.i].text))
    if noun.pos_ != "NOUN" or not gap.object or own & gap.deeds:
        return False
    echo = own & gap.object and noun.lower_ in (word.lower() for word in asked.words)
    return bool(echo) or gap.object <= before


def _is_of_another(gap: Sought, c: Candidate, doc: Doc) -> bool:
    return is_of_another(gap, doc, _at(c), dateline_end(c.sentence))


def _moved(c: Candidate, to: Span) -> Candidate:
    start, end = c.sentence_start + to.start_char, c.sentence_start + to.end_char
    return replace(c, start=start, end=end, text=on_one_line(c.document.text[start:end]))


def _is_asked_about(asked: Asked, span: Span) -> bool:
    """Whether it is a name of the question's, in full: who sold it to *Drazen* is not *Viktor Drazen*."""
    held = frozenset(terms(span.text.lower()))
    return span.text[:1].isupper() and any(parts and parts <= held for parts in asked.names.values())
