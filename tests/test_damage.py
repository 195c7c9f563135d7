"""Bits flip, files are cut or vanish: each damage is noticed by the file's name and healed, and no answer changes."""

import random
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ingest import pipeline
from ingest.rebuild import set_aside_damaged
from ingest.verify import problems
from rag.compose import Library, open_library
from rag.domain.answers import Answer, Filters, Hit
from rag.errors import CatalogueError, DossierError
from rag.store.catalogue import FILE_NAME
from tests.small_corpus import SmallCorpus

SEED = 4711


@dataclass
class Whole:
    """An index, and what it answered while it was whole."""

    corpus: SmallCorpus
    index: Path
    questions: list[str]
    before: list[tuple[Answer, list[Hit]]]

    def copied(self, name: str) -> Path:
        """A copy beside it: an index finds its corpus from where it lies."""
        return shutil.copytree(self.index, self.index.with_name(name))

    def answers(self, library: Library) -> list[tuple[Answer, list[Hit]]]:
        return [(replace(library.ask(q), id=""), library.search(q, Filters(), limit=10)[0]) for q in self.questions]


@pytest.fixture(scope="module")
def whole(hashed_words: None, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    folder = tmp_path_factory.mktemp("damage")
    corpus = SmallCorpus(folder / "corpus", SEED)
    corpus.grow(12)
    library = open_library(folder / "index", new_with=corpus.folder)
    pipeline.update(library)
    words = [corpus.word(text) for text in list(corpus.texts.values())[:2]]
    questions = [f"What happened on the day of {words[0]}?", f"{words[1]} lighthouse", "Who closed the quay?"]
    library.catalogue.close()
    kept = Whole(corpus, folder / "index", questions, [])
    kept.before = kept.answers(open_library(kept.index))
    return kept


def damaged(path: Path, chance: random.Random) -> str:
    """What was done to the file, in words."""
    content = path.read_bytes()
    kind = chance.choice(["flip", "flip", "cut", "delete"])
    if kind == "delete":
        path.unlink()
        return f"{path} deleted"
    if kind == "flip" and content:
        position, bit = chance.randrange(len(content)), chance.randrange(8)
        changed = bytearray(content)
        changed[position] ^= 1 << bit
        path.write_bytes(changed)
        return f"{path}: bit {bit} of byte {position} flipped"
    length = chance.randrange(len(content)) if content else 0
    path.write_bytes(content[:length] if content else b"\0")
    return f"{path} cut to {length} bytes"


def snapshot_files(index: Path) -> list[Path]:
    """All that a snapshot is made of; empty lock files hold nothing that could be damaged."""
    return [p for p in sorted((index / "snapshots").rglob("*")) if p.is_file() and p.suffix != ".lock"]


def by_asking(whole: Whole, library: Library) -> list[str]:
    library.indexes.current()
    return library.indexes.healed


def by_ingest(whole: Whole, library: Library) -> list[str]:
    pipeline.update(library)
    return library.indexes.healed


def by_verify(whole: Whole, library: Library) -> list[str]:
    return problems(library)


def test_damage_to_an_index_is_named_and_healed(whole: Whole, request: pytest.FixtureRequest) -> None:
    chance = random.Random(SEED)
    for number in range(request.config.getoption("--damages")):
        files = snapshot_files(whole.index)
        # Every file in its turn, whatever its size.
        path = files[number % len(files)]
        done = damaged(path, chance)
        notice = chance.choice([by_asking, by_ingest, by_verify])
        library = open_library(whole.index)
        told = notice(whole, library)
        assert len(told) == 1 and str(path) in told[0], (done, told)
        assert whole.answers(library) == whole.before, done
        assert problems(library) == [], done
        library.catalogue.close()
        del library
        assert len(list((whole.index / "snapshots").iterdir())) == 1, done


def test_damage_to_the_catalogue_is_noticed_or_changes_nothing(whole: Whole, request: pytest.FixtureRequest) -> None:
    """SQLite keeps no checksums: a flip may land in unused bytes, or where no evidence is kept (a reason, a size)."""
    chance = random.Random(SEED)
    before = evidence(open_library(whole.index))
    size = (whole.index / FILE_NAME).stat().st_size
    for number in range(max(10, request.config.getoption("--damages") // 3)):
        position, bit = chance.randrange(size), 1 << chance.randrange(8)
        assert noticed(whole, f"flipped-{number}", position, bit) in (None, before), f"byte {position}"


def test_a_bit_flipped_in_a_documents_words_is_always_noticed(whole: Whole) -> None:
    content = (whole.index / FILE_NAME).read_bytes()
    for number, text in enumerate(list(whole.corpus.texts.values())[:5]):
        position = content.index(whole.corpus.word(text).encode())
        assert noticed(whole, f"word-{number}", position, 1) is None


def noticed(whole: Whole, name: str, position: int, bit: int) -> object:
    """None if a copy with one bit flipped is refused or named by the check; else the evidence that it holds."""
    index = whole.copied(name)
    path = index / FILE_NAME
    content = bytearray(path.read_bytes())
    content[position] ^= bit
    path.write_bytes(content)
    try:
        library = open_library(index, whole.corpus.folder)
        kept = None if problems(library) else evidence(library)
        library.catalogue.close()
        return kept
    except DossierError as error:
        assert FILE_NAME in str(error) and "rebuild" in str(error), f"byte {position}: {error}"
        return None
    finally:
        shutil.rmtree(index)


def evidence(library: Library) -> object:
    """What is searched and cited: texts, passages, vectors."""
    db = library.catalogue.db
    return [
        db.execute(sql).fetchall()
        for sql in (
            "SELECT id, sha256, text FROM documents ORDER BY id",
            "SELECT id, document_id, start, end, context FROM passages ORDER BY id",
            "SELECT passage_id, vector FROM embeddings ORDER BY passage_id",
        )
    ]


def test_a_damaged_vector_in_the_catalogue_is_named_and_made_again(whole: Whole) -> None:
    library = open_library(whole.copied("vector"), whole.corpus.folder)
    passage, vector = library.catalogue.db.execute("SELECT passage_id, vector FROM embeddings LIMIT 1").fetchone()
    # The highest bit of the exponent of the second number.
    flipped = vector[:7] + bytes([vector[7] ^ 64]) + vector[8:]
    library.catalogue.db.execute("UPDATE embeddings SET vector = ? WHERE passage_id = ?", (flipped, passage))
    found = problems(library)
    assert any(f"passage {passage}: its vector" in text and "rebuild" in text for text in found), found
    pipeline.update(library, reread=True)
    assert problems(library) == []


@pytest.mark.parametrize("length", [0, 50, 5000, 30_000])
def test_a_cut_catalogue_is_refused_and_made_anew(whole: Whole, length: int) -> None:
    index = whole.copied(f"cut-{length}")
    path = index / FILE_NAME
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(DossierError, match=f"{index}.*python -m ingest"):
        if found := problems(open_library(index)):
            raise CatalogueError(f"{found[0]}: python -m ingest rebuild")
    notes = set_aside_damaged(index, corpus_given=True)
    # An emptied file is a new catalogue for SQLite: there is nothing in it to set aside.
    assert [path for path in index.glob(f"damaged-*/{FILE_NAME}") if str(path.parent) in notes[-1]] or not length
    library = open_library(index, new_with=whole.corpus.folder)
    pipeline.update(library)
    assert problems(library) == []
    assert {f.path for f in library.files() if f.state == "indexed"} == set(whole.corpus.state())
