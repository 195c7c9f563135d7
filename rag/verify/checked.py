"""The second check: whether what a claim cites supports it. A claim that is its own quotation needs none."""

from dataclasses import replace

from rag.domain.answers import Claim, Draft, on_one_line
from rag.verify.support import supported


def checked(draft: Draft) -> Draft:
    """The draft with a verdict on each claim, by its own citations. Raises ModelError."""
    verbatim = [_is_verbatim(claim) for claim in draft.claims]
    asked = [claim for claim, known in zip(draft.claims, verbatim, strict=True) if not known]
    # Without any to ask about, neither parser nor encoder is loaded.
    found = supported([(claim.text, _cited(claim)) for claim in asked]) if asked else []
    words = (support.word for support in found)
    verdicts = ["supported" if known else next(words) for known in verbatim]
    claims = (replace(c, verdict=verdict) for c, verdict in zip(draft.claims, verdicts, strict=True))
    return replace(draft, claims=tuple(claims))


def _is_verbatim(claim: Claim) -> bool:
    return any(on_one_line(claim.text) == on_one_line(citation.quote) for citation in claim.citations)


def _cited(claim: Claim) -> str:
    return "\n\n".join(citation.quote for citation in claim.citations)
