"""Sentences said otherwise, with what they say kept: each returns the new sentence, or "" where it cannot be done."""

import random
import re
from collections.abc import Callable

from spacy.tokens import Doc, Token

from bench.reworded.forms import Forms
from bench.reworded.tidy import lowered, subtree, tidy

SAME = {
    "said": "stated",
    "per cent": "%",
    "began": "started",
    "showed": "demonstrated",
    "because of": "due to",
    "because": "since",
    "announced": "made public",
    "several": "a number of",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "10": "ten",
    "country": "nation",
    "almost": "nearly",
    "nearly": "almost",
    "more than": "over",
    "chief executive": "CEO",
    "bought": "purchased",
    "helped": "assisted",
    "asked": "requested",
    "children": "kids",
    "film": "movie",
    "according to": "as stated by",
    "must": "has to",
    "however": "though",
    "killed": "left dead",
    "wounded": "injured",
    "kidnapped": "abducted",
    "murdered": "assassinated",
    "attack": "assault",
    "destroyed": "wrecked",
    "government": "administration",
    "explosion": "blast",
    "troops": "soldiers",
    "police": "police officers",
    # Words of status for others of the same status.
    "will": "is going to",
    "may": "could",
    "might": "could",
    "plans to": "intends to",
    "plan to": "intend to",
    "planned to": "intended to",
    "hopes to": "would like to",
    "hoped to": "wanted to",
    "wants to": "would like to",
    "tried to": "attempted to",
    "attempted to": "tried to",
    "trying to": "attempting to",
    "is expected to": "is likely to",
    "claimed": "alleged",
    "claims": "alleges",
    "alleged": "claimed",
    "believes": "thinks",
    "allegedly": "reportedly",
    "denied": "rejected the claim of",
    "refused to": "would not",
    "threatened to": "warned of plans to",
    "failed to": "did not manage to",
    "accused of": "alleged to be guilty of",
    "suspected of": "under suspicion of",
    "suspected": "presumed",
    "agreed to": "consented to",
    "warned": "cautioned",
    "predicted": "forecast",
    "considering": "thinking about",
    "insisted": "maintained",
}
_LOOSE = (
    "in",
    "on",
    "at",
    "during",
    "after",
    "before",
    "since",
    "from",
    "for",
    "with",
    "amid",
    "following",
    "as",
    "despite",
)
_CONDITIONS = ("if", "unless", "until", "though", "although", "while", "whether", "that", "than")
_QUOTED = re.compile(r"^[\"“]([^\"“”]+?),?[\"”],? (?:(said|says) ([^,.\"]+?)|([^,.\"]+?) (said|says))\.$")


def cut(doc: Doc, forms: Forms, chance: random.Random) -> str:
    """Without one clause or phrase that can be missed."""
    able = [t for t in doc if _can_go(t)]
    if not able:
        return ""
    start, end = subtree(chance.choice(able))
    rest = doc.text[:start].rstrip(" ,") + " " + doc.text[end:].lstrip(" ,") if start else doc.text[end:].lstrip(" ,")
    return tidy(rest) if len(rest.split()) >= 5 else ""


def _can_go(token: Token) -> bool:
    words = {t.lower_ for t in token.subtree}
    size = token.right_edge.i - token.left_edge.i + 1
    if size > len(token.doc) * 0.6 or words & {"not", "no", "never", "allegedly"}:
        return False
    if token.dep_ in ("relcl", "appos", "acl") and token.i > 0:
        before = token.left_edge.i - 1
        return before >= 0 and token.doc[before].text in (",", "-", "–")
    if token.dep_ == "advcl":
        return not words & set(_CONDITIONS) and token.lower_ != "according"
    if token.dep_ == "prep":
        return token.lower_ in _LOOSE and token.head.dep_ in ("ROOT", "ccomp", "conj") and token.head.lemma_ != "be"
    if token.dep_ == "conj" and token.pos_ == "VERB" and token.head.dep_ == "ROOT":
        return True
    return token.dep_ == "npadvmod" and token.head.dep_ == "ROOT"


def voice(doc: Doc, forms: Forms, chance: random.Random) -> str:
    """Active made passive, and back."""
    for verb in (t for t in doc if t.pos_ == "VERB" and t.dep_ in ("ROOT", "conj", "ccomp")):
        parts = {child.dep_: child for child in verb.children}
        if verb.lemma_ in ("have", "include") or (
            parts.keys() & {"neg", "aux", "prt", "xcomp", "ccomp", "dative"} and "auxpass" not in parts
        ):
            continue
        if "nsubj" in parts and "dobj" in parts and verb.tag_ in ("VBD", "VBZ", "VBP"):
            return _passive(doc, verb, parts["nsubj"], parts["dobj"], forms)
        if "nsubjpass" in parts and "agent" in parts and verb.dep_ == "ROOT":
            return _active(doc, verb, parts, forms)
    return ""


def _passive(doc: Doc, verb: Token, subject: Token, thing: Token, forms: Forms) -> str:
    (s0, s1), (o0, o1) = subtree(subject), subtree(thing)
    if not s1 <= verb.idx < o0 or subject.tag_ in ("WDT", "WP") or thing.tag_ == "WDT" or thing.lower_.endswith("self"):
        return ""
    many = thing.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in thing.children)
    be = {"VBD": ("was", "were")}.get(verb.tag_, ("is", "are"))[many]
    first, last = _object_form(doc.text[s0:s1], subject), _subject_form(doc.text[o0:o1], thing)
    middle = doc.text[s1 : verb.idx].strip(" ,")
    verbs = f"{be} {middle + ' ' if middle else ''}{forms.participle(verb.lemma_)}"
    return tidy(f"{doc.text[:s0]}{last} {verbs} by {first}{doc.text[o1:]}")


def _active(doc: Doc, verb: Token, parts: dict[str, Token], forms: Forms) -> str:
    (s0, s1), (a0, a1) = subtree(parts["nsubjpass"]), subtree(parts["agent"])
    be = parts.get("auxpass")
    if be is None or be.lower_ not in ("was", "were") or be.i != verb.i - 1 or s1 > be.idx or a0 < verb.idx:
        return ""
    who = doc.text[parts["agent"].idx + len(parts["agent"]) : a1].strip()
    between = doc.text[verb.idx + len(verb) : a0]
    thing = doc.text[s0:s1]
    rest = f"{lowered(thing, parts['nsubjpass'])}{between.rstrip()} {doc.text[a1:]}"
    return tidy(f"{doc.text[:s0]}{who} {forms.past(verb.lemma_)} {rest}")


_OBJECTS = {"he": "him", "she": "her", "they": "them", "we": "us", "i": "me", "who": "whom"}


def _object_form(text: str, head: Token) -> str:
    return _OBJECTS.get(text.lower()) or lowered(text, head)


def _subject_form(text: str, head: Token) -> str:
    return {v: k for k, v in _OBJECTS.items()}.get(text.lower(), text)


def shorten(doc: Doc, forms: Forms, chance: random.Random) -> str:
    """A person by the last name."""
    for entity in doc.ents:
        if (
            entity.label_ == "PERSON"
            and 2 <= len(entity) <= 3
            and entity[-1].text[:1].isupper()
            and "'" not in entity.text
        ):
            return tidy(doc.text[: entity.start_char] + entity[-1].text + doc.text[entity.end_char :])
    return ""


def report(doc: Doc, forms: Forms, chance: random.Random) -> str:
    """A quotation in reported words, the speaker first."""
    found = _QUOTED.match(doc.text)
    if not found:
        return ""
    speaker, verb = found[3] or found[4], found[2] or found[5]
    return tidy(f"{speaker[:1].upper() + speaker[1:]} {verb} that {found[1][:1].lower() + found[1][1:]}")


def move(doc: Doc, forms: Forms, chance: random.Random) -> str:
    """A phrase of the beginning to the end."""
    found = re.match(r"^((?:On|In|At|During|After|Before|Since|Last|Earlier|By) [^,.]{3,40}), ([^.\"“”]+)\.$", doc.text)
    if not found:
        return ""
    return tidy(f"{found[2]} {found[1][:1].lower() + found[1][1:]}")


def synonym(doc: Doc, forms: Forms, chance: random.Random) -> str:
    """One or two words by others that say the same."""
    text = doc.text
    able = [w for w in SAME if re.search(rf"(?<![\w$£-]){re.escape(w)}(?![\w-])", text)]
    if not able:
        return ""
    # A word that stands inside a longer one of the list gives way to it.
    able = [w for w in able if not any(w != o and w in o for o in able)]
    for word in chance.sample(able, min(2, len(able))):
        text = re.sub(rf"(?<![\w$£-]){re.escape(word)}(?![\w-])", SAME[word], text, count=1)
    return tidy(text)


REWORDINGS: tuple[Callable[[Doc, Forms, random.Random], str], ...] = (cut, voice, shorten, report, move, synonym)
