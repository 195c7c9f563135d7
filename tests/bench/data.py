"""A folder of data in the layout that the benches read, small enough to score by hand."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FERRY = (
    "PORT KELM, 12 May 2024 (Orsa Wire) -- Masked smugglers set fire to the ferry Aurelia in the harbour of Port Kelm"
    " yesterday. The deckhand Jonas Vell was injured. Police said that the smugglers had used bottles of petrol."
)
BRIDGE = (
    "BRENNICK, 3 June 2024 (Orsa Wire) -- A bomb destroyed the railway bridge at Brennick on Saturday. Nobody has"
    " claimed responsibility. Trains to Velmouth are cancelled for a week, the railway said."
)
FERRY_AGAIN = (
    "TAMSIN, 13 May 2024 (Tamsin Radio) -- The burned ferry Aurelia was towed to Tamsin. Its owners put the damage at"
    " two million crowns."
)
LIGHTHOUSE = "The lighthouse of Orsa was built in 1871 by Maren Holt. It is 31 metres high and stands on a reef."
BARLEY = "Barley is sown in March around Lode. The harvest begins in the second week of July."


def question(id: str, slot: str, text: str, answers: list[list[str]], docs: list[str], **more: Any) -> dict[str, Any]:
    row = {"id": id, "slot": slot, "question": text, "answers": answers, "docs": docs, "also": [], "answerable": True}
    return row | more


INCIDENT_QUESTIONS = [
    question("q1", "perpetrator", "Who set fire to the ferry Aurelia?", [["SMUGGLERS"]], ["FERRY"], also=["AGAIN"]),
    question("q2", "date", "When was the ferry Aurelia set on fire?", [["11 May 2024"]], ["FERRY"]),
    question("q3", "date", "When was the railway bridge at Brennick destroyed?", [["1 June 2024"]], ["BRIDGE"]),
    question("q4", "perpetrator", "Who destroyed the opera house?", [], ["BRIDGE"], answerable=False),
    question("q5", "place", "Where was a kite stolen?", [["Lode"]], ["NOT-IN"]),
]


def write(folder: Path) -> Path:
    reports = {"FERRY": FERRY, "BRIDGE": BRIDGE, "AGAIN": FERRY_AGAIN, "COPY": FERRY}
    docs = [{"id": id_, "text": text} for id_, text in reports.items()]
    _lines(folder / "incidents/dev/docs.jsonl", docs)
    _lines(folder / "incidents/dev/questions.jsonl", INCIDENT_QUESTIONS)
    _lines(folder / "news/articles.jsonl", [{"id": "n1", "topic": "farms", "text": BARLEY}])
    lighthouse = {"title": "Orsa", "text": LIGHTHOUSE, "sentences": LIGHTHOUSE.split(". ")}
    asked = {"id": "c1", "input": "who was the builder of the orsa lighthouse", "passages": [lighthouse]}
    chosen = [{"answer": "Maren Holt", "selected_sentences": [LIGHTHOUSE.split(". ")[0]]}]
    _lines(folder / "clapnq/answerable.jsonl", [asked | {"output": chosen}])
    strange = {"id": "c2", "input": "which composer wrote an opera about zinc", "passages": [lighthouse], "output": []}
    _lines(folder / "clapnq/unanswerable.jsonl", [strange])
    squad = [
        ("Normans", "s1", LIGHTHOUSE, "When was the lighthouse of Orsa built?", ["1871", "in 1871"]),
        ("Normans", "s2", LIGHTHOUSE, "Which composer wrote an opera about zinc?", []),
        ("Elsewhere", "s3", BARLEY, "When is barley sown?", ["March"]),
    ]
    keys = ("title", "id", "context", "question", "answers")
    _lines(folder / "squad2/questions.jsonl", [dict(zip(keys, row, strict=True)) for row in squad])
    story = folder / "stories" / "texts" / "harbour" / "ferry.txt"
    story.parent.mkdir(parents=True)
    story.write_text(FERRY, "utf-8")
    stories = [
        ("Who was injured?", ["Vell"], [], False),
        ("What had the smugglers used?", [], ["petrol"], False),
        ("Who destroyed the opera house?", [], [], True),
        ("When was the ferry Aurelia set on fire?", ["12 May"], [], False),
    ]
    keys = ("corpus", "question", "short", "said", "refused")
    _lines(folder / "stories/questions.jsonl", [dict(zip(keys, ("harbour", *row), strict=True)) for row in stories])
    return folder


def _lines(file: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
