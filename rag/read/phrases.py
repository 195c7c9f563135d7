"""Phrases of a parsed sentence that can stand as a short answer."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

_LEFT = frozenset(["amod", "compound", "nummod", "poss", "nmod", "quantmod", "det", "predet", "advmod", "punct"])
_LONGEST = 12
_ARTICLES = frozenset(["the", "a", "an", "this", "that", "these", "those"])
_CLAUSES = frozenset(["relcl", "acl", "appos", "parataxis", "advcl"])
_NO_PHRASE = frozenset(["PRON", "DET", "PUNCT", "SPACE", "SYM", "CCONJ", "ADP", "PART"])
_NUMBERS = frozenset(["CARDINAL", "MONEY", "PERCENT", "QUANTITY"])


def heads(parsed: Doc) -> Iterator[Token]:
    """The heads of noun phrases and of named things; no pronouns."""
    found = [chunk.root for chunk in parsed.noun_chunks] + [entity.root for entity in parsed.ents]
    yield from dict.fromkeys(token for token in found if token.pos_ not in _NO_PHRASE)


def phrase(head: Token) -> Span:
    """The words that belong to the head: what stands before it, and "of …" or "and …" behind it while that is short."""
    start = min([head.i, *(left.left_edge.i for left in head.lefts if left.dep_ in _LEFT)])
    end = head.i + 1
    for right in head.rights:
        if right.dep_ in _CLAUSES or (right.dep_ == "prep" and right.lower_ not in ("of", "for", "from")):
            break
        if right.dep_ in ("prep", "conj", "nummod"):
            last = _before_clause(right)
            if last - start >= _LONGEST:
                break
            end = max(end, last + 1)
    entity = next((e for e in head.doc.ents if e.start <= head.i < e.end), None)
    if entity:
        start, end = min(start, entity.start), max(end, entity.end)
    while start < end - 1 and (
        head.doc[start].lower_ in _ARTICLES or head.doc[start].is_punct or head.doc[start].is_space
    ):
        start += 1
    return head.doc[start:end]


def _before_clause(token: Token) -> int:
    """The last word of what hangs on a token, up to the first clause in it."""
    inside = [t for t in token.subtree if t.i > token.i]
    clause = next((t.left_edge.i for t in inside if t.dep_ in _CLAUSES), None)
    last = token.right_edge.i if clause is None else max(token.i, clause - 1)
    while last > token.i and (token.doc[last].is_punct or token.doc[last].is_space):
        last -= 1
    return last


def named(head: Token) -> Token:
    """The name set beside a common noun, if there is one: "the skipper, Tomas Reld" → Reld."""
    beside = [child for child in head.children if child.dep_ == "appos" and child.ent_type_ == "PERSON"]
    if beside and head.ent_type_ != "PERSON":
        return beside[0]
    apposed = head.dep_ == "appos" and head.ent_type_ != "PERSON" and head.head.ent_type_ == "PERSON"
    return head.head if apposed else head


def amounts(parsed: Doc) -> Iterator[Span]:
    """Numbers with what they count: "over a million Rohingya refugees", "€4.2 million", "Thirteen miners"."""
    for entity in parsed.ents:
        if entity.label_ in _NUMBERS:
            yield entity
    covered = {token.i for entity in parsed.ents for token in entity}
    for token in parsed:
        if token.like_num and token.i not in covered:
            yield parsed[token.i : token.i + 1]
