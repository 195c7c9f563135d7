"""How much each feature of the support check counts; written by training/combine.py."""

THRESHOLD = 0.6151
WEIGHTS = {
    "coverage": 2.3792,
    "alignment": 4.1130,
    "alignment in one": 1.5720,
    "encoder": 0.8128,
    "against": -0.1763,
    "direction": -2.8127,
    "numbers": -0.1381,
    "dates": -0.0079,
    "names": 0.0000,
    "names apart": -1.1237,
    "negation": -1.4764,
    "status": -0.5799,
    "certainty": -1.8989,
    "quoted words": -0.0809,
    "bias": -7.0569,
}
