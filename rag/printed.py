"""Answers, receipts and errors as plain text, for the command lines."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import typer

from rag.domain.answers import Answer, Citation, Claim, Hit, Searched, Side, Standing, on_one_line
from rag.errors import DossierError
from rag.footnotes import withheld_line
from rag.language.dates import spoken
from rag.receipts import Receipt


@contextmanager
def errors_in_words() -> Iterator[None]:
    """What goes wrong on purpose is told on standard error, and ends the command with 1."""
    try:
        yield
    except DossierError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from error


def receipt_text(record: Receipt) -> str:
    said = record["answer"]["short_answer"] or (record["answer"]["refusal"] or {}).get("missing", "")
    filters = ", ".join(f"{name} {value}" for name, value in record["filters"].items() if value) or "none"
    lines = [
        f"Question: {record['question']}",
        f"Understood as: {record['understood']}",
        f"Answer: {said}",
        f"Filters: {filters} · today: {record['today'] or 'not given'}",
        f"Settings: {record['settings']} · catalogue version: {record['generation']}",
        f"Confidence: {record['answer']['confidence'] or 0.0:.2f} · judged by {_parts(record.get('signals', {}))}",
        "Considered:",
    ]
    for rank, seen in enumerate(record["considered"], start=1):
        place = f"{seen['document']}, characters {seen['start']}–{seen['end']}"
        lines.append(f"{rank}. {seen['score']:.3f}  {place}  {_parts(seen['parts'])}".rstrip())
    return "\n".join(lines)


def _parts(values: Mapping[str, float]) -> str:
    return " · ".join(f"{name} {value:.3f}" for name, value in values.items())


def answer_text(answer: Answer) -> str:
    lines: list[str] = []
    numbers: dict[Citation, int] = {}
    if answer.understood:
        lines += [f"Understood as: {answer.understood}", ""]
    if answer.refusal:
        lines += [answer.refusal.missing, answer.refusal.searched]
        if answer.refusal.closest:
            lines += ["", "Closest:"] + [_sentence(on_one_line(c.quote), (c,), numbers) for c in answer.refusal.closest]
    for short in answer.short_answers:
        lines.append(_sentence(f"{short.in_words}{_told(short.standing)}", short.citations, numbers))
    lines += ["", "The sources differ:"] if answer.sides else []
    for side in answer.sides:
        lines.append(_sentence(f"{_by(side)}: {side.text}{_told(side.standing)}", side.citations, numbers))
    lines += [""] if answer.short_answers else []
    lines += [_sentence(f"{_day_of(c)}{c.text}{_doubt(c)}", c.citations, numbers) for c in answer.claims]
    lines += [""] + [f"[{n}] {_place(citation)}" for citation, n in numbers.items()]
    lines += ["", *_writer(answer), *answer.notes, scope(answer.searched), f"answer {answer.id}"]
    return "\n".join(lines)


def hits_text(hits: Sequence[Hit], incidents: Sequence[tuple[int, Sequence[str]]]) -> str:
    """Passages, each with the other documents that report the same incident; `incidents` are their places in `hits`."""
    lines = []
    for rank, (at, others) in enumerate(incidents, start=1):
        hit = hits[at]
        lines.append(f"{rank}. {hit.document.path}  ({hit.score:.3f})  {hit.passage.context}")
        lines.append(f"   {on_one_line(hit.passage.text)[:300]}")
        lines += [f"   the same incident: {', '.join(others)}"] if others else []
        lines.append("")
    return "\n".join(lines)


def _day_of(claim: Claim) -> str:
    return f"{spoken(claim.day)}: " if claim.day else ""


def _by(side: Side) -> str:
    named = (side.publisher or "source not named", side.published, "correction" if side.correction else None)
    return " · ".join(filter(None, named))


def _told(standing: Standing) -> str:
    """How sure the source is, where it does not report plainly."""
    return "" if standing.status == "reported" else f" — {standing.in_words}"


def scope(searched: Searched) -> str:
    documents = f"{searched.documents} document{'' if searched.documents == 1 else 's'} searched"
    undated = f"{searched.undated_left_out} without a date left out" if searched.undated_left_out else ""
    return " · ".join(filter(None, (documents, undated, *searched.notes)))


def _sentence(text: str, citations: tuple[Citation, ...], numbers: dict[Citation, int]) -> str:
    marks = "".join(f" [{numbers.setdefault(c, len(numbers) + 1)}]" for c in citations)
    return f"{text}{marks}"


def _place(citation: Citation) -> str:
    page = f", page {citation.page}" if citation.page else ""
    return f"{citation.document}{page}, characters {citation.start}–{citation.end}"


def _doubt(claim: Claim) -> str:
    """The verdict on a sentence that its evidence does not support."""
    if claim.verdict in (None, "supported"):
        return ""
    failed = f" ({', '.join(claim.failed)})" if claim.failed else ""
    return f" — {claim.verdict}{failed}"


def _writer(answer: Answer) -> list[str]:
    told = [f"written by {answer.reader}, each sentence checked against what it cites"] if answer.reader else []
    return told + ([withheld_line(len(answer.withheld))] if answer.withheld else [])
