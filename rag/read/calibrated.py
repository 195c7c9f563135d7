"""The thresholds of refusal and the weights of the confidence; written by training/calibrate.py."""

WEIGHTS = {
    "margin": 0.0490,
    "rank": 0.3070,
    "likeness": 1.2035,
    "coverage": 1.3112,
    "missing": -4.2548,
    "bias": -3.4005,
}
# The confidence below which the documents are not taken to answer.
LEAST_CHANCE = 0.23
# The reader's margin below which a passage does not answer, by what is asked.
LEAST_MARGIN = {
    "who": -2.82,
    "whom": -3.34,
    "where": -2.11,
    "how many": -2.22,
    "culprit": 0.77,
}
