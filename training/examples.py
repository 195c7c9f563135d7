"""What the models learn from: a row is a pair of texts with what is known of it, a unit is rows that stay together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One pair for an encoder: a question with a context, or a claim with its evidence.

    `spans` are the right answers as `[start, end)` of `context`: empty says that it does not answer, None that
    nothing is known. `right` marks the right rows of a ranking unit, `prior` is what ranks the row before it is read,
    in logits. `label` is an index into LABELS.
    """

    first: str
    context: str
    spans: tuple[tuple[int, int], ...] | None = None
    right: bool | None = None
    prior: float = 0.0
    label: int | None = None


Unit = tuple[Row, ...]
LABELS = ("supported", "contradicted", "unsettled")


def window(text: str, spans: tuple[tuple[int, int], ...], words: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """At most so many words of the text around the first span, and the spans that lie whole inside them."""
    starts = [i for i in range(len(text)) if not text[i].isspace() and (i == 0 or text[i - 1].isspace())]
    if len(starts) <= words:
        return text, spans
    anchor = sum(1 for s in starts if s < spans[0][0]) if spans else 0
    first = max(0, min(anchor - words // 2, len(starts) - words))
    low = starts[first]
    high = starts[first + words] if first + words < len(starts) else len(text)
    inside = tuple((s - low, e - low) for s, e in spans if s >= low and e <= high)
    return text[low:high], inside
