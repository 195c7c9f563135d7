from rag.models.reader import LONGEST, SPANS, Reader

TEXT = "The salt works at Lode burned down on 4 May. Wardens from Orsa pulled two sailors out of the water."


def test_it_points_at_the_answer_and_knows_where_there_is_none() -> None:
    told, untold = Reader().read(
        "Who pulled the sailors out of the water?", [TEXT, "Barley was dear in Lode that year."]
    )
    best = told.spans[0]
    assert "Wardens" in TEXT[best.start : best.end]
    assert best.margin > 0 > untold.spans[0].margin
    assert told.rank > untold.rank


def test_spans_are_few_short_apart_and_ordered() -> None:
    (fit,) = Reader().read("What burned down?", [TEXT])
    assert 0 < len(fit.spans) <= SPANS
    assert [s.margin for s in fit.spans] == sorted((s.margin for s in fit.spans), reverse=True)
    assert all(len(TEXT[s.start : s.end].split()) <= LONGEST for s in fit.spans)
    places = sorted((s.start, s.end) for s in fit.spans)
    assert all(before[1] <= after[0] for before, after in zip(places, places[1:], strict=False))


def test_nothing_to_read_gives_nothing() -> None:
    assert Reader().read("Who?", []) == []
    assert Reader().read("Who?", [""])[0].spans == ()
