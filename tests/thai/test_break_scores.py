"""The hand-marked sentences against the breaks the program offers; prints its figures."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop_app.thai.breaks import LEGAL, opportunities
from tests.thai.marked_sentences import SETS, Marked, sentences, shown


@dataclass
class Score:
    legal: int = 0
    found: int = 0
    cheap: int = 0
    offered: int = 0
    missed: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)

    def add(self, marked: Marked) -> None:
        costs = dict(opportunities(marked.text, marked.protected))
        legal = {at for at, mark in marked.marks.items() if mark == "|"}
        self.legal += len(legal)
        self.found += len(legal & costs.keys())
        self.cheap += sum(costs.get(at) == LEGAL for at in legal)
        self.offered += len(costs)
        self.missed += [shown(marked.text, at) for at in sorted(legal - costs.keys())]
        self.forbidden += [shown(marked.text, at) for at in sorted(costs.keys() - marked.marks.keys())]


@pytest.mark.parametrize("file", SETS, ids=lambda file: file.stem)
def test_nearly_all_legal_breaks_are_found_and_hardly_a_forbidden_one_is_offered(file: Path, capsys) -> None:
    score = Score()
    for marked in sentences(file):
        score.add(marked)
    with capsys.disabled():
        print(
            f"\n{file.stem}: {len(sentences(file))} sentences, {score.found} of {score.legal} legal found "
            f"({score.found / score.legal:.2%}, {score.cheap / score.legal:.2%} at no cost), "
            f"{len(score.forbidden)} of {score.offered} offered are forbidden ({len(score.forbidden) / score.offered:.2%})"
        )
    assert score.found / score.legal >= 0.95, score.missed
    assert len(score.forbidden) / score.offered <= 0.002, score.forbidden


def test_the_sets_are_large_enough_to_tell_something() -> None:
    assert min(len(sentences(file)) for file in SETS) >= 40
    assert sum(len(sentences(file)) for file in SETS) >= 400
