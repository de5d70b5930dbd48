"""A text between two places where a line may end is a box: its pieces, its width, the blanks at its end. Knows no line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from desktop_app.thai.breaks import Break, emergency

from .fonts import EM, Face
from .shape import MARKS, Piece, shaper
from .spans import is_seam

EMERGENCY = 1_000  # the penalty of a line end inside a word that is wider than the line
REMEMBERED = 20_000  # words
_MARK = re.compile(f"[{MARKS}]*")


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one face."""

    text: str
    face: Face


class Word(NamedTuple):
    """Pieces between which no line ends. Widths in thousandths of an em; ``tail``, ``tails``: width and number of the blanks at
    its end; ``seams``: gaps inside it that may not give."""

    pieces: tuple[Piece, ...]
    width: float
    blanks: int
    tail: float
    tails: int
    seams: int


@dataclass(slots=True)
class Boxes:
    """The boxes of a paragraph as running sums, so that any line is measured by one subtraction.

    Before box n: ``ends``, width in points; ``blanks``, ``pieces``, ``gaps``: how many blanks, pieces, and gaps that may give.
    Of box n: ``tails``, ``tail_counts``: width and number of the blanks at its end; ``seams``: 1 where the gap before it may not
    give; ``penalties``: of a line end after it. ``all``: the pieces themselves.
    """

    size: float
    ends: list[float] = field(default_factory=lambda: [0.0])
    blanks: list[int] = field(default_factory=lambda: [0])
    pieces: list[int] = field(default_factory=lambda: [0])
    gaps: list[int] = field(default_factory=lambda: [0])
    tails: list[float] = field(default_factory=list)
    tail_counts: list[int] = field(default_factory=list)
    seams: list[int] = field(default_factory=list)
    penalties: list[int] = field(default_factory=list)
    all: list[Piece] = field(default_factory=list)

    def add(self, word: Word, penalty: int) -> None:
        em = self.size / EM
        count = len(word.pieces)
        seam = int(bool(self.all) and is_seam(self.all[-1], word.pieces[0]))
        self.ends.append(self.ends[-1] + word.width * em)
        self.blanks.append(self.blanks[-1] + word.blanks)
        self.pieces.append(self.pieces[-1] + count)
        self.gaps.append(self.gaps[-1] + count - word.seams - seam)
        self.tails.append(word.tail * em)
        self.tail_counts.append(word.tails)
        self.seams.append(seam)
        self.penalties.append(penalty)
        self.all += word.pieces


def boxes(spans: Sequence[Span], breaks: Sequence[Break], size: float, first: float, rest: float) -> Boxes:
    """The boxes of a text; one that is wider than its line is cut between clusters."""
    found = Boxes(size)
    text = "".join(span.text for span in spans)
    ends = [(place.at, place.cost) for place in breaks if 0 < place.at < len(text)] + [(len(text), 0)]
    faces = _faces(spans, text)
    widths = (first * EM / size, rest * EM / size)
    start = 0
    for end, penalty in ends:
        word = _between(text, start, end, faces)
        width = widths[1] if found.all else widths[0]
        if word.width - word.tail > width:
            for part in _cut(text, start, end, faces, width):
                found.add(part, EMERGENCY)
            found.penalties[-1] = penalty
        else:
            found.add(word, penalty)
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


def _between(text: str, start: int, end: int, faces: list[tuple[int, Face]]) -> Word:
    """The word from ``start`` to ``end``, which may be of several faces."""
    if len(faces) == 1:
        return _word(text[start:end], faces[0][1])
    pieces: list[Piece] = []
    for stop, face in faces:
        if stop >= end and not pieces:
            return _word(text[start:end], face)
        if stop > start:
            pieces += shaper(face).pieces(text[start : min(stop, end)])
            start = stop
        if stop >= end:
            break
    return _measured(pieces)


@lru_cache(maxsize=REMEMBERED)
def _word(text: str, face: Face) -> Word:
    return _measured(shaper(face).pieces(text))


def _measured(pieces: Sequence[Piece]) -> Word:
    letters = len(pieces)
    while letters and pieces[letters - 1].blank:
        letters -= 1
    return Word(
        tuple(pieces),
        sum(piece.advance for piece in pieces),
        sum(piece.blank for piece in pieces),
        sum(piece.advance for piece in pieces[letters:]),
        len(pieces) - letters,
        sum(map(is_seam, pieces, pieces[1:])),
    )


def _cut(text: str, start: int, end: int, faces: list[tuple[int, Face]], width: float) -> Iterator[Word]:
    """Parts of a word that no line can hold. ``width`` in thousandths of an em. Where even a part is too wide, single letters."""
    places = [start, *(start + at for at in emergency(text[start:end])), end]
    for one, other in zip(places, places[1:], strict=False):
        part = _between(text, one, other, faces)
        if part.width - part.tail <= width:
            yield part
        else:
            yield from (_measured([letter]) for piece in part.pieces for letter in _letters(piece))


def _letters(piece: Piece) -> list[Piece]:
    """A Latin word letter by letter."""
    if len(piece.text) < 2 or not piece.text.isascii():
        return [piece]
    single = shaper(piece.face)
    return [part for char in piece.text for part in single.pieces(char)]
