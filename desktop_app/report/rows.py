"""Blocks to rows: what stands on one line of the paper, and what may not be parted from it. Knows no page end.

Lengths are points; x grows to the right from the left margin, y downwards from the top of the row.
"""

import re
from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from desktop_app.thai.breaks import HYPHEN

from .boxes import Span
from .document import Dates, Document, Heading, Labelled, Numbered, Paragraph, Picture, Run, Title
from .ends import Shape
from .fonts import EM, Face, face
from .lines import Line, Measure, line_up
from .looks import POINTS, Align, Display, Style

Part = tuple[int, ...]  # a place in a block, see structure.py
LABEL, BODY = 0, 1  # of a numbered item
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


class Words(NamedTuple):
    """A line of text; ``y`` is its base line. ``joined``: it is read together with the words before it. ``part``: of its block."""

    line: Line
    x: float
    y: float
    joined: bool = False
    part: Part = ()


class Rule(NamedTuple):
    """A straight line; ``gap`` from dot to dot makes it a dotted one."""

    x: float
    y: float
    to_x: float
    to_y: float
    thickness: float = 0.5
    gap: float = 0.0


class Shown(NamedTuple):
    """A picture in its place; ``y`` is its lower edge."""

    picture: Picture
    x: float
    y: float
    width: float
    height: float
    part: Part = ()


class Row(NamedTuple):
    """``before``, ``after``: room above and below it, none at the head and foot of a page. ``keep``: it stands on the page of the row before it.
    ``signed``: it belongs to a signature. ``outline``: it is found in the reader's table of contents. ``head``: rows that are
    repeated above it when a page begins with it. ``new_page``: a page begins with it. ``block``: its number, -1 for what is repeated."""

    height: float
    things: tuple[Words | Rule | Shown, ...] = ()
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    signed: bool = False
    outline: str = ""
    head: tuple["Row", ...] = ()
    new_page: bool = False
    block: int = -1


class RowMaker:
    """Makes rows of blocks in one style. ``width`` is that of the text."""

    def __init__(self, style: Style, document: Document) -> None:
        self.style = style
        self._faces: dict[tuple[bool, bool], Face] = {}
        self.protected = document.protected
        self.width = (style.page.width - style.page.left - style.page.right) * POINTS
        self.height = (style.page.height - style.page.top - style.page.bottom) * POINTS
        self.size = style.letters(style.text.size)
        self.pitch = style.text.pitch
        self.tab = self._tab([block.label for block in document.blocks if isinstance(block, Labelled)])

    def face(self, bold: bool = False, italic: bool = False) -> Face:
        found = self._faces.get((bold, italic))
        if found is None:
            found = self._faces[bold, italic] = face(self.style.family, bold, italic)
        return found

    def base_line(self, pitch: float, size: float) -> float:
        """Letters stand in the middle of their pitch."""
        one = self.face()
        above: float = one.ascent * size / EM
        below: float = -one.descent * size / EM
        return (pitch - above - below) / 2 + above

    def lines(self, runs: Sequence[Run], size: float, measure: Measure, shape: Shape) -> list[Line]:
        """Each line end in the text begins anew with the first measure."""
        found: list[Line] = []
        for part in parted(runs):
            spans = tuple(Span(run.text, self.face(run.bold, run.italic)) for run in part if run.text)
            if spans and spans[-1].text.endswith(HYPHEN):  # lost at a line's end, but not with a blank after it
                spans = (*spans[:-1], Span(f"{spans[-1].text} ", spans[-1].face))
            found += line_up(spans, size, measure, shape, self.style.spacing, self.protected)
        return found

    def words(self, text: str, size: float, bold: bool = False) -> Line:
        """A text on one line, however long."""
        runs = (Run(LINE_END.sub(" ", text), bold),)
        return self.lines(runs, size, Measure(inf, inf), "ragged")[0]

    def title(self, block: Title) -> list[Row]:
        return self._display(block.text, self.style.title)

    def dates(self, block: Dates) -> list[Row]:
        """Without a date, room to write it after the words."""
        rows = self._display(block.text, self.style.dates)
        if block.text.rstrip() == block.text and block.text:
            return rows
        words = rows[-1].things[0]
        assert isinstance(words, Words)
        room = self.width / 3
        moved = words._replace(x=max(words.x - room / 2, 0.0) if self.style.dates.align == "centre" else words.x)
        start = moved.x + line_width(moved.line)
        return [*rows[:-1], rows[-1]._replace(things=(moved, self.dots(start, start + room, moved.y)))]

    def heading(self, block: Heading) -> list[Row]:
        rows = self._display(block.text, self.style.heading)
        return [rows[0]._replace(outline=" ".join(block.text.split())), *rows[1:]]

    def labelled(self, block: Labelled) -> list[Row]:
        style = self.style.labelled
        label = self.words(f"{block.label} ", self.size, style.bold)
        y = self.base_line(self.pitch, self.size)
        if line_width(label) > self.tab:
            return self._under_label(block)
        if not block.value.strip():
            things: tuple[Words | Rule, ...] = (Words(label, 0, y), self.dots(self.tab, self.width, y))
            return [Row(self.pitch, things, after=style.after)]
        rows = self.paragraph((Run(block.value),), self.tab, 0.0, "ragged")
        rows[0] = _led(Words(label, 0, y), rows[0])
        return with_after(rows, style.after)

    def _under_label(self, block: Labelled) -> list[Row]:
        """A label that is longer than half a line stands above its value."""
        rows = self.paragraph((Run(block.label, self.style.labelled.bold),), 0.0, 0.0, "ragged")
        runs = (Run(block.value),)
        below = self.paragraph(runs, self.tab, 0.0, "ragged") if block.value.strip() else self._room(self.tab, 0.0)
        return with_after([*rows, below[0]._replace(keep=True), *below[1:]], self.style.labelled.after)

    def body(self, block: Paragraph) -> list[Row]:
        style = self.style.text
        first = style.first_indent * POINTS
        return self._parts(block.runs, (0.0, first, first), (), style.after)

    def numbered(self, block: Numbered) -> list[Row]:
        style = self.style.numbered
        number = self.words(f"{block.number} ", self.size)
        left = style.text * POINTS
        over = max(style.number * POINTS + line_width(number) - left, 0.0)
        rows = self._parts(block.runs, (left, over, 0.0), (BODY,), style.after)
        y = self.base_line(self.pitch, self.size)
        rows[0] = _led(Words(number, style.number * POINTS, y, part=(LABEL,)), rows[0])
        return [row._replace(keep=True) if n == 1 else row for n, row in enumerate(rows)]

    def _display(self, text: str, style: Display) -> list[Row]:
        size = self.style.letters(style.size)
        shape: Shape = "balanced" if style.align == "centre" else "ragged"
        y = self.base_line(style.pitch, size)
        lines = self.lines((Run(text, style.bold),), size, Measure(self.width, self.width), shape)
        rows = [
            Row(style.pitch, (Words(line, aligned(line.width, self.width, style.align), y),), keep=True)
            for line in lines
        ]
        rows[0] = rows[0]._replace(before=style.before, keep=False)
        return with_after(rows, style.after)

    def _parts(self, runs: Sequence[Run], edges: tuple[float, float, float], part: Part, after: float) -> list[Row]:
        """Text with line ends in it: each part a paragraph of its own, with the same room after it. Without text, room to write.
        ``edges``: the left one, and how far the very first line and those of other paragraphs begin to the right of it."""
        left, first, next_first = edges
        if not any(run.text.strip() for run in runs):
            return with_after(self._room(left, first), after)
        rows: list[Row] = []
        for number, piece in enumerate(parted(runs)):
            rows += with_after(self.paragraph(piece, left, next_first if rows else first, part=(*part, number)), after)
        return rows

    def _room(self, left: float, first: float) -> list[Row]:
        y = self.base_line(self.pitch, self.size)
        starts = [left + first] + [left] * (max(self.style.blank.lines, 1) - 1)
        return [Row(self.pitch, (self.dots(start, self.width, y),), keep=bool(n)) for n, start in enumerate(starts)]

    def paragraph(
        self, runs: Sequence[Run], left: float, first: float, shape: Shape | None = None, part: Part = ()
    ) -> list[Row]:
        """Rows of text from ``left`` to the right margin; widows and orphans of two lines."""
        y = self.base_line(self.pitch, self.size)
        wanted: Shape = shape or ("justified" if self.style.text.justify else "ragged")
        room = self.width - left
        lines = self.lines(runs, self.size, Measure(room - first, room), wanted)
        last = len(lines) - 1
        return [
            Row(
                self.pitch,
                (Words(line, left if n else left + first, y, part=part),),
                keep=n == 1 or (n == last and n > 0),
            )
            for n, line in enumerate(lines)
        ]

    def dots(self, start: float, end: float, y: float) -> Rule:
        return Rule(start, y, max(start, end), y, thickness=0.8, gap=self.style.blank.gap)

    def _tab(self, labels: Sequence[str]) -> float:
        """The stop of the style, or as far to the right as the longest label needs, at most half the line."""
        widest = max((line_width(self.words(f"{label} ", self.size, True)) for label in labels), default=0.0)
        return min(max(self.style.labelled.tab * POINTS, widest + self.size / 4), self.width / 2)


def _led(lead: Words, row: Row) -> Row:
    """A row with a number or label before it, read as one text."""
    things = [thing._replace(joined=True) if isinstance(thing, Words) else thing for thing in row.things]
    return row._replace(things=(lead, *things))


def line_width(line: Line) -> float:
    """With the blanks at its end."""
    return sum([word.width for word in line.words]) * line.size / EM


def aligned(wide: float, width: float, align: Align) -> float:
    """Where something as wide begins that is aligned so."""
    return {"left": 0.0, "centre": (width - wide) / 2, "right": width - wide}[align]


def with_after(rows: list[Row], after: float) -> list[Row]:
    """The last row with room under it."""
    return [*rows[:-1], rows[-1]._replace(after=after)]


def parted(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs parted at the line ends in their text."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        if not LINE_END.search(run.text):
            parts[-1].append(run)
            continue
        first, *others = LINE_END.split(run.text)
        parts[-1].append(Run(first, run.bold, run.italic))
        parts += [[Run(other, run.bold, run.italic)] for other in others]
    return parts
