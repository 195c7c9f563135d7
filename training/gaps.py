"""Questions that look answered and are not: the sentence cut out, a name or a number exchanged, the sense turned.

The kinds are those that SQuAD 2's writers used (Rajpurkar, Jia and Liang, 2018, table 2).
"""

import calendar
import random
import re
from collections.abc import Sequence

from rag.language.sentences import sentences
from training.examples import Row

# One word for its opposite, both ways: the question then asks for what the text does not tell.
_OPPOSITES = (
    ("before", "after"),
    ("first", "last"),
    ("largest", "smallest"),
    ("highest", "lowest"),
    ("most", "least"),
    ("more", "less"),
    ("oldest", "youngest"),
    ("earliest", "latest"),
    ("increase", "decrease"),
    ("increased", "decreased"),
    ("began", "ended"),
    ("begin", "end"),
    ("north", "south"),
    ("northern", "southern"),
    ("east", "west"),
    ("eastern", "western"),
    ("won", "lost"),
    ("win", "lose"),
    ("support", "oppose"),
    ("supported", "opposed"),
    ("allowed", "forbidden"),
    ("public", "private"),
    ("major", "minor"),
    ("above", "below"),
    ("male", "female"),
    ("best", "worst"),
    ("longest", "shortest"),
    ("successful", "unsuccessful"),
)
_OPPOSITE = {a: b for pair in _OPPOSITES for a, b in (pair, pair[::-1])}
_NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][\w'-]+(?: (?:of |the |de )?[A-Z][\w'-]+)*")
_ADJECTIVE = re.compile(r"(?:ish|an|ese|ic)$")
_CALENDAR = frozenset([*calendar.month_name, *calendar.day_name])
_NUMBER = re.compile(r"\b\d[\d,.]*\b")


def gap(row: Row, pool: Sequence[str], chance: random.Random) -> Row | None:
    """The question on a text that no longer answers it, or another question on the text; None where none can be made.

    `pool` are names from other questions, for texts that hold no other name.
    """
    makers = [_cut, _exchanged, _exchanged, _turned]
    for make in chance.sample(makers, len(makers)):
        if made := make(row, pool, chance):
            return made
    return None


def names_of(text: str) -> list[str]:
    """Names inside a sentence, by their capitals."""
    return _NAME.findall(text)


def _cut(row: Row, pool: Sequence[str], chance: random.Random) -> Row | None:
    """The text without the sentences that hold an answer, where an answer's words stand nowhere else."""
    answers = [row.context[s:e].lower() for s, e in row.spans or ()]
    kept = [row.context[s:e] for s, e in sentences(row.context)]
    kept = [text for text in kept if not any(a in text.lower() for a in answers)]
    return Row(row.first, " ".join(kept), ()) if len(kept) > 1 else None


def _exchanged(row: Row, pool: Sequence[str], chance: random.Random) -> Row | None:
    """A name or number of the question exchanged for another, of the text if it has one that is no answer."""
    answers = " ".join(row.context[s:e] for s, e in row.spans or ()).lower()
    for pattern, others in ((_NAME, list(pool)), (_NUMBER, [])):
        found = list(pattern.finditer(row.first))
        if not found:
            continue
        place = chance.choice(found)
        near = [n for n in pattern.findall(row.context) if _fit(n, place.group(), row.first, answers)]
        wanted = near if near and chance.random() < 0.7 else others
        wanted = [n for n in wanted if _fit(n, place.group(), row.first, answers)]
        if wanted:
            return Row(row.first[: place.start()] + chance.choice(wanted) + row.first[place.end() :], row.context, ())
    return None


def _fit(name: str, replaced: str, question: str, answers: str) -> bool:
    """Whether a name may stand for another: of about its length and form, in neither the question nor the answers."""
    if abs(len(name.split()) - len(replaced.split())) > 1 or bool(_ADJECTIVE.search(name)) != bool(
        _ADJECTIVE.search(replaced)
    ):
        return False
    known = set(question.lower().replace("?", "").split())
    return name.lower() not in answers and not known & set(name.lower().split()) and name not in _CALENDAR


def _turned(row: Row, pool: Sequence[str], chance: random.Random) -> Row | None:
    found = [m for m in re.finditer(r"[a-z]+", row.first) if m.group() in _OPPOSITE]
    if not found:
        return None
    word = chance.choice(found)
    return Row(row.first[: word.start()] + _OPPOSITE[word.group()] + row.first[word.end() :], row.context, ())
