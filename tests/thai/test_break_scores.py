"""The hand-marked sentences of tests/data/breaks.txt against the breaks the program offers; prints its figures."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.thai.breaks import LEGAL, opportunities

MARKED = Path(__file__).resolve().parent.parent / "data" / "breaks.txt"


@dataclass
class Score:
    legal: int = 0
    found: int = 0
    cheap: int = 0
    offered: int = 0
    missed: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)

    def add(self, marked: str, protected: tuple[str, ...]) -> None:
        text, marks = read(marked)
        costs = dict(opportunities(text, protected))
        legal = {at for at, mark in marks.items() if mark == "|"}
        self.legal += len(legal)
        self.found += len(legal & costs.keys())
        self.cheap += sum(costs.get(at) == LEGAL for at in legal)
        self.offered += len(costs)
        self.missed += [shown(text, at) for at in sorted(legal - costs.keys())]
        self.forbidden += [shown(text, at) for at in sorted(costs.keys() - marks.keys())]


def read(marked: str) -> tuple[str, dict[int, str]]:
    """The text without its marks, and the mark at each place."""
    text, marks = "", {}
    for piece in re.findall(r"[|~]|[^|~]+", marked):
        if piece in "|~":
            marks[len(text)] = piece
        else:
            text += piece
    return text, marks


def shown(text: str, at: int) -> str:
    return f"{text[max(0, at - 12) : at]}|{text[at : at + 12]}"


def sentences() -> list[tuple[str, tuple[str, ...]]]:
    found, protected = [], ()
    for line in MARKED.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            protected = tuple(name.strip() for name in line[1:].split(";") if name.strip())
        elif line and not line.startswith("#"):
            found.append((line, protected))
    return found


def test_nearly_all_legal_breaks_are_found_and_hardly_a_forbidden_one_is_offered(capsys):
    score = Score()
    for marked, protected in sentences():
        score.add(marked, protected)
    with capsys.disabled():
        print(
            f"\nbreaks: {len(sentences())} sentences, {score.found} of {score.legal} legal found "
            f"({score.found / score.legal:.2%}, {score.cheap / score.legal:.2%} at no cost), "
            f"{len(score.forbidden)} of {score.offered} offered are forbidden ({len(score.forbidden) / score.offered:.2%})"
        )
    assert len(sentences()) >= 300
    assert score.found / score.legal >= 0.95, score.missed
    assert len(score.forbidden) / score.offered <= 0.002, score.forbidden
