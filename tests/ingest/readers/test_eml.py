import base64
from email.message import EmailMessage

import pytest

from ingest.readers.eml import read
from rag.errors import Unreadable


def mail(body: str = "The bridge is shut.", **headers: str) -> EmailMessage:
    message = EmailMessage()
    given = {"From": "Ada Lund <ada@desk.example>", "To": "all@desk.example", "Subject": "Bridge"}
    for name, value in (given | {"Date": "Mon, 04 Feb 2002 18:45:00 +0100"} | headers).items():
        message[name] = value
    message.set_content(body)
    return message


def test_headers_body_and_metadata() -> None:
    reading = read(mail().as_bytes(), ".eml")
    assert reading.text == (
        "From: Ada Lund <ada@desk.example>\nTo: all@desk.example\nDate: Mon, 04 Feb 2002 18:45:00 +0100\n"
        "Subject: Bridge\n\nThe bridge is shut."
    )
    metadata = reading.metadata
    assert metadata.title and metadata.title.value == "Bridge"
    assert metadata.author and metadata.author.value == "Ada Lund"
    assert metadata.published and metadata.published.value == "2002-02-04"


def test_the_day_is_the_senders_own() -> None:
    metadata = read(mail(Date="Wed, 18 Jan 2023 00:30:00 +0200").as_bytes(), ".eml").metadata
    assert metadata.published and metadata.published.value == "2023-01-18"
    assert read(mail(Date="some day soon").as_bytes(), ".eml").metadata.published is None


def test_charsets_and_transfer_encodings() -> None:
    raw = (
        b"From: =?windows-1252?Q?H=E9l=E8ne?= <h@x.example>\nSubject: =?windows-1252?Q?=93vault=94_=96_theft?=\n"
        b'MIME-Version: 1.0\nContent-Type: text/plain; charset="windows-1252"\n'
        b"Content-Transfer-Encoding: quoted-printable\n\nThe guard=92s loss is =80850,000 in Saint-Br=\n=E9vin.\n"
    )
    reading = read(raw, ".eml")
    assert "The guard’s loss is €850,000 in Saint-Brévin." in reading.text
    assert reading.metadata.title and reading.metadata.title.value == "“vault” – theft"


def test_an_enclosed_message_is_read_under_its_own_sender_and_day() -> None:
    inner = mail("Dame Cora lit the fuse.", From="Post Nine <nine@x.example>", Date="Sat, 02 Feb 2002 06:12:00 +0100")
    outer = mail("I do not believe it.")
    outer.add_attachment(inner)
    text = read(outer.as_bytes(), ".eml").text
    covering, enclosed = text.split("I do not believe it.")
    assert "2 Feb" not in covering and "Ada Lund" in covering
    assert enclosed.index("From: Post Nine") < enclosed.index("02 Feb 2002") < enclosed.index("Dame Cora lit the fuse.")


def test_attachments_are_read_or_named() -> None:
    message = mail()
    message.add_attachment(b"name;sum\nToll;77,000\n", maintype="text", subtype="csv", filename="claims.csv")
    message.add_attachment(b"PK\x03\x04", maintype="application", subtype="zip", filename="all.zip")
    message.add_attachment(b"not one", maintype="application", subtype="pdf", filename="scan.pdf")
    reading = read(message.as_bytes(), ".eml")
    assert "Attachment: claims.csv\n\nname;sum\nToll;77,000" in reading.text
    assert any("all.zip is not read" in warning for warning in reading.warnings)
    assert any("scan.pdf is not read: it is no PDF" in warning for warning in reading.warnings)


def test_of_two_forms_of_one_body_the_plain_one_and_html_alone_whole() -> None:
    both = mail("The bridge is shut.")
    both.add_alternative("<p>The <b>bridge</b> is shut.</p>", subtype="html")
    assert read(both.as_bytes(), ".eml").text.count("is shut") == 1
    alone = mail()
    html = "<style>.x{display:none}</style><p>Dear all,</p><p>the bridge is shut.</p><p class=x>SECRET</p><p>Ada</p>"
    alone.set_content(html, subtype="html")
    assert read(alone.as_bytes(), ".eml").text.endswith("Dear all,\n\nthe bridge is shut.\n\nAda")


def test_messages_within_messages_end_somewhere() -> None:
    message = mail("The innermost.")
    for _ in range(40):
        outer = mail("Forwarded.")
        outer.add_attachment(message)
        message = outer
    reading = read(message.as_bytes(), ".eml")
    assert "The innermost" not in reading.text
    assert any("within each other" in warning for warning in reading.warnings)


def test_what_has_no_headers_is_no_mail() -> None:
    with pytest.raises(Unreadable, match="no mail"):
        read(b"just words\n\nmore words", ".eml")


def test_an_enclosed_message_that_was_encoded_as_a_whole() -> None:
    inner = base64.b64encode(mail("Dame Cora lit the fuse.", From="Post Nine <nine@x.example>").as_bytes())
    raw = (
        b"From: a@x.example\nSubject: FW\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=m\n\n"
        b"--m\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + inner + b"\n--m--\n"
    )
    text = read(raw, ".eml").text
    assert text.index("From: Post Nine") < text.index("Dame Cora lit the fuse.")
