"""Newswire reports of incidents: finding the report; who, whom, where, when, with what, or that it is not said."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bench.figures import first_at, mean, short_answer_right, stands_in
from bench.setup import Result, Row, Setup, known_splits, library_of, rows
from rag.compose import Library
from rag.domain.answers import Answer, Filters
from rag.language.dates import find_dates, spoken

PASSAGES = 200
CITED = 3


def run(setup: Setup) -> Result:
    """Right report and incident at 1, 5 and 10; short answers; evidence; refusals. `.SLOT` figures beside each."""
    library = library_of(setup.work / "incidents", reports(setup))
    # Equal reports are one document under several names. Of a report that is not in, nothing can be asked.
    names = {path: document.path for document in library.documents() for path in document.paths}
    items = [_item(library, q, names, setup.reader) for q in questions(setup) if _paths(names, q["docs"])]
    figures = defaultdict(list)
    for item in items:
        for name, value in item["scores"].items():
            figures[name].append(value)
            if not name.startswith("refused"):
                figures[f"{name}.{item['slot']}"].append(value)
    # A date is right when it resolves to the coder's day, which is another measure than words that stand there.
    figures["evidence"] = [i["scores"]["evidence"] for i in items if "evidence" in i["scores"] and i["slot"] != "date"]
    return {name: mean(values) for name, values in sorted(figures.items())}, items


def reports(setup: Setup) -> dict[str, str]:
    """Each report of the splits as a file of its own: name to text."""
    return {f"{report['id']}.txt": report["text"] for report in _rows(setup, setup.documents, "docs.jsonl")}


def questions(setup: Setup) -> list[Row]:
    return _rows(setup, setup.questions, "questions.jsonl")


def _rows(setup: Setup, splits: tuple[str, ...], name: str) -> list[Row]:
    folder = setup.data / "incidents"
    return [row for split in splits or known_splits(setup.data) for row in rows(folder / split / name)]


def _item(library: Library, q: Row, names: Mapping[str, str], reader: str) -> Row:
    right, also = _paths(names, q["docs"]), _paths(names, q["also"])
    asked: Row = {"id": q["id"], "slot": q["slot"], "question": q["question"], "expected": q["answers"], "docs": right}
    if not q["answerable"]:
        answer = library.ask(q["question"], Filters(documents=tuple(right)), reader=reader)
        return asked | _given(answer) | {"scores": {"refused_when_unanswerable": float(answer.refusal is not None)}}
    hits, _ = library.search(q["question"], limit=PASSAGES)
    ranked = list(dict.fromkeys(hit.document.path for hit in hits))
    answer = library.ask(q["question"], reader=reader)
    scores = {f"document@{k}": first_at(ranked, right, k) for k in (1, 5, 10)}
    scores |= {f"incident@{k}": first_at(ranked, right + also, k) for k in (1, 5, 10)}
    scores["short_answer"] = float(_short_right(answer, q))
    scores["evidence"] = float(_evidence_right(library, answer, q))
    scores["refused_when_answerable"] = float(answer.refusal is not None)
    return asked | _given(answer) | {"ranked": ranked[:10], "scores": scores}


def _paths(names: Mapping[str, str], ids: Sequence[str]) -> list[str]:
    return [names[f"{id_}.txt"] for id_ in ids if f"{id_}.txt" in names]


def _given(answer: Answer) -> Row:
    cited = [c for claim in answer.claims for c in claim.citations][:CITED]
    return {
        "short_answer": answer.short_answer,
        "cited": [{"document": c.document, "quote": c.quote} for c in cited],
        "refusal": answer.refusal.missing if answer.refusal else None,
    }


def _short_right(answer: Answer, q: Row) -> bool:
    values = [s.text for s in answer.short_answers]
    if q["slot"] != "date":
        return short_answer_right(values, q["answers"])
    days = {day for filler in q["answers"] for alternative in filler for day in _days(alternative, None)}
    return any(day in days for value in values for day in _days(value, None))


def _evidence_right(library: Library, answer: Answer, q: Row) -> bool:
    cited = [c for claim in answer.claims for c in claim.citations][:CITED]
    if q["slot"] != "date":
        return any(stands_in(a, c.quote) for c in cited for filler in q["answers"] for a in filler)
    wanted = {spoken(day) for filler in q["answers"] for a in filler for day in _days(a, None)}
    for c in cited:
        document = library.document(c.document)
        dated = find_dates(document.text, document.metadata.published_on)
        if any(spoken(d.iso) in wanted for d in dated if c.start <= d.start < c.end):
            return True
    return False


def _days(text: str, anchor: str | None) -> list[str]:
    return [d.iso for d in find_dates(text, anchor) if len(d.iso) == 10]
