"""From bytes to text: the encoding is found, never guessed into mojibake, and never a reason to drop a file."""

import codecs
import re

from rag.errors import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How much likelier than its rivals an encoding is before a letter is read: most legacy files are Windows Western.
_PRIOR = {
    "cp1252": 0.1,
    **dict.fromkeys(("cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874"), 0.0),
    **dict.fromkeys(("koi8_r", "shift_jis", "cp932", "euc_jp", "gb18030", "big5", "euc_kr", "cp949"), 0.0),
    **dict.fromkeys(("mac_roman", "cp850", "cp437", "cp866"), -0.1),
}
# These write other alphabets in ASCII's bytes, so that they pass for UTF-8.
_SEVEN_BITS = ("iso2022_jp", "iso2022_kr", "iso2022_jp_2", "hz", "utf-7", "utf-16-le", "utf-16-be")
_SIGN_IN_WORD = re.compile(r"[^\W\d_][¹³¿¡¾¼½¤¦¬¨´¸÷×][^\W\d_]")
_SAMPLE = 100_000


def decode(data: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """The text, and a warning where bytes of it could not be read. Raises Unreadable where the bytes are no text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lenient(data, encoding)
    named = _python_name(declared) if declared else None
    if b"\x1b$" in data or named in _SEVEN_BITS:
        return _lenient(data, named if named in _SEVEN_BITS else "iso2022_jp")
    try:
        return data.decode("utf-8" if b"\0" not in data[:_SAMPLE] else _wide(data)), None
    except UnicodeDecodeError as error:
        if _is_utf8(data, error):
            return _lenient(data, "utf-8")
    if named:
        return _lenient(data, named)
    return _lenient(data, _detect(data))


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    half = len(data[:_SAMPLE]) / 2
    if max(even, odd) < 0.3 * half:
        if even + odd > 0.02 * half:
            raise Unreadable("it is not a text: it holds binary data")
        return "utf-8"
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """UTF-8 that was cut in a character, or has a few stray bytes among many good ones."""
    if error.encoding != "utf-8":
        return True
    text = data.decode("utf-8", "replace")
    good = sum(1 for c in text if c > "\x7f" and c != "�")
    return good > 10 * text.count("�") or (error.start >= len(data) - 3 and good > 0)


def _python_name(declared: str) -> str | None:
    """What a page or a mail calls Latin-1 or ASCII is Windows-1252 in practice (WHATWG Encoding Standard)."""
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
    except LookupError:
        return None
    return "cp1252" if name in ("iso8859-1", "ascii", "utf-8") else name


def _detect(data: bytes) -> str:
    from charset_normalizer import from_bytes

    matches = from_bytes(data[:_SAMPLE], cp_isolation=list(_PRIOR))
    scored = {
        encoding: match.coherence - 2 * match.chaos + _PRIOR[encoding] - bool(_SIGN_IN_WORD.search(str(match)))
        for match in matches
        for encoding in match.could_be_from_charset
        if encoding in _PRIOR
    }
    return max(scored, key=lambda encoding: (scored[encoding], encoding), default="cp1252")


def _lenient(data: bytes, encoding: str) -> tuple[str, str | None]:
    text = data.decode(encoding, "replace")
    lost = text.count("�")
    return text, f"{lost} character(s) could not be read as {encoding}" if lost else None
