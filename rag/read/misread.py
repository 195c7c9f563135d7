"""Spans that answer another question than the one asked, by the words that they stand among."""

import re

from rag.domain.answers import Question
from rag.index.analysis import terms
from rag.language.case import in_capitals
from rag.read.asked import TITLES, Asked, is_to_come, said_by
from rag.read.candidates import Candidate
from rag.read.offices import is_of_another_body, is_other_office
from rag.read.refusal import gap_of
from rag.read.standing import accuses, is_asked

_SINCE = re.compile(r"\bsince\s+(?:\w+\s+)?$", re.I)
_UNTIL = re.compile(
    r"\buntil\s+(?:an?|the|his|her|its|their)\s+(?:\w+\s+){0,2}?(?P<office>\w+)\s+(?:is|are|was|were|can\s+be|has\s+been)\s+"
    r"(?:named|appointed|elected|chosen|found|selected|sworn)\b",
    re.I,
)
# What is so from its first moment on: who was kidnapped on a day has been held since.
_BEGAN = re.compile(
    r"\b(?:since|last|(?:beg[aiu]n|start|kidnap|abduct|captur|arrest|detain|jail|imprison|disappear|occup)\w*)\b", re.I
)
_BY = re.compile(r"\W*(?:(?:report(?:ing)?|written|text)\s+)?by\s+", re.I)
_NOBODY = re.compile(
    r"\s(?:with|for|during|since|until|after|before)\s.*\d|"
    r"^(?:(?:every|some|any|no)(?:body|one)|no one|(?:the |each )?others?|all|both|the|an?|this|that|who|"
    r"i|we|you|it|he|she|they)$|^[\"“].*\s.*\s.*\s",
    re.I,
)
_BEHIND_BY = re.compile(r"\bby\s+(?:(?:the|an?|some|his|her|its|their)\s+)?$", re.I)
_CAUSED = re.compile(r"\bwhat\s+(?:caused|led)\b", re.I)
_CAPITAL_TITLES = frozenset(title.capitalize() for title in TITLES)
_WROTE = re.compile(r"\b(?:wrote|written|writer|author|reporter)s?\b", re.I)
# Of these nothing was there.
_NO_TRACE = re.compile(
    r"\b(?:no|not\s+(?:a|any)|without(?:\s+any)?)\s+(?:(?:trace|sign|evidence|proof)s?\s+(?:of\s+)?(?:any\s+)?)?$", re.I
)
_BEFORE_OR_AFTER = re.compile(
    r"\b(?:before|after|ahead\s+of)\s+(?:(?:the|an?|his|her|its|their)\s+)?(?:[a-z]+\s+)??(?P<event>[^\W\d_]+)(?=\s*(?:$|[.,;]))",
    re.I,
)
# So far behind a day stands the event that it is told beside.
BESIDE = 60
_BORN = re.compile(r"\b(?:where|when)\b.*\bborn\b", re.I)
_BIRTH = re.compile(r"\b(?:born|birth\w*|native)\b", re.I)
_HOW_MANY = re.compile(r"\bhow\s+many\b(?!\s+per\s?cent)", re.I)
_PERCENT = re.compile(r"\s*(?:%|per\s?cent\b)", re.I)
_NAMED = re.compile(
    r"\bwhat\b.*\b(?:called|(?:code)?named|known\s+as)\W*$|\bwhat(?:['’]s|\s+(?:is|was))\s+the\s+name\b", re.I
)
_PREPOSITION = re.compile(
    r"(?:\b(?:in|at|near|from|of|to|on|outside|off|into|around|inside|across|through|behind|between|and)\s+(?:(?-i:[a-z]+)\s+){0,2}|[,(]\s*)$",
    re.I,
)
_LABEL = re.compile(r"\*\*[^*:\n]{3,}\*\*\s*$")
_A_GROUP = re.compile(
    r"\b(?:company|firm|group|party|organi[sz]ation|agency|club|bank|union|newspaper|magazine|ministry)\s+$", re.I
)
# Where somebody moves to: with "from" at the end of the question, where from.
_MOVES = re.compile(
    r"\bwhere\b.*\b(?:mov(?:e[sd]?|ing)|relocat\w+|transfer\w*|ship(?:s|ped)?|export\w*|deport\w*|extradit\w*)\b"
    r"(?!.*\bfrom\W*$)",
    re.I,
)
_LEFT_BEHIND = re.compile(r"\b(?:in|from|out\s+of)\s+(?:the\s+)?$", re.I)
_WRITTEN = re.compile(r"[\W\d_]*(?:(?:in|at|from|for)?\s*[A-Z]\w*[\W\d_]*){0,4}")
_HURT, _TOLL = re.compile(r"\b(?:wound|injur|hurt)", re.I), re.compile(r"\btoll\b", re.I)
_THE = re.compile(r"\bthe\s+$", re.I)


def is_misread(question: Question, asked: Asked, c: Candidate) -> bool:
    """Whether a span is an answer to something else."""
    return any(is_other(question, asked, c) for is_other in _OTHERS)


def _cuts_a_name(question: Question, asked: Asked, candidate: Candidate) -> bool:
    """Whether it is the end of a name like one of the question's: Odra of Lady Odra, asked of the Lady Orla."""
    before = re.search(r"\b([A-Z]\w*)\s$", candidate.before)
    held = asked.name_words
    return before is not None and before[1] in held and before[1].lower() not in TITLES and candidate.text[0].isupper()


def _own_name(question: Question, asked: Asked, c: Candidate) -> bool:
    """Whether it is a part of the question's own name: *river ferry* Lady Odra, General *Odo* Marchek."""
    if question.asks not in ("who", "whom") and not _CAUSED.search(question.text):
        return False
    behind = re.match(r"\s+([^\W\d_][\w.'’-]*)", c.after)
    before = re.search(r"([^\W\d_][\w.'’-]*)\s+$", c.before)
    held = asked.name_words
    if behind is None or behind[1] not in held:
        return False
    is_name = c.text[0].isupper() and TITLES.isdisjoint(re.split(r"[\s.-]+", c.text.lower()))
    return not is_name or (before is not None and before[1] in held | _CAPITAL_TITLES)


def _sister(question: Question, asked: Asked, c: Candidate) -> bool:
    """Whether it is a thing named like the one asked about: the skipper of *the* Lady Orla is not *the* Lady Odra."""
    if question.asks not in ("who", "whom") or not _THE.search(c.before):
        return False
    words = c.text.split()
    things = [name.split() for name in asked.names if f"the {name}" in question.text]
    return all(word[0].isupper() for word in words) and any(
        len(words) == len(thing) > 1 and words[:-1] == thing[:-1] for thing in things
    )


def _accuser(question: Question, asked: Asked, c: Candidate) -> bool:
    """Who says that another did it did not do it, unless it is asked who says so."""
    if question.asks != "who" or is_asked("claimed", question.text):
        return False
    return accuses(c.document, c.sentence_start, c.sentence_end, (c.start, c.end))


def _nobody(question: Question, asked: Asked, c: Candidate) -> bool:
    """Nobody is "everybody", or "Velmouth with room for 120 passengers"; no place is a number."""
    if question.asks == "where":
        return not any(map(str.isalpha, c.text))
    return question.asks in ("who", "whom") and _NOBODY.search(c.text) is not None


def _doer(question: Question, asked: Asked, c: Candidate) -> bool:
    """Who was appointed *by the president* is not the president."""
    return _BEHIND_BY.search(c.before) is not None and gap_of(question) == "whom"


def _reporter(question: Question, asked: Asked, c: Candidate) -> bool:
    """Whoever stands in the dateline or the byline wrote the report, and did nothing in it."""
    if question.asks not in ("who", "whom") or said_by(question):
        return False
    return c.in_dateline or (_in_byline(c) and not _WROTE.search(question.text))


def _in_byline(c: Candidate) -> bool:
    """*By Ilse Varga, 28 January 2026*: the author stands behind nothing but "by", and before nothing but a day."""
    return _BY.fullmatch(c.before) is not None and _WRITTEN.fullmatch(c.after) is not None


def _lasting(question: Question, asked: Asked, c: Candidate) -> bool:
    """A day *since* which something is so is not the one on which another thing happened."""
    return question.asks == "when" and bool(_SINCE.search(c.before)) and not _BEGAN.search(question.text)


def _meanwhile(question: Question, asked: Asked, c: Candidate) -> bool:
    """Who serves *until a successor is named* is not the successor."""
    if question.asks not in ("who", "whom") or _UNTIL.search(question.text):
        return False
    found = _UNTIL.search(c.sentence)
    return found is not None and re.search(rf"\b{found['office']}\b", question.text, re.I) is not None


def _denied(question: Question, asked: Asked, c: Candidate) -> bool:
    """Of what there was *no trace* was not used."""
    return question.asks in ("what", "with what") and _NO_TRACE.search(c.before) is not None


def _birth(question: Question, asked: Asked, c: Candidate) -> bool:
    """Where somebody is mayor he need not be born."""
    return _BORN.search(question.text) is not None and _BIRTH.search(c.sentence) is None


def _beside_event(question: Question, asked: Asked, c: Candidate) -> bool:
    """A day *before the election* is not the election's."""
    if question.asks != "when" or _BEFORE_OR_AFTER.search(question.text):
        return False
    words = (found["event"] for found in _BEFORE_OR_AFTER.finditer(c.after[:BESIDE]))
    return any(set(terms(word)) & asked.weights.keys() - frozenset().union(*asked.names.values()) for word in words)


def _day_of_writing(question: Question, asked: Asked, c: Candidate) -> bool:
    """A line that holds no more than a place and a day says when the text was written."""
    left = c.sentence.replace(c.document.text[c.start : c.end], " ")
    return question.asks == "when" and _WRITTEN.fullmatch(left) is not None


def _share(question: Question, asked: Asked, c: Candidate) -> bool:
    """2.1% more is no number of cars."""
    return bool(_HOW_MANY.search(question.text) and ("%" in c.text or _PERCENT.match(c.after)))


def _is_called(question: Question, asked: Asked, c: Candidate) -> bool:
    """What something is called is a name."""
    return bool(_NAMED.search(question.text)) and c.text.islower()


def _described(question: Question, asked: Asked, c: Candidate) -> bool:
    """Who is "**Claudia Merz.** Swiss lawyer" is named before it."""
    return question.asks == "who" and _LABEL.search(c.document.text[max(0, c.start - BESIDE) : c.start]) is not None


def _no_place(question: Question, asked: Asked, c: Candidate) -> bool:
    """*New Yorker* William Trowbridge is no place, nor is the company Belgas."""
    if question.asks != "where" or in_capitals(c.sentence):
        return False
    if _A_GROUP.search(c.before):
        return True
    return re.match(r"\s[A-Z][a-z]", c.after) is not None and _PREPOSITION.search(c.before) is None


def _left_behind(question: Question, asked: Asked, c: Candidate) -> bool:
    """Where the plants *in Europe* are moved is not Europe."""
    return bool(_MOVES.search(question.text) and _LEFT_BEHIND.search(c.before))


def _past(question: Question, asked: Asked, c: Candidate) -> bool:
    """Whether it is asked when something will be, and the day is one before the report."""
    written = c.document.metadata.published_on
    return bool(c.iso and written and is_to_come(question) and c.iso < written[: len(c.iso)])


def _toll(question: Question, asked: Asked, c: Candidate) -> bool:
    """Whether those asked about were hurt, and a toll is of the dead."""
    return bool(_HURT.search(question.text) and _TOLL.search(c.sentence) and not _HURT.search(c.sentence))


# What answers another question than the one asked.
_OTHERS = (
    _cuts_a_name,
    _own_name,
    _sister,
    _accuser,
    _nobody,
    _doer,
    _reporter,
    _lasting,
    _meanwhile,
    _denied,
    is_other_office,
    is_of_another_body,
    _birth,
    _beside_event,
    _day_of_writing,
    _share,
    _toll,
    _past,
    _is_called,
    _described,
    _no_place,
    _left_behind,
)
