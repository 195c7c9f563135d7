"""Answers and hits as JSON values: the contract that scripts and other programs read."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rag.domain.answers import (
    Answer,
    Citation,
    Claim,
    Hit,
    Refusal,
    Searched,
    ShortAnswer,
    Side,
    Standing,
    cite,
)


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


def answer_of(told: Mapping[str, Any]) -> Answer:
    """The answer that answer_json() told, as far as it tells; what an older version did not tell is empty."""
    refusal = told["refusal"]
    return Answer(
        id=told["id"],
        question=told["question"],
        claims=_claims(told["claims"] or ()),
        short_answers=tuple(ShortAnswer(**_proved(s)) for s in told["short_answers"]),
        refusal=Refusal(refusal["missing"], refusal["searched"], citations_of_json(refusal["closest"]))
        if refusal
        else None,
        searched=Searched(**told["searched"] | {"notes": tuple(told["searched"]["notes"])}),
        settings=told["settings"],
        confidence=told["confidence"],
        understood=told["question_understood"],
        sides=tuple(Side(**_proved(s)) for s in told["sides"]),
        reader="" if told.get("reader", "extractive") == "extractive" else told["reader"],
        withheld=_claims(told.get("withheld", ())),
        notes=tuple(told.get("notes", ())),
    )


def citations_of_json(told: Sequence[Mapping[str, Any]]) -> tuple[Citation, ...]:
    return tuple(Citation(**c) for c in told)


def _claims(told: Sequence[Mapping[str, Any]]) -> tuple[Claim, ...]:
    return tuple(Claim(**_proved(c) | {"failed": tuple(c.get("failed", ()))}) for c in told)


def _proved(told: Mapping[str, Any]) -> dict[str, Any]:
    """The values of what has citations and a standing."""
    return {**told, "citations": citations_of_json(told["citations"]), "standing": Standing(**told["standing"])}


def hits_json(question: str, hits: Sequence[Hit], searched: Searched, reported: Sequence[int | None]) -> dict[str, Any]:
    """A ranked list of passages, each as a citation with its title, context and scores; `reported`: for each the place
    in the list, from 0, of an earlier one of the same incident."""
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
                "same_incident_as": before,
            }
            for hit, before in zip(hits, reported, strict=True)
        ],
    }
