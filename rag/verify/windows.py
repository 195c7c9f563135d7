"""The parts of long evidence that a claim may rest on."""

from rag.language.sentences import sentences
from rag.verify.cues import coverage

# Evidence of so many words is looked at whole.
WHOLE = 130
LONGEST = 3
BEST = 3


def windows(claim: str, evidence: str) -> list[str]:
    """Runs of one to three sentences that hold the most of the claim's words, the best first, three at most."""
    one_line = " ".join(evidence.split())
    spans = sentences(evidence)
    if len(one_line.split()) <= WHOLE or len(spans) <= 1:
        return [one_line]
    texts = [" ".join(evidence[start:end].split()) for start, end in spans]
    runs = [" ".join(texts[i : i + n]) for n in range(1, LONGEST + 1) for i in range(len(texts) - n + 1)]
    # A longer run must hold more to be worth its words.
    scored = {run: coverage(claim, run) - 0.0005 * len(run.split()) for run in dict.fromkeys(runs)}
    return sorted(scored, key=scored.__getitem__, reverse=True)[:BEST]
