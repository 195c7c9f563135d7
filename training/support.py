"""Claims with evidence: supported, contradicted, or not settled by it."""

import hashlib
import random
from collections.abc import Sequence
from pathlib import Path

from bench.reworded.made import Made, changed, reworded, sources
from bench.reworded.tidy import tidy
from bench.setup import rows as read_lines
from bench.support import is_measured
from rag.language.case import parsable
from rag.language.sentences import sentences
from rag.models.parser import parse
from training.examples import LABELS, Row, Unit

SUPPORTED, CONTRADICTED, UNSETTLED = range(3)
LABEL_OF = {"number": 1, "date": 1, "name": 1, "negation": 1, "swap": 1, "opposite": 1, "done": 2, "undone": 2}
# How often each change is tried: changes of status are rare in what people wrote, so they are made the most.
TRIED = {
    "number": 1.0,
    "date": 1.0,
    "name": 0.6,
    "negation": 0.6,
    "swap": 1.0,
    "opposite": 0.35,
    "done": 1.6,
    "undone": 1.1,
}
SENTENCES = 4
# By kind: `kept.…` and `caught.…` are made, the others written by people.
Pair = tuple[str, Row]


def articles(data: Path) -> list[str]:
    """Texts of news that may be trained on."""
    texts = [item["text"] for item in read_lines(data / "train" / "attribution" / "articles.jsonl")]
    for item in read_lines(data / "bench" / "news" / "articles.jsonl"):
        if not is_measured(item["text"]):
            texts.append(item["text"])
    return list(dict.fromkeys(texts))


def reports(data: Path) -> list[str]:
    """The incident reports that may be trained on, their capitals made small but for names."""
    folder = data / "bench" / "incidents" / "dev"
    names: set[str] = set()
    for event in read_lines(folder / "events.jsonl"):
        fillers = [a for key in ("perp_organization", "victim_name") for f in event[key] for a in f["alternatives"]]
        words = (
            " ".join([*fillers, event["location"] or ""])
            .replace(":", " ")
            .replace("(", " ")
            .replace(")", " ")
            .lower()
            .split()
        )
        names.update(w for w in words if len(w) > 2 and w not in _PLAIN)
    texts = [item["text"].split("[TEXT]")[-1] for item in read_lines(folder / "docs.jsonl")]
    return [_in_small(text, names) for text in texts if len(text) > 900]


def _in_small(text: str, names: set[str]) -> str:
    """Each sentence with small letters but for names and its first."""
    small = (parsable(text[s:e], names).strip() for s, e in sentences(text))
    return " ".join(s[:1].upper() + s[1:] for s in small if s)


_PLAIN = frozenset(
    ["the", "and", "for", "city", "department", "town", "national", "army", "liberation", "front"]
    + ["movement", "group", "revolutionary", "armed", "forces", "peoples", "popular", "of", "death"]
    + ["squad", "neighborhood", "village", "road", "bridge", "province", "region"]
)


def made(texts: Sequence[str], chance: random.Random, per_article: int = SENTENCES) -> list[Pair]:
    """Made pairs by kind: `kept.…`, `caught.…`."""
    given = sources(texts, chance, per_article)
    kept = reworded(given.places, given.docs, given.forms, chance)
    rows = [(f"kept.{m.kind}", _row(m, SUPPORTED, chance)) for m in kept]
    again = parse([m.claim for m in kept])
    rates = {kind: rate * 0.45 for kind, rate in TRIED.items()}
    places = [m.place for m in kept]
    for false in (
        *changed(given, places, again, rates, chance),
        *changed(given, given.places, given.docs, rates, chance),
    ):
        rows.append((f"caught.{false.kind}", _row(false, LABEL_OF[false.kind], chance)))
    twice = reworded(places, again, given.forms, chance, most=1)
    rows += [("kept.twice", _row(m, SUPPORTED, chance)) for m in twice if chance.random() < 0.35]
    rows += [("caught.missing", row) for row in _missing(kept, chance)]
    return rows


def _row(made: Made, label: int, chance: random.Random) -> Row:
    """Evidence is the sentence, mostly with one or both of those around it."""
    place, shape = made.place, chance.random()
    before = place.before if shape > 0.45 else ""
    after = place.after if shape > 0.6 or 0.35 < shape <= 0.45 else ""
    return Row(made.claim, " ".join(filter(None, (_short(before), place.text, _short(after)))), label=label)


def _short(text: str) -> str:
    return " ".join(text.split()[:40])


def _missing(kept: Sequence[Made], chance: random.Random) -> list[Row]:
    """The sentence itself left out: what stands around it, or the nearest other one, settles nothing."""
    rows = []
    for made in kept:
        if chance.random() < 0.3:
            around = f"{_short(made.place.before)} {_short(made.place.after)}".strip()
            evidence = made.place.far if chance.random() < 0.5 else around
            if evidence:
                rows.append(Row(made.claim, evidence, label=UNSETTLED))
    return rows


def written(data: Path, held_out: bool) -> list[Pair]:
    """People's pairs: claims in fours, a word or a number apart; one word exchanged."""
    rows = []
    for i, item in enumerate(read_lines(data / "train" / "support" / "contrast-pairs.jsonl")):
        if ((i // 4) % 12 == 0) == held_out:
            rows.append(("contrast", Row(item["claim"], item["evidence"], label=LABELS.index(item["label"]))))
    for i, item in enumerate(read_lines(data / "train" / "support" / "one-word-changed.jsonl")):
        if (i % 2000 < 120) == held_out and (held_out or i % 9 == 0 or item["label"] == "supported"):
            rows.append(("one word", Row(item["claim"], item["evidence"], label=LABELS.index(item["label"]))))
    return rows


def roles(data: Path, chance: random.Random, held_out: bool) -> list[Pair]:
    """QA-SRL: who did what, from the answers to two roles' questions; exchanged, it is false."""
    asked: dict[tuple[str, str], dict[str, str]] = {}
    for item in read_lines(data / "train" / "spans" / "roles.jsonl"):
        slots = item["slots"]
        if item["negated"] or item["passive"] or slots.get("wh") not in ("who", "what") or slots.get("prep"):
            continue
        role = "object" if slots.get("subj") else "subject" if slots.get("obj") else ""
        answer = min((a["text"] for a in item["answers"]), key=len)
        if role and len(answer.split()) < 10:
            asked.setdefault((item["context"], item["verb"]), {})[role] = answer
    rows = []
    for (context, verb), found in asked.items():
        if (
            len(found) == 2
            and (int(hashlib.sha256(context.encode()).hexdigest()[:4], 16) % 10 == 0) == held_out
            and verb.endswith("ed")
        ):
            who, whom = found["subject"], found["object"]
            if who.lower() in _VAGUE or whom.lower() in _VAGUE:
                continue
            if chance.random() < 0.5:
                rows.append(("kept.roles", Row(tidy(_said(who, verb, whom, chance)), context, label=SUPPORTED)))
            else:
                rows.append(("caught.roles", Row(tidy(_said(whom, verb, who, chance)), context, label=CONTRADICTED)))
    return rows


_VAGUE = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "who",
        "which",
        "that",
        "him",
        "her",
        "them",
        "we",
        "us",
        "i",
        "me",
        "you",
        "himself",
        "itself",
    ]
)


def _said(who: str, verb: str, whom: str, chance: random.Random) -> str:
    return f"{who} {verb} {whom}" if chance.random() < 0.5 else f"{whom} was {verb} by {who}"


def learned(data: Path, chance: random.Random) -> list[Unit]:
    """What is learned from, each a unit of one row."""
    rows = [*made(split(articles(data), False), chance), *made(split(reports(data), False), chance, 2)]
    rows += [*written(data, False), *roles(data, chance, False)]
    return [(row,) for _, row in rows]


def held_out(data: Path, chance: random.Random) -> list[Pair]:
    """Pairs of other articles and texts, by kind."""
    return [*made(split(articles(data), True), chance, 3), *written(data, True), *roles(data, chance, True)]


def split(texts: Sequence[str], held_out: bool) -> list[str]:
    return [text for i, text in enumerate(texts) if (i % 15 == 0) == held_out]
