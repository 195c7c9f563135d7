"""An answer and a source, as plain data for the screen. Offsets are cut here: JavaScript counts other units."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.domain.answers import (
    Answer,
    Citation,
    Considered,
    Filters,
    Searched,
    Side,
    Standing,
    citations_of,
    on_one_line,
)
from rag.domain.text import Document, WordBox
from rag.footnotes import writer_line
from rag.language.dates import spoken
from rag.retrieve.incidents import Place, by_incident
from ui.data import Data
from ui.verdicts import evidence_data, verdict_data, withheld_data

# A browser lays out this much text at once without a pause; of a longer document it gets the part around the quote.
SHOWN_CHARACTERS = 200_000
# Lines at least this long were broken by a typewriter or a page, not by the author: they flow.
WRAPPED_LINE = 45
# Passages shown of those that were weighed, and how many are looked at for them.
WEIGHED, LOOKED_AT = 8, 16
# Where confidence is called high, and where low.
SURE, UNSURE = 0.7, 0.4


def answer_data(answer: Answer, documents: dict[str, Document]) -> Data:
    """What the answer's component draws. `documents` holds the cited ones, by path, where they are still there."""
    cited = citations_of(answer)
    number = {citation: at for at, citation in enumerate(cited, start=1)}
    refusal = answer.refusal
    return {
        "id": answer.id,
        "question": answer.question,
        "understood": answer.understood,
        "standing": _standing_of(answer),
        "short": [
            {"text": s.text, "said": s.said_as, "cited": [number[c] for c in s.citations]} for s in answer.short_answers
        ],
        "sides": [_side(side, [number[c] for c in side.citations]) for side in answer.sides],
        "claims": [
            {
                "text": f"{spoken(c.day)}: {c.text}" if c.day else c.text,
                "cited": [number[x] for x in c.citations],
                "verdict": verdict_data(c),
            }
            for c in answer.claims
        ],
        "writer": writer_line(answer),
        "evidence": evidence_data(answer),
        "withheld": withheld_data(answer),
        "missing": capitalised(refusal.missing) if refusal else None,
        "searched": capitalised(refusal.searched) if refusal else None,
        "closest": [{"text": on_one_line(c.quote), "cited": [number[c]]} for c in refusal.closest] if refusal else [],
        "sources": [source_line(c, documents.get(c.document)) for c in cited],
        "quiet": quiet_line(answer, cited),
        "notes": [*answer.searched.notes, *answer.notes],
        "trail": _trail([c for c in answer.considered[:LOOKED_AT] if c.document in documents], documents),
        "receipt": receipt_line(answer),
    }


def _standing_of(answer: Answer) -> Data | None:
    """The chip beside the short answer; where sources differ it is disputed, whoever says it."""
    if answer.sides:
        return {"status": "disputed", "text": "disputed"}
    if not answer.short_answers:
        return None
    return _standing(answer.short_answers[0].standing)


def _standing(standing: Standing) -> Data:
    return {"status": standing.status, "text": standing.in_words}


def _side(side: Side, cited: list[int]) -> Data:
    date = spoken(side.published) if side.published else "no date"
    return {
        "text": side.text,
        "cited": cited,
        "who": f"{side.publisher or 'publisher not named'} · {date}",
        "correction": side.correction,
        "standing": _standing(side.standing),
    }


def confidence_line(confidence: float) -> str:
    """`confidence`, 0 to 1, is the chance that the documents answer, as measured on other documents than these: it
    stands with the receipt, not beside the answer."""
    word = "high" if confidence >= SURE else "fair" if confidence >= UNSURE else "low"
    return f"confidence that the documents answer: {word} ({confidence:.2f})"


def receipt_line(answer: Answer) -> str:
    """What `python -m rag explain` needs, and what the answer depended on."""
    parts = [f"answer {answer.id}", f"settings {answer.settings}", f"catalogue version {answer.generation}"]
    if answer.confidence is not None:
        parts.append(confidence_line(answer.confidence))
    return " · ".join(parts)


def source_line(citation: Citation, document: Document | None) -> Data:
    """Who says it, when, and in which document."""
    page = f"page {citation.page}" if citation.page else ""
    if document is None:
        return {"who": citation.document, "title": "", "page": page}
    publisher, published = document.metadata.publisher, document.metadata.published
    who = " · ".join(
        [s for s in (publisher.value if publisher else "", spoken(published.value) if published else "") if s]
    )
    return {"who": who, "title": document.title, "page": page}


def quiet_line(answer: Answer, cited: Sequence[Citation]) -> str:
    """`4 reports · 38 documents searched · 3 May to 9 June`."""
    searched = answer.searched
    parts = [] if answer.refusal else [counted(len({c.document for c in cited}), "report")]
    parts.append(f"{counted(searched.documents, 'document')} searched")
    span = date_span(searched)
    return " · ".join([*parts, span] if span else parts)


def date_span(searched: Searched) -> str:
    """The published dates searched, the year said once where both ends share it."""
    if not searched.since or not searched.until:
        return ""
    first, last = spoken(searched.since), spoken(searched.until)
    if first == last:
        return first
    if searched.since[:4] == searched.until[:4] and len(searched.since) > 4:
        first = first.removesuffix(" " + searched.since[:4])
    return f"{first} to {last}"


def _trail(weighed: Sequence[Considered], documents: dict[str, Document]) -> list[Data]:
    """The passages that weighed most; other reports of the same incident stand with the first one."""
    passages = [Place(documents[c.document], c.start, c.end) for c in weighed]
    return [trail_row(weighed[at], passages[at].document, others) for at, others in by_incident(passages, WEIGHED)]


def trail_row(weighed: Considered, document: Document, others: Sequence[str]) -> Data:
    """One passage that was weighed, with its scores; `others` report the same incident."""
    return {
        "others": f"The same incident: {', '.join(others)}" if others else "",
        "context": weighed.context or document.title,
        "text": on_one_line(document.text[weighed.start : weighed.end]),
        "score": f"{weighed.score:.2f}",
        "parts": " · ".join(f"{name} {value:.2f}" for name, value in sorted(weighed.parts.items())),
    }


def filters_line(filters: Filters) -> str:
    """The limits in force, in words; empty where there are none."""
    parts = []
    if filters.documents:
        parts.append(counted(len(filters.documents), "document"))
    if filters.publishers:
        parts.append(", ".join(filters.publishers))
    if filters.since:
        parts.append(f"from {spoken(filters.since)}")
    if filters.until:
        parts.append(f"until {spoken(filters.until)}")
    return " · ".join(parts)


def capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def paragraphs(text: str, marks: Sequence[tuple[int, int, str]]) -> list[Data]:
    """The text by paragraphs, each in pieces `[kind, text]`: kind is empty, or the mark's. Marks may overlap; the
    first wins. `flow` tells lines broken only by the width of a page from lines that the author broke.
    """
    found, start = [], 0
    for gap in [*re.finditer(r"\n[ \t]*\n\s*", text), None]:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            found.append({"flow": _flows(text[start:end]), "parts": _pieces(text, start, end, marks)})
        start = gap.end() if gap else end
    return found


def window(text: str, at: int) -> tuple[int, int]:
    """The part of a long text that is shown around an offset, from one line's start to another's end."""
    if len(text) <= SHOWN_CHARACTERS:
        return 0, len(text)
    start = max(0, at - SHOWN_CHARACTERS // 2)
    start = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start + SHOWN_CHARACTERS)
    return start, end if end >= 0 else len(text)


def line_boxes(words: Sequence[WordBox], start: int, end: int, kind: str) -> list[Data]:
    """Boxes over the words of `[start, end)`, those of one line joined; PDF points, origin top left."""
    boxes: list[Data] = []
    for word in words:
        if word.start >= end or word.end <= start:
            continue
        last = boxes[-1] if boxes else None
        middle = (word.top + word.bottom) / 2
        if last and last["top"] < middle < last["bottom"] and word.x0 >= last["x0"]:
            last["x1"] = max(last["x1"], word.x1)
            last["top"], last["bottom"] = min(last["top"], word.top), max(last["bottom"], word.bottom)
        else:
            boxes.append({"kind": kind, "x0": word.x0, "top": word.top, "x1": word.x1, "bottom": word.bottom})
    return boxes


def _pieces(text: str, start: int, end: int, marks: Sequence[tuple[int, int, str]]) -> list[list[str]]:
    edges = {start, end, *(edge for first, last, _ in marks for edge in (first, last) if start < edge < end)}
    return [
        [next((kind for first, last, kind in marks if first <= a and b <= last), ""), text[a:b]]
        for a, b in pairwise(sorted(edges))
    ]


def _flows(paragraph: str) -> bool:
    lines = paragraph.strip("\n").split("\n")
    return len(lines) > 1 and all(len(line.strip()) >= WRAPPED_LINE for line in lines[:-1])
