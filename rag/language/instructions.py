"""Text in a document that speaks to an assistant: orders about its answer, a change of its role, requests that belong
to no report. By form alone: what is asked for does not matter.

The text is a document's own, through the readers' normalisation: characters that nobody sees are gone.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import chain, groupby, islice

from rag.language.imperatives import asks, commands, content, guides, quoted
from rag.language.orders import about_an_answer, is_order
from rag.language.sentences import sentences

Span = tuple[int, int]

# Characters looked at: of what stands behind them nothing is found.
WHOLE = 1_000_000
# Words of a request that stands by itself; longer paragraphs tell something.
LONGEST = 60
# Of the words of such a request, the share that stands nowhere else in the document.
FOREIGN = 0.5
# So many requests in a row are a handbook's.
STEPS = 3
# Letters by which two words are taken for one.
STEM = 6

# Where a paragraph ends: a blank line, or a line that ends as a sentence does.
_ENDS = re.compile(r"\n(?:\s*\n\s*|(?:(?<=[.!?:\"”’)]\n)|(?<=[.!?:\"”’)] \n))[ \t]*)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NOT_LETTERS = re.compile(r"\W+")
# A capital within a sentence: a word that opens a paragraph and stands so too is no verb.
_NAME = re.compile(r"(?<=[a-z,] )[A-Z]\w+")


def _phrases(*lines: str) -> tuple[str, ...]:
    return tuple(phrase for line in lines for phrase in line.split("|"))


# Without one of these in it a sentence is not looked at: that would cost time.
_SIGNS = _phrases(
    "your |answer|respon|reply|repli|output|completion|summar|instruction|prompt|system|you are |you're |you’re |drop ",
    "ignore|from now on|disregard|forget|override|bypass|discard|stop following|pretend|act as|roleplay|role-play| ai ",
    "assistant|language model|llm|bot|gpt|claude|gemini|copilot|user|reader|conversation|history|document|file",
    "password|chat| data|<|[",
)


@lru_cache(maxsize=32)
def instructions(text: str) -> tuple[Span, ...]:
    """Spans `[start, end)` in order, never overlapping: sentences, or whole paragraphs that begin with one."""
    text = text[:WHOLE]
    lowered = f" {text.lower()} "
    signs = [sign for sign in _SIGNS if sign in lowered]
    found = [span for at in _paragraphs(text) for span in _orders(text, *at, signs)]
    ordered = {start for start, _ in found}
    return tuple(sorted([*found, *_foreign(text, [at for at in _requests(text) if at[0] not in ordered])]))


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for match in chain(_ENDS.finditer(text), [None]):
        end = match.start() if match else len(text)
        paragraph = text[start:end]
        if paragraph.strip():
            yield start + len(paragraph) - len(paragraph.lstrip()), start + len(paragraph.rstrip())
        start = match.end() if match else end


def _orders(text: str, start: int, end: int, signs: Collection[str]) -> Iterator[Span]:
    """The sentences of a paragraph that give orders to whoever answers; all of it where the first one does. `signs`:
    what of _SIGNS stands in the text."""
    paragraph = text[start:end]
    lowered = f" {paragraph.lower()} "
    if not any(sign in lowered for sign in signs):
        return
    for first, last in sentences(paragraph):
        if any(sign in lowered[first : last + 2] for sign in signs) and is_order(paragraph, first, last):
            yield start + first, end if first == 0 else start + last
            if first == 0:
                return


def _requests(text: str) -> Iterator[Span]:
    """The paragraphs that ask for something; not those that are steps of something."""
    # Long texts have a million lines: none is kept.
    read = ((at, _is_request(text[slice(*at)]), guides(text[slice(*at)])) for at in _paragraphs(text))
    for asking, run in groupby(read, lambda one: one[1] or one[2]):
        steps = list(islice(run, STEPS)) if asking else []
        if len(steps) < STEPS:
            yield from (at for at, asked, _ in steps if asked)


def _is_request(paragraph: str) -> bool:
    if paragraph.count(" ") >= LONGEST or quoted(paragraph, 0):
        return False
    return asks(paragraph) or bool(about_an_answer(paragraph) and commands(paragraph))


def _foreign(text: str, requests: list[Span]) -> list[Span]:
    """Those that ask for something that the document is not about."""
    if not requests:
        return []
    told = Counter(_stems(text))
    names = {name[0] for name in _NAME.finditer(text)}

    def is_foreign(asked: str) -> bool:
        verb, own, wanted = _NOT_LETTERS.split(asked, 1)[0], Counter(_stems(asked)), content(asked)
        elsewhere = sum(told[word[:STEM]] > own[word[:STEM]] for word in wanted)
        return verb not in names and elsewhere <= (1 - FOREIGN) * len(wanted)

    return [(start, end) for start, end in requests if len(text) > end - start and is_foreign(text[start:end])]


def _stems(text: str) -> Iterator[str]:
    return (word[0].lower()[:STEM] for word in _WORD.finditer(text))
