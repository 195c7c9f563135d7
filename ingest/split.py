"""A text becomes passages: whole sentences, within a budget that fits the embedder, with a little overlap."""

import re
from collections.abc import Iterator

from rag.domain.text import Metadata
from rag.language.sentences import sentences

# Measured on the incident reports: 150 words every 110 find the right report first more often than 90 every 60.
BUDGET = 150
OVERLAP = 40

# In scripts without spaces each character counts, in the syllabic ones three; of a run of letters 30 do, for it is no
# word of a language but an address or a code, and the embedder has many tokens for it.
_EACH = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_THREE = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_WORD = re.compile(rf"[{_EACH}]|[{_THREE}]{{1,3}}|[^\s{_EACH}{_THREE}]{{1,30}}")


def split(text: str) -> list[tuple[int, int]]:
    """Spans of passages of at most BUDGET words, in order, covering every sentence."""
    units = [unit for span in sentences(text) for unit in _pieces(text, *span)]
    sizes = [_words(text[start:end]) for start, end in units]
    spans, first = [], 0
    while first < len(units):
        last, size = first, sizes[first]
        while last + 1 < len(units) and size + sizes[last + 1] <= BUDGET:
            last += 1
            size += sizes[last]
        spans.append((units[first][0], units[last][1]))
        if last + 1 == len(units):
            break
        first = _overlapping(sizes, first, last)
    return spans


def context_line(metadata: Metadata, fallback: str) -> str:
    """What a passage is about before its first word: title · place · date."""
    title = metadata.title.value if metadata.title else fallback
    parts = [title] + [s.value for s in (metadata.place, metadata.published) if s]
    return " · ".join(part for part in parts if part)


def _overlapping(sizes: list[int], first: int, last: int) -> int:
    """Where the next passage begins: as far before the end of this one as OVERLAP words allow."""
    start, size = last + 1, 0
    while start - 1 > first and size + sizes[start - 1] <= OVERLAP:
        start -= 1
        size += sizes[start]
    return start


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence itself, or, where it is longer than the budget, stretches of it."""
    words = list(_WORD.finditer(text, start, end))
    if len(words) <= BUDGET:
        yield start, end
        return
    for i in range(0, len(words), BUDGET):
        chunk = words[i : i + BUDGET]
        yield chunk[0].start(), chunk[-1].end()


def _words(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))
