"""The second check: whether what a claim cites supports it. A claim that is its own quotation needs none."""

from dataclasses import replace

from rag.domain.answers import Claim, Draft, on_one_line
from rag.verify.support import supported


def checked(draft: Draft) -> Draft:
    """The draft with a verdict on each claim, by its own citations. Raises ModelError."""
    asked = [claim for claim in draft.claims if not _is_verbatim(claim)]
    found = supported([(claim.text, _cited(claim)) for claim in asked]) if asked else []
    words = iter(support.word for support in found)
    claims = [replace(c, verdict="supported" if _is_verbatim(c) else next(words)) for c in draft.claims]
    return replace(draft, claims=tuple(claims))


def _is_verbatim(claim: Claim) -> bool:
    return any(on_one_line(claim.text) == on_one_line(citation.quote) for citation in claim.citations)


def _cited(claim: Claim) -> str:
    return "\n\n".join(citation.quote for citation in claim.citations)
