"""The one normalisation that every text goes through before anything counts its characters."""

import re
import unicodedata

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BROKEN_WORD = re.compile("\u00ad[ \t]*\n[ \t]*")
# What nobody sees: controls, soft hyphens, marks of order, direction and direction's end, tags, halves of pairs.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
# Joiners shape Persian, Indic scripts and emoji; between Latin letters they only hide.
_LATIN = "\x00-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u206f"
_JOINER = re.compile(f"(?:(?<=[{_LATIN}])|^)[\u200c\u200d]+|[\u200c\u200d]+(?:(?=[{_LATIN}])|$)")
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_LIGATURE = re.compile("[ﬀ-ﬆ]")

_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


def raised(number: str) -> str:
    """A number set above the line, as superscript digits: a note's mark is no last digit of the number before it."""
    return number.translate(_RAISED)


def normalise(text: str) -> str:
    r"""NFC, lines ended by `\n`, ligatures spelt out, and without the characters that nobody sees."""
    if text.isascii() and text.isprintable():
        return text
    text = _UNSEEN.sub("", _BROKEN_WORD.sub("", _LINE_END.sub("\n", text)))
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", _LIGATURE.sub(lambda found: _LIGATURES[found[0]], text))
    if "\u200c" in text or "\u200d" in text:
        text = unicodedata.normalize("NFC", _JOINER.sub("", text))
    return text
