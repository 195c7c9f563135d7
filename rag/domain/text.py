"""Documents and their parts. One text per document; every offset in the system refers to it."""

from dataclasses import dataclass, field

# The source of a day that only says when the file was made, which is not when its text was written.
FILE_MADE = "file made"


@dataclass(frozen=True, slots=True)
class Sourced:
    """A metadata value and where it came from: `pdf info`, `html meta`, `dateline`, `file name` …"""

    value: str
    source: str


@dataclass(frozen=True, slots=True)
class WordBox:
    """Where a word stands: `[start, end)` in the document's text; PDF points, origin top left."""

    start: int
    end: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page, counted from 1: the slice `[start, end)` of the document's text, its size in points."""

    number: int
    start: int
    end: int
    width: float = 0.0
    height: float = 0.0
    words: tuple[WordBox, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document. `published` is an ISO prefix (2024, 2024-05, 2024-05-02)."""

    title: Sourced | None = None
    publisher: Sourced | None = None
    author: Sourced | None = None
    published: Sourced | None = None
    place: Sourced | None = None
    language: str | None = None

    @property
    def published_by(self) -> str | None:
        """The publisher's name; None where it is not known."""
        return self.publisher.value if self.publisher else None

    @property
    def published_on(self) -> str | None:
        """The day, month or year of publication as an ISO prefix; None where it is not known."""
        return self.published.value if self.published else None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one file. `pages` is empty where the format has none."""

    text: str
    media_type: str
    metadata: Metadata = field(default_factory=Metadata)
    pages: tuple[Page, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the catalogue holds it. `paths` are relative to the corpus, in order; never empty."""

    id: int
    sha256: str
    paths: tuple[str, ...]
    reading: Reading

    @property
    def path(self) -> str:
        return self.paths[0]

    @property
    def text(self) -> str:
        return self.reading.text

    @property
    def metadata(self) -> Metadata:
        return self.reading.metadata

    @property
    def title(self) -> str:
        """The title, or the file's name where it has none."""
        title = self.metadata.title
        return title.value if title else self.path.rsplit("/", 1)[-1]

    def page_of(self, offset: int) -> int | None:
        """The number of the page that holds the character, None where the format has no pages."""
        return next((p.number for p in self.reading.pages if p.start <= offset < p.end), None)


@dataclass(frozen=True, slots=True)
class Passage:
    """A verbatim slice: `document.text[start:end] == text`. `context` is its line: title · place · date."""

    id: int
    document_id: int
    start: int
    end: int
    text: str
    context: str
