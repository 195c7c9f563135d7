"""Reading a question: what it asks for, and when."""

import re

from rag.domain.answers import Asks, Filters, Question
from rag.language.dates import Dated, find_dates

_AUXILIARY = r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|may|might|must)"
# The question word that comes first decides; of two in one place the first here.
_ASKS: dict[Asks, str] = {
    "how many": r"\bhow (?:many|much)\b|\bwhat (?:number|amount|share|percentage)\b",
    "whom": r"\bwhom\b|\bwho (?:do|does|did)\b",
    "when": r"\bwhen\b|\b(?:what|which) (?:day|date|month|year|time)\b|\bhow long ago\b",
    "where": r"\bwhere\b|\b(?:what|which) (?:place|city|town|village|country|region|province)\b",
    "who": r"\bwho(?:se)?\b|\b(?:what|which) (?:person|group|organi[sz]ation)\b",
    "why": r"\bwhy\b|\bfor what reason\b",
    "how": r"\bhow\b",
    "what": r"\bwhat\b|\bwhich\b",
    "yes/no": rf"^\W*{_AUXILIARY}\b",
}


def parse(text: str, filters: Filters, today: str | None) -> Question:
    """`today` (an ISO day) is what "yesterday" and "2 May" in the question are resolved by; None leaves them words."""
    # Documents tell of the past: "in February", asked in November, is not next year's.
    named = [d for d in find_dates(text, today) if not (today and d.relative and d.iso > today)]
    return Question(
        text=text,
        asks=_asks(text),
        dates=tuple(dict.fromkeys(dated.iso for dated in named)),
        filters=filters,
        words=_without(text, [dated for dated in named if len(dated.iso) > 4]),
    )


def _asks(text: str) -> Asks | None:
    found = [(match.start(), asks) for asks, pattern in _ASKS.items() if (match := re.search(pattern, text, re.I))]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _without(text: str, dates: list[Dated]) -> str:
    """A day is searched for as one term: its digits and its month's name would match every other date."""
    for dated in reversed(dates):
        text = f"{text[: dated.start]} {text[dated.end :]}"
    return text
