"""Answered questions as statements, by rules on the parse (Demszky, Guu and Liang, 2018): "When was the mill built?"
with "1902" states "The mill was built in 1902."."""

import re

from spacy.tokens import Doc, Token

from bench.reworded.tidy import tidy
from rag.language.verbs import past

_WH = frozenset(["who", "whom", "what", "which", "when", "where", "how"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "expl"])
_DO = {"did": "past", "does": "third", "do": "plain"}
_BE = frozenset(["is", "are", "was", "were"])
_MODALS = frozenset(["can", "could", "will", "would", "should", "may", "might", "must"])
_AUXILIARIES = _BE | _DO.keys() | _MODALS | frozenset(["has", "have", "had"])
_BEGINS_WITH_PREPOSITION = re.compile(
    r"(?:in|on|at|by|from|to|near|since|until|during|before|after|around|between|under|within|through|over|with|for)\b",
    re.I,
)
_DAY = re.compile(r"\b(?:\d{1,2}(?:st|nd|rd|th)?|[A-Z]\w+day)\b")
_YEAR_ONLY = re.compile(r"(?:the\s+)?\d{3,4}s?\b|\d\d?(?:st|nd|rd|th)\s+century", re.I)
LONGEST_ANSWER = 12


def statement(asked: Doc, answer: str) -> str | None:
    """What the question says when the answer stands in its gap; None where the rules do not know its form."""
    words = [t for t in asked if not t.is_space]
    while words and words[-1].is_punct:
        words.pop()
    at = next((i for i, t in enumerate(words) if t.lower_ in _WH), None)
    answer = answer.strip(" .,;:!?\"'")
    if at is None or at > 1 or not answer or len(answer.split()) > LONGEST_ANSWER or len(words) < at + 3:
        return None
    preposition = words[0] if at == 1 and words[0].pos_ == "ADP" else None
    if at == 1 and preposition is None:
        return None
    gap_end = _gap_end(words, at)
    gap, rest = words[at:gap_end], words[gap_end:]
    if not rest:
        return None
    made = _of_subject(gap, rest, answer) if preposition is None else None
    made = made or _of_inverted(gap, rest, preposition, answer)
    return tidy(made) if made else None


def _gap_end(words: list[Token], at: int) -> int:
    """Where the question word with its noun ends: *which country*, *how many people*."""
    end = at + 1
    if words[at].lower_ in ("what", "which", "how"):
        while end < len(words) and words[end].lower_ not in _AUXILIARIES and words[end].pos_ not in ("VERB", "AUX"):
            end += 1
    return end


def _of_subject(gap: list[Token], rest: list[Token], answer: str) -> str | None:
    """Who founded the club: the answer stands where the question word did."""
    if gap[0].lower_ in ("when", "where") or rest[0].lower_ in _DO:
        return None
    verbs = (rest[0], _main(rest))
    if rest[0].lower_ in _AUXILIARIES and any(t.dep_ in _SUBJECTS and t.head in verbs for t in rest[1:]):
        return None
    if rest[0].pos_ not in ("VERB", "AUX"):
        return None
    if rest[0].lower_ in _BE and not any(t.pos_ == "VERB" for t in rest[1:]):
        return None
    return f"{_counted(gap, answer)} {_text(rest)}"


def _counted(gap: list[Token], answer: str) -> str:
    """With the noun, where only a number answers how many of it."""
    noun = [t.text for t in gap[2:]] if gap[0].lower_ == "how" else []
    return answer if not noun or noun[-1].lower() in answer.lower() else f"{answer} {' '.join(noun)}"


def _of_inverted(gap: list[Token], rest: list[Token], preposition: Token | None, answer: str) -> str | None:
    """When did the war end: the verb goes back behind its subject, and the answer stands behind it."""
    helper = rest[0]
    if helper.lower_ not in _AUXILIARIES or len(rest) < 2:
        return None
    main = _main(rest[1:])
    if main is None:
        return _of_being(gap, helper, rest[1:], answer) if helper.lower_ in _BE else None
    cut = rest.index(main)
    subject, after = rest[1:cut], rest[cut + 1 :]
    if not subject:
        return None
    adverbs = [t for t in subject if t.dep_ in ("advmod", "neg", "aux", "auxpass") and t.head == main]
    head = [t for t in subject if t not in adverbs]
    if not head or any(t.lower_ == "not" for t in adverbs):
        return None
    if helper.lower_ in _DO:
        if main.tag_ != "VB" and main.lemma_ != main.lower_:
            return None
        form = _DO[helper.lower_]
        verb = past(main.lower_) if form == "past" else _third(main.lower_) if form == "third" else main.text
        verb = " ".join([*(t.text for t in adverbs), verb])
    else:
        verb = " ".join([helper.text, *(t.text for t in adverbs), main.text])
    filled = _filled(gap, preposition, answer)
    if filled is None:
        return None
    tail = _text(after)
    at_end = preposition is not None or gap[0].lower_ in ("when", "where") or (after and after[-1].pos_ == "ADP")
    behind = f"{tail} {filled}" if at_end else f"{filled} {tail}"
    return f"{_text(head)} {verb} {behind}"


def _of_being(gap: list[Token], helper: Token, subject: list[Token], answer: str) -> str | None:
    """What is the capital: the capital is the answer."""
    filled = _filled(gap, None, answer)
    return f"{_text(subject)} {helper.text} {filled}" if filled else None


def _main(rest: list[Token]) -> Token | None:
    """The verb that the auxiliary belongs to."""
    verbs = [t for t in rest if t.pos_ == "VERB" or t.tag_ in ("VB", "VBN", "VBG")]
    return next((t for t in verbs if t.dep_ == "ROOT"), verbs[0] if verbs else None)


def _filled(gap: list[Token], preposition: Token | None, answer: str) -> str | None:
    wh = gap[0].lower_
    if preposition is not None:
        return answer if _BEGINS_WITH_PREPOSITION.match(answer) else f"{preposition.lower_} {answer}"
    if wh == "how":
        if len(gap) < 2 or gap[1].lower_ not in ("many", "much"):
            return None
        return _counted(gap, answer)
    if _BEGINS_WITH_PREPOSITION.match(answer) or wh not in ("when", "where"):
        return answer
    if wh == "when":
        word = "on" if _DAY.search(answer) and not _YEAR_ONLY.match(answer) else "in"
        return f"{word} {answer}" if any(c.isdigit() for c in answer) or answer[:1].isupper() else answer
    return f"in {answer}"


def _third(verb: str) -> str:
    if verb == "have":
        return "has"
    if verb.endswith(("s", "x", "ch", "sh", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else verb + "s"


def _text(tokens: list[Token]) -> str:
    return "".join(t.text_with_ws for t in tokens).strip()
