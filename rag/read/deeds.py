"""The deed that a question asks about, as a sentence tells it: who holds the role, and who did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.index.analysis import terms
from rag.read.phrases import CALLING, named
from rag.read.roles import arguments, owners
from rag.read.sought import Sought

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds, and most commands need none of it.
    from spacy.tokens import Doc, Span, Token

# A complement of more words is a story, no short answer.
LONGEST = 45
# Words between two names for one: beyond, the parser has joined what is apart.
BESIDE = 7
_TELLING = frozenset(
    ["say", "report", "tell", "announce", "state", "add", "note", "explain", "warn", "write", "recall"]
)


def deeds_of(sought: Sought, parsed: Doc) -> list[Token]:
    """The verbs and nouns of a sentence that name the deed asked for, or whose number the question sets."""
    numbers = [token for token in parsed if sought.numbers & frozenset(terms(token.text))]
    if sought.role == "agent" and numbers:
        return [token for number in numbers for token in number.ancestors if token.pos_ == "VERB"][:1]
    wanted = sought.focus if sought.owner else sought.deeds
    doing = [token for token in parsed if token.pos_ in ("VERB", "NOUN", "PROPN", "AUX")]
    if sought.kind in ("number", "money", "length", "person"):
        doing += [token for token in parsed if token.pos_ == "ADJ"]
    return [token for token in doing if not wanted.isdisjoint(terms(f"{token.text} {token.lemma_}"))]


def holders(deed: Token, sought: Sought) -> list[Token]:
    """The heads that hold the role asked for in a deed."""
    if sought.owner:
        return owners(deed)
    is_doer = deed.pos_ != "VERB" and not sought.doers.isdisjoint(terms(deed.text))
    return _same_as(deed) if is_doer or not sought.role else arguments(deed, sought.role, sought.preposition)


def _same_as(noun: Token) -> list[Token]:
    """What a noun is said to be: beside it ("the skipper, Tomas Reld"), joined to it, or by "is"."""
    found = [below for below in noun.subtree if below.dep_ == "appos"]
    if noun.dep_ in ("appos", "compound") and noun.left_edge.i - noun.head.i < BESIDE:
        found.append(_whole(noun.head) if noun.pos_ == "PROPN" else noun.head)
    if noun.pos_ == "PROPN":
        # "the grain trader Olga Finn": the last noun before the name.
        while noun.dep_ == "conj" and noun.head.pos_ == "PROPN":
            noun = noun.head
        before = [token for token in noun.subtree if token.i < noun.i and token.pos_ == "NOUN"]
        # "A spokesman, who calls himself Abu Sali."
        found += [_whole(t.head) for t in noun.ancestors if t.lemma_ in CALLING and t.dep_ in ("acl", "relcl")][:1]
        found += [token for token in before if token.dep_ in ("compound", "nmod")][-1:]
        start = noun.left_edge.i
        if start and noun.doc[start - 1].pos_ == "NOUN" and noun.doc[start - 1].head == noun.head:
            # The parser may give both to the verb.
            found.append(noun.doc[start - 1])
    if noun.dep_ in ("attr", "nsubj") and noun.head.lemma_ == "be":
        other = "nsubj" if noun.dep_ == "attr" else "attr"
        found += [child for child in noun.head.children if child.dep_ == other]
    return found


def _whole(noun: Token) -> Token:
    """The noun that governs: "the mayor of the town, Olga Finn" is the mayor."""
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    return noun


def hangs_on(token: Token, deed: Token) -> bool:
    """Whether a word belongs to the deed, or to the verb whose subject it is: "the loss is put at …"."""
    above = [token]
    # What is told in a clause of its own belongs to that: "the ferry, licensed for 80, was carrying 119".
    while above[-1].dep_ not in ("relcl", "acl", "ROOT") and above[-1] != deed and not _is_whole(above[-1]):
        above.append(above[-1].head)
    if deed.dep_ == "acomp" and token.dep_ in ("nsubj", "nummod") and deed.head in (token.head, token.head.head):
        # "Five are missing", "five men are missing".
        return True
    if deed.dep_ in ("relcl", "acl", "amod") and deed.head in (token, token.head):
        # "The seven that left", "nine injured men".
        return True
    return deed in above or (deed.dep_ in ("nsubj", "nsubjpass") and deed.head in above)


def _is_whole(token: Token) -> bool:
    """Whether it leads to what a number is a part of: 31 *of* the 150 seats."""
    return token.lower_ == "of" and token.head.pos_ == "NUM"


def by_another(deed: Token, sought: Sought) -> bool:
    """Whether somebody else by name did it than the question says."""
    agents = [named(agent) for agent in arguments(deed, "agent")]
    own = [agent for agent in agents if agent.pos_ != "PROPN" or sought.subject & _named_by(agent)]
    return bool(sought.subject and agents) and not own


def to_another(deed: Token, sought: Sought) -> bool:
    """Whether it was done to something else than the question says, by name or by the words before its noun."""
    suffering = [named(patient) for patient in arguments(deed, "patient")]
    own = [patient for patient in suffering if patient.pos_ != "PROPN" or sought.object & _named_by(patient)]
    own = [patient for patient in own if patient.pos_ != "NOUN" or not _is_sister(patient, sought.object)]
    return bool(sought.object and suffering) and not own


def _is_sister(noun: Token, wanted: frozenset[str]) -> bool:
    """The *trade* committee is not the joint committee on human rights."""
    phrase = list(noun.subtree)
    names = [token.text for token in phrase if token.i < noun.i and token.pos_ in ("NOUN", "PROPN")]
    before, held = (frozenset(terms(" ".join(words))) for words in (names, [token.text for token in phrase]))
    return bool(wanted & frozenset(terms(noun.text)) and before - wanted) and len(wanted - held) > 1


def _named_by(name: Token) -> frozenset[str]:
    """The terms of a name and of what stands beside it: "the board's inspector, Hana Wirt"."""
    whole = name.head.subtree if name.dep_ == "appos" else name.subtree
    return frozenset(terms(" ".join(token.text for token in whole)))


def complement(deed: Token) -> Span | None:
    """What was said, recommended, promised: the clause that the verb governs, without its "that"."""
    clause = next((child for child in deed.children if child.dep_ == "ccomp" and child.i > deed.i), None)
    if clause is None:
        return None
    inside = [token.i for token in clause.subtree if token.i > deed.i]
    start, end = min(inside), max(inside) + 1
    while start < end and (deed.doc[start].lower_ == "that" or deed.doc[start].is_punct):
        start += 1
    return deed.doc[start:end] if 0 < end - start <= LONGEST else None


def only_tells(sought: Sought, span: Span) -> bool:
    """Whether somebody says that it was done, and not that it was he: "Westen said that she had reported the fire"."""
    if sought.role not in ("agent", "patient"):
        return False
    within = frozenset(range(span.start, span.end))
    deeds = [deed for deed in deeds_of(sought, span.doc) if deed.i not in within]
    for verb in span.doc:
        told = frozenset(verb.subtree)
        if verb.lemma_ not in _TELLING or not deeds or verb in deeds or not told.issuperset(deeds):
            continue
        tellers = [t for child in verb.children if child.dep_ == "nsubj" for t in (child, named(child))]
        held = [head for deed in deeds for head in arguments(deed, sought.role)]
        own = any(head.pos_ == "PRON" or head.i in within or named(head).i in within for head in held)
        if not own and any(t.i in within for t in tellers):
            return True
    return False


def did_another_thing(sought: Sought, span: Span, about: frozenset[str]) -> bool:
    """Whether the deed is not told in these words, and who is named does or suffers there what has none of the words
    asked with, `about`."""
    noun = span.root
    while noun.dep_ == "appos":
        noun = noun.head
    by = noun.dep_ == "pobj" and noun.head.dep_ == "agent"
    verb = noun.head.head if by else noun.head
    acting = (by or noun.dep_ in ("nsubj", "nsubjpass", "dobj")) and verb.pos_ == "VERB"
    if sought.role != "agent" or not sought.object or not acting or deeds_of(sought, span.doc):
        return False
    around = set(verb.subtree) - set(noun.subtree)
    meant = any(token.pos_ in ("PRON", "DET") and token.dep_ in ("dobj", "pobj") for token in around)
    return not meant and about.isdisjoint(terms(" ".join(token.text for token in around)))


def description(name: Token) -> Span | None:
    """What is told of somebody in a clause of its own: "Greta Halm, who *represents the miners' union*"."""
    for clause in name.children:
        who = next((t for t in clause.children if t.lower_ == "who" and t.dep_ == "nsubj"), None)
        if clause.dep_ == "relcl" and who is not None:
            end = max(t.i for t in clause.subtree) + 1
            while name.doc[end - 1].is_punct:
                end -= 1
            return name.doc[who.i + 1 : end] if end - who.i <= LONGEST else None
    return None
