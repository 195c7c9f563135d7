import shutil
from pathlib import Path

import numpy as np
import pytest

from rag.errors import ModelError
from rag.models import pairs
from rag.models.pairs import MAX_TOKENS, PairEncoder

PAIRS = [("Who left?", "The wardens left Lode."), ("Who came?", "Rain fell on the quay all day, and the ferry stayed.")]


def test_outputs_come_in_order_whatever_they_are_run_with() -> None:
    encoder = PairEncoder("reader")
    together = encoder.run([*PAIRS, *PAIRS[::-1]])
    assert [len(read.offsets) for read in together[:2]] == [len(read.offsets) for read in together[:1:-1]]
    np.testing.assert_allclose(together[0].outputs["rank"], together[3].outputs["rank"], atol=1e-3)


def test_offsets_are_characters_of_the_second_text() -> None:
    (read,) = PairEncoder("reader").run(PAIRS[:1])
    words = [PAIRS[0][1][a:b] for (a, b), inside in zip(read.offsets, read.second, strict=True) if inside]
    assert "".join(words) == "ThewardensleftLode."
    assert read.outputs["span"].shape == (len(read.offsets), 2)


def test_a_long_second_text_is_cut_and_the_first_kept() -> None:
    (read,) = PairEncoder("reader").run([("Who left?", "quay " * 900)])
    assert len(read.offsets) == MAX_TOKENS
    assert read.second.sum() > MAX_TOKENS - 10


@pytest.mark.parametrize(("harm", "said"), [("flip", "SHA-256"), ("delete", "cannot be read")])
def test_damaged_weights_are_refused_by_name(
    harm: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "support.onnx"
    shutil.copy(pairs.FOLDER / file.name, file)
    if harm == "flip":
        content = bytearray(file.read_bytes())
        content[5000] ^= 1
        file.write_bytes(content)
    else:
        file.unlink()
    monkeypatch.setattr(pairs, "FOLDER", tmp_path)
    with pytest.raises(ModelError, match=said) as error:
        PairEncoder("support").run(PAIRS)
    assert str(file) in str(error.value)
