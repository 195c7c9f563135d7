"""A language model's answer over the evidence of an answer that stands: sentence by sentence, each checked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.domain.answers import Answer, Citation, Claim, citations_of
from rag.domain.turns import Turn
from rag.errors import ModelServerError
from rag.models.chat import ChatModel, Message
from rag.read.prompt import SENTENCES, prompt
from rag.read.written import Written, written
from rag.verify.checked import checked_or_repaired

# Tokens that the model may write.
MOST_TOKENS = 400
MOST_EVIDENCE = 5
SILENT = "The model wrote nothing that the evidence supports: this answer is in the documents' own words."


def rewritten(
    answer: Answer, model: ChatModel, earlier: Sequence[Turn], context: int, withhold: bool
) -> Iterator[Answer]:
    """The answer again after each sentence that the model writes, in the end as it stands; `context`: the tokens that
    the model takes in and gives out. Without a sentence that holds, it is the answer as given, and a note says why."""
    evidence = _evidence(answer)
    claims: list[Claim] = []
    trouble = None
    try:
        for sentence in _sentences(answer, evidence, model, earlier, context):
            # A model that has lost its way repeats itself: each sentence is told once.
            if not sentence.declines and sentence.text not in {claim.text for claim in claims}:
                claims.append(_checked(sentence, evidence))
                yield _with(answer, claims, model, withhold)
            if len(claims) == SENTENCES:
                break
    except ModelServerError as error:
        trouble = f"The language model: {error}."
    if any(claim.verdict == "supported" for claim in claims):
        last = _with(answer, claims, model, withhold)
        yield replace(last, notes=(*last.notes, f"{trouble} What it wrote until then stands.")) if trouble else last
    else:
        yield replace(answer, notes=(*answer.notes, trouble or SILENT), withheld=tuple(claims))


def _evidence(answer: Answer) -> list[Citation]:
    """What the answer shows already, then what else bears on the question."""
    return list(dict.fromkeys([*citations_of(answer), *answer.evidence]))[:MOST_EVIDENCE]


def _sentences(
    answer: Answer, evidence: Sequence[Citation], model: ChatModel, earlier: Sequence[Turn], context: int
) -> Iterator[Written]:
    asked = answer.understood or answer.question
    given = prompt(asked, evidence, earlier, model.tokens, context - MOST_TOKENS)
    pieces = model.stream([Message("system", given.system), Message("user", given.user)], MOST_TOKENS)
    return written(pieces, len(evidence))


def _checked(sentence: Written, evidence: Sequence[Citation]) -> Claim:
    return checked_or_repaired(sentence.text, [evidence[n - 1] for n in sentence.cited], evidence)


def _with(answer: Answer, claims: Sequence[Claim], model: ChatModel, withhold: bool) -> Answer:
    """The answer with the model's sentences for its claims, those that do not hold apart where they are withheld."""
    shown = [c for c in claims if c.verdict == "supported" or not withhold]
    withheld = tuple(c for c in claims if c not in shown)
    if not any(c.verdict == "supported" for c in shown):
        return replace(answer, withheld=withheld)
    notes = answer.notes
    if answer.refusal:
        notes = (*notes, f"Without the language model this would not be answered: {answer.refusal.missing}.")
    return replace(answer, claims=tuple(shown), withheld=withheld, refusal=None, reader=model.name, notes=notes)
