"""What a language model writes, sentence by sentence as it comes, and the evidence that each sentence names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rag.domain.answers import on_one_line
from rag.language.sentences import sentences
from rag.read.prompt import MARK

_NUMBERS = r"\[\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*\]"
_CITED = re.compile(_NUMBERS)
_BEHIND = re.compile(rf"\s*(?:{_NUMBERS}\s*)+[.!?]?")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_DRESS = re.compile(r"^\s*(?:[-*•#>]+|\d{1,2}[.)])\s+|\*\*|__|`+", re.M)
_DECLINES = re.compile(
    r"\b(?:documents?|evidence|sentences?|texts?|sources?|passages?)\b.{0,40}\b(?:do|does|did|is|are)\s*(?:n[o']t)\b.{0,30}"
    r"\b(?:say|state|mention|answer|provide|contain|specif\w+|tell|give|include|enough|sufficient|clear)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Written:
    """One sentence without its marks, and the numbers of the evidence it names, from 1 on; invented ones are left out.

    `declines`: it says that the evidence does not answer.
    """

    text: str
    cited: tuple[int, ...]
    declines: bool


def written(pieces: Iterable[str], known: int) -> Iterator[Written]:
    """Each sentence as soon as it is whole. `known`: how many sentences of evidence there are."""
    for text in whole(pieces):
        read = _read(text, known)
        if any(map(str.isalnum, read.text)):
            yield read


def whole(pieces: Iterable[str]) -> Iterator[str]:
    """The sentences of a text that comes in pieces, each with the citations behind it, however the text was cut."""
    waiting = ""
    for piece in pieces:
        waiting += piece
        while (end := _first_end(waiting)) is not None:
            if waiting[:end].strip():
                yield waiting[:end].strip()
            waiting = waiting[end:]
    yield from (text for line in waiting.split("\n") for text in _cut(line))


def _first_end(text: str) -> int | None:
    """Where the first sentence ends for certain: at a new line, or where a word of the next one is whole."""
    line, newline, _ = text.partition("\n")
    parts = list(_ends(line))
    if len(parts) > 1 and (newline or re.match(r"\s*\S+\s", line[parts[0] :])):
        return parts[0]
    return len(line) + 1 if newline else None


def _cut(line: str) -> list[str]:
    start, found = 0, []
    for end in _ends(line):
        found.append(line[start:end].strip())
        start = end
    return [text for text in found if text]


def _ends(line: str) -> Iterator[int]:
    """The ends of a line's sentences, citations behind a full stop drawn in."""
    reached = 0
    for _, end in sentences(line):
        if end > reached:
            behind = _BEHIND.match(line, end)
            reached = behind.end() if behind else end
            yield reached


def _read(text: str, known: int) -> Written:
    numbers = [n for mark in _CITED.findall(text) for n in _listed(mark, known)]
    plain = _DRESS.sub("", _LINK.sub(r"\1", text).replace(MARK, " "))
    plain = re.sub(r"\s+([.,;:!?])", r"\1", on_one_line(_CITED.sub("", plain)))
    return Written(plain, tuple(dict.fromkeys(numbers)), bool(_DECLINES.search(plain)))


def _listed(mark: str, known: int) -> list[int]:
    """`[1, 3-5]` as 1, 3, 4, 5, of these what there is."""
    found: list[int] = []
    for part in re.split(r"[,;]", mark.strip("[] ")):
        first, *last = (int(n) for n in re.findall(r"\d+", part))
        found += range(first, min((last or [first])[-1], known) + 1)
    return [n for n in found if 1 <= n <= known]
