"""Claims made of answered questions: people word them otherwise than the text, as they do what they cite it for."""

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Span

from bench.setup import rows as read_lines
from rag.index.analysis import terms
from rag.language.sentences import sentences
from rag.models.parser import parse
from rag.models.reader import Reader
from rag.verify.windows import cut, windows
from training.examples import Row, Unit
from training.long_evidence import joined
from training.questions import MEASURED_TITLES
from training.stated import statement
from training.support import CONTRADICTED, SUPPORTED, UNSETTLED, Pair
from training.support import learned as learned_before

# Shares of the claims that get another answer of the same kind, or evidence without the sentence that answers; of
# these both, and of neighbouring claims joined.
EXCHANGED, CUT, BOTH, TWO = 0.55, 0.25, 0.5, 0.3
HELD_OUT_EVERY = 12
# Claims of one sentence are many and often odd: so many of each kind are learned from, with at least so many words.
ONE_SENTENCE = 330
MOST = {"kept.stated": 4500, "caught.stated.changed": 3500, "kept.stated.two": 700, "caught.stated.two.changed": 700}
FEWEST_WORDS, FEWEST_OF_ONE = 5, 6
LONGEST_TWO = 170
# What was learned before is learned again, lest it be forgotten.
AGAIN = 9000
_ODD = re.compile(r"\b(?:do|does|did|doing)\b|\b[A-Z]{5,}\b")


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim, the text whose characters from `start` on answer, and the claim with another answer, where one is."""

    claim: str
    context: str
    start: int
    false: str | None


def learned(data: Path, chance: random.Random) -> list[Unit]:
    """What the second pass learns from, each a unit of one row."""
    by_kind: dict[tuple[str, bool], list[Row]] = {}
    for kind, row in answered_pairs(data, chance, held_out=False):
        is_one = len(row.context) < ONE_SENTENCE
        if is_one and ".two" not in kind and (len(row.first.split()) < FEWEST_OF_ONE or _ODD.search(row.first)):
            continue
        if len(row.first.split()) >= FEWEST_WORDS:
            by_kind.setdefault((kind, is_one), []).append(row)
    rows: list[Row] = []
    for (kind, is_one), found in by_kind.items():
        rows += chance.sample(found, min(len(found), MOST.get(kind, len(found)) if is_one else len(found)))
    before = learned_before(data, chance)
    return [*((row,) for row in rows), *chance.sample(before, min(len(before), AGAIN))]


def answered_pairs(data: Path, chance: random.Random, held_out: bool) -> list[Pair]:
    """Pairs by kind: `kept.stated…`, `caught.stated…`. Deterministic for a state of `chance`."""
    folder = data / "train" / "spans"
    items = [
        (item["question"], item["context"], [(a["text"], a["start"]) for a in item["answers"]])
        for name in ("wikipedia", "sentences")
        for item in read_lines(folder / f"{name}.jsonl")
    ]
    impossible = []
    for item in read_lines(data / "bench" / "squad2" / "questions.jsonl"):
        if item["title"] in MEASURED_TITLES:
            continue
        found = [(a, item["context"].find(a)) for a in item["answers"] if a in item["context"]]
        if found:
            items.append((item["question"], item["context"], found))
        elif item["is_impossible"]:
            impossible.append((item["question"], item["context"]))
    stated = _stated([i for i in items if _is_held_out(i[1]) == held_out], chance)
    return [
        *(pair for one in stated for pair in _pairs(one, chance)),
        *_two(stated, chance),
        *_impossible([i for i in impossible if _is_held_out(i[1]) == held_out]),
    ]


def _is_held_out(context: str) -> bool:
    return int(hashlib.sha256(context.encode()).hexdigest()[:6], 16) % HELD_OUT_EVERY == 0


def _stated(items: Sequence[tuple[str, str, list[tuple[str, int]]]], chance: random.Random) -> list[Stated]:
    contexts = list(dict.fromkeys(context for _, context, _ in items))
    parsed = dict(zip(contexts, parse(contexts), strict=True))
    asked = parse([question for question, _, _ in items], entities=False)
    made = []
    for (_, context, answers), question in zip(items, asked, strict=True):
        text, start = chance.choice(answers)
        if claim := statement(question, text):
            right = frozenset(word for answer, _ in answers for word in answer.lower().split())
            other = _other(parsed[context], (start, start + len(text)), right, chance)
            made.append(Stated(claim, context, start, statement(question, other) if other else None))
    return made


def _other(doc: Doc, span: tuple[int, int], right: frozenset[str], chance: random.Random) -> str | None:
    """Another value of the same kind in the text; where the answer is no name or number, another noun phrase."""
    mine = next((e for e in doc.ents if e.start_char < span[1] and span[0] < e.end_char), None)
    spans: list[Span] = [e for e in doc.ents if mine is not None and e.label_ == mine.label_]
    if mine is None:
        spans = [c for c in doc.noun_chunks if c.root.pos_ in ("NOUN", "PROPN") and len(c) < 8]
    fit = [s.text for s in spans if right.isdisjoint(s.text.lower().split())]
    return chance.choice(fit) if fit else None


def _pairs(one: Stated, chance: random.Random) -> Iterator[Pair]:
    told = cut(one.context)
    asked = frozenset(terms(one.claim))
    answering = next(
        (" ".join(one.context[s:e].split()) for s, e in sentences(one.context) if s <= one.start < e), None
    )
    holding = next((part for part in windows(asked, told) if answering and answering in part), None)
    if holding is None:
        return
    draw = chance.random()
    if draw < EXCHANGED and one.false:
        yield "caught.stated.changed", Row(one.false, holding, label=CONTRADICTED)
        if chance.random() < BOTH:
            return
    without = [s for s in told if s.text != answering]
    if draw > 1 - CUT and without:
        yield "caught.stated.missing", Row(one.claim, windows(asked, without)[0], label=UNSETTLED)
        return
    yield "kept.stated", Row(one.claim, holding, label=SUPPORTED)


def _two(stated: Sequence[Stated], chance: random.Random) -> Iterator[Pair]:
    """Two answers of one text in one claim: both right, or one exchanged."""
    for one, other in zip(stated, stated[1:], strict=False):
        if one.context != other.context or one.claim == other.claim or chance.random() > TWO:
            continue
        evidence = " ".join(s.text for s in cut(one.context))
        if len(evidence.split()) > LONGEST_TWO:
            continue
        if chance.random() < 0.5:
            yield "kept.stated.two", Row(joined(one.claim, other.claim, chance), evidence, label=SUPPORTED)
        elif other.false:
            yield "caught.stated.two.changed", Row(joined(one.claim, other.false, chance), evidence, label=CONTRADICTED)


def _impossible(items: Sequence[tuple[str, str]]) -> Iterator[Pair]:
    """People's questions that the text seems to answer, stated with what the reader takes for the answer."""
    reader = Reader()
    for (question, context), parsed in zip(items, parse([q for q, _ in items], entities=False), strict=True):
        [fit] = reader.read(question, [context])
        claim = statement(parsed, context[fit.spans[0].start : fit.spans[0].end]) if fit.spans else None
        if claim:
            evidence = windows(frozenset(terms(claim)), cut(context))[0]
            yield "caught.stated.impossible", Row(claim, evidence, label=UNSETTLED)
