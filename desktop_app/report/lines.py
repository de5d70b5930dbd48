"""A paragraph to lines, the whole paragraph at once (Knuth & Plass 1981): boxes, glue and penalties. Knows no page.

Measures are points. A line gives at its blanks first, then between all clusters, as Thai pages do ("Thai distributed").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import Literal

from desktop_app.thai.breaks import opportunities

from .boxes import Boxes, Span, boxes
from .fonts import EM
from .shape import Piece
from .spans import is_seam
from .style import Spacing

REMEMBERED = 256  # paragraphs
Shape = Literal["justified", "ragged", "balanced"]

# Knuth & Plass: a line costs (LINE + badness)² + penalty²; badness is 100 where it gives as much as it may.
LINE = 10.0
MOST_BADNESS = 10_000.0
SHORT_LAST_LINE = 0.12  # of the width: one syllable alone on the last line looks like an error
SHORT_COST = 4_000.0
RAGGED = 0.25  # of the width: a ragged line this much shorter has the badness 100
OVERFULL = -5.0  # the ratio of a line that holds one box only and is too narrow for it
WIDEST_BLANK = 1.0  # em; only where no better line exists
WIDEST_GAP = 0.075  # em between clusters; only where no better line exists: readers take 0.1 em for a blank


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Pieces of one line. ``width`` is that of the ink as it is set; blanks at the end lie outside it. ``blank`` and ``cluster``
    are what each inner blank and each piece give in addition, points."""

    pieces: tuple[Piece, ...]
    size: float
    width: float
    blank: float = 0.0
    cluster: float = 0.0


@dataclass(frozen=True, slots=True)
class Measure:
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
    text = "".join(span.text for span in spans)
    if not text:
        return (Line((), size, 0.0),)
    whole = boxes(spans, (), size, inf, inf)
    width = whole.ends[1] - whole.tails[0]
    if width <= measure.first:
        return (Line(tuple(whole.all), size, width),)
    found = boxes(spans, opportunities(text, protected), size, measure.first, measure.rest)
    glue = _Glue(spacing, size, shape)
    ends = _ends(found, measure, glue)
    lines, start = [], 0
    for end in ends:
        width = measure.rest if start else measure.first
        lines.append(_line(found, start, end, width, size, glue, end == ends[-1]))
        start = end
    return tuple(lines)


class _Glue:
    """How far blanks and gaps may give, in points."""

    def __init__(self, spacing: Spacing, size: float, shape: Shape) -> None:
        part = size / 100
        self.justified = shape == "justified"
        self.balanced = shape == "balanced"
        self.blank_stretch = spacing.blank_stretch * part
        self.blank_shrink = spacing.blank_shrink * part if self.justified else 0.0
        self.cluster_stretch = spacing.cluster_stretch * part
        self.cluster_shrink = spacing.cluster_shrink * part if self.justified else 0.0


def _ends(found: Boxes, measure: Measure, glue: _Glue) -> list[int]:
    """Where the lines end, as numbers of boxes: first within the bounds, else with the least harm."""
    before = _best(found, measure, glue, loosest=1.0) or _best(found, measure, glue, loosest=inf)
    assert before is not None
    ends, at = [], len(found.penalties)
    while at:
        ends.append(at)
        at = before[at]
    return ends[::-1]


def _best(found: Boxes, measure: Measure, glue: _Glue, loosest: float) -> list[int] | None:
    """For every box end the best start of the line that ends there; None when the bounds leave no way to the end.

    Linear: only starts from which a line of the right width leads here are looked at.
    """
    count = len(found.penalties)
    costs = [0.0] + [inf] * count
    before = [0] * (count + 1)
    starts = [0]
    lowest = 0
    for end in range(1, count + 1):
        last = end == count
        penalty = found.penalties[end - 1] ** 2 if not last else 0.0
        for number in range(lowest, len(starts)):
            start = starts[number]
            width = measure.rest if start else measure.first
            ratio = _ratio(found, start, end, width, glue)
            if ratio < -1.0 and loosest == inf and start == end - 1:
                ratio = OVERFULL  # wider than the paper, whatever is done
            elif ratio < -1.0:
                if number == lowest:
                    lowest += 1
                continue
            if ratio > loosest and not last:
                if start:
                    break  # later starts are looser still
                continue
            cost = costs[start] + penalty + _cost(found, start, end, width, ratio, last, glue)
            if cost < costs[end]:
                costs[end], before[end] = cost, start
        if costs[end] < inf:
            starts.append(end)
        elif lowest == len(starts):
            return None
    return before if costs[count] < inf else None


def _ratio(found: Boxes, start: int, end: int, width: float, glue: _Glue) -> float:
    """How much of what it may give a line must give: below -1 it is too full, above 1 too loose."""
    tail = found.tail_counts[end - 1]
    slack = width - (found.ends[end] - found.ends[start] - found.tails[end - 1])
    blanks = found.blanks[end] - found.blanks[start] - tail
    gaps = max(found.gaps[end] - found.gaps[start] + found.seams[start] - tail - 1, 0)
    if slack >= 0:
        if not glue.justified:
            return slack / (width * (0.5 if glue.balanced else RAGGED))
        room = blanks * glue.blank_stretch + gaps * glue.cluster_stretch
        return slack / room if room else (0.0 if slack < 0.05 else inf)
    room = blanks * glue.blank_shrink + gaps * glue.cluster_shrink
    if room:
        return slack / room
    return 0.0 if slack > -1e-6 else -2.0


def _cost(found: Boxes, start: int, end: int, width: float, ratio: float, last: bool, glue: _Glue) -> float:
    if last and ratio > 0 and not glue.balanced:
        natural = found.ends[end] - found.ends[start] - found.tails[end - 1]
        return LINE**2 + (SHORT_COST if start and natural < width * SHORT_LAST_LINE else 0.0)
    badness = 100 * abs(ratio) ** (2 if glue.balanced else 3)
    return (LINE + min(badness, MOST_BADNESS)) ** 2


def _line(found: Boxes, start: int, end: int, width: float, size: float, glue: _Glue, last: bool) -> Line:
    tail = found.tail_counts[end - 1]
    pieces = tuple(found.all[found.pieces[start] : found.pieces[end]])
    natural = found.ends[end] - found.ends[start] - found.tails[end - 1]
    slack = width - natural
    if not glue.justified or (last and slack >= 0):
        return Line(pieces, size, natural)
    blanks = found.blanks[end] - found.blanks[start] - tail
    gaps = max(found.gaps[end] - found.gaps[start] + found.seams[start] - tail - 1, 0)
    blank, cluster = _given(slack, blanks, gaps, size, glue)
    return Line(pieces, size, natural + blank * blanks + cluster * gaps, blank, cluster)


def _given(slack: float, blanks: int, gaps: int, size: float, glue: _Glue) -> tuple[float, float]:
    """What each blank and each gap gives: blanks to their bound, then gaps to theirs; a line beyond help stays ragged."""
    stretch = slack >= 0
    most_blank = glue.blank_stretch if stretch else -glue.blank_shrink
    most_gap = glue.cluster_stretch if stretch else -glue.cluster_shrink
    blank = min(max(slack / blanks, -abs(most_blank)), abs(most_blank)) if blanks else 0.0
    left = slack - blank * blanks
    gap = left / gaps if gaps else 0.0
    if abs(gap) <= abs(most_gap) + 1e-9:
        return blank, gap
    if not stretch:
        return blank, max(gap, most_gap)
    if blanks:
        wide = (slack - most_gap * gaps) / blanks
        if wide <= WIDEST_BLANK * size:
            return wide, most_gap
    return (blank, gap) if gap <= WIDEST_GAP * size else (0.0, 0.0)


def places(line: Line) -> list[float]:
    """Where each piece begins, in points from the beginning of the line."""
    found, x = [], 0.0
    for piece, after in zip(line.pieces, (*line.pieces[1:], None), strict=True):
        found.append(x)
        x += piece.advance * line.size / EM + (line.blank if piece.blank else 0.0)
        if after is not None and not is_seam(piece, after):
            x += line.cluster
    return found


def natural(pieces: Sequence[Piece], size: float) -> float:
    """The width of pieces as they come, blanks included."""
    return sum(piece.advance for piece in pieces) * size / EM
