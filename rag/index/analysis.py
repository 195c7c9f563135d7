"""Text to index terms, the same for documents and questions: NFC, lower case, ASCII folding, English stems.

A number is one term however it is grouped (12,400 = 12.400 = 12 400), a hyphenated word is its parts and the
whole (JF-17: jf, 17, jf17), a day is a term of its own beside its month (1990-05-02: d19900502, m199005).
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

# Words in lower case beside names in a question. Measured on the incident reports (573 questions): at 1 the right
# report is first for .61, from .6 down to .4 for .635.
PLAIN_WORD = 0.5

_STEMS = (
    TextAnalyzerBuilder(Tokenizer.whitespace())
    .filter(Filter.lowercase())
    .filter(Filter.ascii_fold())
    .filter(Filter.stemmer("english"))
    .build()
)
_ISO_DAY = re.compile(r"(?<!\d)(?<!\d-)[0-9]{4}-[0-9]{2}-[0-9]{2}(?!\d|-\d)")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:([,.'’ \u00a0\u202f])\d{3})(?:\1\d{3})*(?![.,]?\d)")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b", re.I)
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
# Three names or more in a row, little words between: National Commission for River Basins is an NCRB too.
_NAME = r"[A-Z][a-z]\w{0,30}['’]?"
_LONG_NAME = re.compile(
    rf"\b(?!(?:The|An|In|On|At|But|And|For)\s){_NAME}(?:\s(?:(?:of|for|the|and|de|la|del|du|des|on|in)\s){{0,2}}{_NAME}){{2,7}}"
)
_WORD = re.compile(r"\d+[.,]\d+|[^\W_]+(?:[-‐‑][^\W_]+)*")
# Scripts written without spaces are indexed by pairs of characters.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_QUESTION_WORDS = frozenset(
    ["who", "whom", "whose", "what", "which", "when", "where", "why", "how", "do", "did", "doe", "mani", "much"]
)


def terms(text: str, dates: Iterable[str] = ()) -> list[str]:
    """The terms of a text in order, repeats included, and those of the ISO prefixes that it is about."""
    text = unicodedata.normalize("NFC", text)
    days = dict.fromkeys([*dates, *_ISO_DAY.findall(text)])
    text = _GROUPED.sub(_joined, _POSSESSIVE.sub("", _ISO_DAY.sub(" ", text)))
    text = _DOTTED.sub(lambda letters: letters[0].replace(".", ""), text)
    # Most words are plain: looking closer at each costs as much as all the rest.
    words = [part for word in _WORD.findall(text) for part in ([word] if _is_plain(word) else _parts(word))]
    words += ["".join(filter(str.isupper, name)) for name in _LONG_NAME.findall(text)]
    return _STEMS.analyze(" ".join(words)) + [term for iso in days for term in date_terms(iso)]


def question_terms(text: str, dates: Iterable[str] = ()) -> dict[str, float]:
    """The distinct terms of a question, without the words that only make it one, and their weights.

    Names and numbers count in full, other words less; where the writer's capitals tell nothing, all alike.
    """
    words = text.split()
    named = frozenset(terms(" ".join(word for word in words[1:] if word[0].isupper())))
    told = bool(named) and any(word.islower() for word in words)
    weights = {
        term: PLAIN_WORD if told and term not in named and not term[0].isdigit() else 1.0
        for term in terms(text)
        if term not in _QUESTION_WORDS
    }
    return weights | {term: 1.0 for iso in dates for term in date_terms(iso)}


def date_terms(iso: str) -> list[str]:
    """A day counts for its month too; a year is a word of the text already."""
    digits = iso.replace("-", "")
    return {4: [], 6: [f"m{digits}"], 8: [f"d{digits}", f"m{digits[:6]}"]}[len(digits)]


def _joined(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match[0])
    # Between spaces two numbers may only be neighbours: keep both readings.
    return f"{digits} {match[0]}" if match[1].isspace() else digits


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isalnum()


def _parts(word: str) -> list[str]:
    if word[0].isdigit() and ("." in word or "," in word):
        return [word.replace(",", ".")]
    parts = re.split("[-‐‑]", word)
    whole = ["".join(parts)] if len(parts) > 1 else []
    return whole + [piece for part in parts for piece in _pieces(part)]


def _pieces(word: str) -> list[str]:
    if not _UNSPACED.search(word):
        return [word]
    spaced = _UNSPACED.sub(lambda run: f" {' '.join(map(''.join, pairwise(run[0]))) or run[0]} ", word)
    return spaced.split()
