"""DOCX: what Word shows in its final view: insertions are in; deletions, comments and hidden text are out."""

import io
import zipfile
import zlib

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from ingest.readers.docx_body import Body, hidden_styles, notes
from ingest.readers.metadata import file_made, worthy
from ingest.readers.normalise import normalise
from rag.domain.text import Metadata, Reading, Sourced
from rag.errors import Unreadable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OLE = b"\xd0\xcf\x11\xe0"
_LARGEST = 300 << 20
_PACKED_AT_MOST = 100
_BROKEN = (
    *(PackageNotFoundError, zipfile.BadZipFile, zlib.error, etree.LxmlError),
    *(LookupError, ValueError, TypeError, AttributeError, EOFError, RuntimeError),
)


def read(data: bytes, suffix: str) -> Reading:
    _check_package(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body = Body(hidden_styles(document))
        blocks = body.blocks(document.element.body)
        blocks += notes(document, body)
        comments = len(document.comments)
    except _BROKEN as error:
        raise Unreadable(f"it is no whole Word document ({error}): save it again from Word") from error
    text = normalise("\n\n".join(blocks))
    unread = {"charts or diagrams": body.charts, "comments": comments}
    warnings = tuple(f"{count} {what} are not part of the text" for what, count in unread.items() if count)
    return Reading(text, MEDIA_TYPE, _metadata(document, body), warnings=warnings)


def _check_package(data: bytes) -> None:
    if data.startswith(_OLE):
        raise Unreadable("it is locked with a password, or in Word's old format: save it as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            sizes = [(info.file_size, info.compress_size) for info in package.infolist()]
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError) as error:
        raise Unreadable("it is no whole Word document: it is cut short, or something else under this name") from error
    unpacked = sum(size for size, _ in sizes)
    packed = any(size > 10 << 20 and size > _PACKED_AT_MOST * max(small, 1) for size, small in sizes)
    if unpacked > _LARGEST or packed:
        raise Unreadable(f"it would unpack to {unpacked >> 20} MiB, far more than a document holds: refused")


def _metadata(document: Document, body: Body) -> Metadata:
    core = document.core_properties
    title, heading = worthy(core.title), body.title
    return Metadata(
        title=Sourced(title, "docx properties") if title else Sourced(heading, "heading") if heading else None,
        author=Sourced(core.author, "docx properties") if worthy(core.author) else None,
        published=file_made(core.created.date() if core.created else None),
    )
