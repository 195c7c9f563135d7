"""Mail: every body and every enclosed message, each under the name of the one who wrote it and the day it was sent."""

import email
import email.policy
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime

from ingest.readers.encoding import decode
from ingest.readers.html_tree import shown
from ingest.readers.normalise import normalise
from rag.domain.text import Metadata, Reading, Sourced
from rag.errors import ReadError, Unreadable

MEDIA_TYPE = "message/rfc822"
_SHOWN = ("From", "To", "Cc", "Date", "Subject")
# What the standard library raises on headers that break the rules.
_BROKEN = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError)
_DEEPEST = 10
_SUFFIX_OF = {
    "text/csv": ".csv",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def read(data: bytes, suffix: str) -> Reading:
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        if not any(_header(message, name) for name in _SHOWN):
            raise Unreadable("it is no mail: it has none of the headers From, To, Date, Subject")
        warnings: list[str] = []
        blocks = [block.strip("\n") for block in _message(message, warnings, 0) if block.strip()]
        return Reading(normalise("\n\n".join(blocks)), MEDIA_TYPE, _metadata(message), warnings=tuple(warnings))
    except _BROKEN as error:
        raise Unreadable(f"its headers break the rules of mail ({error})") from error


def _message(message: MIMEPart, warnings: list[str], depth: int) -> Iterator[str]:
    yield "\n".join(f"{name}: {value}" for name in _SHOWN if (value := _header(message, name)))
    yield from _parts(message, warnings, depth)


def _parts(part: MIMEPart, warnings: list[str], depth: int) -> Iterator[str]:
    kind = part.get_content_type()
    if depth > _DEEPEST:
        warnings.append(f"more than {_DEEPEST} messages within each other: the innermost are not read")
    elif kind == "message/rfc822":
        for inner in part.iter_parts():
            yield from _message(_decoded(part, inner), warnings, depth + 1)
    elif kind == "multipart/alternative":
        yield from _parts(_preferred(part), warnings, depth + 1)
    elif part.is_multipart():
        for inner in part.iter_parts():
            yield from _parts(inner, warnings, depth + 1)
    elif part.get_filename() or part.is_attachment():
        yield from _attachment(part, warnings)
    elif kind == "text/html":
        yield shown(decode(_payload(part), part.get_content_charset())[0])
    elif part.get_content_maintype() == "text":
        text, warning = decode(_payload(part), part.get_content_charset())
        warnings.extend([warning] if warning else [])
        yield text


def _decoded(part: MIMEPart, inner: MIMEPart) -> MIMEPart:
    """A message that was encoded as a whole, as some programs do against RFC 2046."""
    if str(part["Content-Transfer-Encoding"] or "").lower() != "base64":
        return inner
    with suppress(ValueError):
        return email.message_from_bytes(b64decode(inner.as_bytes()), policy=email.policy.default)
    return inner


def _preferred(part: MIMEPart) -> MIMEPart:
    """Of the forms of one body the plain one, where it says anything."""
    forms = list(part.iter_parts())
    plain = (f for f in forms if f.get_content_type() == "text/plain" and _payload(f).strip())
    return next(plain, forms[-1] if forms else EmailMessage())


def _attachment(part: MIMEPart, warnings: list[str]) -> Iterator[str]:
    from ingest.readers import reader_of

    name = part.get_filename() or "without a name"
    readable = name if reader_of(name) != "none" else f"attachment{_SUFFIX_OF.get(part.get_content_type(), '')}"
    if reader_of(readable) == "none":
        if part.get_content_disposition() != "inline" or part.get_content_maintype() not in ("image", "video"):
            warnings.append(f"attachment {name} is not read: no reader takes it")
        return
    blocks = list(_as(part, readable, warnings, name))
    if blocks:
        yield f"Attachment: {name}"
        yield from blocks


def _as(part: MIMEPart, readable: str, warnings: list[str], name: str) -> Iterator[str]:
    """The part as the reader for its type reads it."""
    from ingest.readers import read_bytes

    try:
        reading = read_bytes(_payload(part), readable)
    except ReadError as error:
        warnings.append(f"attachment {name} is not read: {error}")
        return
    warnings.extend(f"{name}: {warning}" for warning in reading.warnings)
    yield reading.text


def _payload(part: MIMEPart) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(message: MIMEPart, name: str) -> str:
    """On one line; a header that breaks the rules is shown as it is."""
    try:
        return " ".join(str(message[name] or "").split())
    except _BROKEN:
        raw = dict(message.raw_items()).get(name, "")
        return " ".join(str(raw).split())


def _metadata(message: MIMEPart) -> Metadata:
    subject, sender, sent = (_header(message, name) for name in ("Subject", "From", "Date"))
    author = sender.split("<")[0].strip().strip('"') or sender.strip("<>")
    try:
        # The day by the sender's own clock.
        day = parsedate_to_datetime(sent).date().isoformat() if sent else None
    except ValueError:
        day = None
    return Metadata(
        title=Sourced(subject, "mail subject") if subject else None,
        author=Sourced(author, "mail sender") if author else None,
        published=Sourced(day, "mail date") if day else None,
    )
