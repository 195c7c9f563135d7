"""Claims with evidence of many sentences: of one fact or two, with a fact changed or missing, and leads of articles."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.reworded.change import CHANGES
from bench.reworded.made import Made, changed, reworded, sources
from rag.language.sentences import sentences
from rag.models.parser import parse
from training.examples import Row
from training.support import LABEL_OF, SUPPORTED, UNSETTLED, Pair, articles, reports, split

PER_ARTICLE = 4
RATE = 0.25
# How many sentences before and after what a claim rests on.
AROUND = (2, 4, 8, 20)
LEAD_WORDS = (10, 45)
_OPENS = frozenset(
    ["The", "A", "An", "In", "On", "He", "She", "It", "They", "This", "That", "His", "Her", "Their", "At", "For"]
)


def held_out_long(data: Path, chance: random.Random) -> list[Pair]:
    """Pairs of the articles and reports that the encoder has not learned from."""
    return long_pairs([*split(articles(data), True), *split(reports(data), True)], chance)


def long_pairs(texts: Sequence[str], chance: random.Random) -> list[Pair]:
    """Pairs by kind: `kept.…`, `caught.…`, among these `….changed…`. Deterministic for a state of `chance`."""
    told = [[" ".join(text[s:e].split()) for s, e in sentences(text)] for text in texts]
    given = sources(texts, chance, PER_ARTICLE)
    kept = reworded(given.places, given.docs, given.forms, chance, most=1)
    again = parse([m.claim for m in kept])
    false = changed(given, [m.place for m in kept], again, dict.fromkeys(CHANGES, RATE), chance)
    return [
        *_of_one_fact(told, kept, false, chance),
        *_of_two_facts(told, kept, false, chance),
        *_leads(told, chance),
    ]


def _of_one_fact(
    articles: Sequence[Sequence[str]], kept: Sequence[Made], false: Sequence[Made], chance: random.Random
) -> Iterator[Pair]:
    for made in kept:
        evidence = _around(articles[made.place.article], [made.place.text], chance)
        yield "kept.long", Row(made.claim, " ".join(evidence), label=SUPPORTED)
        without = [s for s in evidence if s != made.place.text]
        if without and chance.random() < 0.5:
            yield "caught.long.missing", Row(made.claim, " ".join(without), label=UNSETTLED)
    for made in false:
        evidence = _around(articles[made.place.article], [made.place.text], chance)
        yield f"caught.long.changed.{made.kind}", Row(made.claim, " ".join(evidence), label=LABEL_OF[made.kind])


def _of_two_facts(
    articles: Sequence[Sequence[str]], kept: Sequence[Made], false: Sequence[Made], chance: random.Random
) -> Iterator[Pair]:
    """Two sentences of an article in one claim: both hold, or one of them is changed or not in the evidence."""
    for made in kept:
        others = [m for m in kept if _is_beside(m, made)]
        wrong = [m for m in false if _is_beside(m, made)]
        if not others:
            continue
        other = chance.choice(others)
        evidence = _around(articles[made.place.article], [made.place.text, other.place.text], chance)
        claim = joined(made.claim, other.claim, chance)
        yield "kept.two", Row(claim, " ".join(evidence), label=SUPPORTED)
        if chance.random() < 0.5:
            without = [s for s in evidence if s != other.place.text]
            yield "caught.two.missing", Row(claim, " ".join(without), label=UNSETTLED)
        if wrong:
            other = chance.choice(wrong)
            evidence = _around(articles[made.place.article], [made.place.text, other.place.text], chance)
            claim = joined(made.claim, other.claim, chance)
            yield "caught.two.changed", Row(claim, " ".join(evidence), label=LABEL_OF[other.kind])


def _is_beside(one: Made, other: Made) -> bool:
    return one.place.article == other.place.article and one.place.text != other.place.text


def joined(one: str, other: str, chance: random.Random) -> str:
    """Two claims as one, in either order."""
    first, second = chance.sample([one, other], 2)
    if chance.random() < 0.25:
        return f"{first} {second}"
    if second.split()[0] in _OPENS:
        second = second[0].lower() + second[1:]
    return first.rstrip(".") + chance.choice([", and ", ", while ", "; "]) + second


def _around(article: Sequence[str], needed: Sequence[str], chance: random.Random) -> list[str]:
    """The sentences needed with those around each."""
    around = chance.choice(AROUND)
    places = [i for i, sentence in enumerate(article) if sentence in needed]
    return [s for j, s in enumerate(article) if any(abs(i - j) <= around for i in places)]


def _leads(articles: Sequence[Sequence[str]], chance: random.Random) -> Iterator[Pair]:
    """An article's first sentence sums up those below it, and not those of the article most like it."""
    words = [frozenset(word for sentence in article for word in sentence.lower().split()) for article in articles]
    for i, article in enumerate(articles):
        lead = next((s for s in article[:3] if LEAD_WORDS[0] <= len(s.split()) <= LEAD_WORDS[1]), "")
        body = [s for s in article if s != lead]
        if lead and body:
            yield "kept.lead", Row(lead, " ".join(body), label=SUPPORTED)
            own = frozenset(lead.lower().split())
            near = max((j for j in range(len(articles)) if j != i), key=lambda j: len(own & words[j]), default=i)
            other = [s for s in articles[near] if s != lead]
            yield "caught.lead", Row(lead, " ".join(other), label=UNSETTLED)
