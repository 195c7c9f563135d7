"""The first check: every quote stands in its document at its offsets. What fails is dropped, never shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rag.domain.answers import Citation, Draft, Hit, Refusal
from rag.domain.text import Document


def verified(draft: Draft, hits: Sequence[Hit]) -> Draft:
    """The draft with only what holds against the documents of the hits; a refusal when no claim is left."""
    documents = {hit.document.path: hit.document for hit in hits}
    claims = tuple(
        replace(claim, citations=citations)
        for claim in draft.claims
        if (citations := _verbatim(claim.citations, documents))
    )
    short_answers = tuple(
        replace(short, citations=citations)
        for short in draft.short_answers
        if claims and (citations := _verbatim(short.citations, documents))
    )
    sides = tuple(
        replace(side, citations=citations)
        for side in draft.sides
        if claims and (citations := _verbatim(side.citations, documents))
    )
    refusal = draft.refusal
    if refusal:
        refusal = replace(refusal, closest=_verbatim(refusal.closest, documents))
    elif not claims:
        refusal = Refusal("no quotation held against its document", f"{len(documents)} documents")
    sides = sides if len(sides) > 1 else ()
    evidence = _verbatim(draft.evidence, documents)
    return replace(draft, claims=claims, short_answers=short_answers, refusal=refusal, sides=sides, evidence=evidence)


def _verbatim(citations: Iterable[Citation], documents: Mapping[str, Document]) -> tuple[Citation, ...]:
    return tuple(c for c in citations if c.document in documents and _holds(c, documents[c.document]))


def _holds(citation: Citation, document: Document) -> bool:
    return bool(citation.quote) and document.text[citation.start : citation.end] == citation.quote
