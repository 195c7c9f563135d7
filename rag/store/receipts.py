"""Receipts: how each answer came about, kept as JSON so that it can be explained and asked again."""

import json
from collections.abc import Mapping
from typing import Any

from rag.errors import UnknownReceipt
from rag.store.catalogue import Connection


def keep_receipt(db: Connection, answer_id: str, record: Mapping[str, Any]) -> None:
    db.execute("INSERT INTO receipts VALUES (?, ?)", (answer_id, json.dumps(record, ensure_ascii=False)))


def replace_receipt(db: Connection, answer_id: str, record: Mapping[str, Any]) -> None:
    """Where it was deleted meanwhile, it stays so."""
    db.execute("UPDATE receipts SET record = ? WHERE id = ?", (json.dumps(record, ensure_ascii=False), answer_id))


def receipt(db: Connection, answer_id: str) -> dict[str, Any]:
    """Raises UnknownReceipt."""
    row = db.execute("SELECT record FROM receipts WHERE id = ?", (answer_id,)).fetchone()
    if row is None:
        raise UnknownReceipt(
            f"there is no answer {answer_id!r} in this index: it was deleted, or given by another index"
            " (python -m rag ask --json prints an answer's id)"
        )
    record: dict[str, Any] = json.loads(row[0])
    return record
