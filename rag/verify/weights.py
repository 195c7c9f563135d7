"""How much each feature of the support check counts; written by training/combine.py."""

THRESHOLD = 0.9726
WEIGHTS = {
    "encoder": 2.4150,
    "against": 0.2569,
    "coverage": 14.0000,
    "direction": -10.2766,
    "numbers": -2.8827,
    "dates": -4.1315,
    "names": -0.7128,
    "names apart": -5.4610,
    "negation": -1.4863,
    "status": -1.5984,
    "certainty": -2.8203,
    "quoted words": -2.0039,
    "bias": -9.9526,
}
