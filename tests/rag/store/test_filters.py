import pytest

from rag.domain.answers import Filters
from rag.errors import UnknownFilter
from rag.store.files import FileRecord, put_file
from rag.store.filters import allowed_documents, dates_covered
from tests.rag.store.made import fresh, new_document, put_in

# The first path of each document is its date, then its publisher.
DATES = ["2023", "2024-04", "2024-05-02", "2024-05-03", "2025-01-01", None]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    catalogue = fresh(tmp_path_factory.mktemp("filters"))
    with catalogue.atomic() as db:
        for number, date in enumerate(DATES):
            publisher = "Coastal Wire" if number % 2 else "Orsa Gazette"
            put_in(db, new_document(f"Report {number}. One. Two.", published=date, publisher=publisher), f"{date}.txt")
        put_in(db, new_document("A leaflet. One. Two.", published=None, publisher=None), "leaflet.txt", "copy.txt")
        put_file(db, FileRecord("scan.pdf", "needs-ocr", "a scan without text"))
    return catalogue


def allowed(catalogue, **filters):
    found = allowed_documents(catalogue.db, Filters(**filters))
    names = dict(catalogue.db.execute("SELECT document_id, min(path) FROM files GROUP BY document_id"))
    return sorted(names[id_].removesuffix(".txt") for id_ in found.documents or ()), found.undated_left_out


def test_without_filters_everything_is_allowed(catalogue):
    assert allowed_documents(catalogue.db, Filters()).documents is None


@pytest.mark.parametrize(
    "since, until, expected",
    [
        ("2024", None, ["2024-04", "2024-05-02", "2024-05-03", "2025-01-01"]),
        (None, "2024", ["2023", "2024-04", "2024-05-02", "2024-05-03"]),
        ("2024-05", "2024-05", ["2024-05-02", "2024-05-03"]),
        ("2024-05-02", "2024-05-02", ["2024-05-02"]),
        ("2024-05-03", "2024-12-31", ["2024-05-03"]),
        # A document of a year or a month alone may lie in the part of it that is asked for.
        ("2023-06", "2023-08", ["2023"]),
        ("2024-04-30", "2024-05-02", ["2024-04", "2024-05-02"]),
        ("2025-01-02", None, []),
        ("2024-05-03", "2024-05-02", []),
    ],
)
def test_dates_are_prefixes_and_both_ends_inclusive(catalogue, since, until, expected):
    assert allowed(catalogue, since=since, until=until) == (expected, 2)


def test_undated_documents_are_counted_among_those_that_the_other_filters_allow(catalogue):
    assert allowed(catalogue, publishers=("Coastal Wire",), since="2024") == (["2024-04", "2024-05-03"], 1)
    assert allowed(catalogue, documents=("leaflet.txt",), since="2024") == ([], 1)
    assert allowed(catalogue, documents=("2023.txt",), since="2024") == ([], 0)


def test_publishers_in_any_case_and_several_of_them(catalogue):
    assert allowed(catalogue, publishers=("COASTAL wire",)) == (["2024-04", "2024-05-03", "None"], 0)
    assert len(allowed(catalogue, publishers=("Coastal Wire", "Orsa Gazette"))[0]) == 6


def test_a_document_is_named_by_any_of_its_paths(catalogue):
    assert allowed(catalogue, documents=("leaflet.txt",)) == allowed(catalogue, documents=("copy.txt",))
    assert allowed(catalogue, documents=("2023.txt", "copy.txt")) == (["2023", "copy"], 0)
    assert allowed(catalogue, documents=("2023.txt",), publishers=("Coastal Wire",)) == ([], 0)


@pytest.mark.parametrize(
    "filters, named",
    [
        ({"documents": ("2023.txt", "nowhere.txt")}, "nowhere.txt"),
        ({"documents": ("scan.pdf",)}, "scan.pdf.*needs-ocr.*a scan without text"),
        ({"publishers": ("Coastal Wire", "Nobody's News")}, "Nobody's News"),
        ({"since": "May 2024"}, "May 2024.*2024-05-02"),
        ({"until": "2024-5"}, "2024-5"),
        ({"until": "2024-02-30"}, "2024-02-30"),
        ({"since": "2024-13"}, "2024-13"),
    ],
)
def test_what_is_unknown_is_refused_by_name(catalogue, filters, named):
    with pytest.raises(UnknownFilter, match=named):
        allowed_documents(catalogue.db, Filters(**filters))


def test_the_dates_that_are_covered(catalogue):
    assert dates_covered(catalogue.db, None) == ("2023", "2025-01-01")
    assert dates_covered(catalogue.db, frozenset({2, 3, 6})) == ("2024-04", "2024-05-02")
    assert dates_covered(catalogue.db, frozenset({6})) == (None, None)
