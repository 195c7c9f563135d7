from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from rag.domain.answers import NO_FILTERS
from rag.domain.rows import DocumentRow, PassageRow
from rag.index import vectors as vector_index
from rag.index import words as word_index
from rag.index.vectors import Vectors
from rag.index.words import Words
from rag.language.dates import find_dates
from rag.retrieve.question import parse
from rag.retrieve.search import Scored, search

# (published, passages): two reports of each kind of event, told apart only by names and days.
REPORTS = {
    1: (
        "1990-05-03",
        ["Rebels attacked the bridge at Tarn yesterday. The bridge was closed.", "Trade goes on in Tarn."],
    ),
    2: ("1990-05-10", ["Rebels attacked the bridge at Tarn yesterday. One guard was hurt.", "The guard is at home."]),
    3: ("1990-05-04", ["The ferry Orla sank off Kelm on Tuesday.", "Divers searched the harbour of Kelm."]),
    4: ("1990-06-04", ["The ferry Odra sank off Kelm on Tuesday.", "The captain of the Odra was saved."]),
    5: ("1990-06-20", ["A physician cured the sick child.", "The parents gave thanks."]),
}
TOPICS = ["bridge", "ferry", "physician doctor healed cured", "trade", "diver", "captain", "guard", "thank"]


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Stands in for the model: a text is near another that shares a topic, whatever its other words."""
    rows = [[0.1] + [float(any(w in text.lower() for w in topic.split())) for topic in TOPICS] for text in texts]
    matrix = np.array(rows, np.float32)
    return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)


class Shelf:
    def __init__(self, folder: Path) -> None:
        passages, documents = [], []
        for document, (published, texts) in REPORTS.items():
            context = f"Report · {published}"
            for place, text in enumerate(texts):
                dates = tuple(dated.iso for dated in find_dates(text, published))
                passages.append(PassageRow(document * 10 + place, document, text, context, dates))
            whole = "\n".join(texts)
            dates = tuple(dated.iso for dated in find_dates(whole, published))
            documents.append(DocumentRow(document, whole, context, dates))
        word_index.build(folder / "words", passages, documents)
        ids = np.array([row.id for row in passages])
        vector_index.build(folder / "vectors", ids, embed([row.text for row in passages]))
        self.words, self.vectors = Words(folder / "words"), Vectors(folder / "vectors")
        self.owners = {row.id: row.document_id for row in passages}

    def find(self, text: str, allowed: set[int] | None = None, limit: int = 100) -> list[Scored]:
        question = parse(text, NO_FILTERS, None)
        return search(question, self.words, self.vectors, self.owners, embed, allowed, limit)

    def documents(self, text: str, allowed: set[int] | None = None) -> list[int]:
        return list(dict.fromkeys(scored.document_id for scored in self.find(text, allowed)))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("shelf"))


def test_the_day_tells_twin_reports_apart(shelf: Shelf) -> None:
    assert shelf.documents("Who attacked the bridge at Tarn on 2 May 1990?")[0] == 1
    assert shelf.documents("Who attacked the bridge at Tarn on 9 May 1990?")[0] == 2


def test_the_month_tells_them_apart(shelf: Shelf) -> None:
    assert shelf.documents("Which ferry sank in May 1990?")[0] == 3
    assert shelf.documents("Which ferry sank in June 1990?")[0] == 4


def test_the_name_tells_them_apart(shelf: Shelf) -> None:
    assert shelf.documents("When did the Orla sink?")[0] == 3
    assert shelf.documents("When did the Odra sink?")[0] == 4


def test_a_paraphrase_is_found_by_its_meaning(shelf: Shelf) -> None:
    assert shelf.documents("Which doctor healed somebody?")[0] == 5


def test_every_passage_has_its_place_in_the_ranking(shelf: Shelf) -> None:
    found = shelf.find("Who attacked the bridge?")
    assert {scored.passage_id for scored in found} == set(shelf.owners)
    assert all(shelf.owners[scored.passage_id] == scored.document_id for scored in found)
    assert [(-scored.score, scored.passage_id) for scored in found] == sorted(
        (-scored.score, scored.passage_id) for scored in found
    )


def test_the_parts_are_what_each_index_says(shelf: Shelf) -> None:
    question = parse("Who attacked the bridge at Tarn on 2 May 1990?", NO_FILTERS, None)
    best = shelf.find(question.text, limit=1)[0]
    bm25 = dict(shelf.words.passages(question.words, question.dates, None, 100))
    whole = dict(shelf.words.documents(question.words, question.dates, None, 100))
    cosine = float(shelf.vectors.reconstruct(best.passage_id) @ embed([question.text])[0])
    assert best.parts["words"] == bm25[best.passage_id]
    assert best.parts["document"] == whole[best.document_id]
    assert best.parts["vectors"] == pytest.approx(cosine, abs=1e-6)


def test_allowed_documents_bind_before_ranking(shelf: Shelf) -> None:
    text = "Who attacked the bridge at Tarn on 2 May 1990?"
    assert shelf.documents(text, {4, 5}) in ([4, 5], [5, 4])
    assert [scored.document_id for scored in shelf.find(text, {2}, limit=1)] == [2]
    assert shelf.find(text, set()) == []


@pytest.mark.parametrize("text", ["", " ", "?", "--", '"&"'])
def test_a_question_without_words_finds_nothing(shelf: Shelf, text: str) -> None:
    assert shelf.find(text) == []


@pytest.mark.parametrize("text", ['-Orla "ferry', "Orla AND NOT (", "title:Orla^9", "Orla & ferry\\"])
def test_a_question_is_never_a_query_language(shelf: Shelf, text: str) -> None:
    assert shelf.documents(text)[0] == 3
