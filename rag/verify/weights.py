"""How much each feature of the support check counts; written by training/combine.py."""

THRESHOLD = 0.7068
WEIGHTS = {
    "coverage": 2.4199,
    "alignment": 4.0243,
    "alignment in one": 1.6157,
    "encoder": 0.8686,
    "against": -0.2123,
    "direction": -2.8833,
    "numbers": -0.0587,
    "dates": 0.0000,
    "names": 0.0000,
    "names apart": -1.1222,
    "negation": -1.2995,
    "status": -0.5303,
    "certainty": -1.7749,
    "quoted words": -0.0673,
    "bias": -7.0927,
}
