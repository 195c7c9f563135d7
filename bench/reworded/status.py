"""Status changed: what was planned, tried, claimed or denied told as done, and what was done as no more than that."""

import random
import re

from spacy.tokens import Doc, Token

from bench.reworded.forms import Forms
from bench.reworded.tidy import subtree, tidy

_INTENDED = frozenset(
    ["plan", "intend", "hope", "want", "expect", "threaten", "try", "attempt", "seek", "promise", "vow"]
    + ["aim", "prepare", "propose", "offer", "need", "urge", "ask", "agree", "consider"]
)
_NOT_DONE = frozenset(["refuse", "fail", "decline"])
_CLAIMED = frozenset(
    ["claim", "allege", "believe", "suspect", "fear", "suggest", "think", "insist", "warn", "argue"]
    + ["deny", "predict", "accuse"]
)
_MODALS = ("will", "would", "could", "may", "might", "should")
_SPEECH = frozenset(
    ["say", "tell", "be", "have", "add", "state", "report", "deny", "claim", "allege", "note", "announce"]
    + ["ask", "call", "think", "believe"]
)
_HEDGES = re.compile(
    r"\b(?:allegedly|reportedly|apparently|possibly|probably|potentially|so-called) "
    r"|\b(?:alleged|suspected) (?!of |that |to )|\blikely (?!to )",
    re.I,
)


def done(doc: Doc, forms: Forms, chance: random.Random) -> str:
    """What was planned, claimed, possible, tried or alleged, as done."""
    made = [m for t in doc if (m := _as_done(doc, t, forms))]
    if _HEDGES.search(doc.text):
        made.append(tidy(_HEDGES.sub("", doc.text, count=1)))
    return chance.choice(made) if made else ""


def _as_done(doc: Doc, token: Token, forms: Forms) -> str:
    if token.dep_ == "aux" and token.lower_ in _MODALS and token.head.tag_ in ("VB", "VBN") and token.head.i > token.i:
        return _without_modal(doc.text, token, forms)
    if token.pos_ == "VERB" and token.lemma_ in _INTENDED | _NOT_DONE:
        return _without_intention(doc.text, token, forms)
    if token.lemma_ in ("deny", "accuse", "suspect", "charge", "consider"):
        return _without_accusation(doc.text, token, forms)
    if token.pos_ == "VERB" and token.lemma_ in _CLAIMED and token.dep_ == "ROOT":
        return _without_claim(doc.text, token)
    return ""


def _without_modal(text: str, modal: Token, forms: Forms) -> str:
    """*Will leave*, *may be sold* as *left*, *was sold*."""
    verb = modal.head
    if any(c.dep_ == "neg" or c.lower_ == "have" for c in verb.children):
        return ""
    host = next((c for c in verb.children if c.dep_ == "auxpass" and c.lower_ == "be"), verb)
    before = text[: modal.idx].rstrip()
    if host.lemma_ == "be":
        return tidy(f"{before} was {text[host.idx + len(host) :].lstrip()}")
    between = text[modal.idx + len(modal) : verb.idx].strip()
    return tidy(f"{before} {between} {forms.past(verb.lemma_)}{text[verb.idx + len(verb) :]}")


def _without_intention(text: str, verb: Token, forms: Forms) -> str:
    """*Tried to leave*, *refuses to leave* as *left*."""
    goal = next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
    if goal is None or goal.i - verb.i > 3 or goal.lemma_ == "be" or any(c.dep_ == "auxpass" for c in goal.children):
        return ""
    helpers = [c.idx for c in verb.children if c.dep_ in ("aux", "auxpass", "neg") and c.i < verb.i]
    return tidy(f"{text[: min([verb.idx, *helpers])]}{forms.past(goal.lemma_)}{text[goal.idx + len(goal) :]}")


def _without_accusation(text: str, verb: Token, forms: Forms) -> str:
    """*Is accused of stealing*, *denied stealing* as *stole*; of *accused Ana of stealing* what Ana did."""
    deeds = (t for t in verb.subtree if t.tag_ == "VBG" and t.dep_ in ("xcomp", "pcomp") and 0 < t.i - verb.i < 6)
    deed = next(deeds, None)
    if deed is None or deed.lemma_ in ("be", "have"):
        return ""
    rest = f"{forms.past(deed.lemma_)}{text[deed.idx + len(deed) :]}"
    whom = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < deed.i), None)
    if whom is not None:
        return tidy(f"{text[slice(*subtree(whom))]} {rest}")
    helpers = [c.idx for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i]
    return tidy(f"{text[: min([verb.idx, *helpers])]}{rest}")


def _without_claim(text: str, verb: Token) -> str:
    """What was claimed, without who claimed it."""
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if clause is None or not any(c.dep_ in ("nsubj", "nsubjpass") and c.tag_ != "PRP" for c in clause.children):
        return ""
    return tidy(re.sub(r"^that ", "", text[slice(*subtree(clause))]))


def undone(doc: Doc, forms: Forms, chance: random.Random) -> str:
    """What was done, as planned, tried, possible, alleged or denied."""
    verbs = [t for t in doc if t.tag_ == "VBD" and t.pos_ == "VERB" and t.dep_ in ("ROOT", "ccomp", "conj", "relcl")]
    verbs = [
        t for t in verbs if t.lemma_ not in _SPEECH and not any(c.dep_ in ("aux", "auxpass", "neg") for c in t.children)
    ]
    if not verbs:
        return ""
    verb = chance.choice(verbs)
    lemma = verb.lemma_
    other = chance.choice(
        [
            f"planned to {lemma}",
            f"allegedly {verb.text}",
            f"may have {forms.participle(lemma)}",
            f"will {lemma}",
            f"tried to {lemma}",
            f"denied having {forms.participle(lemma)}",
            f"is accused of {forms.gerund(lemma)}",
            f"threatened to {lemma}",
            f"could {lemma}",
            f"refused to {lemma}",
            f"reportedly {verb.text}",
            f"wants to {lemma}",
            f"is suspected of having {forms.participle(lemma)}",
        ]
    )
    return tidy(doc.text[: verb.idx] + other + doc.text[verb.idx + len(verb) :])
