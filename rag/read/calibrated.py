"""The thresholds of refusal and the weights of the confidence; written by training/calibrate.py."""

from rag.domain.answers import Asks

WEIGHTS = {
    "margin": 0.0673,
    "rank": 0.3048,
    "likeness": 1.3318,
    "coverage": 1.6439,
    "missing": -0.3423,
    "bias": -3.7335,
}
# The reader's margin below which a passage does not answer, by what is asked.
LEAST_MARGIN: dict[Asks, float] = {
    "who": -0.85,
    "where": 0.37,
    "how many": -3.88,
}
