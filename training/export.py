"""Checkpoints become an ONNX file, 8-bit: python -m training.export CHECKPOINT … --to FILE --heads span rank."""

import argparse
import hashlib
import math
import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from training.model import Encoder, mean_of

OUTPUTS = ("span", "rank", "support")


class _Plain(nn.Module):
    """The encoder written in the few operations that onnxruntime fuses; only the outputs that ship."""

    def __init__(self, encoder: Encoder, heads: list[str]) -> None:
        super().__init__()
        self.encoder = encoder
        self.wanted = [OUTPUTS.index(head) for head in heads]

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor, ...]:
        body = self.encoder.body
        hidden = body.embeddings(input_ids=input_ids, token_type_ids=token_type_ids)
        masked = (1.0 - attention_mask[:, None, None, :].to(torch.float32)) * -10000.0
        for layer in body.encoder.layer:
            hidden = layer.attention.output(self._mixed(layer.attention.self, hidden, masked), hidden)
            hidden = layer.output(layer.intermediate(hidden), hidden)
        outputs = self.encoder.heads(hidden)
        return tuple(outputs[i] for i in self.wanted)

    def _mixed(self, attention: Any, hidden: Tensor, masked: Tensor) -> Tensor:
        heads = self.encoder.body.config.num_attention_heads
        shape = (hidden.shape[0], hidden.shape[1], heads, hidden.shape[2] // heads)
        query, key, value = (
            part(hidden).view(shape).permute(0, 2, 1, 3) for part in (attention.query, attention.key, attention.value)
        )
        scores = torch.matmul(query, key.transpose(-1, -2)) / math.sqrt(shape[-1]) + masked
        mixed = torch.matmul(scores.softmax(-1), value).permute(0, 2, 1, 3).contiguous()
        return mixed.view(hidden.shape)


def export(checkpoints: list[Path], target: Path, heads: list[str], eight_bit: bool) -> str:
    """Writes the model, of several checkpoints their mean, and returns the SHA-256 of the file."""
    encoder = Encoder()
    encoder.load_state_dict(mean_of(checkpoints))
    module = _Plain(encoder.eval(), heads)
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        _trace(module, heads, plain)
        config = encoder.body.config
        optimised = optimize_model(
            str(plain), "bert", num_heads=config.num_attention_heads, hidden_size=config.hidden_size, opt_level=0
        )
        if not eight_bit:
            optimised.convert_float_to_float16(keep_io_types=True)
        optimised.save_model_to_file(str(fused if eight_bit else target))
        if eight_bit:
            quantize_dynamic(
                fused,
                target,
                weight_type=QuantType.QInt8,
                per_channel=True,
                extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
            )
    onnx.checker.check_model(str(target))
    return hashlib.sha256(target.read_bytes()).hexdigest()


def _trace(module: nn.Module, heads: list[str], target: Path) -> None:
    example = torch.ones(2, 16, dtype=torch.long)
    axes = {0: "rows", 1: "tokens"}
    names = ["input_ids", "attention_mask", "token_type_ids"]
    dynamic = dict.fromkeys(names, axes) | {head: axes if head == "span" else {0: "rows"} for head in heads}
    torch.onnx.export(
        module,
        (example, example, torch.zeros_like(example)),
        str(target),
        input_names=names,
        output_names=heads,
        dynamic_axes=dynamic,
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--heads", nargs="+", choices=OUTPUTS, required=True)
    parser.add_argument("--half", action="store_true", help="16-bit floats in place of 8-bit integers")
    options = parser.parse_args()
    print(export(options.checkpoints, options.to, options.heads, not options.half))


if __name__ == "__main__":
    main()
