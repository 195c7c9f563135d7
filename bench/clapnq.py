"""Natural questions, worded otherwise than the passages: finding the passage, its sentences, and abstaining."""

from pathlib import Path

from bench.figures import auroc, first_at, mean, reliability, set_f1
from bench.setup import Result, Row, Setup, library_of, rows
from rag.compose import Library
from rag.domain.answers import Answer, Citation

PASSAGES = 100


def run(setup: Setup) -> Result:
    """Right passage at 1 and 5, F1 of the sentences cited, abstention; news articles are the distractors."""
    answerable, unanswerable = questions(setup)
    names = _names(answerable + unanswerable)
    library = library_of(setup.work / "clapnq", texts(setup))
    asked = [(q, True) for q in answerable] + [(q, False) for q in unanswerable]
    items = [_item(library, q, names, is_answerable, setup.reader) for q, is_answerable in asked]
    return _figures(items), items


def questions(setup: Setup) -> tuple[list[Row], list[Row]]:
    """Those that a passage answers, and those that none does."""
    folder = setup.data / "clapnq"
    return list(rows(folder / "answerable.jsonl")), list(rows(folder / "unanswerable.jsonl"))


def texts(setup: Setup) -> dict[str, str]:
    """Each passage and each news article as a file of its own: name to text."""
    answerable, unanswerable = questions(setup)
    return {name: text for text, name in _names(answerable + unanswerable).items()} | _news(setup.data)


def _figures(items: list[Row]) -> dict[str, float]:
    yes, no = [i for i in items if i["answerable"]], [i for i in items if not i["answerable"]]
    return {
        "passage@1": mean([i["passage@1"] for i in yes]),
        "passage@5": mean([i["passage@5"] for i in yes]),
        "sentence_f1": mean([i["sentence_f1"] for i in yes if i["sentence_f1"] is not None]),
        "abstention_auroc": auroc([i["confidence"] for i in yes], [i["confidence"] for i in no]),
        "refused_when_unanswerable": mean([i["refused"] for i in no]),
        "refused_when_answerable": mean([i["refused"] for i in yes]),
    } | reliability([(i["confidence"], i["answerable"]) for i in items])


def _names(questions: list[Row]) -> dict[str, str]:
    """Text to file name; equal passages once."""
    texts = dict.fromkeys(_text(p) for q in questions for p in q["passages"])
    return {text: f"passage-{n:04}.txt" for n, text in enumerate(texts)}


def _text(passage: Row) -> str:
    return f"{passage['title']}\n\n{passage['text']}"


def _news(data: Path) -> dict[str, str]:
    return {f"news-{a['id']}.txt": a["text"] for a in rows(data / "news" / "articles.jsonl")}


def _item(library: Library, q: Row, names: dict[str, str], answerable: bool, reader: str) -> Row:
    right = [names[_text(p)] for p in q["passages"]]
    hits, _ = library.search(q["input"], limit=PASSAGES)
    ranked = list(dict.fromkeys(hit.document.path for hit in hits))
    answer = library.ask(q["input"], reader=reader)
    return {
        "id": q["id"],
        "question": q["input"],
        "answerable": answerable,
        "right": right,
        "ranked": ranked[:5],
        "passage@1": first_at(ranked, right, 1),
        "passage@5": first_at(ranked, right, 5),
        "sentence_f1": _sentence_f1(answer, q, right) if answerable else None,
        "expected": [o["answer"] for o in q["output"]],
        "given": [c.text for c in answer.claims],
        "short_answer": answer.short_answer,
        "confidence": answer.confidence or 0.0,
        "refused": float(answer.refusal is not None),
    }


def _sentence_f1(answer: Answer, q: Row, right: list[str]) -> float | None:
    """The best over annotators; None for a question of which no annotator selected a sentence."""
    passage = q["passages"][0]
    spans = _spans(_text(passage), passage["sentences"])
    marked = [{n for n, s in enumerate(passage["sentences"]) if s in o["selected_sentences"]} for o in q["output"]]
    cited = {-n for n, c in enumerate(_citations(answer), start=1) if c.document not in right}
    for c in _citations(answer):
        if c.document in right:
            cited |= {
                n for n, (start, end) in enumerate(spans) if 2 * (min(c.end, end) - max(c.start, start)) > end - start
            }
    return max((set_f1(cited, m) for m in marked if m), default=None)


def _citations(answer: Answer) -> list[Citation]:
    return [c for claim in answer.claims for c in claim.citations]


def _spans(text: str, sentences: list[str]) -> list[tuple[int, int]]:
    spans, reached = [], 0
    for sentence in sentences:
        start = max(text.find(sentence, reached), reached)
        reached = start + len(sentence)
        spans.append((start, reached))
    return spans
