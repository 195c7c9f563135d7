"""Sentences of summaries against the news article: is the claim supported?"""

from bench import judged
from bench.setup import Result, Setup


def run(setup: Setup) -> Result:
    """Balanced accuracy at the threshold chosen on wice, and AUROC."""
    return judged.measured(judged.qags(setup.data), judged.wice(setup.data))
