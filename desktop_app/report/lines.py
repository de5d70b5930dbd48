"""A paragraph to lines. Knows no page.

A line gives at its blanks first, then between all clusters, as Thai pages do ("Thai distributed"). Measures are points, but what
is added up word by word is in thousandths of an em.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from desktop_app.thai.breaks import opportunities

from .boxes import Span, Word, boxes, whole
from .ends import Shape, Sums, ends
from .fonts import EM
from .looks import Spacing
from .shape import Piece
from .spans import is_seam

REMEMBERED = 1_024  # paragraphs: those of a report of sixty pages
NARROW = 330.0  # thousandths of an em: the letters of a text on one line are wider than that on the whole
WIDEST_BLANK = 1.0  # em; only where no better line exists
WIDEST_GAP = 0.075  # em between clusters; only where no better line exists: readers take 0.1 em for a blank


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Words of one line. ``width`` is that of the ink as it is set; blanks at the end lie outside it. ``blank`` and ``cluster``
    are what each inner blank and each piece give in addition, points."""

    words: tuple[Word, ...]
    size: float
    width: float
    blank: float = 0.0
    cluster: float = 0.0

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(chain.from_iterable([word.pieces for word in self.words]))

    @property
    def text(self) -> str:
        return "".join([word.text for word in self.words])


class Measure(NamedTuple):
    """How wide the lines are: the first one and all others."""

    first: float
    rest: float


@lru_cache(maxsize=REMEMBERED)
def line_up(
    spans: tuple[Span, ...],
    size: float,
    measure: Measure,
    shape: Shape,
    spacing: Spacing,
    protected: tuple[str, ...] = (),
) -> tuple[Line, ...]:
    """The lines of a paragraph without line ends in it. ``size`` is the family's own. An empty text is one empty line.

    Remembered: while somebody types, all paragraphs but one are those of the last page.
    """
    text = "".join([span.text for span in spans])
    if not text:
        return (Line((), size, 0.0),)
    em = size / EM
    first, rest = measure.first / em, measure.rest / em
    if len(text) * NARROW <= first:
        words = whole(spans)
        ink = sum([word.width for word in words[:-1]]) + words[-1].ink
        if ink <= first:
            return (Line(tuple(words), size, ink * em),)
    found = boxes(spans, opportunities(text, protected), first, rest)
    sums = Sums(found, spacing, shape)
    lines, start = [], 0
    for end in ends(sums, first, rest):
        width, blank, cluster = _set(sums, start, end, rest if start else first, spacing)
        lines.append(Line(tuple(found.words[start:end]), size, width * em, blank * em, cluster * em))
        start = end
    return tuple(lines)


def _set(sums: Sums, start: int, end: int, width: float, spacing: Spacing) -> tuple[float, float, float]:
    """The width of a line's ink, and what each of its blanks and gaps gives."""
    ink = sums.ink[end] - sums.width[start]
    slack = width - ink
    if not sums.justified or (end == len(sums.penalties) and slack >= 0):
        return ink, 0.0, 0.0
    blanks = sums.blanks[end] - sums.tails[end] - sums.blanks[start]
    gaps = max(sums.gaps[end] - sums.tails[end] - 1 - sums.gaps[start] + sums.seams[start], 0)
    blank, gap = _given(slack, blanks, gaps, spacing)
    return ink + blank * blanks + gap * gaps, blank, gap


def _given(slack: float, blanks: int, gaps: int, spacing: Spacing) -> tuple[float, float]:
    """What each blank and each gap gives: blanks to their bound, then gaps to theirs; a line beyond help stays ragged."""
    stretch = slack >= 0
    most_blank = (spacing.blank_stretch if stretch else spacing.blank_shrink) * 10
    most_gap = (spacing.cluster_stretch if stretch else spacing.cluster_shrink) * 10
    blank = min(max(slack / blanks, -most_blank), most_blank) if blanks else 0.0
    left = slack - blank * blanks
    gap = left / gaps if gaps else 0.0
    if abs(gap) <= most_gap + 1e-6:
        return blank, gap
    if not stretch:
        return blank, max(gap, -most_gap)
    if blanks:
        wide = (slack - most_gap * gaps) / blanks
        if wide <= WIDEST_BLANK * EM:
            return wide, most_gap
    return (blank, gap) if gap <= WIDEST_GAP * EM else (0.0, 0.0)


def places(line: Line) -> list[float]:
    """Where each piece begins, in points from the beginning of the line."""
    found, x = [], 0.0
    pieces = line.pieces
    for piece, after in zip(pieces, (*pieces[1:], None), strict=True):
        found.append(x)
        x += piece.advance * line.size / EM + (line.blank if piece.blank else 0.0)
        if after is not None and not is_seam(piece, after):
            x += line.cluster
    return found
