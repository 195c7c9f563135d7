"""Documents that speak to an assistant: named to the person, with their words."""

from collections.abc import Iterable

from rag.domain.answers import on_one_line
from rag.domain.text import Document
from rag.language.instructions import instructions

# Documents named in one answer, and characters shown of what one says.
NAMED, SHOWN = 3, 160


def attempts(documents: Iterable[Document]) -> tuple[str, ...]:
    """A note for each of the first documents that try, and one for how many more do."""
    told = [f"{document.path}: {found}" for document in documents if (found := attempt(document.text))]
    more = f"{len(told) - NAMED} more documents hold words that speak to an assistant"
    return (*told[:NAMED], more) if len(told) > NAMED else tuple(told)


def attempt(text: str) -> str | None:
    """What to say of a text that speaks to an assistant, its own words quoted; None where it does not."""
    found = instructions(text)
    if not found:
        return None
    start, end = found[0]
    words = on_one_line(text[start:end])
    cut = f"{words[:SHOWN].rstrip()} …" if len(words) > SHOWN else words
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return f"words that speak to an assistant, “{cut}”{more}; nobody followed them, and they are evidence of nothing"
