"""Receipts come back as they were kept."""

import pytest

from rag.errors import UnknownReceipt
from rag.store.catalogue import open_catalogue
from rag.store.receipts import keep_receipt, receipt


def test_a_receipt_comes_back_as_it_was_kept(tmp_path):
    catalogue = open_catalogue(tmp_path / "index", create=True)
    record = {"question": "Où?", "considered": [{"score": 0.5}]}
    with catalogue.atomic() as db:
        keep_receipt(db, "1f", record)
    with catalogue.reading() as db:
        assert receipt(db, "1f") == record
        with pytest.raises(UnknownReceipt, match="'2e'.*ask --json"):
            receipt(db, "2e")
