"""Answers and hits as JSON values: the contract that scripts and other programs read."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rag.domain.answers import Answer, Hit, Searched, cite


def answer_json(answer: Answer) -> dict[str, Any]:
    """The whole answer. With a refusal, `claims` and `short_answer` are null."""
    refused = answer.refusal is not None
    return {
        "id": answer.id,
        "question": answer.question,
        "question_understood": answer.understood,
        "short_answer": None if refused else answer.short_answer,
        "short_answers": [asdict(s) for s in answer.short_answers],
        "claims": None if refused else [asdict(c) for c in answer.claims],
        "sides": [asdict(s) for s in answer.sides],
        "refusal": asdict(answer.refusal) if answer.refusal else None,
        "confidence": answer.confidence,
        "searched": asdict(answer.searched),
        "settings": answer.settings,
        "reader": answer.reader or "extractive",
        "withheld": [asdict(c) for c in answer.withheld],
        "notes": list(answer.notes),
    }


def hits_json(question: str, hits: Sequence[Hit], searched: Searched) -> dict[str, Any]:
    """A ranked list of passages, each as a citation with its title, context and scores."""
    return {
        "question": question,
        "searched": asdict(searched),
        "hits": [
            {
                **asdict(cite(hit.document, hit.passage.start, hit.passage.end)),
                "title": hit.document.title,
                "context": hit.passage.context,
                "score": hit.score,
                "scores": dict(hit.parts),
            }
            for hit in hits
        ],
    }
