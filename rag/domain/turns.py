"""What was said earlier in a conversation, and the conversations that are kept."""

import re
import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """A question in its self-contained form, and the short answers that it was given, the first first."""

    question: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """A kept conversation. `changed`: the moment of its last question, ISO 8601 in UTC; empty where none was kept."""

    id: str
    name: str
    changed: str
    questions: int


def new_id() -> str:
    """An id for a conversation that is to be named after its first question."""
    return uuid.uuid4().hex


def is_id(named: str) -> bool:
    """Whether this is an id as new_id() makes them, and no name that a person gave."""
    return re.fullmatch("[0-9a-f]{32}", named) is not None
