from collections.abc import Sequence

from rag.domain.answers import NO_FILTERS, Filters, Question
from rag.models.reader import Fit, FoundSpan, Reader
from rag.retrieve.question import parse
from rag.retrieve.rerank import DEPTH, OF_ONE, REACH, WEIGHT, days_line, rerank
from tests.rag.retrieve.made import hit

ASKED: Question = parse("Who closed the quay?", NO_FILTERS, None)


def test_the_reader_sees_the_first_passages_with_their_days_and_no_more() -> None:
    seen: list[str] = []

    def read(question: str, texts: Sequence[str]) -> list[Fit]:
        seen.extend(texts)
        return [Fit(float(number), ()) for number, _ in enumerate(texts)]

    hits = [hit(n, f"On 3 May 2026 warden {n} closed the quay.", score=-n / 10) for n in range(1, DEPTH + 4)]
    found = rerank(ASKED, hits, read)
    assert len(seen) == DEPTH
    assert seen[0] == "3 May 2026\nOn 3 May 2026 warden 1 closed the quay."
    assert {h.passage.id for h in found} == {h.passage.id for h in hits}
    # What was not read fits as the worst that was.
    assert found[-1].score == hits[-1].score + WEIGHT * 0.0


def test_what_is_too_far_behind_to_come_first_is_not_read() -> None:
    seen: list[str] = []

    def read(question: str, texts: Sequence[str]) -> list[Fit]:
        seen.extend(texts)
        return [Fit(0.0, ()) for _ in texts]

    near, far = hit(1, "The warden closed the quay.", score=4.0), hit(2, "The quay was closed.", score=3.9 - REACH)
    assert [h.passage.id for h in rerank(ASKED, [near, far], read)] == [1, 2]
    assert seen == ["The warden closed the quay."]


def test_of_one_document_only_its_best_passages_are_read() -> None:
    counted: list[int] = []

    def read(question: str, texts: Sequence[str]) -> list[Fit]:
        counted.append(len(texts))
        return [Fit(0.0, ()) for _ in texts]

    rerank(ASKED, [hit(1, "The warden closed the quay.")] * 5, read)
    assert counted == [OF_ONE]


def test_spans_are_offsets_of_the_document_and_never_in_the_line_of_days() -> None:
    text = "On 3 May 2026 the warden closed the quay."
    head = len(days_line(["2026-05-03"]))

    def read(question: str, texts: Sequence[str]) -> list[Fit]:
        start = texts[0].index("the warden")
        return [Fit(0.0, (FoundSpan(start, start + 10, 2.0), FoundSpan(0, 5, 1.0)))]

    (found,) = rerank(ASKED, [hit(1, text)], read)
    assert [found.document.text[s.start : s.end] for s in found.spans] == ["the warden"]
    assert head == len("3 May 2026\n")


def test_the_reader_itself_prefers_the_passage_that_tells() -> None:
    told = hit(1, "The harbour master closed the northern quay on Tuesday after the flood.")
    other = hit(2, "The northern quay is built of granite and is four hundred metres long.", score=1.05)
    found = rerank(parse("Who closed the northern quay?", Filters(), None), [other, told], Reader().read)
    assert found[0].passage.id == 1
    span = found[0].spans[0]
    assert "harbour master" in found[0].document.text[span.start : span.end]
