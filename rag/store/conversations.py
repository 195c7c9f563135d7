"""Conversations: their names, and what was asked in each: the question in its self-contained form, the short answers,
and the id of the answer's receipt."""

import json

from rag.domain.answers import on_one_line
from rag.domain.turns import Conversation, Turn, is_id, new_id
from rag.errors import ConversationError
from rag.store.catalogue import Connection

LONGEST_NAME = 120


def earlier_turns(db: Connection, named: str) -> list[Turn]:
    """Oldest first; empty for a conversation that has not begun. `named` is its name or its id."""
    found = db.execute(
        "SELECT understood, answers FROM turns WHERE conversation = ? ORDER BY id", (_found(db, named) or "",)
    )
    return [Turn(understood, tuple(json.loads(answers))) for understood, answers in found]


def add_turn(db: Connection, named: str, turn: Turn, answer_id: str, asked_at: str) -> None:
    """Adds to the conversation of this name or id. Where there is none one begins: under the name, or for an id under
    its first question."""
    conversation = _found(db, named) or _begun(db, named, turn.question)
    db.execute(
        "INSERT INTO turns (conversation, understood, answers, answer, asked_at) VALUES (?, ?, ?, ?, ?)",
        (conversation, turn.question, json.dumps(turn.answers, ensure_ascii=False), answer_id, asked_at),
    )


def find_conversations(db: Connection, words: str = "") -> list[Conversation]:
    """Those whose name, questions and short answers hold every one of the words; the last asked in first."""
    rows = db.execute(
        "SELECT c.id, c.name, max(t.asked_at), count(*), group_concat(t.understood || ' ' || t.answers, ' ')"
        " FROM conversations c JOIN turns t ON t.conversation = c.id GROUP BY c.id ORDER BY max(t.id) DESC"
    )
    wanted = words.casefold().split()
    return [
        Conversation(key, name, changed, questions)
        for key, name, changed, questions, said in rows
        if all(word in f"{name} {said}".casefold() for word in wanted)
    ]


def conversation(db: Connection, named: str) -> Conversation:
    """The one of this name or id. Raises ConversationError."""
    row = db.execute(
        "SELECT c.id, c.name, max(t.asked_at), count(*)"
        " FROM conversations c JOIN turns t ON t.conversation = c.id WHERE c.id = ? GROUP BY c.id",
        (_found(db, named) or "",),
    ).fetchone()
    if row:
        return Conversation(*row)
    raise ConversationError(f"there is no conversation {named!r}: python -m rag conversations list names those kept")


def answers_of(db: Connection, named: str) -> list[str]:
    """The ids of its answers, the oldest first. Raises ConversationError."""
    kept = conversation(db, named)
    found = db.execute("SELECT answer FROM turns WHERE conversation = ? AND answer <> '' ORDER BY id", (kept.id,))
    return [row[0] for row in found]


def conversation_of(db: Connection, answer_id: str) -> Conversation | None:
    """The conversation in which this answer was given."""
    row = db.execute("SELECT conversation FROM turns WHERE answer = ?", (answer_id,)).fetchone()
    return conversation(db, row[0]) if row else None


def rename(db: Connection, named: str, name: str) -> None:
    """Raises ConversationError where there is none, and where the new name is empty, too long or taken."""
    kept, new = conversation(db, named), on_one_line(name)
    if not new or len(new) > LONGEST_NAME:
        raise ConversationError(f"a conversation's name has 1 to {LONGEST_NAME} characters: give another one")
    taken = _found(db, new)
    if is_id(new) or taken not in (None, kept.id):
        raise ConversationError(f"there is another conversation {new!r}: give another name")
    db.execute("UPDATE conversations SET name = ? WHERE id = ?", (new, kept.id))


def delete(db: Connection, named: str) -> None:
    """With all its answers. Raises ConversationError."""
    kept = conversation(db, named)
    db.execute("DELETE FROM receipts WHERE id IN (SELECT answer FROM turns WHERE conversation = ?)", (kept.id,))
    db.execute("DELETE FROM turns WHERE conversation = ?", (kept.id,))
    db.execute("DELETE FROM conversations WHERE id = ?", (kept.id,))


def _found(db: Connection, named: str) -> str | None:
    """The id of the conversation of this name or id."""
    row = db.execute(
        "SELECT id FROM conversations WHERE name = ? OR id = ? ORDER BY name = ? DESC", (named, named, named)
    ).fetchone()
    return row[0] if row else None


def _begun(db: Connection, named: str, question: str) -> str:
    key, name = (named, _free(db, question)) if is_id(named) else (new_id(), named)
    db.execute("INSERT INTO conversations VALUES (?, ?)", (key, name))
    return key


def _free(db: Connection, question: str) -> str:
    """The question as a name, cut to a name's length, with a number where another conversation has it."""
    whole = on_one_line(question)
    name = whole if len(whole) <= LONGEST_NAME else whole[: LONGEST_NAME - 1] + "…"
    number, free = 1, name
    while _found(db, free):
        number += 1
        free = f"{name[: LONGEST_NAME - 8]} ({number})"
    return free
