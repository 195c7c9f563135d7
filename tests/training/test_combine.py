import torch

from training.combine import fitted

RIGHT = torch.tensor([1.0, 1.0, 1.0, 0.0, 0.0, 0.0], dtype=torch.float64)
NOTHING = torch.zeros(6, dtype=torch.float64)


def column(*values: float) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float64)[:, None]


def test_what_tells_right_from_wrong_gets_weight() -> None:
    weight, bias = fitted(column(3, 2, 2, 1, 0, 1), RIGHT, NOTHING, [1.0])
    assert weight > 0
    assert weight * 2 + bias > 0 > weight * 1 + bias


def test_no_weight_goes_against_its_sign() -> None:
    assert fitted(column(3, 2, 2, 1, 0, 1), RIGHT, NOTHING, [-1.0])[0] == 0


def test_what_is_known_already_is_not_learned_again() -> None:
    inputs = column(3, 2, 2, 1, 0, 1)
    known = 20 * (RIGHT - 0.5)
    assert fitted(inputs, RIGHT, known, [1.0])[0] < 0.5 * fitted(inputs, RIGHT, NOTHING, [1.0])[0]
