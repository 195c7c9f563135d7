"""What a language model is asked: the instructions, the evidence as fenced and marked data, the question.

Fence and marks: Spotlighting (Hines et al., 2024), which lets a model tell quoted text from its orders.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.domain.answers import Citation, on_one_line
from rag.domain.turns import Turn

PROMPTS = Path(__file__).with_name("prompts")
SENTENCES = 4
# Stands before each sentence of evidence; in the documents' own text it is taken away. Between all words, as
# the paper has it, small models cite nothing any more: docs/decisions/0007-a-model-over-evidence.md.
MARK = "^"
# What chat templates take for a change of speaker: "<|im_start|>", "[INST]", "<<SYS>>".
_TEMPLATE = re.compile(r"<\|[^|>]*\|>|\[/?INST\]|<</?SYS>>|</?s>")
_UNPRINTABLE = re.compile(r"[^\S\n ]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Prompt:
    system: str
    user: str


def prompt(
    question: str, evidence: Sequence[Citation], earlier: Sequence[Turn], tokens: Callable[[str], int], budget: int
) -> Prompt:
    """The prompt within `budget` tokens: earlier turns are left out first, the oldest before the newer, then evidence
    from its end. `tokens` counts a text's."""
    nonce = secrets.token_hex(8)
    system = _template("system").format(sentences=SENTENCES, nonce=nonce, mark=MARK)
    lines = [f"[{n}] {marked(c.quote)}" for n, c in enumerate(evidence, start=1)]
    asked = _template("question")
    left = budget - tokens(system) - tokens(asked) - tokens(question) - 2 * tokens(nonce)
    kept = _fitting(lines, tokens, left)
    left -= sum(tokens(line) + 1 for line in kept)
    told = _fitting([_told(turn) for turn in reversed(earlier)], tokens, left)
    before = "".join(["Earlier in this conversation:\n", *reversed(told), "\n"]) if told else ""
    return Prompt(system, asked.format(earlier=before, nonce=nonce, evidence="\n".join(kept), question=question))


def marked(quote: str) -> str:
    """A quotation as a model gets it: on one line, without what a chat template or a terminal would act on."""
    plain = _UNPRINTABLE.sub(" ", _TEMPLATE.sub(" ", quote.replace(MARK, " ")))
    return f"{MARK}{on_one_line(plain)}"


def _told(turn: Turn) -> str:
    answers = "; ".join(turn.answers) or "no short answer"
    return f"{on_one_line(turn.question)} ({marked(answers)})\n"


def _fitting(texts: Sequence[str], tokens: Callable[[str], int], budget: int) -> list[str]:
    """The first texts, as many as the budget holds."""
    kept = []
    for text in texts:
        budget -= tokens(text) + 1
        if budget < 0:
            break
        kept.append(text)
    return kept


def _template(name: str) -> str:
    return (PROMPTS / f"{name}.md").read_text(encoding="utf-8")
