"""Questions on incident reports: the right passage against near ones, and the answer in it."""

import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.setup import rows as read_lines
from rag.index.analysis import date_terms, terms
from rag.language.datelines import dateline_end
from rag.language.dates import find_dates, spoken
from rag.language.sentences import sentences
from rag.retrieve.rerank import days_line
from training.examples import Row, Unit
from training.near import Near

WORDS = 150
# Wrong passages beside a right one, in each pass.
WRONG, WRONG_AGAIN = 2, 4


@dataclass(frozen=True, slots=True)
class Report:
    """A passage of a report: its text after a line of the days it names, and where answers of each kind stand."""

    document: str
    text: str
    head: int
    days: tuple[tuple[int, int, str], ...]


def reports(path: Path) -> list[Report]:
    """Passages of whole sentences, up to WORDS words, of every document."""
    made: list[Report] = []
    for item in read_lines(path):
        text = item["text"]
        anchor = next((d.iso for d in find_dates(text[:250], None) if len(d.iso) == 10), None)
        dated = find_dates(text, anchor)
        for start, end in _passages(text):
            inside = [d for d in dated if start <= d.start and d.end <= end]
            line = days_line(tuple(d.iso for d in inside))
            shift = len(line) - start
            days = tuple((d.start + shift, d.end + shift, d.iso) for d in inside)
            made.append(Report(item["id"], line + text[start:end], len(line), days))
    return made


def _passages(text: str) -> list[tuple[int, int]]:
    spans, size, first = [], 0, 0
    units = list(sentences(text))
    for start, end in units:
        count = len(text[start:end].split())
        if size and size + count > WORDS:
            spans.append((first, start))
            size = 0
        if not size:
            first = start
        size += count
    return [*spans, (first, units[-1][1])] if units else []


def answer_spans(report: Report, question: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    """Where the coders' answers stand in the passage; a date, where an expression means the coders' day."""
    alternatives = [a for filler in question["answers"] for a in filler]
    if question["slot"] == "date":
        return tuple((s, e) for s, e, iso in report.days if len(iso) == 10 and spoken(iso) in alternatives)
    spans: set[tuple[int, int]] = set()
    for alternative in alternatives:
        pattern = r"\s+".join(map(re.escape, alternative.replace("-", " ").split()))
        spans |= {
            m.span()
            for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", report.text[report.head :].replace("-", " "), re.I)
        }
    moved = sorted((s + report.head, e + report.head) for s, e in spans)
    # A longer alternative at the same place is the better answer.
    whole = [a for a in moved if not any(b != a and b[0] <= a[0] and a[1] <= b[1] for b in moved)]
    # The dateline says where the report was written: what stands there is the answer only where nothing else is.
    written = report.head + dateline_end(report.text[report.head :])
    return tuple(a for a in whole if a[0] >= written or question["slot"] != "place") or tuple(whole)


def units(data: Path, chance: random.Random, held_out: bool, again: bool) -> list[Unit]:
    """A unit a question: its best passage with the answer, then passages of other reports that words rank high.

    In the second pass more of these, and passages of the report itself that lack the answer.
    """
    folder = data / "bench" / "incidents" / "dev"
    passages = reports(folder / "docs.jsonl")
    near = Near([_terms(p) for p in passages])
    made: list[Unit] = []
    for question in read_lines(folder / "questions.jsonl"):
        if is_held_out(question["docs"][0]) == held_out:
            made.extend(_units(question, passages, near, chance, again))
    return made


def is_held_out(document: str) -> bool:
    """Whether nothing is learned from the questions of a report."""
    return int(document[-4:]) % 10 == 3


def _terms(report: Report) -> list[str]:
    isos = {iso for _, _, iso in report.days}
    return terms(report.text[report.head :]) + [t for iso in sorted(isos) for t in date_terms(iso)]


def _units(
    question: dict[str, Any], passages: list[Report], near: Near, chance: random.Random, again: bool
) -> list[Unit]:
    text = question["question"]
    asked = terms(text) + [t for d in find_dates(text, None) for t in date_terms(d.iso)]
    ranked = near.ranked(asked, 60)
    own = [i for i in ranked if passages[i].document in question["docs"]]
    apart = {*question["docs"], *question["also"]}
    wrong = [i for i in ranked if passages[i].document not in apart]
    if not own or len(wrong) < 12:
        return []
    if not question["answerable"]:
        return [(Row(text, passages[chance.choice(own[:2])].text, ()),)]
    right = next((i for i in own if answer_spans(passages[i], question)), None)
    if right is None:
        return []
    picked = [chance.choice(wrong[:3]), *chance.sample(wrong[3:15], WRONG - 1)]
    if again:
        picked = [*chance.sample(wrong[:6], 2), *chance.sample(wrong[6:25], WRONG_AGAIN - 2)]
    rows = [Row(text, passages[right].text, answer_spans(passages[right], question), True)]
    rows += [Row(text, passages[i].text, (), False) for i in picked]
    made = [tuple(rows), *_sentences(text, passages[right], rows[0].spans or (), chance)]
    lacking = [
        i for i in own if passages[i].document == passages[right].document and not names_answer(passages[i], question)
    ]
    if again and lacking and chance.random() < 0.5:
        made.append((Row(text, passages[lacking[0]].text, ()),))
    return made


def names_answer(report: Report, question: dict[str, Any]) -> bool:
    """Whether a passage holds the answer or a word of it."""
    if answer_spans(report, question):
        return True
    words = {w for filler in question["answers"] for a in filler for w in a.lower().split() if len(w) > 3}
    return question["slot"] != "date" and bool(words & set(report.text.lower().replace(",", " ").split()))


def _sentences(text: str, report: Report, spans: tuple[tuple[int, int], ...], chance: random.Random) -> list[Unit]:
    """For every other question: the sentence with the answer against others of its passage."""
    cut = [(report.head + s, report.head + e) for s, e in sentences(report.text[report.head :])]
    right = [(s, e) for s, e in cut if any(s <= a and b <= e for a, b in spans)]
    wrong = [(s, e) for s, e in cut if not any(a < e and s < b for a, b in spans)]
    if not right or len(wrong) < 2 or chance.random() < 0.6:
        return []
    low, high = right[0]
    inside = tuple((a - low, b - low) for a, b in spans if low <= a and b <= high)
    rows = [Row(text, report.text[low:high], inside, True)]
    rows += [Row(text, report.text[s:e], None, False) for s, e in chance.sample(wrong, min(3, len(wrong)))]
    return [tuple(rows)]
