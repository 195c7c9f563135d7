import hashlib
import json
from pathlib import Path

from bench import support
from bench.setup import Setup

TEXT = (
    "The pilot Ada Holt steered the ferry Aurelia into the port of Lode on Tuesday with 40 passengers. Nobody slept."
    " The mayor Ida Roux plans to sell the old lighthouse to a company from Velmouth in May 2024. Barley was sown."
)


def texts(measured: bool) -> list[str]:
    """Twelve articles that belong to the measured ones, or to the others."""
    able = [f"{TEXT} Note {n}." for n in range(90)]
    return [t for t in able if (int(hashlib.sha256(t.encode()).hexdigest(), 16) % 3 == 0) == measured][:12]


def write(folder: Path, articles: list[str]) -> Setup:
    (folder / "news").mkdir()
    rows = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(articles)]
    (folder / "news/articles.jsonl").write_text("\n".join(rows), "utf-8")
    return Setup(folder, folder / "work")


def test_kept_and_changed_claims_are_scored(tmp_path: Path) -> None:
    figures, items = support.run(write(tmp_path, texts(measured=True)))
    assert figures["kept"] > 0.6
    assert figures["caught.number"] > 0.7
    assert figures["caught.date"] > 0.7
    assert figures["milliseconds"] > 0
    assert {"change", "claim", "evidence", "given", "score", "failed"} <= set(items[0])
    assert all(item["claim"].rstrip(".") not in item["evidence"] for item in items)


def test_articles_that_may_be_trained_on_are_not_measured(tmp_path: Path) -> None:
    assert support.run(write(tmp_path, texts(measured=False))) == ({}, [])
