"""Questions whose passages give two values: whether the answer shows both."""

from typing import Any

from bench.figures import mean
from bench.setup import Result, Row, Setup, library_of, rows
from rag.compose import Library

KINDS = ("positive", "positive_wrong", "negative")


def run(setup: Setup) -> Result:
    """`both_values`: the share of questions of which each value stands in a quote that a claim cites."""
    questions = list(rows(setup.data / "conflicts" / "questions.jsonl"))
    texts = dict.fromkeys(p for q in questions for kind in KINDS for p in q[kind])
    files = {f"passage-{n:05}.txt": text for n, text in enumerate(texts)}
    library = library_of(setup.work / "conflicts", files)
    items = [_item(library, q) for q in questions]
    return {
        "both_values": mean([i["both_values"] for i in items]),
        "refused": mean([i["refused"] for i in items]),
    }, items


def _item(library: Library, q: Row) -> Row:
    answer = library.ask(q["query"])
    quotes = [c.quote.lower() for claim in answer.claims for c in claim.citations]
    return {
        "id": q["id"],
        "question": q["query"],
        "expected": [q["answer"], q["fakeanswer"]],
        "given": [c.text for c in answer.claims],
        "sides": [s.text for s in answer.sides],
        "both_values": float(_held(q["answer"], quotes) and _held(q["fakeanswer"], quotes)),
        "refused": float(answer.refusal is not None),
    }


def _held(value: Any, quotes: list[str]) -> bool:
    """Whether a value, or any of a list of them, however nested, stands in a quote."""
    if isinstance(value, list):
        return any(_held(v, quotes) for v in value)
    return any(value.strip().lower() in quote for quote in quotes)
