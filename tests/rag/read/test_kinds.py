"""Values that a list may hold, by the noun asked for."""

import pytest

from rag.domain.answers import NO_FILTERS
from rag.read.candidates import Candidate
from rag.read.kinds import Kind, kind_of, of_kind
from rag.retrieve.question import parse
from tests.rag.read.world import hits


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Which coastal villages did the survey name?", "settlement"),
        ("List all the countries that joined.", "country"),
        ("What companies did the minister own?", "group"),
        ("Which ministers of the party left?", "person"),
        ("What ships did the village buy?", None),
        ("What caused the fire in the village?", None),
        ("Which weapons were used?", None),
    ],
)
def test_the_noun_asked_for_says_the_kind(question: str, kind: Kind | None) -> None:
    assert kind_of(parse(question, NO_FILTERS, None)) == kind


@pytest.mark.parametrize(
    ("kind", "sentence", "kept"),
    [
        ("settlement", "They came from [Tarn] and from [Peru].", ["Tarn"]),
        ("settlement", "[Some families] had gone to [Port Kelm] by [1990].", ["Port Kelm"]),
        ("settlement", "The [villages of Tarn and Kelm] lie in [Peru].", ["villages of Tarn and Kelm"]),
        ("country", "[Ilse Horn] of [Chile] met [3 May] with the [United Nations].", ["Chile"]),
        ("person", "[Ilse Horn] left [France] with [two pilots].", ["Ilse Horn", "two pilots"]),
        ("group", "[Open Hands] left [Peru] with [900] tents.", ["Open Hands"]),
    ],
)
def test_what_is_plainly_of_another_kind_is_left_out(kind: Kind, sentence: str, kept: list[str]) -> None:
    (hit,) = hits(sentence.replace("[", "").replace("]", ""))
    text = hit.document.text
    marked = [part.split("]")[0] for part in sentence.split("[")[1:]]
    found = [
        Candidate(hit, text.index(value), text.index(value) + len(value), 0, len(text), value, 0.0) for value in marked
    ]
    assert [c.text for c in of_kind(kind, found)] == kept
