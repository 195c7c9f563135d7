"""Fits the confidence and the thresholds of refusal, rag/read/calibrated.py: python -m training.calibrate --data DIR.

Asked of the finished program, on questions that its reader has not learned from: each is asked where documents answer
it, and where only near ones are there. Nothing that the bench measures is among them.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench.figures import auroc, reliability
from bench.setup import Row, library_of, rows
from rag.compose import Library
from rag.domain.answers import NO_FILTERS, Asks, Filters
from rag.read.confidence import chance
from rag.read.refusal import gap_of
from rag.retrieve.question import parse
from training.incidents import is_held_out
from training.questions import MEASURED_TITLES, VALIDATION_TITLES
from training.recipe import plain_questions
from training.train import SEED

TARGET = Path(__file__).parents[1] / "rag" / "read" / "calibrated.py"
QUESTIONS = 200
# Of each of these kinds so many more.
RARE, MORE = ("who", "when", "where", "how many"), 15
# No larger share of the answerable questions may be refused, for people come for answers; where the answer accuses
# somebody, none larger than the second.
REFUSED, REFUSED_ACCUSING = 0.1, 0.2
# Nor is it worth it where not at least so many times that share of the others fall below.
WORTH = 2.5
FEWEST = 30
ACCUSES = "culprit"
# Too few ask who did harm to fit a margin to them alone: they are fitted with all that ask who did something.
AGENTS = ("who", ACCUSES)


@dataclass(frozen=True, slots=True)
class Case:
    """A question, what it may be answered from, whether that answers it, and the set it comes from."""

    origin: str
    question: str
    filters: Filters
    answerable: bool


def paragraphs(data: Path, work: Path, chance: random.Random) -> Iterator[tuple[Library, Case]]:
    """SQuAD 2's questions on the article that was held out, half of them unanswerable, each with its paragraph."""
    items = [q for q in rows(data / "bench" / "squad2" / "questions.jsonl") if q["title"] not in MEASURED_TITLES]
    names = {text: f"paragraph-{n:04}.txt" for n, text in enumerate(dict.fromkeys(q["context"] for q in items))}
    library = library_of(work / "paragraphs", {name: text for text, name in names.items()})
    for q in chance.sample([q for q in items if q["title"] in VALIDATION_TITLES], 2 * QUESTIONS):
        given = Filters(documents=(names[q["context"]],))
        yield library, Case("paragraphs", q["question"], given, not q["is_impossible"])


def prose(data: Path, work: Path, chance: random.Random) -> Iterator[tuple[Library, Case]]:
    """Questions on plain prose, over all texts and over all but their own."""
    known = plain_questions(data, SEED)
    for name in ("reddit", "reviews"):
        items = list(rows(data / "train" / "spans" / f"{name}.jsonl"))
        asked = _drawn([q for q in items if q["question"] not in known], chance)
        others = [q["context"] for q in chance.sample(items, 4 * QUESTIONS)]
        names = {t: f"text-{n:04}.txt" for n, t in enumerate(dict.fromkeys([q["context"] for q in asked] + others))}
        library = library_of(work / name, {file: text for text, file in names.items()})
        for q in asked:
            rest = Filters(documents=tuple(file for text, file in names.items() if text != q["context"]))
            yield library, Case("prose", q["question"], NO_FILTERS, True)
            yield library, Case("prose", q["question"], rest, False)


def _drawn(items: list[Row], chance: random.Random) -> list[Row]:
    """Some at random, and more of the kinds that are rare among them."""
    drawn = chance.sample(items, QUESTIONS // 2)
    for kind in RARE:
        of_kind = [q for q in items if q not in drawn and parse(q["question"], NO_FILTERS, None).asks == kind]
        drawn += chance.sample(of_kind, min(MORE, len(of_kind)))
    return drawn


def reports(data: Path, work: Path, chance: random.Random) -> Iterator[tuple[Library, Case]]:
    """Questions on the incident reports that were held out, over all reports and over all but those that answer."""
    folder = data / "bench" / "incidents" / "dev"
    library = library_of(work / "reports", {f"{d['id']}.txt": d["text"] for d in rows(folder / "docs.jsonl")})
    path_of = {path: document.path for document in library.documents() for path in document.paths}
    held = [q for q in rows(folder / "questions.jsonl") if is_held_out(q["docs"][0])]
    for q in chance.sample(held, min(len(held), QUESTIONS)):
        if not q["answerable"]:
            yield library, Case("reports", q["question"], NO_FILTERS, False)
            continue
        # Others of the same incident may be in a split that is only for measuring.
        apart = {path_of[f"{id_}.txt"] for id_ in (*q["docs"], *q["also"]) if f"{id_}.txt" in path_of}
        rest = Filters(documents=tuple(path for path in path_of.values() if path not in apart))
        yield library, Case("reports", q["question"], NO_FILTERS, True)
        yield library, Case("reports", q["question"], rest, False)


def fitted(asked: list[tuple[Case, dict[str, float]]]) -> dict[str, float]:
    """Logistic regression; each set, and in it each answer, weighs the same."""
    counts: dict[tuple[str, bool], int] = {}
    for case, _ in asked:
        counts[case.origin, case.answerable] = counts.get((case.origin, case.answerable), 0) + 1
    # By the margin of an answer it is shown or not; the surest span of any passage tells more of whether there is one.
    names = [name for name in asked[0][1] if name != "margin"]
    values = np.array([[signals[name] for name in names] for _, signals in asked])
    weights = np.array([1 / counts[case.origin, case.answerable] for case, _ in asked])
    model = LogisticRegression(C=10.0, max_iter=1000)
    model.fit(values, [case.answerable for case, _ in asked], sample_weight=weights * len(asked) / weights.sum())
    return dict(zip(names, map(float, model.coef_[0]), strict=True)) | {"bias": float(model.intercept_[0])}


def least_margins(asked: list[tuple[Case, dict[str, float]]]) -> dict[str, float]:
    """By what is asked: the margin below which the share refused of the unanswerable exceeds that of the answerable
    most (Youden's J), within what may be REFUSED; none where it is not WORTH it. The curve is flat about there: of
    those that are worse by no more than a standard error (Breiman et al., 1984) the lowest; but the best itself where a
    wrong answer accuses somebody."""
    found = {}
    for kind in (*get_args(Asks), ACCUSES):
        kinds = AGENTS if kind in AGENTS else (kind,)
        of_kind = [(c, s["margin"]) for c, s in asked if gap_of(parse(c.question, NO_FILTERS, None)) in kinds]
        yes, no = (np.array([m for c, m in of_kind if c.answerable == wanted]) for wanted in (True, False))
        if min(len(yes), len(no)) >= FEWEST:
            tried = {float(t): ((yes < t).mean(), (no < t).mean()) for t in np.unique(np.concatenate([yes, no]))}
            most = REFUSED_ACCUSING if kind == ACCUSES else REFUSED
            gains = {t: caught - lost for t, (lost, caught) in tried.items() if lost <= most}
            best = max(gains, key=gains.__getitem__)
            chosen = best if kind == ACCUSES else _lowest(gains, _error(tried[best], (len(yes), len(no))))
            lost, caught = tried[chosen]
            print(
                f"{kind}: below {chosen:.2f} are {lost:.2f} of {len(yes)} answerable, {caught:.2f} of {len(no)} others"
            )
            if caught > WORTH * lost:
                found[kind] = round(chosen, 2)
    return found


def least_chance(
    asked: list[tuple[Case, dict[str, float]]], weights: dict[str, float], margins: dict[str, float]
) -> float:
    """The confidence below which nothing is answered, chosen likewise, of what names, days and margins let through;
    each set weighs the same."""
    told: dict[tuple[str, bool], list[float]] = {}
    for case, signals in asked:
        kind = gap_of(parse(case.question, NO_FILTERS, None))
        refused = signals["missing"] or (kind in margins and signals["margin"] < margins[kind])
        told.setdefault((case.origin, case.answerable), []).append(0.0 if refused else chance(signals, weights))
    gains: dict[float, float] = {}
    errors: dict[float, float] = {}
    for t in np.arange(0.0, 0.6, 0.01):
        below = _below(told, float(t))
        lost, caught = (float(np.mean([v for (_, right), v in below.items() if right == w])) for w in (True, False))
        if lost <= REFUSED:
            gains[float(t)] = caught - lost
            errors[float(t)] = _error((lost, caught), (sum(map(len, told.values())) // 2,) * 2)
    chosen = _lowest(gains, errors[max(gains, key=gains.__getitem__)])
    print(
        f"below a confidence of {chosen:.2f}, or a margin:", {k: round(v, 2) for k, v in _below(told, chosen).items()}
    )
    return round(chosen, 2)


def _below(told: dict[tuple[str, bool], list[float]], least: float) -> dict[tuple[str, bool], float]:
    return {key: float((np.array(stated) < least).mean()) for key, stated in told.items()}


def _error(shares: tuple[float, float], counts: tuple[int, int]) -> float:
    """Standard error of the difference of two shares."""
    return float(sum(p * (1 - p) / n for p, n in zip(shares, counts, strict=True)) ** 0.5)


def _lowest(gains: dict[float, float], error: float) -> float:
    """The lowest threshold that is worse than the best by no more than the error."""
    most = max(gains.values())
    return min(t for t, gain in gains.items() if gain >= most - error)


def kept(data: Path, work: Path) -> list[tuple[Case, dict[str, float]]]:
    """Each case with the signals of its answer; asked once, and kept in the work folder for another fit."""
    file = work / "signals.json"
    if not file.exists():
        asked = []
        for cases in (paragraphs, prose, reports):
            for library, case in cases(data, work, random.Random(SEED)):
                signals = dict(library.ask(case.question, case.filters).signals)
                asked.append([case.origin, case.question, case.answerable, signals])
            print(f"{cases.__name__}: {len(asked)} asked", flush=True)
        file.write_text(json.dumps(asked), "utf-8")
    told = json.loads(file.read_text("utf-8"))
    return [(Case(origin, question, NO_FILTERS, answerable), signals) for origin, question, answerable, signals in told]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with train/ and bench/")
    parser.add_argument("--work", type=Path, required=True, help="keeps the indexes")
    options = parser.parse_args()
    asked = kept(options.data, options.work)
    # Little tells the questions on paragraphs apart: each was written to the paragraph that is given.
    weights = fitted([(case, signals) for case, signals in asked if case.origin != "paragraphs"])
    margins = least_margins(asked)
    write(weights, margins, least_chance([a for a in asked if a[0].origin != "paragraphs"], weights, margins))
    show(asked, weights)


def show(asked: list[tuple[Case, dict[str, float]]], weights: dict[str, float]) -> None:
    """AUROC and reliability by set, on what was fitted: the bench measures them on other data."""
    for origin in dict.fromkeys(case.origin for case, _ in asked):
        scored = [(chance(signals, weights), case.answerable) for case, signals in asked if case.origin == origin]
        yes, no = ([stated for stated, is_ in scored if is_ == wanted] for wanted in (True, False))
        print(origin, f"AUROC {auroc(yes, no):.3f}", {k: round(v, 3) for k, v in reliability(scored).items()})


def write(weights: dict[str, float], margins: dict[str, float], least: float) -> None:
    lines = [
        '"""The thresholds of refusal and the weights of the confidence; written by training/calibrate.py."""',
        "",
        "WEIGHTS = {",
        *(f'    "{name}": {value:.4f},' for name, value in weights.items()),
        "}",
        "# The confidence below which the documents are not taken to answer.",
        f"LEAST_CHANCE = {least}",
        "# The reader's margin below which a passage does not answer, by what is asked.",
        "LEAST_MARGIN = {",
        *(f'    "{kind}": {value},' for kind, value in margins.items()),
        "}",
        "",
    ]
    TARGET.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
