"""Verdicts as plain data for the screen: a word and a shape, and never more than the check says."""

from rag.domain.answers import Answer, Claim, citations_of, on_one_line
from rag.footnotes import IN_WORDS, withheld_line
from ui.data import Data


def verdict_data(claim: Claim) -> Data | None:
    """What stands beside a sentence; None until a check has spoken."""
    if any(on_one_line(claim.text) == on_one_line(citation.quote) for citation in claim.citations):
        return {"shape": "quoted", "text": "quoted word for word", "failed": "", "repaired": False}
    if claim.verdict is None:
        return None
    failed = f"did not hold: {', '.join(claim.failed)}" if claim.failed and claim.verdict != "supported" else ""
    shape = claim.verdict.replace(" ", "-")
    return {"shape": shape, "text": IN_WORDS[claim.verdict], "failed": failed, "repaired": claim.repaired}


def withheld_data(answer: Answer) -> Data | None:
    """The sentences that are not shown, to be unfolded."""
    if not answer.withheld:
        return None
    sentences = [{"text": claim.text, "verdict": verdict_data(claim)} for claim in answer.withheld]
    return {"line": withheld_line(len(sentences)), "sentences": sentences}


def evidence_data(answer: Answer) -> list[Data]:
    """The quotations that a model's sentences cite, each under its number; none where quotations are the answer."""
    if not answer.reader:
        return []
    shown = {on_one_line(claim.text) for claim in answer.claims}
    quotes = [(number, on_one_line(c.quote)) for number, c in enumerate(citations_of(answer), start=1)]
    return [{"text": quote, "cited": [number]} for number, quote in quotes if quote not in shown]
