"""Short answers that are no phrases: days, times, numbers, sums of money, ages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.index.analysis import terms
from rag.language.datelines import dateline_end
from rag.language.dates import spoken
from rag.read.asked import Asked
from rag.read.deeds import deeds_of, hangs_on
from rag.read.evidence import Sentence
from rag.read.phrases import HUMAN, amounts, printed
from rag.read.sought import Sought

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds, and most commands need none of it.
    from spacy.tokens import Doc, Span, Token

# Whoever is counted may be called so.
ANYBODY = frozenset(
    terms("people person persons men man women woman victims casualties dead members others individuals")
)
# What is bought, and paid with nothing of it.
_MEASURES = frozenset(
    ["tonne", "ton", "kilo", "kilogram", "kg", "gram", "litre", "liter", "mile", "acre", "hectare", "barrel", "sack"]
    + ["percent"]
)
_OF_THE = re.compile(r"\b(?:\w+est|first|most|one|some|each|all|none|both)\s+of\s+(?:the|these|those)\s+$", re.I)
_OCLOCK = re.compile(r"\s(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night|o['’]clock|[ap]\.?m\b)", re.I)
_LENGTHS = frozenset(["foot", "yard", "inch", "mile", "centimetre", "centimeter", "decade", "century"])
# Worth by itself: no other word of the sentence is needed.
SURELY = 2.0
_UNITS = frozenset(
    ["second", "minute", "hour", "day", "week", "month", "year", "time", "metre", "meter", "kilometre", "km"]
)
_AGE_BESIDE = re.compile(r"(?P<name>[^\W\d_][\w'’-]*),\s(?:aged\s)?(?P<age>\d{1,3})(?=[,;.]|\s*$)")
_AGE_IS = re.compile(r"(?P<name>[^\W\d_][\w'’-]*)\s(?:is|was)\s(?P<age>\d{1,3})(?=[,;.]|\s+(?:and|when|years?)\b|\s*$)")
_AGED = re.compile(r"\b(?:aged?|age\s+of)\s(?P<age>\d{1,3})\b|\b(?P<years>\d{1,3})[-\s]years?[-\s]old\b")


def dates(sought: Sought, asked: Asked, sentence: Sentence, parsed: Doc) -> list[tuple[str, float]]:
    """The days that the sentence names, nearest to the deed first; the fuller the date the better."""
    deeds = [sentence.start + deed.idx for deed in deeds_of(sought, parsed)]
    written = sentence.start + dateline_end(sentence.text)
    found = []
    for dated in sentence.dates:
        # The dateline's day is the report's, not the deed's.
        if dated.iso in asked.dates or dated.start < written:
            continue
        near = max((1 - abs(dated.start - at) / 200 for at in deeds), default=0.0)
        found.append((spoken(dated.iso), 0.5 + (0.3 if deeds else 0.0) + 0.3 * max(near, 0.0) + 0.01 * len(dated.iso)))
    return found


def numbers(sought: Sought, asked: Asked, sentence: Sentence, parsed: Doc) -> list[tuple[str, float]]:
    """Amounts: of the thing that is counted, or in the deed asked for."""
    deeds = deeds_of(sought, parsed)
    much = "many" not in (word.lower() for word in asked.words)
    found = []
    for amount, counted in amounts(parsed):
        start = sentence.start + amount.start_char
        in_date = any(dated.start <= start < dated.end for dated in sentence.dates)
        if in_date or frozenset(terms(amount.text)) <= asked.weights.keys():
            continue
        held = frozenset(terms(counted.text)) if counted is not None else frozenset[str]()
        sure = 0.6 if held & sought.focus else 0.0
        in_deed = any(hangs_on(amount.root, deed) for deed in deeds)
        # "Five are missing": people go without saying.
        sure += (0.9 if counted is None and sought.focus else 0.6) if in_deed else 0.0
        is_length = counted is not None and counted.lemma_ in _UNITS | _LENGTHS
        if sought.kind == "length":
            sure += 0.6 if is_length else -1.0
        elif is_length and not held & sought.focus:
            sure -= 0.5
        sure += 0.3 if much and (amount.text[0] in "$€£¥U" or amount.text[-1] in "%t" or counted is not None) else 0.0
        sure += 0.2 if not much and not sought.focus else 0.0
        # Where the deed is told, what stands in another is not its number: the mine that employs 240 lost thirteen.
        is_plain = sought.focus <= ANYBODY or not held & sought.focus
        sure -= 0.6 if sought.told and is_plain and not in_deed else 0.0
        sure += 0.3 if asked.dates and sentence.dated > 0 else 0.0
        unspoken = _is_anybody(counted) and sought.focus.isdisjoint(sentence.terms | sentence.around[0])
        sure -= 1.0 if counts_another(sought, counted) or (unspoken and sought.focus - ANYBODY) else 0.0
        sure -= 1.0 if sought.kind == "money" and not is_money(amount, counted) else 0.0
        found.append((printed(_with_noun(amount, counted), sentence.text), sure))
    return found


def _with_noun(amount: Span, counted: Token | None) -> Span:
    """The amount and its noun, where at most one word stands between."""
    if counted is None or counted.i > amount.end + 1 or not all(t.is_alpha for t in amount.doc[amount.end : counted.i]):
        return amount
    return amount.doc[amount.start : counted.i + 1]


def ages(sought: Sought, asked: Asked, sentence: Sentence, parsed: Doc) -> list[tuple[str, float]]:
    """The age of who is asked about: "Marchek, 62, …", "Marchek, aged 62", "the 62-year-old Marchek"."""
    if sought.deeds.isdisjoint(sentence.terms):
        return []
    given = [m for form in (_AGE_BESIDE, _AGE_IS) for m in form.finditer(sentence.text)]
    beside = [m for m in given if sought.deeds & frozenset(terms(m["name"]))]
    aged = _AGED.finditer(sentence.text)
    return [*((m["age"], SURELY) for m in beside), *((m["age"] or m["years"], SURELY) for m in aged)]


def times(sought: Sought, asked: Asked, sentence: Sentence, parsed: Doc) -> list[tuple[str, float]]:
    """Times of the day, as written."""
    return [(printed(entity, sentence.text), 0.7) for entity in parsed.ents if entity.label_ == "TIME"]


def is_in_deed(sought: Sought, parsed: Doc, at: int) -> bool:
    """Whether the number at an offset stands in the deed asked for."""
    return any(_covers(amount, at) for amount in _in_deed(sought, parsed))


def _in_deed(sought: Sought, parsed: Doc) -> list[Span]:
    deeds = [deed for deed in deeds_of(sought, parsed) if deed.pos_ in ("VERB", "ADJ")]
    return [amount for amount, _ in amounts(parsed) if any(hangs_on(amount.root, deed) for deed in deeds)]


def is_of_another(sought: Sought, parsed: Doc, at: int, written: int) -> bool:
    """Whether the day at an offset is told of another deed than the one asked about: the workers kidnapped were *freed
    on Tuesday*; or is the dateline's, which ends at `written`, where the deed has one of its own."""
    day = parsed.char_span(at, at + 1, alignment_mode="expand")
    deeds = [deed for deed in deeds_of(sought, parsed) if deed.pos_ == "VERB"]
    if day is None or not deeds:
        return False
    aside = all(deed.dep_ in ("acl", "relcl") and day.root not in deed.subtree for deed in deeds)
    governing = next((token for token in day.root.ancestors if token.pos_ == "VERB"), None)
    own = [
        child
        for deed in deeds
        for prep in deed.children
        for child in (prep, *prep.children)
        if child.ent_type_ == "DATE"
    ]
    return (aside and governing is not None) or (at < written and bool(own))


def is_counted(sought: Sought, parsed: Doc, at: int) -> bool:
    """Whether the number at an offset counts what is asked for."""
    return any(_counts(sought, noun) for _, noun in _amounts_at(parsed, at))


def _counts(sought: Sought, noun: Token | None) -> bool:
    return noun is not None and not sought.focus.isdisjoint(terms(noun.text))


def _is_anybody(noun: Token | None) -> bool:
    """Whether it is not said who is counted, or only that they are people."""
    return noun is None or not ANYBODY.isdisjoint(terms(noun.text))


def counts_another(sought: Sought, noun: Token | None) -> bool:
    """Whether a number counts something else than is asked for: three patients are no doctors."""
    if noun is None or not sought.focus or sought.focus <= ANYBODY or sought.kind == "money":
        return False
    held = frozenset(terms(noun.text))
    return held.isdisjoint(sought.focus | ANYBODY)


def is_money(amount: Span, noun: Token | None) -> bool:
    """Whether an amount is a sum of money: with a sign of one, or of something that is no measure and nobody."""
    if re.search(r"[$€£¥]", amount.text):
        return True
    return noun is not None and noun.lemma_ not in _MEASURES | _UNITS and HUMAN.isdisjoint(terms(noun.text))


def is_other_count(sought: Sought, parsed: Doc, at: int, around: frozenset[str]) -> bool:
    """Whether the number at an offset counts something else; `around` are the terms of the sentence and before it."""
    found = _amounts_at(parsed, at)
    if sought.kind == "money":
        return not any(is_money(amount, noun) for amount, noun in found)
    unnamed = all(_is_anybody(noun) for _, noun in found)
    if sought.focus - ANYBODY and unnamed and sought.focus.isdisjoint(around):
        # Of those arrested nobody says that they were journalists.
        return True
    done = _in_deed(sought, parsed)
    if done and not any(_covers(amount, at) for amount in done):
        # "Three of the four workers kidnapped": four were.
        return True
    # Of "eleven people, among them two children" two are the children.
    exact = sought.focus - ANYBODY and any(_counts(sought, noun) for _, noun in amounts(parsed))
    if exact and any(noun is not None and not _counts(sought, noun) for _, noun in found):
        return True
    return any(counts_another(sought, noun) or _is_no_count(amount) for amount, noun in found)


def _is_no_count(amount: Span) -> bool:
    """In "the largest of the three" and "from three in the morning" nothing is counted."""
    text, start, end = amount.doc.text, amount.start_char, amount.end_char
    return bool(_OF_THE.search(text[:start]) or _OCLOCK.match(text[end:]))


def _amounts_at(parsed: Doc, at: int) -> list[tuple[Span, Token | None]]:
    return [pair for pair in amounts(parsed) if _covers(pair[0], at)]


def _covers(amount: Span, at: int) -> bool:
    return amount.start_char <= at < amount.end_char
