"""How sure a source is of what it tells, and who says so: read from the words of the clause."""

import re
from collections.abc import Iterator

from rag.domain.answers import Standing, Status, on_one_line
from rag.domain.text import Document

_WHO = (
    r"(?P<who>(?:[^\W_][\w'’.-]*(?:\s+|,\s+(?=(?:said|told|accus|blam|charg|alleg|claim|den)))){1,6}?)"
    r"(?:(?:has|have|had|also|later|again|flatly|strongly)\s+)*"
)
_AFTER = r"\s+(?!(?:that|it|he|she|they)\b)(?P<who>(?:the\s+)?[^\W_][\w'’-]*(?:\s+[^\W_][\w'’-]*){0,3})"
# Who is charged with ensuring order is accused of nothing.
_DUTY = r"\s+with\s+(?:ensur|protect|oversee|enforc|keep|mak|maintain|manag|runn|carry|investigat|implement|draft)\w*"
# The first that fits decides: who denies also speaks, and an accuser may only suspect.
_PATTERNS: tuple[tuple[Status, str], ...] = (
    ("denied", rf"\b{_WHO}(?:den(?:y|ies|ied)|reject(?:s|ed)?\s+the\s+(?:accusation|charge|claim|allegation)s?)\b"),
    (
        "suspected",
        r"\b(?:(?:suspected|thought|believed|presumed)\s+(?:of|to)|suspected|allegedly|reportedly|apparently|"
        r"possibly|could\s+not\s+determine|(?:may|might)\s+(?:have|be))\b",
    ),
    ("claimed", rf"\b(?:according\s+to|(?:accused|blamed|claimed|alleged)\s+by){_AFTER}"),
    ("claimed", rf",['\"”]?\s+(?:said|claimed|alleged){_AFTER}"),
    (
        "claimed",
        rf"\b{_WHO}(?:said|says|claim(?:s|ed)|alleg(?:es|ed)|accus(?:es|ed)|blam(?:es|ed)|insist(?:s|ed)|"
        rf"told\s+(?:(?:[^\W_]+\s+){{1,3}}that|reporters|journalists)|(?:counts|spoke\s+of)(?=\s+\d)|"
        rf"puts?\s+the\s+(?:[^\W_]+\s+){{1,4}}at|estimate[sd]|"
        rf"charged(?!{_DUTY}))\b",
    ),
    ("planned", r"\b(?:plan(?:s|ned)?\s+to|will|threaten(?:s|ed)?\s+to|intend(?:s|ed)?\s+to)\b"),
)
_CUES = [(status, re.compile(pattern, re.I)) for status, pattern in _PATTERNS]
# Another clause, with its own standing, begins here.
_BREAK = re.compile(r";|,?\s+\b(?:but|while|whereas|although)\b", re.I)
_ACCUSES = re.compile(r"\b(?:accus|blam|alleg|charg)(?:es?|ed|ing|ations?)\b", re.I)
# The verb of the accuser: not "was accused".
_ACCUSING = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )\b(?:accus|blam)(?:es|ed|ing)\b(?!\s+(?:of|by|for)\b)", re.I
)
_ASKED: dict[Status, re.Pattern[str]] = {
    "denied": re.compile(r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?)\b", re.I),
    "claimed": re.compile(r"\b(?:accus|(?<!\bto )blam|claim|alleg|charg|sa(?:y|id)\b)", re.I),
    "planned": re.compile(r"\b(?:plan|will\b|intend|threaten)", re.I),
    "suspected": re.compile(r"\b(?:suspect|believed|thought)", re.I),
}
# A speaker is named after these.
_LEAD = re.compile(r"^.*\b(?:that|and|after|when|as|by|because|is|was|are|were|be|been)\s+", re.I | re.S)
# "Two officials who were briefed on the talks said": the officials did.
_RELATIVE = re.compile(
    r"(?P<who>(?:[^\W_][\w'’.-]*\s+){1,4})(?:who|that)\s+(?:is|was|are|were|has|have|had)\b[^,.;:]*$", re.I
)
_WENT_ON = re.compile(r"\band\s+(?:(?:also|instead|then)\s+)?(?:said|says|claimed|claims|alleged|insisted)\b", re.I)
_CLAUSE = re.compile(r"(?:who|which|that)\s", re.I)
# What a source that was cut too early ends in, "ticket stubs recovered from", and the day on which it spoke.
_TAIL = re.compile(
    r"(?:\s+on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day|\s+(?:from|of|by|in|on|at|to|for|with|and|or|the|an?))+$",
    re.I,
)


def standing(document: Document, start: int, end: int, span: tuple[int, int] | None = None) -> Standing:
    """Of the sentence `document.text[start:end]`; with `span`, offsets in the document, of what governs it alone."""
    clause_start, clause_end = clause(document.text, start, end, span) if span else (start, end)
    for status, source, at in _cues(document.text, clause_start, clause_end):
        speaks = span is not None and at is not None and at[0] <= span[0] < at[1]
        # Who accuses is told by the report itself; who denies is whom the denial is about.
        if status == "claimed" and speaks:
            continue
        # "The Guard, which said that …": the relative clause tells that, not what stands before it.
        if span is not None and at is not None and span[0] < at[0] and source.lower() in ("which", "who"):
            continue
        # "The militia denied it and said that the army …": of that it is the source.
        if status == "denied" and span and at and _WENT_ON.search(document.text, at[1], span[0]):
            status = "claimed"
        return Standing(status, "" if source.lower() in ("which", "who") else source)
    return Standing()


def speaking(document: Document, start: int, end: int, span: tuple[int, int]) -> str:
    """The part of the sentence that names who tells what stands at `span`: up to who says so or from there on, or its
    whole clause where nobody does."""
    clause_start, clause_end = clause(document.text, start, end, span)
    for _, _, at in _cues(document.text, clause_start, clause_end):
        if at is not None and not at[0] <= span[0] < at[1]:
            return document.text[clause_start : at[1]] if at[0] < span[0] else document.text[at[0] : clause_end]
    return document.text[clause_start:clause_end]


def is_asked(status: Status, question: str) -> bool:
    """Whether the question asks about just that: who denied it, what was claimed."""
    return status in _ASKED and _ASKED[status].search(question) is not None


def accuses(document: Document, start: int, end: int, span: tuple[int, int]) -> bool:
    """Whether what stands at `span` is who accuses in the sentence `document.text[start:end]`, not whom."""
    clause_start, clause_end = clause(document.text, start, end, span)
    found = _ACCUSING.search(document.text, clause_start, clause_end)
    return found is not None and span[1] <= found.start()


def is_accused(sentence: str) -> bool:
    """Whether it tells of an accusation: more than that somebody said so."""
    return _ACCUSES.search(sentence) is not None


def hedged(text: str, *standings: Standing) -> str:
    """A short answer that says how sure it is: "the Guard (claimed by the mayor; denied by the Guard)"."""
    doubts = dict.fromkeys(s.in_words for s in standings if s.status != "reported")
    return f"{text} ({'; '.join(doubts)})" if doubts else text


def clause(text: str, start: int, end: int, span: tuple[int, int]) -> tuple[int, int]:
    """The part of `text[start:end]` with a standing of its own that holds the span."""
    for found in _BREAK.finditer(text, start, end):
        if found.end() <= span[0]:
            start = found.end()
        elif found.start() >= span[1]:
            return start, found.start()
    return start, end


def _cues(text: str, start: int, end: int) -> Iterator[tuple[Status, str, tuple[int, int] | None]]:
    for status, pattern in _CUES:
        for found in pattern.finditer(text, start, end):
            if "who" not in found.groupdict():
                yield status, "", None
                continue
            who = found["who"]
            if found.start("who") == found.start():
                described = _RELATIVE.search(text, start, found.end("who"))
                who = _LEAD.sub("", described["who"] if described else who)
            who = on_one_line(who)
            source = "" if _CLAUSE.match(who) else _TAIL.sub("", who.rstrip(","))
            yield status, source, found.span("who")
