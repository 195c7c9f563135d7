"""Questions as people ask them, over the project's own small stories: right, and wrong values shown."""

import re
from collections import defaultdict
from pathlib import Path

from bench.figures import mean
from bench.setup import Result, Row, Setup, library_of, rows
from rag.compose import Library


def run(setup: Setup) -> Result:
    """The share answered as they should be, of all and by corpus, and the share where a wrong short answer is shown."""
    folder = setup.data / "stories"
    libraries = {
        corpus.name: library_of(setup.work / "stories" / corpus.name, _texts(corpus))
        for corpus in sorted((folder / "texts").iterdir())
    }
    items = [_item(libraries[q["corpus"]], q) for q in rows(folder / "questions.jsonl")]
    by_corpus = defaultdict(list)
    for item in items:
        by_corpus[f"right.{item['corpus']}"].append(item["right"])
    figures = {name: mean(values) for name, values in sorted(by_corpus.items())}
    return {"right": mean([i["right"] for i in items]), "wrong": mean([i["wrong"] for i in items])} | figures, items


def _texts(corpus: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in sorted(corpus.iterdir())}


def _item(library: Library, q: Row) -> Row:
    answer = library.ask(q["question"])
    short = answer.short_answer or ""
    said = [claim.text for claim in answer.claims]
    right = any(re.search(words, short, re.I) for words in q["short"])
    right |= any(re.search(words, text, re.I) for words in q["said"] for text in said)
    right |= q["refused"] and answer.refusal is not None
    return {
        "corpus": q["corpus"],
        "question": q["question"],
        "expected": [*q["short"], *q["said"], *(["refused"] if q["refused"] else [])],
        "short_answer": answer.short_answer,
        "given": said,
        "refusal": answer.refusal.missing if answer.refusal else None,
        "right": float(right),
        "wrong": float(bool(short) and not right),
    }
