"""The thresholds of refusal and the weights of the confidence; written by training/calibrate.py."""

from rag.domain.answers import Asks

WEIGHTS = {
    "margin": 0.0643,
    "rank": 0.3062,
    "likeness": 1.7234,
    "coverage": 1.4140,
    "missing": -2.3303,
    "bias": -3.7651,
}
# The confidence below which the documents are not taken to answer.
LEAST_CHANCE = 0.23
# The reader's margin below which a passage does not answer, by what is asked.
LEAST_MARGIN: dict[Asks, float] = {
    "who": -0.85,
    "where": -0.22,
    "how many": -3.88,
}
