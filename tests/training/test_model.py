import torch

from training.model import mean_of


def test_several_checkpoints_are_one_mean(tmp_path):
    for name, value in (("a", 1.0), ("b", 2.0), ("c", 6.0)):
        torch.save({"model": {"weight": torch.full((2,), value)}, "step": 5}, tmp_path / f"{name}.pt")
    found = mean_of([tmp_path / f"{name}.pt" for name in "abc"])
    assert found["weight"].tolist() == [3.0, 3.0]
