"""When the passages found do not answer: which part of the question is missing, in words, and what comes closest."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from rag.domain.answers import Hit, Question, Refusal, on_one_line
from rag.index.analysis import terms
from rag.language.dates import spoken
from rag.read.asked import Asked, said_by
from rag.read.calibrated import LEAST_CHANCE, LEAST_MARGIN
from rag.read.evidence import Sentence, is_heading

# For other questions a span below is not shown, but sentences are.
UNSURE = -3.0
# The share of its names' weight that a document may lack and still be about the question.
MOST_MISSING = 0.5
CLOSEST = 3
# So short a word of a name is none by itself: "El" is not missing where Salvador stands there.
PARTICLE = 2
# Who was acted on is no accusation; who was accused is.
_ACTED_ON = re.compile(
    r"\bwho\s+(?:(?:is|are|was|were)|(?:has|have|had)\s+been)\s+(?:the\s+(?:\w+\s+){0,2}?(?:victims?|targets?)\b|"
    r"(?!(?:accus|alleg|believ|blam|charg|involv|suspect)ed)\w+ed\b|(?:beaten|given|held|hit|hurt|shot|taken)\b)",
    re.I,
)
# Who did such a thing is accused by the answer.
_HARM = frozenset(
    terms(
        "abduct ambush arson assassinate assault attack bomb burn destroy explode hurt injure kidnap kill loot "
        "massacre murder raid rape rob robbery sabotage seize shoot shot steal theft threaten torch torture wound"
    )
)
# That something was said, or is asked, is no part that could be missing.
_SAID_OR_ASKED = frozenset(terms("say says said tell tells told who whom whose what which when where why how"))


def missing(asked: Asked, ranked: Sequence[Sentence]) -> str | None:
    """Which names or days of the question are not to be found, in words; None where all are."""
    if not ranked:
        return "no passage bears on the question"
    return _missing_names(asked, ranked) or _missing_day(asked, ranked)


def doubted(asked: Asked, ranked: Sequence[Sentence], likely: float) -> str | None:
    """What of the question no passage speaks of, in words, where it is not `likely` enough that they answer."""
    return None if likely >= LEAST_CHANCE else _missing_words(asked, ranked)


def gap_of(question: Question) -> str | None:
    """What is asked for: of who did harm ("culprit"), who did anything else, and to whom it was done the one."""
    if question.asks != "who":
        return question.asks
    if _ACTED_ON.search(question.text):
        return "whom"
    return "culprit" if asks_of_harm(question) else "who"


def asks_of_harm(question: Question) -> bool:
    """Whether it is about a deed that harms somebody."""
    return not said_by(question) and not _HARM.isdisjoint(terms(question.text))


def least_margin(question: Question) -> float:
    """The margin from which a span is an answer."""
    return LEAST_MARGIN.get(gap_of(question) or "", UNSURE)


def unsaid(question: Question, margin: float | None) -> str | None:
    """What the passages leave open, whether they are about it or not: no span of them answers by at least so much."""
    least = LEAST_MARGIN.get(gap_of(question) or "")
    if least is None or (margin is not None and margin >= least):
        return None
    return f"the documents found do not say {question.asks}"


def refusal(gap: str, ranked: Sequence[Sentence], hits: Sequence[Hit]) -> Refusal:
    documents = len({hit.document.id for hit in hits})
    searched = f"the {len(hits)} nearest passages of {documents} documents" if hits else "no passage was found"
    # A copy of what is shown already comes no closer, nor does a headline or a byline.
    distinct: dict[str, Sentence] = {}
    for sentence in [s for s in ranked if not is_heading(s)] or ranked:
        distinct.setdefault(on_one_line(sentence.text), sentence)
    closest = tuple(sentence.citation for sentence in list(distinct.values())[:CLOSEST])
    return Refusal(missing=gap, searched=searched, closest=closest)


def _missing_names(asked: Asked, ranked: Sequence[Sentence]) -> str | None:
    """The names and numbers that the best documents lack, where they are most of what the question names."""
    wanted = {**asked.names, **asked.numbers}
    if not wanted:
        return None
    gaps = [_lacking(asked, wanted, sentence) for sentence in ranked[:CLOSEST]]
    least = min(gaps, key=lambda gap: _weight(asked, wanted, gap))
    if _weight(asked, wanted, least) <= MOST_MISSING * _weight(asked, wanted, wanted):
        return None
    return f"{_listed(least)}: no passage found speaks of it"


def _lacking(asked: Asked, wanted: dict[str, frozenset[str]], sentence: Sentence) -> list[str]:
    held = frozenset(terms(sentence.document.text)).union(*sentence.around)
    return [name for name, parts in wanted.items() if not _names(held, [asked.forms.get(p, {p}) for p in parts])]


def _names(held: frozenset[str], parts: Sequence[AbstractSet[str]]) -> bool:
    """Whether most of a name stands there: "Lord Percival Stroud" may be called Lord Stroud, never only Lord."""
    return 2 * sum(not held.isdisjoint(forms) for forms in parts) > len(parts) or not parts


def _weight(asked: Asked, wanted: dict[str, frozenset[str]], names: Iterable[str]) -> float:
    return sum(asked.weights.get(part, 0.05) for name in names for part in wanted[name])


def _missing_day(asked: Asked, ranked: Sequence[Sentence]) -> str | None:
    if not asked.dates or any(sentence.dated > 0 for sentence in ranked[: 4 * CLOSEST]):
        return None
    return f"{_listed([spoken(day) for day in asked.dates])}: nothing found is of that date"


def _missing_words(asked: Asked, ranked: Sequence[Sentence]) -> str:
    # What is shown as the closest may hold the word: then it is not missing.
    held = frozenset[str]().union(*(s.terms.union(*s.around) for s in ranked[:CLOSEST]))
    lacking = {term for term in asked.weights if held.isdisjoint(asked.forms[term])}
    missed = [at for at, word in enumerate(asked.words) if lacking & set(terms(word)) - asked.gap - _SAID_OR_ASKED]
    runs = [run for run in _runs(asked, missed) if len(run) > PARTICLE or not run[0].isupper()]
    return f"{_listed(runs[:4])}: no passage found speaks of it" if runs else "no passage found answers this"


def _runs(asked: Asked, places: Sequence[int]) -> list[str]:
    """The words at these places, the neighbouring ones of a name as one: El Salvador."""
    runs: list[list[int]] = []
    for at in places:
        if runs and at == runs[-1][-1] + 1 and asked.words[at][0].isupper() and asked.words[at - 1][0].isupper():
            runs[-1].append(at)
        else:
            runs.append([at])
    return [" ".join(asked.words[at] for at in run) for run in runs]


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
