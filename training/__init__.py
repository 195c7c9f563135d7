"""How the shipped weights are made: `make weights`. Uses the rest of the project; nothing imports it."""
