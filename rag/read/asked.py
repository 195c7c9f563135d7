"""What a question sets: words with their weights, names, numbers and days that its evidence should hold."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from rag.domain.answers import Question
from rag.index.analysis import question_terms, terms
from rag.index.event_words import told_by
from rag.index.spellings import has_variants, variants
from rag.language.countries import CAPITALS
from rag.language.dates import find_dates
from rag.language.names import names, numbers
from rag.language.verbs import doers, verb_forms

# Words that any sentence may hold: they say nothing about whether it answers.
_LIGHT = frozenset(
    terms(
        "the a an of in on at to by for from with and or be is are was were been has have had it their his her he she "
        "they that this any there take took place happen occur carry out name much many can could will would as before "
        "after not into about according against during under who than if"
    )
)
# They name the gap, not what fills it: who was the *victim*, what *weapon or device* was *used*, what *caused* it.
_GAP = frozenset(
    ["victim", "intend", "human", "target", "perpetr", "culprit", "use", "behind", "caus", "reason", "motiv"]
)
_TYPE_WORDS = re.compile(
    r"\b(?:what|which)\s+((?:[^\W\d_]+,?\s+){1,5}?)(?:is|are|was|were|did|do|does|has|have|had|will|can)\b", re.I
)
# What letters stand for, however it is asked; the words of the asking are not looked for.
_SPELLED = r"(?:acronym|abbreviation|initials|letters|(?:full\s+(?:name|form)|meaning)\s+of)"
ACRONYM = re.compile(
    rf"\bwhat\s+(?:do|does|did|is|are)\s+(?:(?:the\s+)?{_SPELLED}\s+)*(?:the\s+)?"
    r"(?P<short>[A-Z][A-Z&.]*[A-Z]\.?)(?:\s+(?:stand\s+for|mean|short\s+for))?\W*$",
    re.I,
)
# They stand before a name, as often shortened or left out.
TITLES = frozenset(
    ["mr", "mrs", "ms", "dr", "sir", "gen", "general", "col", "colonel", "capt", "captain", "president", "minister"]
    + ["senator", "mayor", "major", "lieutenant", "admiral", "professor", "king", "queen", "pope", "bishop"]
)
_TITLE_TERMS = frozenset(terms(" ".join(sorted(TITLES))))
# What is reported from Bogota seldom says Colombia. The longest word stands for a capital of several: Delhi, Paz.
_SEATS = {
    terms(country)[0]: max(terms(capital.lower()), key=len)
    for country, capital in CAPITALS.items()
    if capital and len(terms(country)) == 1
}
_SAID = re.compile(
    r"\bwho(?:\s+(?:has|had|have))?\s+(?:said|says|told|claim(?:ed|s)(?!\s+(?:responsibility|credit))|alleged|reported|stated|"
    r"announced|added|argued|insisted|warned|admitted|confirmed|den(?:ied|ies)|believes?|thinks?)\b",
    re.I,
)
_GAP_WEIGHT, _UNSEEN_WEIGHT = 0.1, 0.6


@dataclass(frozen=True, slots=True)
class Asked:
    """Words as written, the weights of their terms and the forms that count as each term, each name and number as its
    terms, dates (ISO prefixes), and the terms that name what is asked for, which need not stand in an answer."""

    words: tuple[str, ...]
    weights: Mapping[str, float]
    forms: Mapping[str, frozenset[str]]
    names: Mapping[str, frozenset[str]]
    numbers: Mapping[str, frozenset[str]]
    dates: tuple[str, ...]
    gap: frozenset[str] = frozenset()

    @property
    def name_words(self) -> frozenset[str]:
        """The words of its names, as written."""
        return frozenset(word for name in self.names for word in name.split())


def asked(question: Question, sentences: Iterable[frozenset[str]]) -> Asked:
    """The question weighed against the sentences found: a word that they all hold tells none of them apart."""
    found = list(sentences)
    counts = Counter(term for held in found for term in held)
    undated = _without_dates(question.text)
    if (spelled := ACRONYM.search(undated)) and spelled["short"].isupper():
        undated = f"what is {spelled['short']}"
    words = undated.lower()  # in capitals a name would bring its initials too
    named = _named(undated)
    in_names = frozenset(terms(" ".join(names(undated)).lower())) - _LIGHT
    typed = _TYPE_WORDS.search(undated)
    said = _SAID.search(undated)
    gap = _GAP | frozenset(terms(f"{typed[1] if typed else ''} {said[0] if said else ''}"))
    forms = _verbs(words, question.asks == "who")
    forms |= {term: _spellings(term, counts) for term in _capital(undated) if not counts[term]}
    forms |= {term: _forms(term, counts) for term in in_names}
    weights = {}
    for term in forms.keys() - _LIGHT:
        held = max(counts[form] for form in forms[term])
        weight = max(math.log((1 + len(found) / (held + 0.5)) / 2), 0.05)
        unseen = not held and term not in in_names and not term.isdecimal()
        weights[term] = weight * (_GAP_WEIGHT if term in gap - in_names else _UNSEEN_WEIGHT if unseen else 1.0)
    return Asked(
        tuple(re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", undated)),
        weights,
        {term: forms[term] for term in weights},
        named,
        {number: frozenset(terms(re.sub(r"\s", "", number))) for number in numbers(undated)},
        question.dates or tuple(dated.iso for dated in find_dates(question.text, None)),
        gap - in_names,
    )


def is_to_come(question: Question) -> bool:
    """Whether it is asked when something will be."""
    return re.search(r"\bwhen\s+(?:will|shall)\b", question.text, re.I) is not None


def said_by(question: Question) -> bool:
    """Whether it is asked who said something."""
    return _SAID.search(question.text) is not None


def _named(text: str) -> dict[str, frozenset[str]]:
    """Each name as its terms. "Andahua, Peru" is Andahua: reports of a country seldom name it; "General Vos" is Vos."""
    found = names(text)
    inner = {name for before, name in pairwise(found) if f"{before}, {name}" in text}
    held = {name: frozenset(terms(name.lower())) - _LIGHT for name in found if name not in inner}
    return {name: parts - _TITLE_TERMS or parts for name, parts in held.items()}


def _verbs(words: str, who: bool) -> dict[str, frozenset[str]]:
    """The terms of the question, each with those of the same kind of event and of other forms of an irregular verb; who
    audited it may be called its auditor."""
    forms = {term: told_by(term) for term in question_terms(words)}
    for word in re.findall(r"[a-z]+", words):
        for term in terms(word):
            if term in forms:
                forms[term] |= frozenset(terms(" ".join(sorted(verb_forms(word) | (doers(word) if who else set())))))
    return forms


def _capital(text: str) -> frozenset[str]:
    """The terms of words with a capital that may be names, al-Harbuni too, but for the first word."""
    return frozenset(terms(" ".join(word for word in text.split()[1:] if word.lower() != word).lower())) - _LIGHT


def _forms(name: str, found: Iterable[str]) -> frozenset[str]:
    """A word of a name, its adjectives and its capital: Peru, Peruvian, Lima. Of one that stands nowhere others."""
    if len(name) < 4:
        return frozenset([name])
    stems = frozenset(term for term in found if term.startswith(name) and len(term) <= len(name) + 4)
    stems |= {capital} if (capital := _SEATS.get(name)) else frozenset()
    return stems | {name} if stems else _spellings(name, found)


def _spellings(name: str, found: Iterable[str]) -> frozenset[str]:
    """A word of a name with other spellings of it: Yusuf, Youssef."""
    return frozenset([name, *(variants(name, found) if has_variants(name) else ())])


def _without_dates(text: str) -> str:
    """The days are matched as days, so that the 3 of "3 January" is no word."""
    for date in reversed(find_dates(text, None)):
        text = text[: date.start] + " " + text[date.end :]
    return re.sub(r"\s+", " ", text)
