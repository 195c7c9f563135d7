"""Forms of English verbs, learned from tagged text, regular where a verb was not seen."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc

_VERB_TAGS = ("VBD", "VBN", "VBG", "VBZ", "VB")
# The commonest whose two forms differ, or that taggers mix up.
_PASTS = """
know:knew bring:brought take:took give:gave see:saw go:went come:came become:became begin:began do:did
write:wrote rise:rose fall:fell run:ran win:won hold:held lead:led leave:left lose:lost pay:paid buy:bought
sell:sold tell:told think:thought teach:taught catch:caught cut:cut put:put set:set hit:hit let:let shoot:shot
seek:sought send:sent spend:spent build:built break:broke speak:spoke choose:chose drive:drove fly:flew grow:grew
throw:threw draw:drew blow:blew steal:stole meet:met keep:kept make:made say:said find:found get:got stop:stopped
plan:planned kidnap:kidnapped occur:occurred ban:banned drop:dropped have:had be:was fight:fought strike:struck
face:faced
"""
_PARTICIPLES = """
know:known take:taken give:given see:seen go:gone come:come become:become begin:begun do:done write:written
rise:risen fall:fallen run:run break:broken speak:spoken choose:chosen drive:driven fly:flown grow:grown
throw:thrown draw:drawn blow:blown steal:stolen be:been
"""
_PAST = dict(pair.split(":") for pair in _PASTS.split())
_PARTICIPLE = _PAST | dict(pair.split(":") for pair in _PARTICIPLES.split())


class Forms:
    """Looks up the past, the participles and the third person of a lemma."""

    def __init__(self, docs: Iterable[Doc]) -> None:
        self._seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for doc in docs:
            for token in doc:
                if token.tag_ in _VERB_TAGS and token.lower_.isalpha():
                    self._seen[token.lemma_.lower(), token.tag_][token.lower_] += 1

    def past(self, lemma: str) -> str:
        return _PAST.get(lemma) or self._form(lemma, "VBD") or self._form(lemma, "VBN") or _with(lemma, "ed")

    def participle(self, lemma: str) -> str:
        return _PARTICIPLE.get(lemma) or self._form(lemma, "VBN") or self._form(lemma, "VBD") or _with(lemma, "ed")

    def gerund(self, lemma: str) -> str:
        return self._form(lemma, "VBG") or _with(lemma, "ing")

    def _form(self, lemma: str, tag: str) -> str:
        seen = self._seen.get((lemma.lower(), tag))
        return seen.most_common(1)[0][0] if seen else ""


def _with(lemma: str, ending: str) -> str:
    if lemma.endswith("e"):
        return lemma[:-1] + ending
    if lemma.endswith("y") and ending == "ed" and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + ending
