"""From an index folder to a working whole: the only module that names concrete parts."""

import os
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from rag.domain.answers import NO_FILTERS, Answer, Filters, Hit, Searched
from rag.domain.text import Document, WordBox
from rag.domain.turns import Conversation, Turn
from rag.engine import Engine
from rag.errors import SettingsError, UnknownFile, WrongCorpus
from rag.indexes import IndexKeeper
from rag.models.chat import ChatModel
from rag.models.embedder import Embedder, embedder_named
from rag.models.reader import Reader
from rag.receipts import Receipt, changes, filters_of, receipt_of
from rag.retrieve.followup import self_contained
from rag.settings import MODEL_KEY, Settings, load_settings
from rag.store import conversations as kept
from rag.store.catalogue import Catalogue, has_catalogue, open_catalogue
from rag.store.documents import list_documents, load_documents, page_words
from rag.store.files import FileRecord, all_files, file_record
from rag.store.progress import Progress, current_progress
from rag.store.receipts import keep_receipt, receipt, replace_receipt
from rag.writing import rewritten

STOPPED = "The language model was stopped before its end."


@dataclass(frozen=True, slots=True)
class Library:
    """An opened index folder: what it holds, and asking it. Safe for many threads."""

    index: Path
    corpus: Path
    settings: Settings
    catalogue: Catalogue
    embedder: Embedder
    indexes: IndexKeeper
    engine: Engine
    model: ChatModel | None = None

    def ask(
        self,
        text: str,
        filters: Filters = NO_FILTERS,
        today: str | None = None,
        conversation: str | None = None,
        reader: str | None = None,
    ) -> Answer:
        """The answer as it stands in the end; the same as the last one of answers()."""
        *_, answer = self.answers(text, filters, today, conversation, reader)
        return answer

    def answers(
        self,
        text: str,
        filters: Filters = NO_FILTERS,
        today: str | None = None,
        conversation: str | None = None,
        reader: str | None = None,
    ) -> Generator[Answer, None, None]:
        """The answer in the documents' own words; with the reader `model`, again after each sentence that the language
        model writes. `reader` is the settings' own where it is None.

        `conversation` is the name or the id of one; where there is none it begins. A follow-up in it is asked in its
        self-contained form. A receipt is kept before the first answer is given; in the end it is that of the last one
        after which more was asked for. Raises UnknownFilter for a document or publisher that is not there,
        SettingsError for a reader that is not set up.
        """
        model = self._model() if (reader or self.settings.reader) == "model" else None
        earlier = self._earlier(conversation)
        asked = self_contained(text, earlier) if earlier else text
        quoted = shown = self._quoted(text, asked, filters, today)
        self._keep(quoted, receipt_of(quoted, filters, today), conversation)
        if model is None:
            yield quoted
            return
        try:
            yield quoted
            for written in self._rewritten(quoted, model, earlier):
                yield written
                shown = written
        except GeneratorExit:
            shown = replace(shown, notes=(*shown.notes, STOPPED))
            raise
        finally:
            if self._keeps():
                with self.catalogue.atomic() as db:
                    replace_receipt(db, shown.id, receipt_of(shown, filters, today))

    def _quoted(self, text: str, asked: str, filters: Filters, today: str | None) -> Answer:
        answer = self.engine.ask(asked, filters, today)
        return answer if asked == text else replace(answer, question=text, understood=answer.understood or asked)

    def _rewritten(self, quoted: Answer, model: ChatModel, earlier: Sequence[Turn]) -> Iterator[Answer]:
        withhold = self.settings.unsupported == "withheld"
        return rewritten(quoted, model, earlier, self.settings.model_context, withhold)

    def _model(self) -> ChatModel:
        if self.model is None:
            raise SettingsError(
                "no language model is set up: give model_url and model, in the settings page or dossier.toml"
            )
        return self.model

    def _earlier(self, conversation: str | None) -> list[Turn]:
        if conversation is None:
            return []
        with self.catalogue.reading() as db:
            return kept.earlier_turns(db, conversation)

    def _keeps(self) -> bool:
        # An index that can only be read keeps nothing.
        return os.access(self.index, os.W_OK) and os.access(self.catalogue.path, os.W_OK)

    def _keep(self, answer: Answer, record: Receipt, conversation: str | None) -> None:
        if self._keeps():
            asked = answer.understood or answer.question
            with self.catalogue.atomic() as db:
                keep_receipt(db, answer.id, record)
                if conversation is not None:
                    turn = Turn(asked, tuple(short.text for short in answer.short_answers))
                    kept.add_turn(db, conversation, turn, answer.id, datetime.now(UTC).isoformat(timespec="seconds"))

    def conversations(self, words: str = "") -> list[Conversation]:
        """Those that hold all the words in their name, questions or short answers; the last asked in first."""
        with self.catalogue.reading() as db:
            return kept.find_conversations(db, words)

    def conversation(self, named: str) -> tuple[Conversation, list[Receipt]]:
        """The conversation of this name or id, and the receipts of its answers, the oldest first.

        Raises ConversationError.
        """
        with self.catalogue.reading() as db:
            return kept.conversation(db, named), [receipt(db, answer) for answer in kept.answers_of(db, named)]

    def conversation_of(self, answer_id: str) -> Conversation | None:
        """The conversation in which an answer was given; None where it was in none."""
        with self.catalogue.reading() as db:
            return kept.conversation_of(db, answer_id)

    def rename_conversation(self, named: str, name: str) -> None:
        """Raises ConversationError where there is none, and where the new name is empty, too long or taken."""
        with self.catalogue.atomic() as db:
            kept.rename(db, named, name)

    def delete_conversation(self, named: str) -> None:
        """With the receipts of its answers. Raises ConversationError."""
        with self.catalogue.atomic() as db:
            kept.delete(db, named)

    def explain(self, answer_id: str) -> Receipt:
        """How an answer came about. Raises UnknownReceipt."""
        with self.catalogue.reading() as db:
            return receipt(db, answer_id)

    def recheck(self, answer_id: str) -> tuple[Answer, list[str]]:
        """Asks again, the language model too where one wrote the answer and one is set up; the answer now, and what
        changed since. Raises UnknownReceipt."""
        before = self.explain(answer_id)
        answer = self.engine.ask(before["understood"], filters_of(before), before["today"])
        if before.get("reader") and self.model:
            *_, answer = self._rewritten(answer, self.model, [])
        there = {path for document in self.documents() for path in document.paths}
        gone = frozenset(c["document"] for c in before["considered"]) - there
        now = receipt_of(answer, filters_of(before), before["today"])
        return answer, changes(before, now, gone)

    def search(self, text: str, filters: Filters = NO_FILTERS, limit: int = 100) -> tuple[list[Hit], Searched]:
        """Passages, best first, and what was searched."""
        return self.engine.search(text, filters, limit)

    def document(self, path: str) -> Document:
        """The document at a path of the corpus, as it was read. Raises UnknownFile."""
        with self.catalogue.reading() as db:
            record = file_record(db, path)
            if record is None or record.document_id is None:
                raise UnknownFile(f"{path!r} is not in the index: python -m ingest status names what is")
            return load_documents(db, [record.document_id])[record.document_id]

    def words(self, document: Document, page: int) -> tuple[WordBox, ...]:
        """The boxes of a page's words; empty where the format has none."""
        with self.catalogue.reading() as db:
            return page_words(db, document.id, page)

    def documents(self) -> list[Document]:
        """Every document in the order of its path, without texts and pages."""
        with self.catalogue.reading() as db:
            return list_documents(db)

    def publishers(self) -> list[str]:
        """The publishers of the documents, in order."""
        named = {d.metadata.publisher.value for d in self.documents() if d.metadata.publisher}
        return sorted(named, key=str.casefold)

    def files(self) -> list[FileRecord]:
        """Every file that was seen, with its state and the reason."""
        with self.catalogue.reading() as db:
            return all_files(db)

    def progress(self) -> Progress | None:
        """The run at work on this index, in whatever process."""
        with self.catalogue.reading() as db:
            return current_progress(db)

    def generation(self) -> int:
        return self.catalogue.generation()

    def require_corpus(self) -> None:
        """Raises WrongCorpus when the folder is missing: that never means that everything was deleted."""
        _require_folder(self.corpus)


def open_library(
    index: Path, corpus: Path | None = None, new_with: Path | None = None, model_key: str | None = None
) -> Library:
    """Opens an index folder; with `new_with`, one is made for that corpus where there is none. `model_key` is for the
    language model's server; where it is None the environment has it, or there is none.

    Raises NoIndex, NewerCatalogue, SettingsError, and WrongCorpus when the index belongs to another `corpus`.
    """
    index = Path(os.path.normpath(index.absolute()))
    if new_with is not None and not has_catalogue(index):
        _require_folder(new_with)
    settings = load_settings(index)
    catalogue = open_catalogue(index, create=new_with is not None)
    embedder = embedder_named(settings.embedder, settings.embedder_sha256)
    keeper = IndexKeeper(index, catalogue, embedder.identity)
    engine = Engine(catalogue, keeper, embedder, Reader(), settings.fingerprint())
    key = os.environ.get(MODEL_KEY, "") if model_key is None else model_key
    own = _remembered(catalogue, index, corpus, new_with)
    return Library(index, own, settings, catalogue, embedder, keeper, engine, model_of(settings, key))


def model_of(settings: Settings, key: str) -> ChatModel | None:
    """The language model of the settings; None where none is named. Raises SettingsError."""
    if not settings.model_url or not settings.model:
        return None
    return ChatModel(settings.model_url, settings.model, key, settings.model_seconds, settings.model_tokenizer)


def _require_folder(corpus: Path) -> None:
    if not corpus.is_dir():
        raise WrongCorpus(f"the corpus folder {corpus} is missing: bring it back, or give another --corpus and --index")


def _remembered(catalogue: Catalogue, index: Path, corpus: Path | None, new_with: Path | None) -> Path:
    """The index's own corpus. It is kept relative to the index folder, so that both can be moved together."""
    stored = catalogue.get("corpus")
    if stored is None:
        if new_with is None:
            raise WrongCorpus(f"the index in {index} has no corpus yet: python -m ingest --corpus gives it one")
        stored = os.path.relpath(new_with.absolute(), index)
        catalogue.put("corpus", stored)
    own = Path(os.path.normpath(index / stored))
    if corpus is not None and Path(os.path.normpath(corpus.absolute())) != own:
        raise WrongCorpus(f"the index in {index} belongs to the corpus {own}, not {corpus}: give another --index")
    return own
