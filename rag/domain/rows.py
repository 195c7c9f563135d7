"""What a words index is handed: verbatim text, its context line, and the days that it names as ISO prefixes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PassageRow:
    id: int
    document_id: int
    text: str
    context: str
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    id: int
    text: str
    context: str
    dates: tuple[str, ...]
