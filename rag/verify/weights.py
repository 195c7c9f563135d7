"""How much each feature of the support check counts; written by training/combine.py."""

THRESHOLD = 0.6743
WEIGHTS = {
    "coverage": 2.2784,
    "alignment": 4.4673,
    "alignment in one": 1.7167,
    "encoder": 0.8859,
    "against": -0.2363,
    "direction": -2.8553,
    "numbers": -0.0258,
    "dates": 0.0000,
    "names": 0.0000,
    "names apart": -1.0252,
    "negation": -0.4154,
    "status": -0.5048,
    "certainty": -1.9235,
    "quoted words": -0.0632,
    "bias": -7.4938,
}
