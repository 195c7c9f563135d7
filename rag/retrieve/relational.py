"""Nouns for a side of a thing, a part of it or somebody's part in it: what is talked about is the thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Types only: loading spaCy takes two seconds.
    from spacy.tokens import Token

_LISTED = """
ability abolition achievement acquisition advantage aftermath age aim alternative amount application
aspect assassination author average backdrop background basis beginning benefit bottom capacity casualty
category cause challenge chance characteristic chief circumstance class collapse color colour commander
complication component composition con condition consequence content context contribution cost creation
creator criterion criticism culprit cure damage danger date deadline death decline defeat definition
design destruction detail development diagnosis diameter difference difficulty director disadvantage
distance downside drawback duration duty effect element end ending enemy era event evidence example
expansion explanation extent factor failure father feature fee finding flavor flavour form formation
foundation founder founding function future goal growth habitat head history impact importance influence
ingredient interpretation invention kind layer leader legacy level lifespan limit limitation location loss
manner mass maximum meaning measure mechanism member minimum mistake motive name nature nickname number
objective opposite option organiser organizer origin outcome outlook output part participant percentage
period perpetrator phase pillar popularity population position possibility potential predator prevention
price principle pro probability prognosis property prospect purpose range rank rate rating reaction reason
reception relationship remedy reputation requirement resignation response result rise risk role root
salary scope setting shape shortcoming side sign significance similarity size source stage start state
status step strength structure style substitute success summary supporter survivor suspect symptom target
taste theme timeline toll trait treatment trigger truth type use value variation variety victim way
weakness width
"""
_SIDES = frozenset(_LISTED.split())


def is_side(noun: Token) -> bool:
    """*The side effects* are a side of something, *the Afra tanker scale* is a thing."""
    # The lemma of "uses" is given as "us".
    names = {noun.lemma_.lower(), noun.lower_.removesuffix("s")}
    return not names.isdisjoint(_SIDES) and not any(c.pos_ == "PROPN" for c in noun.children)
