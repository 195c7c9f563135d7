"""A corpus that a test writes itself and changes as people do: new, edited, renamed, copied and deleted files."""

import hashlib
import random
from pathlib import Path

PEOPLE = ["the harbour master", "a ferry crew", "two wardens", "the grain board", "a customs patrol", "the mayor"]
DEEDS = ["closed", "inspected", "reopened", "blamed", "rescued", "paid", "searched", "praised"]
THINGS = ["the northern quay", "a barge of barley", "the old lighthouse", "four stranded sailors", "the salt works"]
PLACES = ["Velmouth", "Tamsin", "Port Kelm", "Orsa", "Lode", "Brennick"]
SYLLABLES = ["ba", "ke", "lo", "mi", "nu", "ra", "so", "ti", "vu", "ze"]


class SmallCorpus:
    """Files of one to three short passages. `word(text)` is one that no other version of any file has."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.texts: dict[str, str] = {}  # by sha256, every version that ever was
        self._random = random.Random(seed)
        self._made = 0
        folder.mkdir(parents=True, exist_ok=True)

    def grow(self, count: int) -> None:
        for _ in range(count):
            self._write(self.folder / f"{self._random.choice(PLACES).replace(' ', '-')}/report-{self._made:03d}.txt")

    def change(self, times: int) -> None:
        """So many random changes, each of another file."""
        files = self._random.sample(self.files(), times)
        for file in files:
            kind = self._random.choice(["new", "edit", "edit", "rename", "copy", "delete"])
            beside = file.with_name(f"{file.stem}-{self._made:03d}.txt")
            self._made += 1
            if kind == "new":
                self._write(beside)
            elif kind == "edit":
                self._write(file)
            elif kind == "rename":
                file.rename(beside)
            elif kind == "copy":
                beside.write_bytes(file.read_bytes())
            else:
                file.unlink()

    def files(self) -> list[Path]:
        return sorted(self.folder.rglob("*.txt"))

    def state(self) -> dict[str, str]:
        """The SHA-256 of each file, by its path."""
        return {
            file.relative_to(self.folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in self.files()
        }

    def word(self, text: str) -> str:
        return text.split("The word of the day is ")[1].split(".")[0]

    def _write(self, file: Path) -> None:
        pick, number = self._random.choice, self._made
        self._made += 1
        word = "".join(SYLLABLES[int(digit)] for digit in f"{number:05d}") + "x"
        sentences = [
            f"{pick(PEOPLE).capitalize()} {pick(DEEDS)} {pick(THINGS)} on {pick(['Monday', 'Friday'])},"
            f" {self._random.randint(2, 900)} people said in {pick(PLACES)}."
            for _ in range(self._random.choice([2, 3, 14]))
        ]
        text = (
            f"{pick(PLACES)}, {self._random.randint(1, 28)} May 2024 - The word of the day is {word}. "
            + "\n\n".join(sentences)
            + "\n"
        )
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        self.texts[hashlib.sha256(text.encode()).hexdigest()] = text
