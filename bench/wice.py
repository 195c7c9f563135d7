"""Claims of encyclopaedia articles against the text that they cite: is the claim supported?"""

from bench import judged
from bench.setup import Result, Setup


def run(setup: Setup) -> Result:
    """Balanced accuracy at the threshold chosen on qags, and AUROC."""
    return judged.measured(judged.wice(setup.data), judged.qags(setup.data))
