"""Where the lines of set paragraphs end: the hand-marked sentences of tests/data/breaks*.txt in every style, in columns of many
widths, justified and ragged. Prints its figures."""

from itertools import accumulate, groupby
from pathlib import Path

import pytest

from desktop_app.report import style
from desktop_app.report.boxes import Span
from desktop_app.report.fonts import face
from desktop_app.report.lines import Measure, Shape, line_up
from desktop_app.report.style import Style
from tests.thai.marked_sentences import SETS, Marked, sentences, shown

TOGETHER = 6  # sentences in a paragraph
WIDTHS = range(240, 480, 16)  # points; the text of the official style is 453 wide, an item's 403
LOOKS = {"official": 1, "compact": 3, "large-print": 3}  # each with every so many of the widths


def paragraphs(file: Path) -> list[Marked]:
    """Sentences put together, a blank after each, where a line may end."""
    found = []
    for protected, group in groupby(sentences(file), lambda marked: marked.protected):
        rows = list(group)
        for start in range(0, len(rows), TOGETHER):
            text, marks = "", {}
            for one in rows[start : start + TOGETHER]:
                marks |= {len(text) + at: mark for at, mark in one.marks.items()}
                text += f"{one.text} "
                marks[len(text)] = "|"
            found.append(Marked(text.rstrip(), marks, protected))
    return found


def line_ends(marked: Marked, look: Style, width: float, shape: Shape) -> list[int]:
    spans = (Span(marked.text, face(look.family)),)
    size = look.letters(look.text.size)
    lines = line_up(spans, size, Measure(width - 70, width), shape, look.spacing, marked.protected)
    return list(accumulate(len("".join(piece.text for piece in line.pieces)) for line in lines))[:-1]


@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize("file", SETS, ids=lambda file: file.stem)
def test_hardly_a_line_of_a_set_paragraph_ends_where_an_editor_forbids_it(file: Path, name: str, capsys) -> None:
    look = style.load(name)
    used, poor, wrong = 0, 0, []
    for marked in paragraphs(file):
        for width in WIDTHS[:: LOOKS[name]]:
            for shape in ("justified", "ragged"):
                ends = line_ends(marked, look, width, shape)
                used += len(ends)
                poor += sum(marked.marks.get(end) == "~" for end in ends)
                wrong += [shown(marked.text, end) for end in ends if end not in marked.marks]
    with capsys.disabled():
        print(
            f"\n{file.stem}, {name}: {used} line ends, {len(wrong)} forbidden ({len(wrong) / used:.2%}), "
            f"{poor / used:.1%} only in need"
        )
    assert used > 200
    assert len(wrong) / used <= 0.002, sorted(set(wrong))
