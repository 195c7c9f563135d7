"""What a receipt holds, and what changed when its question is asked again."""

from dataclasses import asdict, replace
from typing import Any

from rag.domain.answers import Answer, Considered, Filters
from rag.domain.contract import answer_json, answer_of, citations_of_json

Receipt = dict[str, Any]


def receipt_of(answer: Answer, filters: Filters, today: str | None) -> Receipt:
    """The answer with all that it depended on, as JSON values."""
    return {
        "id": answer.id,
        "question": answer.question,
        "understood": answer.understood or answer.question,
        "filters": asdict(filters),
        "today": today,
        "settings": answer.settings,
        "reader": answer.reader,
        "generation": answer.generation,
        "signals": dict(answer.signals),
        "considered": [asdict(c) | {"parts": dict(c.parts)} for c in answer.considered],
        "evidence": [asdict(c) for c in answer.evidence],
        "answer": answer_json(answer),
    }


def kept_answer(record: Receipt) -> Answer:
    """The whole answer that receipt_of() was given; what an older version did not keep is empty."""
    return replace(
        answer_of(record["answer"]),
        considered=tuple(Considered(**c) for c in record["considered"]),
        generation=record["generation"],
        signals=record.get("signals", {}),
        reader=record.get("reader", ""),
        evidence=citations_of_json(record.get("evidence", ())),
    )


def filters_of(record: Receipt) -> Filters:
    kept = record["filters"]
    return Filters(tuple(kept["documents"]), tuple(kept["publishers"]), kept["since"], kept["until"])


def changes(before: Receipt, now: Receipt, gone: frozenset[str]) -> list[str]:
    """What differs, in sentences; `gone` are documents of `before` that are no longer there. Empty: nothing does."""
    told = []
    if _said(before) != _said(now):
        told.append(f"the answer was {_said(before)!r}, and is now {_said(now)!r}")
    elif _proof(before) != _proof(now):
        told.append("the answer is the same, and rests on other passages")
    if before["settings"] != now["settings"]:
        told.append(f"the settings changed: {before['settings']} then, {now['settings']} now")
    then_by, now_by = (r.get("reader") or "the documents' own words" for r in (before, now))
    if then_by != now_by:
        told.append(f"written by {then_by} then, by {now_by} now")
    if gone:
        told.append(f"no longer there: {', '.join(sorted(gone))}")
    then, since = _versions(before), _versions(now)
    if changed := [path for path in sorted(then.keys() & since.keys()) if then[path] != since[path]]:
        told.append(f"changed since then: {', '.join(changed)}")
    if before["generation"] != now["generation"]:
        told.append(f"the documents changed: catalogue version {before['generation']} then, {now['generation']} now")
    new = {c["document"] for c in now["considered"]} - {c["document"] for c in before["considered"]}
    if new:
        told.append(f"considered now and not then: {', '.join(sorted(new))}")
    return told


def _versions(record: Receipt) -> dict[str, str]:
    """The documents considered, each with the SHA-256 of its bytes; receipts older than that field have none."""
    return {c["document"]: c["sha256"] for c in record["considered"] if c.get("sha256")}


def _said(record: Receipt) -> str:
    answer = record["answer"]
    if answer["refusal"]:
        return str(answer["refusal"]["missing"])
    return answer["short_answer"] or " ".join(c["text"] for c in answer["claims"])


def _proof(record: Receipt) -> list[tuple[str, int, int]]:
    claims = record["answer"]["claims"] or ()
    return [(c["document"], c["start"], c["end"]) for claim in claims for c in claim["citations"]]
