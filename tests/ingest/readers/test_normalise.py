import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.normalise import normalise

UNSEEN = "\x00\x07\x7f\x80\x9f\u00ad\u200b\u200e\u200f\u202a\u202e\u2060\u2066\ufeff\ufffe\ud800\U000e0041"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("the o\ufb03ce of the \ufb02otilla", "the office of the flotilla"),
        ("cafe\u0301", "café"),
        ("recon\u00ad\n  ciliation", "reconciliation"),
        ("recon\u00adciliation", "reconciliation"),
        ("pass\u200bword and pa\u200dss", "password and pass"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("keeps\ttabs and\xa0spaces  as they are\n\n", "keeps\ttabs and\xa0spaces  as they are\n\n"),
    ],
)
def test_a_text_is_as_a_reader_sees_it(written: str, shown: str) -> None:
    assert normalise(written) == shown


@given(st.text(st.one_of(st.characters(), st.sampled_from(UNSEEN + "\u200c\u200d\r\n\u0301e\ufb03"))))
def test_twice_is_once_and_nothing_unseen_is_left(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not set(UNSEEN + "\r") & set(once)
