"""Answers by the language model that is set up: what of it the check lets through, for a person to judge."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bench import clapnq, incidents
from bench.figures import mean
from bench.setup import Result, Row, Setup, library_of
from rag.compose import Library
from rag.domain.answers import Answer, Claim

# Of each kind of question.
QUESTIONS = 100


def run(setup: Setup) -> Result:
    """The share of answers that the model wrote, and of its sentences by verdict. Each item names what was shown as
    supported with its evidence: whether it truly is, people judge."""
    whole = replace(setup, documents=setup.documents or ("dev", "tst1", "tst2"), questions=("tst1", "tst2"))
    answerable, unanswerable = clapnq.questions(setup)
    asked = [
        (library_of(setup.work / "incidents", incidents.reports(whole)), incidents.questions(whole), "question"),
        (library_of(setup.work / "clapnq", clapnq.texts(setup)), answerable + unanswerable, "input"),
    ]
    items = [_item(library, q[key]) for library, questions, key in asked for q in _some(questions)]
    verdicts = Counter(claim["verdict"] for item in items for claim in item["shown"] + item["withheld"])
    written = sum(verdicts.values())
    figures = {f"sentences.{verdict}": count / written for verdict, count in verdicts.items()}
    return figures | {"sentences": written, "by_the_model": mean([float(i["by"] != "") for i in items])}, items


def _some(questions: Sequence[Row]) -> Sequence[Row]:
    return questions[:: max(1, len(questions) // QUESTIONS)][:QUESTIONS]


def _item(library: Library, question: str) -> Row:
    answer: Answer = library.ask(question, reader="model")
    shown = answer.claims if answer.reader else ()
    return {
        "question": question,
        "by": answer.reader,
        "shown": [_told(claim) for claim in shown],
        "withheld": [_told(claim) for claim in answer.withheld],
        "notes": answer.notes,
    }


def _told(claim: Claim) -> Row:
    return {
        "text": claim.text,
        "verdict": claim.verdict,
        "failed": claim.failed,
        "repaired": claim.repaired,
        "evidence": [citation.quote for citation in claim.citations],
    }
