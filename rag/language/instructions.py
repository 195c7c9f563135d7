"""Text in a document that speaks to an assistant: orders about its answer, a change of its role, requests that belong
to no report. By form alone: what is asked for does not matter.

The text is a document's own, through the readers' normalisation: characters that nobody sees are gone.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, islice

from rag.language.imperatives import asks, commands, content, guides, quoted, says_who
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
_ENDS = re.compile(r"\n\s*\n\s*|(?<=[.!?:\"”’)])[ \t]*\n[ \t]*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NOT_LETTERS = re.compile(r"\W+")
# A capital within a sentence: a word that opens a paragraph and stands so too is no verb.
_NAME = re.compile(r"(?<=[a-z,] )[A-Z]\w+")


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I | re.M)


# What chat templates put between speakers, and what stands in its place.
_TEMPLATE = _any(
    r"<\|[a-z_]{2,30}\|>|\[/?INST\]|<</?SYS>>|</?(?:system|instructions?|prompt|assistant)>",
    r"^\W*(?:new |system |hidden |updated |important )*(?:instructions?|prompt)(?: (?:for|to) [\w ]{1,30})?\s*:",
    r"^\W*(?:system|developer|assistant)\s*:\s*(?:you|ignore|disregard|the\s+(?:user|assistant))\b",
)
_MACHINE = (
    r"(?:a\.?i\.?|llms?|gpt|chatgpt|claude|gemini|copilot|chatbots?|assistants?|(?:large )?language models?|bots?)"
)
# Where a verb behind it is an order, not a deed that is told.
_BEGINS = r"(?:^|[.:;,!]\s+|\b(?:please|now|and|then|must|should|you (?:can|will|to))\s+)"
_ROLE = _any(
    rf"{_BEGINS}(?:ignore|disregard|forget|override|bypass|discard|drop|stop following)\s+(?:\w+\s+){{0,3}}?"
    r"(?:(?:previous|prior|above|earlier|preceding|foregoing|former|initial|original|existing|system|your|safety)\s+"
    r"(?:\w+\s+)?(?:instructions?|prompts?|rules?|directions?|guidelines?|contexts?|commands?|directives?|constraints?"
    r"|tasks?|training|programming|messages?|questions?)"
    r"|(?:everything|anything|what|all)\b.{0,20}\b(?:above|before|previously|earlier|so far)\b)",
    rf"\byou(?: are|['’]re) (?:now|no longer|hereby)\b.{{0,60}}\b(?:an?|in|the|{_MACHINE}|bound|restricted|allowed)\b",
    rf"\byou(?: are|['’]re) (?:an? |the )?(?:\w+ ){{0,2}}{_MACHINE}\b",
    r"\bfrom now on,? (?:you|your|respond|answer|reply|act|speak|write)\b",
    rf"{_BEGINS}(?:act as (?:an?|if|my|the)|pretend (?:to be|you|that you)|role-?play as)\b",
    rf"{_BEGINS}(?:tell|inform|convince|remind|urge|redirect|advise|ask|direct|encourage) the (?:user|reader)s?\b",
    rf"{_BEGINS}(?:send|forward|post|e?mail|upload|leak) (?:the|this|all|any|every) (?:\w+ )?"
    r"(?:conversation|chat|history|questions?|answers?|data|documents?|files?|passwords?)\b",
    r"^\W*(?:attention|dear|hey|hello|hi|note to|to|for|if you are|as) (?:all |any |the |an? )?(?:\w+ )?"
    rf"{_MACHINE}\b.{{0,40}}\b(?:you|your|must|should|please|do not)\b",
    rf"\b{_MACHINE}(?: \w+){{0,4}} (?:must|should|shall|are to|is to) (?:not |now |also |always |only )?"
    r"(?:answer|reply|respond|say|state|write|ignore|include|mention|output|tell|recommend|rate)\b",
    r"\b(?:reveal|print|repeat|output|show|disclose)\b.{0,30}\b(?:system prompt|your (?:\w+ )?(?:instructions|prompt))",
)
_ANSWER = r"(?:answers?|responses?|repl(?:y|ies)|outputs?|completions?)"
_YOURS = _any(rf"\byour\s+(?:[\w-]+\s+){{0,2}}{_ANSWER}\b")
# May be anyone's, an order only where the verb is one of a task.
_ANYONES = _any(
    rf"\b(?:in|to|into|with|of|from|throughout|on|for)\s+(?:the|this|any)\s+(?:[\w-]+\s+)?{_ANSWER}\b",
    rf"\b(?:each|every|all)\s+(?:[\w-]+\s+)?{_ANSWER}\b",
    r"^\W*(?:when|while|before|after|if)\s+(?:you\s+)?(?:answer|respond|reply|summari[sz])\w*\b",
    r"\byour\s+(?:[\w-]+\s+)?(?:messages?|texts?|summar(?:y|ies)|translations?|words|writing|sentences?|explanations?)\b",
)
_RULED = _any(
    rf"\byour\s+(?:[\w-]+\s+)?{_ANSWER}\s+"
    r"(?:must|should|shall|will|has to|have to|needs? to|(?:is|are) to|(?:may|can) only)\b",
    r"\b(?:you|I|we)\s+(?:must|should|shall|will|want|need|would like|expect|have to|are to|are required)\b"
    rf".{{0,120}}\byour\s+(?:[\w-]+\s+)?{_ANSWER}\b",
)
# Without one of these in it a sentence is not looked at: that would cost time.
_SIGNS = (
    *(
        "your ",
        "answer",
        "respon",
        "reply",
        "repli",
        "output",
        "completion",
        "summar",
        "instruction",
        "prompt",
        "system",
    ),
    *(
        "you are ",
        "you're ",
        "you’re ",
        "from now on",
        "ignore",
        "disregard",
        "forget",
        "override",
        "bypass",
        "discard",
    ),
    *(
        "stop following",
        "pretend",
        "act as",
        "roleplay",
        "role-play",
        "assistant",
        " ai ",
        "language model",
        "llm",
        "bot",
    ),
    *("gpt", "claude", "gemini", "copilot", "user", "reader", "conversation", "history", "password", " data", "<", "["),
)


@lru_cache(maxsize=32)
def instructions(text: str) -> tuple[Span, ...]:
    """Spans `[start, end)` in order, never overlapping: sentences, or whole paragraphs that begin with one."""
    text = text[:WHOLE]
    lowered = text.lower()
    signs = [sign for sign in _SIGNS if sign in lowered or sign.strip() != sign]
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


def _orders(text: str, start: int, end: int, signs: Sequence[str]) -> Iterator[Span]:
    """The sentences of a paragraph that give orders to whoever answers; all of it where the first one does. `signs`:
    those of _SIGNS that stand in the text."""
    paragraph = text[start:end]
    lowered = f" {paragraph.lower()} "
    if not any(sign in lowered for sign in signs):
        return
    for first, last in sentences(paragraph):
        if any(sign in lowered[first : last + 2] for sign in signs) and _is_order(paragraph, first, last):
            yield start + first, end if first == 0 else start + last
            if first == 0:
                return


def _is_order(paragraph: str, start: int, end: int) -> bool:
    if _TEMPLATE.search(paragraph, start, end):
        return True
    sentence = paragraph[start:end].replace("\n", " ")
    # Somebody's words in a report are no order; a paragraph that is a quotation and no more may be one.
    if _ROLE.search(sentence):
        return not says_who(paragraph if quoted(paragraph, start) else sentence)
    about_the_answer = _YOURS.search(sentence) or (_ANYONES.search(sentence) and commands(sentence, known=True))
    is_order = _RULED.search(sentence) or (about_the_answer and commands(sentence))
    return bool(is_order) and not quoted(paragraph, start) and not says_who(sentence)


def _requests(text: str) -> Iterator[Span]:
    """The paragraphs that ask for something; not those that are steps of something."""
    # Long texts have a million lines: none is kept.
    read = ((at, _is_request(text[slice(*at)]), guides(text[slice(*at)])) for at in _paragraphs(text))
    for is_order, run in groupby(read, lambda one: one[1] or one[2]):
        steps = list(islice(run, STEPS)) if is_order else []
        if len(steps) < STEPS:
            yield from (at for at, asked, _ in steps if asked)


def _is_request(paragraph: str) -> bool:
    if paragraph.count(" ") >= LONGEST or quoted(paragraph, 0):
        return False
    return asks(paragraph) or bool(_ANYONES.search(paragraph) and commands(paragraph))


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
