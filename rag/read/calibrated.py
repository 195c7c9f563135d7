"""The thresholds of refusal and the weights of the confidence; written by training/calibrate.py."""

from rag.domain.answers import Asks

WEIGHTS = {
    "margin": 0.0289,
    "rank": 0.2284,
    "likeness": 1.2140,
    "coverage": 0.9931,
    "missing": -1.2049,
    "bias": -2.0471,
}
# The reader's margin below which a passage does not answer, by what is asked.
LEAST_MARGIN: dict[Asks, float] = {
    "who": -0.36,
    "where": -2.03,
}
