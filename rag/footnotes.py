"""A conversation as Markdown: the answers, with every citation a numbered footnote that quotes its words."""

import re
from collections.abc import Sequence

from rag.domain.answers import Answer, Citation, Claim, Side, Standing, Verdict, citations_of, on_one_line
from rag.language.dates import spoken

# What a verdict says of its sentence, and no more than that.
IN_WORDS: dict[Verdict, str] = {
    "supported": "its evidence supports it",
    "partly": "its evidence supports a part of it",
    "not supported": "its evidence does not support it",
    "contradicted": "its evidence contradicts it",
}

# What means something to Markdown wherever it stands, to HTML, to formulas, and to what makes links of addresses.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$^&@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What means something where a line begins.
_BEGINS = re.compile(r"^(\d*)([-+=.):])")

Numbers = dict[tuple[str, int, int], tuple[int, Citation]]


def markdown(name: str, answers: Sequence[Answer]) -> str:
    """The whole file. Footnotes are numbered through; a passage that is cited again keeps its number."""
    numbers: Numbers = {}
    for citation in (c for answer in answers for c in citations_of(answer)):
        numbers.setdefault(_place(citation), (len(numbers) + 1, citation))
    parts = [f"# {escaped(name)}", *(part for answer in answers for part in _answer(answer, numbers))]
    parts += [f"[^{number}]: {_footnote(citation)}" for number, citation in numbers.values()]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """The text on one line, so that Markdown shows it as it stands: nothing in it is markup, HTML or a link."""
    return _BEGINS.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", on_one_line(text)))


def _answer(answer: Answer, numbers: Numbers) -> list[str]:
    def cited(text: str, citations: Sequence[Citation]) -> str:
        return escaped(text) + "".join(f"[^{numbers[_place(c)][0]}]" for c in citations)

    parts = [f"## {escaped(answer.question)}"]
    parts += [f"Understood as: {escaped(answer.understood)}"] if answer.understood else []
    parts += [cited(s.in_words, s.citations) + _told(s.standing) for s in answer.short_answers]
    sides = [f"{_by(s)}: {cited(s.text, s.citations)}{_told(s.standing)}" for s in answer.sides]
    parts += _listed("The sources differ:", sides)
    claims = [f"{_day(c)}{cited(c.text, c.citations)}{_verdict(answer, c)}" for c in answer.claims]
    parts += _listed(_writer(answer), claims)
    if answer.refusal:
        parts += [escaped(answer.refusal.missing), escaped(answer.refusal.searched)]
        parts += _listed("What comes closest:", [cited(c.quote, (c,)) for c in answer.refusal.closest])
    parts += [withheld_line(len(answer.withheld))] if answer.withheld else []
    return [*parts, *map(escaped, answer.notes), f"Answer {escaped(answer.id)}"]


def writer_line(answer: Answer) -> str:
    """Who wrote the sentences; empty where they are quotations."""
    return f"Written by {answer.reader} from the evidence below, each sentence checked" if answer.reader else ""


def withheld_line(count: int) -> str:
    sentences, them = ("1 sentence", "it") if count == 1 else (f"{count} sentences", "them")
    return f"{sentences} withheld: the evidence does not support {them}"


def _writer(answer: Answer) -> str:
    return f"{escaped(writer_line(answer)) or 'In the words of the documents'}:"


def _listed(heading: str, lines: Sequence[str]) -> list[str]:
    return [heading, "\n".join(f"- {line}" for line in lines)] if lines else []


def _verdict(answer: Answer, claim: Claim) -> str:
    """Beside a model's sentence what the check found; a quotation needs none."""
    return f" ({IN_WORDS[claim.verdict]})" if answer.reader and claim.verdict else ""


def _day(claim: Claim) -> str:
    return f"{spoken(claim.day)}: " if claim.day else ""


def _by(side: Side) -> str:
    named = (side.publisher or "publisher not named", spoken(side.published) if side.published else "no date")
    return escaped(" · ".join((*named, "correction") if side.correction else named))


def _told(standing: Standing) -> str:
    return f" ({escaped(standing.in_words)})"


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.document, citation.start, citation.end


def _footnote(citation: Citation) -> str:
    page = f", page {citation.page}" if citation.page else ""
    return f"{escaped(citation.document)}{page}: “{escaped(citation.quote)}”"
