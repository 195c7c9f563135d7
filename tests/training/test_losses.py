import random

import pytest
import torch

from training.batches import batched, tensors
from training.examples import Row
from training.losses import rank_loss
from training.model import tokenizer


def _batch(*rows):
    words = tokenizer()
    (units,) = batched([rows], words, random.Random(1))
    return tensors(units, words)


def _row(right, prior=0.0):
    return Row("Who raided the depot?", "The depot was raided.", None, right, prior)


def test_all_right_rows_of_a_unit_count_wherever_they_stand():
    batch = _batch(_row(False), _row(True), _row(True), _row(False))
    assert rank_loss(torch.zeros(4), batch).item() == pytest.approx(0.6931, abs=1e-3)
    assert rank_loss(torch.tensor([0.0, 9.0, 0.0, 0.0]), batch).item() < 0.01


def test_what_the_prior_ranks_rightly_needs_no_learning():
    known, unknown = _batch(_row(True, 9.0), _row(False)), _batch(_row(True), _row(False, 9.0))
    assert rank_loss(torch.zeros(2), known).item() < 0.01
    assert rank_loss(torch.zeros(2), unknown).item() > 8


def test_a_unit_in_which_nothing_is_known_to_be_right_is_not_ranked():
    assert rank_loss(torch.tensor([3.0, -3.0]), _batch(_row(None), _row(None))).item() == 0.0
