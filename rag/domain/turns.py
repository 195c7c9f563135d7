"""What was said earlier in a conversation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """A question in its self-contained form, and the short answers that it was given, the first first."""

    question: str
    answers: tuple[str, ...] = ()
