"""Named conversations: what was asked under a name, each question in its self-contained form."""

from rag.store.catalogue import Connection


def earlier_questions(db: Connection, conversation: str) -> list[str]:
    """Oldest first; empty for a name that has not begun."""
    found = db.execute("SELECT understood FROM turns WHERE conversation = ? ORDER BY id", (conversation,))
    return [row[0] for row in found]


def add_question(db: Connection, conversation: str, understood: str) -> None:
    db.execute("INSERT INTO turns (conversation, understood) VALUES (?, ?)", (conversation, understood))
