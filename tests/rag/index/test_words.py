import hashlib
import threading
from pathlib import Path

import pytest

from rag.domain.rows import DocumentRow, PassageRow
from rag.errors import SnapshotError
from rag.index import words
from rag.index.words import Words

TEXTS = {
    10: "The ferry Orla capsized off Port Kelm on Sunday.",
    11: "The ferry Odra ran aground near Tamsin; nobody drowned.",
    12: "The Lode camp has 12,400 people and four wells.",
    13: "Barley prices rose again in Velmouth.",
}
DATES = {10: ("2026-04-12",), 11: ("2026-04-30",)}


def passage_rows() -> list[PassageRow]:
    return [PassageRow(id_ * 10, id_, text, "Harbour Ledger", DATES.get(id_, ())) for id_, text in TEXTS.items()]


def document_rows() -> list[DocumentRow]:
    return [DocumentRow(id_, text, "Harbour Ledger", DATES.get(id_, ())) for id_, text in TEXTS.items()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    words.build(tmp_path / "words", passage_rows(), document_rows())
    return tmp_path / "words"


def found(folder: Path, question: str, dates: tuple[str, ...] = (), allowed: set[int] | None = None) -> list[int]:
    return [id_ for id_, _ in Words(folder).passages(question, dates, allowed, 10)]


def contents(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        str(path.relative_to(folder)): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_passages_and_documents_are_found_by_their_words(folder: Path) -> None:
    assert found(folder, "Which ferries ran aground?") == [110, 100]
    assert [id_ for id_, _ in Words(folder).documents("barley price", (), None, 10)] == [13]


def test_a_day_is_a_word(folder: Path) -> None:
    assert found(folder, "What happened?", ("2026-04-30",)) == [110, 100]
    assert found(folder, "What happened?", ("2026-04-12",)) == [100, 110]
    assert found(folder, "What happened?", ("2026-05-12",)) == []


@pytest.mark.parametrize("written", ["12400", "12 400", "12.400", "12'400", "12,400"])
def test_a_number_is_found_however_it_is_grouped(folder: Path, written: str) -> None:
    assert found(folder, f"Who counted {written}?") == [120]


@pytest.mark.parametrize("text", ['"', "&", "-", ":", "(", "^", "*", "+", "\\", "", "  ", "\x00", "["])
def test_a_question_is_only_text(folder: Path, text: str) -> None:
    plain = Words(folder).passages("ferry barley", (), None, 10)
    assert Words(folder).passages(f"ferry {text}barley", (), None, 10) == plain
    assert found(folder, "NOT ferry") == found(folder, "ferry")
    assert found(folder, text) == []


def test_a_name_in_another_spelling_is_found_unless_its_own_is_there(folder: Path) -> None:
    assert found(folder, "Does Felmuth prosper?") == []
    assert found(folder, "Does Velmut prosper?") == [130]
    assert found(folder, "Does Velmouth prosper?") == [130]


def test_a_frequent_word_of_the_question_weighs_little(tmp_path: Path) -> None:
    texts = {
        1: "the rebels attacked, rebels attacked",
        2: "the Orla",
        **dict.fromkeys(range(3, 20), "the rebels attacked"),
    }
    words.build(tmp_path / "words", [PassageRow(n, n, text, "", ()) for n, text in texts.items()], [])
    assert found(tmp_path / "words", "the rebels attacked the Orla")[0] == 2


def test_allowed_documents_bind_before_ranking(folder: Path) -> None:
    assert found(folder, "ferry", allowed={11, 13}) == [110]
    assert [id_ for id_, _ in Words(folder).passages("ferry Orla", (), {11}, 1)] == [110]
    assert found(folder, "ferry", allowed=set()) == []
    assert found(folder, "ferry", allowed={99}) == []


def test_a_filter_does_not_change_the_scores(folder: Path) -> None:
    everything = dict(Words(folder).passages("ferry Odra", (), None, 10))
    assert Words(folder).passages("ferry Odra", (), {11}, 10) == [(110, everything[110])]


def test_equal_scores_come_in_the_order_of_ids(tmp_path: Path) -> None:
    rows = [PassageRow(id_, 1, "the same words", "", ()) for id_ in range(1, 51)]
    words.build(tmp_path / "words", rows, [])
    assert [id_ for id_, _ in Words(tmp_path / "words").passages("same", (), None, 20)] == list(range(1, 21))


def test_extending_takes_out_and_puts_in(folder: Path) -> None:
    row = PassageRow(140, 14, "A new ferry sails to Tamsin.", "", ())
    words.extend(folder, [row], [DocumentRow(14, row.text, "", ())], {10})
    assert sorted(found(folder, "ferry")) == [110, 140]
    assert sorted(id_ for id_, _ in Words(folder).documents("ferry", (), None, 10)) == [11, 14]


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    words.build(tmp_path / "words", [], [])
    assert found(tmp_path / "words", "ferry") == []


def test_opening_and_searching_write_nothing(folder: Path) -> None:
    before = contents(folder)
    found(folder, "ferry")
    assert contents(folder) == before
    assert not list(folder.rglob("*writer.lock"))


def test_many_threads_search_one_index(folder: Path) -> None:
    opened, results = Words(folder), []
    threads = [
        threading.Thread(target=lambda: results.append(opened.passages("ferry", (), None, 10))) for _ in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 16
    assert all(result == results[0] for result in results)


@pytest.mark.parametrize("name", ["meta.json", ".term", ".idx", ".fast", ".store", ".fieldnorm"])
@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_broken_file_is_a_named_error(folder: Path, name: str, damage: str) -> None:
    path = next(p for p in (folder / "passages").iterdir() if p.name.endswith(name))
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-7])
    with pytest.raises(SnapshotError, match="passages.*rebuild"):
        Words(folder)
