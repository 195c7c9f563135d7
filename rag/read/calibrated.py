"""The thresholds of refusal and the weights of the confidence: set by hand, until training/calibrate.py writes them."""

from rag.domain.answers import Asks

WEIGHTS = {
    "margin": 0.4000,
    "rank": 0.2000,
    "likeness": 2.0000,
    "coverage": 2.0000,
    "missing": 0.0000,
    "bias": -2.0000,
}
# The reader's margin below which a passage does not answer, by what is asked.
LEAST_MARGIN: dict[Asks, float] = {"who": 0.0, "whom": -1.5, "where": -2.5, "when": -4.0, "how many": -2.5}
