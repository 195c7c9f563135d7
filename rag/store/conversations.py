"""Named conversations: what was asked under a name, each question in its self-contained form, and what was answered."""

import json

from rag.domain.turns import Turn
from rag.store.catalogue import Connection


def earlier_turns(db: Connection, conversation: str) -> list[Turn]:
    """Oldest first; empty for a name that has not begun."""
    found = db.execute("SELECT understood, answers FROM turns WHERE conversation = ? ORDER BY id", (conversation,))
    return [Turn(understood, tuple(json.loads(answers))) for understood, answers in found]


def add_turn(db: Connection, conversation: str, turn: Turn) -> None:
    answers = json.dumps(turn.answers, ensure_ascii=False)
    db.execute(
        "INSERT INTO turns (conversation, understood, answers) VALUES (?, ?, ?)", (conversation, turn.question, answers)
    )
