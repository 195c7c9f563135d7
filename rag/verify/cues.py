"""What a claim says and its evidence does not, by words alone: numbers, days, names, negation, status, quotations."""

import re
from collections.abc import Callable
from functools import lru_cache

from rag.index.analysis import terms
from rag.language.numerals import NUMBERS
from rag.verify.windows import cut, held

_COUNTS = {word: str(n) for word, n in NUMBERS.items() if n <= 12 or n in (20, 30, 40, 50)}
_COUNTS |= {"dozen": "12", "half": "1/2"}
_ORDER = ["hundred", "thousand", "million", "billion", "first", "second", "third", "fourth"]
_NUMBER = re.compile(rf"(?<![\w.,])\d+(?:[.,]\d+)*|\b(?:{'|'.join([*_COUNTS, *_ORDER])})\b", re.I)
_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow|tonight|morning|evening"
    r"|(?:last|this|next) (?:year|month|week)|january|february|april|june|july|august|september|october"
    r"|november|december|(?<=in )may|(?<=\d )may|(?<=in )march|(?<=\d )march|(?:19|20)\d\d)\b",
    re.I,
)
_NAME = re.compile(r"(?<![.!?\"“] )(?<!^)(?<![\"“])\b[A-Z][\w-]{2,}")
_NEGATION = re.compile(r"\b(?:not|never|no|nor|nobody|none|neither|without|cannot|refus\w+|fail\w*)\b|n['’]t\b", re.I)
_QUOTED = re.compile(r"[\"“]([^\"“”]{3,})[\"”]")
_STATUS = {
    "planned": r"will|would|going to|plan\w*|inten\w+|hop\w+ to|want\w* to|aim\w*|like to|expected|likely|forecast"
    r"|set to|threaten\w*|warn\w*|consider\w*|thinking|agreed|consented|promis\w+|vow\w*|seek\w*|need\w*|urg\w+"
    r"|prepar\w+|propos\w+|offer\w*|predict\w*"
    r"|should|must|has to|could|may|might|possibl[ey]|perhaps|tr(?:y|ied|ying) to"
    r"|attempt\w*|ask\w*|potentially|refus\w+|fail\w*|declin\w+|did not manage",
    "claimed": r"claim\w*|alleg\w+|reported(?:ly)?|accus\w+|suspect\w*|suspicion|presumed"
    r"|den(?:y|ied|ies|ying)|believ\w+|think\w*|thought|apparently|probably|so-called|insist\w*|maintain\w*|argu\w+|fear\w*|suggest\w*"
    r"|warn\w*|rejected|guilty|predict\w*|forecast|charged|consider\w*",
}
_CUES = {kind: re.compile(rf"\b(?:{words})\b", re.I) for kind, words in _STATUS.items()}


def numbers(claim: str, evidence: str) -> bool:
    """Whether the claim counts something that the evidence does not count so."""
    return not _counted(claim) <= _counted(evidence) | _named_days(evidence)


def _counted(text: str) -> set[str]:
    found = (match[0].lower().replace(",", "") for match in _NUMBER.finditer(text))
    return {_COUNTS.get(number, number) for number in found if number != "one"}


def days(claim: str, evidence: str) -> bool:
    """Whether the claim names a day, a month or a year that the evidence does not."""
    return not _named_days(claim) <= _named_days(evidence)


def _named_days(text: str) -> set[str]:
    return {match[0].lower() for match in _DAY.finditer(text)}


def names(claim: str, evidence: str) -> bool:
    """Whether the claim has a word with a capital, not its first, that the evidence lacks in any case of letters."""
    known = set(re.findall(r"[\w-]+", evidence.lower()))
    return any(name.lower() not in known for name in _NAME.findall(_DAY.sub(" ", claim)))


def names_apart(claim: str, evidence: str) -> bool:
    """Whether a name of the claim stands elsewhere than in the sentence of the evidence that is most like the claim."""
    nearest = _nearest(claim, evidence)
    if nearest == evidence:
        return False
    inside = set(re.findall(r"[\w-]+", nearest.lower()))
    known = {name.lower() for name in _NAME.findall(evidence)}
    first = set(re.findall(r"\A[\w-]+", claim.lower())) & known
    return bool((first | {name.lower() for name in _NAME.findall(_DAY.sub(" ", claim))}) - inside)


# Three checks ask for the same.
@lru_cache(maxsize=64)
def _nearest(claim: str, evidence: str) -> str:
    """The sentence of the evidence that holds the most of the claim's words; the evidence where it is one."""
    told = cut(evidence)
    asked = frozenset(terms(claim))
    return max(told, key=lambda sentence: held(asked, [sentence])).text if len(told) > 1 else evidence


def negation(claim: str, evidence: str) -> bool:
    """Whether the claim negates and the sentence most like it does not, or the other way round."""
    return bool(_NEGATION.search(claim)) != bool(_NEGATION.search(_nearest(claim, evidence)))


def status_lost(claim: str, evidence: str) -> bool:
    """Whether what the evidence plans or claims is told as done."""
    return any(cue.search(evidence) and not cue.search(claim) for cue in _CUES.values())


def status_added(claim: str, evidence: str) -> bool:
    """Whether what the sentence most like the claim tells is told as planned or claimed only."""
    nearest = _nearest(claim, evidence)
    return any(cue.search(claim) and not cue.search(nearest) for cue in _CUES.values())


def quoted(claim: str, evidence: str) -> bool:
    """Whether the claim puts words into quotation marks that do not stand in the evidence."""
    said = " ".join(re.findall(r"\w+", evidence.lower()))
    return any(" ".join(re.findall(r"\w+", q.lower())) not in said for q in _QUOTED.findall(claim))


# By the name that a failed check is shown under.
CHECKS: dict[str, Callable[[str, str], bool]] = {
    "numbers": numbers,
    "dates": days,
    "names": names,
    "names apart": names_apart,
    "negation": negation,
    "status": status_lost,
    "certainty": status_added,
    "quoted words": quoted,
}
