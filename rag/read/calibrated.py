"""The thresholds of refusal and the weights of the confidence; written by training/calibrate.py."""

from rag.domain.answers import Asks

WEIGHTS = {
    "margin": 0.0812,
    "rank": 0.3280,
    "likeness": 1.2150,
    "coverage": 1.2667,
    "missing": -0.6200,
    "bias": -3.6574,
}
# The reader's margin below which a passage does not answer, by what is asked.
LEAST_MARGIN: dict[Asks, float] = {
    "who": -0.46,
    "where": -1.98,
    "how many": 1.37,
}
