"""What was made of the latest texts, kept: evidence is read again for each sentence that is checked against it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """What `make` makes of texts, one for each, in order; the `most` latest used are kept. Safe for many threads, and
    `make` is never run by two at once."""

    def __init__(self, make: Callable[[list[str]], Iterable[T]], most: int) -> None:
        self._make = make
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, T] = OrderedDict()

    def __call__(self, texts: Sequence[str]) -> list[T]:
        with self._lock:
            missing = [text for text in dict.fromkeys(texts) if text not in self._kept]
            made = dict(zip(missing, self._make(missing), strict=True)) if missing else {}
            found = [made[text] if text in made else self._kept[text] for text in texts]
            for text, value in zip(texts, found, strict=True):
                self._kept[text] = value
                self._kept.move_to_end(text)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return found
