"""People's judgements of support, shared by wice and qags: the threshold of one set is chosen on the other."""

from collections.abc import Sequence
from pathlib import Path

from bench.figures import auroc, mean
from bench.setup import Result, Row, rows
from rag.verify.support import supported

# A claim, its evidence, and whether people found it supported.
Judged = tuple[str, str, bool]


def wice(data: Path) -> list[Judged]:
    """Claims of encyclopaedia articles with the whole text that they cite; partly supported is not supported."""
    return [
        (row["claim"], "\n\n".join(row["evidence"]), row["label"] == "supported")
        for row in rows(data / "wice" / "claims.jsonl")
    ]


def qags(data: Path) -> list[Judged]:
    """Sentences of summaries with the article; supported where most voted so."""
    return [
        (said["sentence"], row["article"], mean([float(r["response"] == "yes") for r in said["responses"]]) > 0.5)
        for row in rows(data / "qags" / "cnndm.jsonl")
        for said in row["summary_sentences"]
    ]


def measured(own: Sequence[Judged], other: Sequence[Judged]) -> Result:
    """Balanced accuracy at the threshold that is best on `other`, and AUROC; both of `own`."""
    verdicts = supported([(claim, evidence) for claim, evidence, _ in own])
    items: list[Row] = [
        {
            "claim": claim,
            "evidence": evidence,
            "expected": right,
            "given": v.word,
            "score": v.score,
            "failed": v.failed,
        }
        for (claim, evidence, right), v in zip(own, verdicts, strict=True)
    ]
    scores = [(v.score, right) for v, (_, _, right) in zip(verdicts, own, strict=True)]
    tried = supported([(claim, evidence) for claim, evidence, _ in other])
    known = [(v.score, right) for v, (_, _, right) in zip(tried, other, strict=True)]
    threshold = max((score for score, _ in known), key=lambda t: balanced_accuracy(known, t), default=0.5)
    figures = {
        "balanced_accuracy": balanced_accuracy(scores, threshold),
        "auroc": auroc([s for s, right in scores if right], [s for s, right in scores if not right]),
    }
    return figures, items


def balanced_accuracy(scores: Sequence[tuple[float, bool]], threshold: float) -> float:
    """The mean of the shares of right and of wrong claims that fall on their side of the threshold."""
    right = mean([float(score >= threshold) for score, is_right in scores if is_right])
    wrong = mean([float(score < threshold) for score, is_right in scores if not is_right])
    return (right + wrong) / 2
