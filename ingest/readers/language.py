"""Which language a text is in, by its commonest words or its script."""

import re
from collections import Counter

_COMMON = {
    "en": "the of and to in that is was for on with as by at from it his are were has had not but which said",
    "fr": "le la les de des du et à en un une que est dans pour qui par sur au pas plus avec ont sont ce",
    "es": "el la los las de del y en que un una por con para se es al como su no lo más fue está",
    "pt": "o a os as de do da dos das e em que um uma por com para se não na no é ao mais foi",
    "it": "il la i le di del della e in che un una per con è si non da al dei gli sono più nel",
    "de": "der die das und in den von zu mit dem des ist ein eine für auf nicht im sich auch wurde war hat",
    "nl": "de het een van en in is dat op te voor met zijn die niet aan er om ook als bij werd was",
    "sv": "och i att det som en på är av för med den till inte var ett han har de om vid",
    "da": "og i at det som en på er af for med den til ikke var et han har de om ved blev",
    "pl": "i w na z do się nie że to jest o od za po jak przez są był dla oraz ale",
    "cs": "a v na se že je z do to s o by pro jsou byl po jak ale od při tak",
    "tr": "ve bir bu da de için ile olarak daha çok olan en gibi kadar sonra var ise ki",
    "ru": "и в на не что с по как из за от для это к он его но был все при",
    "uk": "і в на не що з та як до за від для це він його але був про при є",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SCRIPTS = (
    ("ja", re.compile("[぀-ヿ]")),
    ("ko", re.compile("[가-힯]")),
    ("zh", re.compile("[一-鿿]")),
    ("fa", re.compile("[پچژگ]")),
    ("ar", re.compile("[؀-ۿ]")),
    ("he", re.compile("[֐-׿]")),
    ("el", re.compile("[Ͱ-Ͽ]")),
    ("hi", re.compile("[ऀ-ॿ]")),
    ("th", re.compile("[฀-๿]")),
)
_SAMPLE = 6000


def language_of(text: str) -> str | None:
    """The ISO 639-1 code, None where the text is too short or is in no language that we tell apart."""
    sample = text[:_SAMPLE].lower()
    letters = sum(map(str.isalpha, sample))
    for language, script in _SCRIPTS:
        if letters and len(script.findall(sample)) > (0.02 if language in ("fa", "ja") else 0.3) * letters:
            return language
    words = Counter(re.findall(r"[^\W\d_]+", sample))
    hits = {language: sum(words[word] for word in known) for language, known in _WORDS.items()}
    language = max(hits, key=lambda name: (hits[name], name))
    varied = sum(1 for word in _WORDS[language] if words[word]) > 1
    return language if hits[language] > 2 and varied and hits[language] > 0.1 * words.total() else None
