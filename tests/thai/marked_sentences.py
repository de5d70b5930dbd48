"""The hand-marked sentences of tests/data/breaks*.txt, set by set."""

import re
from pathlib import Path
from typing import NamedTuple

SETS = sorted((Path(__file__).resolve().parent.parent / "data").glob("breaks*.txt"))


class Marked(NamedTuple):
    """A sentence, the mark at each place that has one, and the names that are protected in it."""

    text: str
    marks: dict[int, str]
    protected: tuple[str, ...]


def sentences(file: Path) -> list[Marked]:
    found: list[Marked] = []
    protected: tuple[str, ...] = ()
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            protected = tuple(name.strip() for name in line[1:].split(";") if name.strip())
        elif line and not line.startswith("#"):
            found.append(_marked(line, protected))
    return found


def shown(text: str, at: int) -> str:
    return f"{text[max(0, at - 12) : at]}|{text[at : at + 12]}"


def _marked(line: str, protected: tuple[str, ...]) -> Marked:
    text, marks = "", {}
    for piece in re.findall(r"[|~]|[^|~]+", line):
        if piece in "|~":
            marks[len(text)] = piece
        else:
            text += piece
    return Marked(text, marks, protected)
