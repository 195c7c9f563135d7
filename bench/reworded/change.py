"""Sentences that no longer say what was said: each change returns the new one, or "" where it cannot be made."""

import random
import re
from collections.abc import Callable

from spacy.tokens import Doc, Token

from bench.reworded.forms import Forms
from bench.reworded.status import done, undone
from bench.reworded.tidy import lowered, tidy

Names = dict[str, list[str]]
Change = Callable[[Doc, Forms, Names, random.Random], str]

_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September"]
_MONTHS += ["October", "November", "December"]
_NEAR = {
    "yesterday": "today",
    "today": "yesterday",
    "tomorrow": "yesterday",
    "last year": "this year",
    "this year": "last year",
    "last week": "this week",
    "last month": "next month",
    "next year": "last year",
    "next month": "last month",
    "next week": "last week",
    "this week": "next week",
    "morning": "evening",
    "evening": "morning",
}
_NUMBER_GROUPS = [
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    ["twenty", "thirty", "forty", "fifty"],
    ["hundred", "thousand", "million", "billion", "dozen"],
    ["first", "second", "third", "fourth"],
]
_NUMBERS = [number for group in _NUMBER_GROUPS for number in group]
_DIGITS = re.compile(r"(?<![\w.,])(?!(?:19|20)\d\d(?![\d.,]))\d+(?:,\d{3})*(?:\.\d+)?")
# "One of them", "no one" and "one" for a person count nothing.
_NUMBER_WORD = re.compile(
    rf"\b(?!one\b(?! (?:year|month|week|day|point|million|billion)))(?:{'|'.join(_NUMBERS)})\b", re.I
)
_DATE = re.compile(
    rf"\b(?:{'|'.join([*_DAYS, *_MONTHS, *_NEAR])}|(?:19|20)\d\ds?|\d{{1,2}}(?= (?:{'|'.join(_MONTHS)})\b))\b"
)
_OPPOSITES = """
rose:fell increased:decreased rise:fall increase:decrease won:lost win:lose more:less higher:lower
before:after supported:opposed support:oppose accepted:rejected approved:rejected men:women man:woman
up:down buy:sell bought:sold best:worst strong:weak early:late north:south east:west left:joined
opened:closed started:ended good:bad old:young all:few most:few many:few always:never success:failure
profit:loss gains:losses positive:negative largest:smallest above:below released:detained arrested:freed
killed:rescued confirmed:denied allowed:banned with:without cut:raised better:worse public:private
"""
_OPPOSITE = {a: b for pair in (p.split(":") for p in _OPPOSITES.split()) for a, b in (pair, pair[::-1])}


def number(doc: Doc, forms: Forms, names: Names, chance: random.Random) -> str:
    """One number for another of its size; years are dates."""
    found = list(_DIGITS.finditer(doc.text))
    words = list(_NUMBER_WORD.finditer(doc.text))
    if not found and not words:
        return ""
    match = chance.choice(found or words) if chance.random() < 0.7 else chance.choice(found + words)
    return _put(doc.text, match, _other_number(match[0], chance))


def _other_number(written: str, chance: random.Random) -> str:
    if written.lower() in _NUMBERS:
        group = next(g for g in _NUMBER_GROUPS if written.lower() in g)
        other = chance.choice([n for n in group if n != written.lower()])
        return other.capitalize() if written[0].isupper() else other
    value = float(written.replace(",", "").rstrip("."))
    places = len(written.split(".")[1]) if "." in written.rstrip(".") else 0
    for _ in range(20):
        near = value * chance.choice([0.3, 0.5, 0.7, 0.8, 1.2, 1.5, 2, 3])
        near += chance.choice([-3, -2, -1, 0, 1, 2, 3]) * (value < 100)
        text = f"{max(near, 1):,.{places}f}" if "," in written else f"{max(near, 1):.{places}f}"
        if text != written:
            return text
    return written + "0"


def date(doc: Doc, forms: Forms, names: Names, chance: random.Random) -> str:
    """A day, month, year or near day for another."""
    found = [m for m in _DATE.finditer(doc.text) if _is_date(doc.text, m)]
    if not found:
        return ""
    match = chance.choice(found)
    word = match[0]
    if word in _NEAR:
        other = _NEAR[word]
    elif word in _DAYS or word in _MONTHS:
        other = chance.choice([w for w in (_DAYS if word in _DAYS else _MONTHS) if w != word])
    elif len(word) < 3:
        other = str((int(word) + chance.randint(1, 20)) % 27 + 1)
        other = other if other != word else str(int(other) + 1)
    else:
        other = str(int(word[:4]) + chance.choice([-20, -10, -5, -3, -2, -1, 1, 2, 3, 5])) + word[4:]
    return _put(doc.text, match, other)


def _is_date(text: str, match: re.Match[str]) -> bool:
    """May and March are dates only behind a word or a day that makes them so."""
    return match[0] not in ("May", "March") or bool(re.search(r"(?:in|of|on|since|\d) $", text[: match.start()]))


def name(doc: Doc, forms: Forms, names: Names, chance: random.Random) -> str:
    """A person, organisation or place for another of the same article."""
    able = [e for e in doc.ents if e.label_ in ("PERSON", "ORG", "GPE", "NORP") and not e.text.islower()]
    chance.shuffle(able)
    for entity in able:
        others = [n for n in names.get(entity.label_, []) if not set(n.lower().split()) & set(doc.text.lower().split())]
        if others:
            other = chance.choice(others)
            bare = re.sub(r"^(?:the|The) |['’]s$", "", entity.text)
            start = entity.start_char + entity.text.index(bare)
            if entity.label_ == "PERSON" and " " not in bare:
                other = other.split()[-1]
            return tidy(doc.text[:start] + re.sub(r"^(?:the|The) |['’]s$", "", other) + doc.text[start + len(bare) :])
    return ""


def negation(doc: Doc, forms: Forms, names: Names, chance: random.Random) -> str:
    """A negation added to a clause, or the one that stands there dropped."""
    negative = [t for t in doc if t.dep_ == "neg" and t.lower_ in ("not", "n't", "never")]
    if negative:
        token = negative[0]
        before = doc.text[: token.idx]
        return tidy(re.sub(r"\bca$", "can", re.sub(r"\bwo$", "will", before)) + doc.text[token.idx + len(token) :])
    verbs = [
        t
        for t in doc
        if t.pos_ in ("VERB", "AUX")
        and t.dep_ in ("ROOT", "ccomp", "conj", "relcl")
        and t.lemma_ not in ("say", "tell")
    ]
    chance.shuffle(verbs)
    for verb in verbs:
        if made := _negated(doc, verb, chance):
            return made
    return ""


def _negated(doc: Doc, verb: Token, chance: random.Random) -> str:
    aux = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i and c.lower_ != "to"]
    host = aux[0] if aux else verb
    after = host.idx + len(host)
    if aux or (verb.lemma_ == "be" and verb.tag_ in ("VBD", "VBZ", "VBP")):
        word = " never" if chance.random() < 0.15 else " not"
        return "" if host.text.startswith("'") else tidy(doc.text[:after] + word + doc.text[after:])
    do = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(verb.tag_)
    if do is None or verb.lemma_ in ("have",) and verb.tag_ != "VBD":
        return ""
    return tidy(f"{doc.text[: verb.idx]}{do} not {verb.lemma_}{doc.text[after:]}")


def swap(doc: Doc, forms: Forms, names: Names, chance: random.Random) -> str:
    """Who acted for whom it was done to."""
    for verb in (t for t in doc if t.pos_ == "VERB"):
        parts = {child.dep_: child for child in verb.children}
        if "nsubj" in parts and "dobj" in parts:
            first, second = parts["nsubj"], parts["dobj"]
        elif (
            "nsubjpass" in parts
            and "agent" in parts
            and (below := [c for c in parts["agent"].children if c.dep_ == "pobj"])
        ):
            first, second = parts["nsubjpass"], below[0]
        else:
            continue
        if made := _exchanged(doc, first, second):
            return made
    return ""


def _exchanged(doc: Doc, first: Token, second: Token) -> str:
    plain = ("PRP", "WP", "WDT", "EX", "DT", "PRP$")
    (a0, a1), (b0, b1) = _phrase(first), _phrase(second)
    if first.tag_ in plain or second.tag_ in plain or a1 > b0:
        return ""
    one, two = doc.text[a0:a1], doc.text[b0:b1]
    head = two if a0 else two[:1].upper() + two[1:]
    return tidy(doc.text[:a0] + head + doc.text[a1:b0] + lowered(one, first) + doc.text[b1:])


def _phrase(token: Token) -> tuple[int, int]:
    """The noun phrase of a token up to its clauses."""
    late = [c for c in token.children if c.i > token.i and c.dep_ in ("relcl", "acl", "appos", "punct", "advcl")]
    last = token.doc[late[0].left_edge.i - 1] if late else token.right_edge
    if last.text == "," and last.i > token.i:
        last = token.doc[last.i - 1]
    return token.left_edge.idx, last.idx + len(last)


def opposite(doc: Doc, forms: Forms, names: Names, chance: random.Random) -> str:
    """A word for its opposite."""
    able = [t for t in doc if t.text in _OPPOSITE]
    if not able:
        return ""
    token = chance.choice(able)
    return tidy(doc.text[: token.idx] + _OPPOSITE[token.text] + doc.text[token.idx + len(token) :])


def _put(text: str, match: re.Match[str], other: str) -> str:
    return tidy(text[: match.start()] + other + text[match.end() :])


CHANGES: dict[str, Change] = {
    "number": number,
    "date": date,
    "name": name,
    "negation": negation,
    "swap": swap,
    "opposite": opposite,
    "done": lambda doc, forms, _, chance: done(doc, forms, chance),
    "undone": lambda doc, forms, _, chance: undone(doc, forms, chance),
}
