"""Reading a question: what it asks for, and when."""

import re

from rag.domain.answers import Asks, Filters, Question
from rag.language.attribution import unattributed
from rag.language.dates import Dated, find_dates
from rag.language.names import asks_who_is

_AUXILIARY = r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|may|might|must)"
_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_PERIOD = rf"(?:early |mid-?|late )?(?:\d{{4}}|week|month|year|{_MONTH})"
_PLACES = "(?:places?|cit(?:y|ies)|towns?|villages?|countr(?:y|ies)|regions?|provinces?)"
# A country may act: "which country sold the shells" asks who.
_ACTING = rf"countr(?:y|ies)\s+(?!(?:{_AUXILIARY}|in|on|at|of|near|from|to|with|by|for|and|or|that|which|who)\b)\w"
_TELL = r"(?:please\s+)?(?:list|name|enumerate|give(?:\s+me)?\s+(?:a\s+list\s+of|the\s+names\s+of|all))"
# More than one is asked for: "which towns were", "who were the victims", "list the".
_SEVERAL = re.compile(
    rf"^\W*{_TELL}\b|\b(?:which|what)\s+(?:(?!(?:is|was|kind|type|sort)\b)\w+\s+){{0,2}}?"
    r"(?:\w+[^s\W]s|people|men|women|children)\s+(?:are|were|have|had|did|do|does|will|can)\b|"
    rf"\b(?:which|what)\s+(?:(?!{_AUXILIARY}\b|(?:the|kind|type|sort)\b)\w+\s+){{0,2}}?"
    r"(?:countries|nations|groups|organi[sz]ations|companies|firms|parties|newspapers|banks|towns|cities|villages)\s+"
    r"(?!of\b)\w|\bwho\s+(?:all\s+)?(?:are|were)\s+(?:all\s+)?the\b|"
    r"\bwhat\s+(?:are|were)\s+(?:all\s+)?the\s+(?:\w+\s+){1,2}of\b",
    re.I,
)
_NAMED_KIND: dict[Asks, str] = {
    "where": rf"\b{_PLACES}\b",
    "who": r"\b(?:persons?|people|men|women|victims?|members?|officials?|groups?|organi[sz]ations?)\b",
}
# The question word that comes first decides; of two in one place the first here.
_ASKS: dict[Asks, str] = {
    "timeline": r"\btime ?lines?\b|\bchronolog\w+|\b(?:order|sequence|course) of (?:the )?events\b|"
    r"\bwhat (?:has |had )?happen(?:s|ed)?\b[^?]*?(?:\b(?:between|since|until|from|first|next|then)\b|"
    rf"\b(?:after|before|in|during) (?:the )?(?:{_PERIOD})\b|\bin (?:the )?(?:right |chronological )?order\b(?! to\b))|"
    r"\bin (?:what|which) order (?:did|were|was|have|had)\b|^\W*what (?:has |had )?happened (?:after|before)\b",
    "with what": r"\b(?:with|by means of|using) (?:what|which)\b|\b(?:what|which) (?:\w+ ){0,2}?"
    r"(?:weapons?|devices?|explosives?|instruments?|means)\b",
    "how many": r"\bhow (?:many|much)\b|\bwhat (?:number|amount|share|percentage)\b",
    "whom": r"\bwhom\b|\bwho (?:do|does|did)\b",
    "when": r"\bwhen\b|\b(?:what|which) (?:day|date|month|year|time)\b|\bwhat (?:is|was) the (?:\w+ ){0,2}date\b"
    r"|\bhow long ago\b",
    "where": rf"\bwhere\b|\b(?:what|which) (?!{_ACTING}){_PLACES}\b",
    "who": rf"\bwho(?:se)?\b|\b(?:what|which) (?:persons?|people|groups?|organi[sz]ations?|(?={_ACTING})countr)",
    "why": r"\bwhy\b|\bfor what (?:reason|motive)\b",
    "how": r"\bhow\b",
    "what": r"\bwhat\b|\bwhich\b",
    "yes/no": rf"^\W*{_AUXILIARY}\b",
}


# "2 040 people" is written 2,040 in English; 020 123 4567 is no number.
_SPACED = re.compile(r"(?<![\w.,:-])(?<!\d\s)[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?![.,:-]?\w|\s\d)")


def parse(text: str, filters: Filters, today: str | None) -> Question:
    """`today` (an ISO day) is what "yesterday" and "2 May" in the question are resolved by; None leaves them words."""
    text = _SPACED.sub(lambda number: re.sub(r"\s", ",", number[0]), text)
    # Documents tell of the past: "in February", asked in November, is not next year's.
    named = [d for d in _days(text, today) if not (today and d.relative and d.iso > today)]
    asks = _asks(text)
    return Question(
        text=text,
        asks=asks,
        dates=tuple(dict.fromkeys(dated.iso for dated in named)),
        filters=filters,
        words=_without(text, [dated for dated in named if len(dated.iso) > 4]),
        several=asks not in ("yes/no", "timeline") and _SEVERAL.search(text) is not None,
    )


def _days(text: str, today: str | None) -> list[Dated]:
    """The days named; of "1 March and 10 April 2026" the second tells the year of the first."""
    named = find_dates(text, today)
    if today or not named:
        return named
    completed = find_dates(text, named[-1].iso)
    return [d for d in completed if not d.relative or re.match(rf"\d|{_MONTH}", text[d.start : d.end], re.I)]


def _asks(text: str) -> Asks | None:
    # "According to the mayor, did …" is a question with yes or no for an answer.
    text = unattributed(text)
    found = [(match.start(), asks) for asks, pattern in _ASKS.items() if (match := re.search(pattern, text, re.I))]
    if any(asks == "timeline" for _, asks in found):
        return "timeline"
    if re.match(rf"\W*{_TELL}\b", text, re.I):
        # "List the towns that …": the noun says what of.
        kinds = [(match.start(), asks) for asks, kind in _NAMED_KIND.items() if (match := re.search(kind, text, re.I))]
        return min(kinds, key=lambda pair: pair[0])[1] if kinds else "what"
    # What somebody is need not be a name.
    if asks_who_is(text):
        return "what"
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _without(text: str, dates: list[Dated]) -> str:
    """A day is searched for as one term: its digits and its month's name would match every other date."""
    for dated in reversed(dates):
        text = f"{text[: dated.start]} {text[dated.end :]}"
    return text
