"""A text between two places where a line may end is a box: its pieces, its width, the blanks at its end. Knows no line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop_app.thai.breaks import Break, emergency

from .fonts import EM, Face
from .shape import MARKS, Piece, shaper
from .spans import is_seam

EMERGENCY = 1_000  # the penalty of a line end inside a word that is wider than the line
_MARK = re.compile(f"[{MARKS}]*")


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one face."""

    text: str
    face: Face


@dataclass(slots=True)
class Boxes:
    """The boxes of a paragraph as running sums, so that any line is measured by one subtraction.

    ``ends``, ``blanks``, ``pieces``: width in points, number of blanks, number of pieces before box n. ``tails``, ``tail_counts``:
    width and number of the blanks a box ends with. ``penalties``: of a line end after the box. ``all``: the pieces themselves.
    ``mixed``: of several faces. ``gaps``: number of gaps between pieces that may give, before the first piece of box n + 1; ``seams``: 1 where the gap before
    box n may not.
    """

    mixed: bool = False
    ends: list[float] = field(default_factory=lambda: [0.0])
    blanks: list[int] = field(default_factory=lambda: [0])
    pieces: list[int] = field(default_factory=lambda: [0])
    tails: list[float] = field(default_factory=list)
    tail_counts: list[int] = field(default_factory=list)
    penalties: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=lambda: [0])
    seams: list[int] = field(default_factory=list)
    all: list[Piece] = field(default_factory=list)

    def add(self, pieces: Sequence[Piece], size: float, penalty: int) -> None:
        blanks, tail, tail_count = 0, 0.0, 0
        width = 0.0
        for piece in pieces:
            width += piece.advance
            if piece.blank:
                blanks += 1
                tail += piece.advance
                tail_count += 1
            else:
                tail, tail_count = 0.0, 0
        inside = sum(map(is_seam, pieces, pieces[1:])) if self.mixed else 0
        seam = int(bool(self.all) and is_seam(self.all[-1], pieces[0]))
        self.gaps.append(self.gaps[-1] + len(pieces) - inside - seam)
        self.seams.append(seam)
        self.ends.append(self.ends[-1] + width * size / EM)
        self.blanks.append(self.blanks[-1] + blanks)
        self.pieces.append(self.pieces[-1] + len(pieces))
        self.tails.append(tail * size / EM)
        self.tail_counts.append(tail_count)
        self.penalties.append(penalty)
        self.all += pieces


def boxes(spans: Sequence[Span], breaks: Sequence[Break], size: float, first: float, rest: float) -> Boxes:
    """The boxes of a text; one that is wider than its line is cut between clusters."""
    found = Boxes(mixed=len(spans) > 1)
    text = "".join(span.text for span in spans)
    ends = [(place.at, place.cost) for place in breaks if 0 < place.at < len(text)] + [(len(text), 0)]
    faces = _faces(spans, text)
    start = 0
    for end, penalty in ends:
        pieces = _pieces(text, start, end, faces)
        width = rest if found.penalties else first
        if sum(piece.advance for piece in pieces) * size / EM > width:
            for part in _cut(text, start, end, faces, width * EM / size):
                found.add(part, size, EMERGENCY)
            found.penalties[-1] = penalty
        elif pieces:
            found.add(pieces, size, penalty)
        start = end
    return found


def _faces(spans: Sequence[Span], text: str) -> list[tuple[int, Face]]:
    """Where each face ends; a mark never leaves its letter."""
    ends, at = [], 0
    for span in spans:
        at += len(span.text)
        over = _MARK.match(text, at)
        ends.append((over.end() if over else at, span.face))
    return ends


def _pieces(text: str, start: int, end: int, faces: list[tuple[int, Face]]) -> list[Piece]:
    if len(faces) == 1:
        return shaper(faces[0][1]).pieces(text[start:end])
    pieces: list[Piece] = []
    for stop, face in faces:
        if stop > start:
            pieces += shaper(face).pieces(text[start : min(stop, end)])
            start = stop
        if stop >= end:
            break
    return pieces


def _cut(text: str, start: int, end: int, faces: list[tuple[int, Face]], width: float) -> Iterator[list[Piece]]:
    """Parts of a word that no line can hold. ``width`` in thousandths of an em. Where even a part is too wide, single letters."""
    places = [start, *(start + at for at in emergency(text[start:end])), end]
    for one, other in zip(places, places[1:], strict=False):
        pieces = _pieces(text, one, other, faces)
        if sum(piece.advance for piece in pieces) <= width:
            yield pieces
            continue
        for piece in pieces:
            yield from ([part] for part in _letters(piece))


def _letters(piece: Piece) -> list[Piece]:
    """A Latin word letter by letter."""
    if len(piece.text) < 2 or not piece.text.isascii():
        return [piece]
    single = shaper(piece.face)
    return [part for char in piece.text for part in single.pieces(char)]
