"""The encoders: MiniLM with its own token vectors, and small heads on them."""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer, PreTrainedTokenizerBase

from rag.models.embedder import built_in_folder


class Encoder(nn.Module):
    """Three outputs: span logits (rows, tokens, 2), a rank score (rows,), support logits (rows, 3)."""

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__()
        self.body = AutoModel.from_pretrained(
            str(built_in_folder()),
            hidden_dropout_prob=dropout,
            attention_probs_dropout_prob=dropout,
            add_pooling_layer=False,
        )
        size = self.body.config.hidden_size
        self.span = nn.Linear(size, 2)
        self.rank = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.Linear(size, 1))
        self.support = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.Linear(size, 3))

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        hidden = self.body(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        return self.heads(hidden)

    def heads(self, hidden: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The outputs from the last hidden states (rows, tokens, size)."""
        first = hidden[:, 0]
        return self.span(hidden), self.rank(first).squeeze(-1), self.support(first)


def tokenizer() -> PreTrainedTokenizerBase:
    """The tokenizer of the model that the encoders start from; it lowers case, so capitals tell it nothing."""
    return AutoTokenizer.from_pretrained(str(built_in_folder()))


def mean_of(checkpoints: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of the weights of several passes of one run (Wortsman et al., 2022, "Model soups")."""
    states = [torch.load(path, weights_only=True)["model"] for path in checkpoints]
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
