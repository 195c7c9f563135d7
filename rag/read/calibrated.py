"""The thresholds of refusal and the weights of the confidence; written by training/calibrate.py."""

WEIGHTS = {
    "margin": 0.0560,
    "rank": 0.2910,
    "likeness": 1.5020,
    "coverage": 1.1902,
    "missing": -1.8390,
    "bias": -3.3283,
}
# The confidence below which the documents are not taken to answer.
LEAST_CHANCE = 0.16
# The reader's margin below which a passage does not answer, by what is asked.
LEAST_MARGIN = {
    "who": -1.84,
    "whom": -4.58,
    "where": -1.5,
    "how many": -4.12,
    "culprit": 1.35,
}
