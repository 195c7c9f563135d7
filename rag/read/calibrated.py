"""The thresholds of refusal and the weights of the confidence; written by training/calibrate.py."""

WEIGHTS = {
    "seen": 0.1455,
    "lead": 0.5259,
    "sentence": 0.5851,
    "missing": -3.8032,
    "bias": -2.2759,
}
# The confidence below which the documents are not taken to answer.
LEAST_CHANCE = 0.24
# The reader's margin below which a passage does not answer, by what is asked.
LEAST_MARGIN = {
    "who": -2.82,
    "whom": -0.32,
    "where": -2.11,
    "how many": -2.22,
    "culprit": 1.39,
}
