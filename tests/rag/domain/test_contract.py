"""The JSON that scripts read: its keys are a promise."""

import json

from rag.domain.answers import Answer, Citation, Claim, Hit, Refusal, Searched, ShortAnswer, Side, Standing
from rag.domain.contract import answer_json, hits_json
from rag.domain.text import Document, Metadata, Passage, Reading, Sourced

QUOTE = Citation("b/quay.txt", None, 4, 12, "The quay")
SEARCHED = Searched(3, 1, "2024-05", "2024-06-01", ("a note",))
SEARCHED_JSON = {
    "documents": 3,
    "undated_left_out": 1,
    "since": "2024-05",
    "until": "2024-06-01",
    "notes": ["a note"],
}
QUOTE_JSON = {"document": "b/quay.txt", "page": None, "start": 4, "end": 12, "quote": "The quay"}
REPORTED_JSON = {"status": "reported", "source": ""}


def printed(value):
    return json.loads(json.dumps(value))


def test_an_answer():
    claim = Claim("The quay.", (QUOTE,), "partly", Standing("claimed", "the harbour master"), failed=("dates",))
    short = ShortAnswer("quay", (QUOTE,), said_as="it")
    side = Side("A jetty", (QUOTE,), "Gazette", "2024-06-01", correction=True)
    answer = Answer("1f", "What?", (claim,), (short,), None, SEARCHED, "abc", 0.5, "What sank?", (side,))
    assert printed(answer_json(answer)) == {
        "id": "1f",
        "question": "What?",
        "question_understood": "What sank?",
        "short_answer": "quay",
        "short_answers": [{"text": "quay", "citations": [QUOTE_JSON], "standing": REPORTED_JSON, "said_as": "it"}],
        "claims": [
            {
                "text": "The quay.",
                "citations": [QUOTE_JSON],
                "verdict": "partly",
                "standing": {"status": "claimed", "source": "the harbour master"},
                "day": None,
                "failed": ["dates"],
                "repaired": False,
            }
        ],
        "sides": [
            {
                "text": "A jetty",
                "citations": [QUOTE_JSON],
                "publisher": "Gazette",
                "published": "2024-06-01",
                "standing": REPORTED_JSON,
                "correction": True,
            }
        ],
        "refusal": None,
        "confidence": 0.5,
        "searched": SEARCHED_JSON,
        "settings": "abc",
        "reader": "extractive",
        "withheld": [],
        "notes": [],
    }


def test_a_refusal_has_neither_claims_nor_a_short_answer():
    answer = Answer("1f", "What?", (), (), Refusal("No day is named.", "3 documents", (QUOTE,)), SEARCHED, "abc")
    told = printed(answer_json(answer))
    assert told["claims"] is None and told["short_answer"] is None and told["short_answers"] == []
    assert told["refusal"] == {"missing": "No day is named.", "searched": "3 documents", "closest": [QUOTE_JSON]}


def test_hits_are_citations_with_their_title_context_and_scores():
    reading = Reading("Yes.The quay", "text/plain", Metadata(title=Sourced("A quay", "html meta")))
    hit = Hit(Passage(7, 1, 4, 12, "The quay", "A quay"), Document(1, "", ("b/quay.txt",), reading), 2.5, {"words": 2})
    assert printed(hits_json("What?", [hit], SEARCHED, [None])) == {
        "question": "What?",
        "searched": SEARCHED_JSON,
        "hits": [
            QUOTE_JSON
            | {"title": "A quay", "context": "A quay", "score": 2.5, "scores": {"words": 2}, "same_incident_as": None}
        ],
    }
