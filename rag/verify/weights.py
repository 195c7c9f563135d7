"""How much each feature of the support check counts; written by training/combine.py."""

THRESHOLD = 0.9152
WEIGHTS = {
    "encoder": 1.5951,
    "against": 0.0826,
    "coverage": 10.0000,
    "direction": -7.3101,
    "numbers": -2.1089,
    "dates": -3.1068,
    "names": -0.1195,
    "names apart": -4.6708,
    "negation": -0.3462,
    "status": -0.3457,
    "certainty": -1.9562,
    "quoted words": -1.1855,
    "bias": -7.9883,
}
