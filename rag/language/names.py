"""Names and numbers that a question sets: what its evidence must hold to be evidence at all."""

import re

# The dot of "U.S." belongs to it: without, its letters would be two words.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’&-][^\W_]+)*")
# Between the words of one name: "San Luis de la Reina", "Bank of Ostrel", "Bruyère & Søn".
_INSIDE = frozenset(["of", "the", "de", "la", "del", "los", "las", "el", "al", "da", "do", "di", "van", "von", "y"])
_NO_NAME = frozenset(
    ["who", "whom", "whose", "what", "which", "when", "where", "why", "how", "did", "does", "do", "is", "are", "was"]
    + ["were", "has", "have", "had", "can", "could", "will", "would", "should", "in", "on", "at", "by", "to", "from"]
    + ["of", "for", "with", "the", "a", "an", "and", "or", "i", "if", "after", "before", "during", "under", "against"]
    + ["he", "she", "it", "they", "we", "you", "his", "her", "their", "its", "no", "not", "all", "any", "that", "this"]
)
_MONTH_OR_DAY = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    re.I,
)
_NUMBER = re.compile(r"(?<![\w.,-])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d[\d.,]*)(?<![.,])(?![\w-])")
_NAME_WORD = r"(?:[^\W\d_A-Z]{1,3}[-'’])?[^\W\d_a-zß-ÿ][\w.'’-]*"
_WHO_IS = re.compile(
    rf"\W*[Ww]ho (?:is|was|are|were) (?:(?:{_NAME_WORD}|de|la|del|van|von|al|el|of|and|the) )*{_NAME_WORD}\W*$"
)


def names(text: str) -> list[str]:
    """The runs of capitalised words of a question, without months, days and the word it opens with.

    None where capitals say nothing: a question all in capitals, or with every word capitalised.
    """
    words = list(_WORD.finditer(text))
    if not any(word[0][0].islower() and word[0] not in _NO_NAME for word in words):
        return []
    runs: list[list[re.Match[str]]] = []
    for word in words:
        joined = bool(runs) and _may_join(text[runs[-1][-1].end() : word.start()])
        if _is_capital(word[0]):
            if joined:
                runs[-1].append(word)
            else:
                runs.append([word])
    return [text[run[0].start() : run[-1].end()] for run in runs if run[0].start() > words[0].start() or len(run) > 1]


def asks_who_is(text: str) -> bool:
    """Whether a question asks who somebody is, and nothing else: "Who is Olaf de la Brandt?"."""
    return _WHO_IS.match(text) is not None


def numbers(text: str) -> list[str]:
    """The numbers in digits that a question sets, as written, dates left in."""
    return _NUMBER.findall(text)


def _is_capital(word: str) -> bool:
    named = word[0].isupper() or (any(c.isupper() for c in word) and any(c.isdigit() for c in word))
    return named and word.lower() not in _NO_NAME and not _MONTH_OR_DAY.fullmatch(word)


def _may_join(between: str) -> bool:
    """Whether only a space, an initial's dot, an ampersand or a particle stands between two words of one name."""
    words = between.split()
    return between[:1] not in ",;:?!" and len(words) <= 2 and all(w in _INSIDE or w in (".", "&", "-") for w in words)
