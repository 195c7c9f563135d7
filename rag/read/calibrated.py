"""The thresholds of refusal and the weights of the confidence; written by training/calibrate.py."""

WEIGHTS = {
    "margin": 0.0572,
    "rank": 0.2909,
    "likeness": 1.4122,
    "coverage": 1.3269,
    "missing": -2.3196,
    "bias": -3.3589,
}
# The confidence below which the documents are not taken to answer.
LEAST_CHANCE = 0.24
# The reader's margin below which a passage does not answer, by what is asked.
LEAST_MARGIN = {
    "who": -2.82,
    "whom": -3.34,
    "where": -2.11,
    "how many": -2.45,
    "culprit": 0.77,
}
