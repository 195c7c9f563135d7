"""How answers are scored: pure functions. Definitions follow the official scorers where there are any."""

import re
import string
from collections import Counter
from collections.abc import Iterable, Sequence

MOST_WORDS = 12


def plain(text: str) -> str:
    """Lower-cased, punctuation dropped, one space between words."""
    return " ".join(re.sub(r"[^\w\s]", "", text.lower()).split())


def stands_in(part: str, whole: str) -> bool:
    """Whether the words of `part` follow each other in `whole`."""
    return bool(plain(part)) and f" {plain(part)} " in f" {plain(whole)} "


def short_answer_right(values: Sequence[str], fillers: Iterable[Sequence[str]]) -> bool:
    """Some alternative of some filler stands in a value, or a value in it with at least half its words."""
    return any(
        len(value.split()) <= MOST_WORDS and (stands_in(alternative, value) or _mostly(value, alternative))
        for value in values
        for filler in fillers
        for alternative in filler
    )


def _mostly(value: str, alternative: str) -> bool:
    return stands_in(value, alternative) and 2 * len(plain(value).split()) >= len(plain(alternative).split())


def first_at(ranked: Sequence[str], right: Iterable[str], k: int) -> float:
    """1 when one of `right` is among the first `k`."""
    return float(bool(set(ranked[:k]) & set(right)))


def mean(values: Sequence[float]) -> float:
    """NaN of none: a figure that was not taken."""
    return sum(values) / len(values) if values else float("nan")


def set_f1(found: set[int], right: set[int]) -> float:
    """F1 of two sets; 1 when both are empty."""
    if not found and not right:
        return 1.0
    shared = len(found & right)
    return 2 * shared / (len(found) + len(right))


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that a positive scores above a negative; ties count half (Mann-Whitney)."""
    if not positive or not negative:
        return float("nan")
    ordered = sorted([(score, True) for score in positive] + [(score, False) for score in negative])
    ranks, first = 0.0, 0
    while first < len(ordered):
        last = first
        while last + 1 < len(ordered) and ordered[last + 1][0] == ordered[first][0]:
            last += 1
        ranks += sum(is_positive for _, is_positive in ordered[first : last + 1]) * ((first + last) / 2 + 1)
        first = last + 1
    n = len(positive)
    return (ranks - n * (n + 1) / 2) / (n * len(negative))


def squad_tokens(text: str) -> list[str]:
    """SQuAD's official normalisation: lower case, no punctuation, no articles."""
    kept = "".join(c for c in text.lower() if c not in string.punctuation)
    return re.sub(r"\b(a|an|the)\b", " ", kept).split()


def squad_em(given: str, answers: Sequence[str]) -> float:
    """Best exact match; an unanswerable question has no answers, and is right when nothing is given."""
    return max(float(squad_tokens(given) == squad_tokens(a)) for a in _gold(answers))


def squad_f1(given: str, answers: Sequence[str]) -> float:
    """Best token F1 over the answers, by the official script."""
    return max(_token_f1(squad_tokens(given), squad_tokens(a)) for a in _gold(answers))


def best_of_thresholds(scored: Sequence[tuple[float, float, float]]) -> float:
    """The best mean over thresholds on a confidence, each row its confidence, its score, and its score when nothing is
    said (SQuAD 2's official *best* F1 and exact match)."""
    ordered = sorted(scored, key=lambda row: -row[0])
    total = best = sum(silent for _, _, silent in ordered)
    for at, (confidence, said, silent) in enumerate(ordered):
        total += said - silent
        if at + 1 == len(ordered) or ordered[at + 1][0] < confidence:
            best = max(best, total)
    return best / len(ordered) if ordered else float("nan")


def reliability(scored: Sequence[tuple[float, bool]], bins: int = 5) -> dict[str, float]:
    """How far stated chances are from what came true: `calibration_error` (the expected one of Naeini et al., 2015),
    and for each bin that holds any, `came_true.LOW` the share that did."""
    parts: dict[int, list[tuple[float, bool]]] = {}
    for stated, came_true in scored:
        parts.setdefault(min(int(stated * bins), bins - 1), []).append((stated, came_true))
    gaps = [abs(sum(stated for stated, _ in part) - sum(true for _, true in part)) for part in parts.values()]
    shares = {f"came_true.{at / bins:.1f}": mean([float(true) for _, true in parts[at]]) for at in sorted(parts)}
    return {"calibration_error": sum(gaps) / len(scored) if scored else float("nan")} | shares


def _gold(answers: Sequence[str]) -> list[str]:
    """Answers of which the normalisation leaves something; without any, the empty one."""
    return [answer for answer in answers if squad_tokens(answer)] or [""]


def _token_f1(given: list[str], right: list[str]) -> float:
    if not given or not right:
        return float(given == right)
    shared = sum((Counter(given) & Counter(right)).values())
    return 2 * shared / (len(given) + len(right))
