"""The thresholds of refusal and the weights of the confidence; written by training/calibrate.py."""

WEIGHTS = {
    "seen": 0.1709,
    "lead": 0.5165,
    "sentence": 0.5609,
    "missing": -3.9395,
    "bias": -2.3325,
}
# The confidence below which the documents are not taken to answer.
LEAST_CHANCE = 0.23
# The reader's margin below which a passage does not answer, by what is asked.
LEAST_MARGIN = {
    "who": -4.01,
    "whom": -4.12,
    "where": -2.89,
    "how many": -2.22,
    "culprit": 1.39,
}
