import json

from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.wire import encode, from_json, to_json
from rag.domain.text import Metadata, Page, Reading, Sourced, WordBox

number = st.floats(allow_nan=False, allow_infinity=False)
sourced = st.none() | st.builds(Sourced, st.text(), st.text())
boxes = st.builds(WordBox, st.integers(0), st.integers(0), number, number, number, number)
pages = st.builds(
    Page, st.integers(1), st.integers(0), st.integers(0), number, number, st.lists(boxes, max_size=3).map(tuple)
)
readings = st.builds(
    Reading,
    st.text(st.characters()),
    st.text(),
    st.builds(Metadata, sourced, sourced, sourced, sourced, sourced, st.none() | st.text()),
    st.lists(pages, max_size=3).map(tuple),
    st.lists(st.text(), max_size=3).map(tuple),
)


@given(readings)
def test_a_reading_arrives_as_it_was_sent(reading: Reading) -> None:
    line = encode(to_json(reading))
    assert line.count(b"\n") == 1
    assert from_json(json.loads(line)) == reading
