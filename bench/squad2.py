"""Questions on encyclopaedia paragraphs, half of them unanswerable: short answers, open and with the paragraph."""

from bench.figures import auroc, best_of_thresholds, reliability, squad_em, squad_f1
from bench.setup import Result, Row, Setup, library_of, rows
from rag.compose import Library
from rag.domain.answers import NO_FILTERS, Filters

SCORED = ("1973_oil_crisis", "French_and_Indian_War", "Normans", "Warsaw")


def run(setup: Setup) -> Result:
    """Best F1 and exact match, open over all paragraphs and given the right one; abstention with it given."""
    questions = list(rows(setup.data / "squad2" / "questions.jsonl"))
    names = {text: f"paragraph-{n:04}.txt" for n, text in enumerate(dict.fromkeys(q["context"] for q in questions))}
    library = library_of(setup.work / "squad2", {name: text for text, name in names.items()})
    scored = [q for q in questions if q["title"] in SCORED] or questions
    items = [_item(library, q, names[q["context"]]) for q in scored]
    figures = {
        f"{way}_{kind}": best_of_thresholds(
            [(i[f"{way}_confidence"], i[f"{way}_{kind}"], float(not i["expected"])) for i in items]
        )
        for way in ("open", "given")
        for kind in ("f1", "em")
    }
    yes, no = ([i["given_confidence"] for i in items if bool(i["expected"]) == wanted] for wanted in (True, False))
    figures["abstention_auroc"] = auroc(yes, no)
    return figures | reliability([(c, True) for c in yes] + [(c, False) for c in no]), items


def _item(library: Library, q: Row, paragraph: str) -> Row:
    item: Row = {"id": q["id"], "question": q["question"], "expected": q["answers"], "paragraph": paragraph}
    for way, filters in (("open", NO_FILTERS), ("given", Filters(documents=(paragraph,)))):
        answer = library.ask(q["question"], filters)
        said = answer.short_answer or ""
        item |= {
            f"{way}_said": said,
            f"{way}_confidence": answer.confidence or 0.0,
            f"{way}_f1": squad_f1(said, q["answers"]),
            f"{way}_em": squad_em(said, q["answers"]),
        }
    return item
