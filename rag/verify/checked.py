"""The second check: whether what a claim cites supports it. A claim that is its own quotation needs none."""

from collections.abc import Sequence
from dataclasses import replace

from rag.domain.answers import Citation, Claim, Draft, on_one_line
from rag.index.analysis import terms
from rag.models.parser import parse
from rag.verify.support import Support, supported

# Evidence looked at when what a sentence cites does not support it.
OTHERS = 3


def checked(draft: Draft) -> Draft:
    """The draft with a verdict on each claim, by its own citations. Raises ModelError."""
    return replace(draft, claims=tuple(_judged(claim, claim.citations) for claim in draft.claims))


def checked_or_repaired(text: str, cited: Sequence[Citation], evidence: Sequence[Citation]) -> Claim:
    """A written sentence with its verdict; where what it cites does not support it, and other evidence does, with that
    for its citation. Raises ModelError."""
    if not _states(text):
        return Claim(text, tuple(cited), "not supported", failed=("statement",))
    claim = _judged(Claim(text, tuple(cited)), cited)
    if claim.verdict == "supported":
        return claim
    others = _nearest(text, [c for c in evidence if c not in cited])
    judged = supported([(text, c.quote) for c in others]) if others else []
    better = max(zip(judged, others, strict=True), key=lambda pair: pair[0].score, default=None)
    repaired = _with(Claim(text, (better[1],), repaired=True), better[0]) if better else claim
    return repaired if repaired.verdict == "supported" else claim


def _states(text: str) -> bool:
    """Whether it says something that may be so: a heading or a scrap without a finite verb cannot be supported."""
    [parsed] = parse([text], entities=False)
    return any("Fin" in token.morph.get("VerbForm", []) for token in parsed)


def _judged(claim: Claim, cited: Sequence[Citation]) -> Claim:
    if any(on_one_line(claim.text) == on_one_line(citation.quote) for citation in cited):
        return replace(claim, verdict="supported")
    if not cited:
        return replace(claim, verdict="not supported", failed=("citation",))
    [support] = supported([(claim.text, "\n\n".join(citation.quote for citation in cited))])
    return _with(claim, support)


def _with(claim: Claim, support: Support) -> Claim:
    # What stands in quotation marks is the source's own words, or the sentence is wrong however true it is.
    misquotes = support.word == "supported" and "quoted words" in support.failed
    return replace(claim, verdict="partly" if misquotes else support.word, failed=support.failed)


def _nearest(text: str, evidence: Sequence[Citation]) -> list[Citation]:
    """The evidence that shares the most terms with the sentence; none that shares nothing."""
    wanted = frozenset(terms(text))
    shared = {c: len(wanted.intersection(terms(c.quote))) for c in evidence}
    return sorted(filter(shared.__getitem__, shared), key=shared.__getitem__, reverse=True)[:OTHERS]
