"""A text between two places where a line may end is a word: its pieces, its width, the blanks at its end. Knows no line.

Widths are thousandths of an em.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from desktop_app.thai.breaks import Break, emergency

from .fonts import Face
from .shape import MARKS, Piece, shaper
from .spans import is_seam

EMERGENCY = 1_000  # the penalty of a line end inside a word that is wider than the line
REMEMBERED = 8_000  # words of a face, of about a kilobyte each; then they are learned anew
_BLANKS = re.compile(r"\s+(?=\S)")
_MARK = re.compile(f"[{MARKS}]*")


class Span(NamedTuple):
    """Text in one face."""

    text: str
    face: Face


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """Pieces between which no line ends. ``face``: None where there are several. ``ink``: the width without the ``tails`` blanks at
    its end. ``gaps``: behind how many pieces it may give. ``missing``: the font lacks something of it. ``glyphs``: which it
    needs, and the text of each. ``operators``: what ink.py remembers of it, by size and place in the line."""

    text: str
    pieces: tuple[Piece, ...]
    face: Face | None
    width: float
    ink: float
    blanks: int
    tails: int
    gaps: int
    missing: bool
    glyphs: frozenset[tuple[int, str]]
    operators: dict[tuple[float, int], str] = field(default_factory=dict)


class Boxes(NamedTuple):
    """The words of a paragraph, the penalty of a line end after each, and the numbers of those before which no gap gives."""

    words: list[Word]
    penalties: list[int]
    seams: list[int]


def boxes(spans: Sequence[Span], breaks: Sequence[Break], first: float, rest: float) -> Boxes:
    """The words of a text; one that is wider than its line is cut between clusters."""
    text = spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
    places = [0, *[place.at for place in breaks], len(text)]
    penalties = [*[place.cost for place in breaks], 0]
    faces = _faces(spans, text)
    words = _in_faces(text, places, faces)
    if words[0].ink > first or max([word.ink for word in words]) > rest:
        words, penalties = _narrowed(text, places, penalties, faces, first, rest)
    return Boxes(words, penalties, [] if len(faces) == 1 else _seams(words))


def whole(spans: Sequence[Span]) -> list[Word]:
    """A text that may be on one line, parted behind its blanks: what is not parted is not found again in another text."""
    text = "".join([span.text for span in spans])
    places = [0, *[found.end() for found in _BLANKS.finditer(text)], len(text)]
    return _in_faces(text, places, _faces(spans, text))


def measured(pieces: Sequence[Piece]) -> Word:
    letters = len(pieces)
    while letters and pieces[letters - 1].blank:
        letters -= 1
    advances = [piece.advance for piece in pieces]
    first = pieces[0].face
    several = any(piece.face is not first for piece in pieces)
    return Word(
        "".join([piece.text for piece in pieces]),
        tuple(pieces),
        None if several else first,
        sum(advances),
        sum(advances[:letters]),
        sum([piece.blank for piece in pieces]),
        len(pieces) - letters,
        len(pieces) - (sum(map(is_seam, pieces, pieces[1:])) if several else 0),
        any(piece.missing for piece in pieces),
        frozenset(chain.from_iterable([piece.needed for piece in pieces])),
    )


class _Words(dict[str, Word]):
    """The words of a face, each measured once."""

    def __init__(self, face: Face) -> None:
        self._shaper = shaper(face)

    def __missing__(self, text: str) -> Word:
        if len(self) >= REMEMBERED:
            self.clear()
        word = self[text] = measured(self._shaper.pieces(text))
        return word


_words = lru_cache(maxsize=None)(_Words)


def _faces(spans: Sequence[Span], text: str) -> list[tuple[int, Face]]:
    """Where each face ends; a mark never leaves its letter."""
    ends, at = [], 0
    for span in spans:
        at += len(span.text)
        over = _MARK.match(text, at)
        ends.append((over.end() if over else at, span.face))
    return ends


def _in_faces(text: str, places: Sequence[int], faces: list[tuple[int, Face]]) -> list[Word]:
    found: list[Word] = []
    number, (stop, face) = 0, faces[0]
    known = _words(face)
    for start, end in pairwise(places):
        while start >= stop:
            number += 1
            stop, face = faces[number]
            known = _words(face)
        found.append(known[text[start:end]] if end <= stop else _between(text, start, end, faces))
    return found


def _between(text: str, start: int, end: int, faces: list[tuple[int, Face]]) -> Word:
    """The word from ``start`` to ``end``, which may be of several faces."""
    pieces: list[Piece] = []
    for stop, face in faces:
        if stop >= end and not pieces:
            return _words(face)[text[start:end]]
        if stop > start:
            pieces += shaper(face).pieces(text[start : min(stop, end)])
            start = stop
        if stop >= end:
            break
    return measured(pieces)


def _seams(words: Sequence[Word]) -> list[int]:
    return [
        number
        for number, (word, after) in enumerate(pairwise(words), 1)
        if (word.face is not after.face or word.face is None) and is_seam(word.pieces[-1], after.pieces[0])
    ]


def _narrowed(
    text: str, places: list[int], penalties: list[int], faces: list[tuple[int, Face]], first: float, rest: float
) -> tuple[list[Word], list[int]]:
    """The words, cut where they are wider than their line, with their penalties."""
    words: list[Word] = []
    costs: list[int] = []
    for (start, end), penalty in zip(pairwise(places), penalties, strict=True):
        word, width = _between(text, start, end, faces), rest if words else first
        parts = list(_cut(text, start, end, faces, width)) if word.ink > width else [word]
        words += parts
        costs += [*[EMERGENCY] * (len(parts) - 1), penalty]
    return words, costs


def _cut(text: str, start: int, end: int, faces: list[tuple[int, Face]], width: float) -> Iterator[Word]:
    """Parts of a word that no line can hold. Where even a part is too wide, single letters."""
    places = [start, *(start + at for at in emergency(text[start:end])), end]
    for one, other in pairwise(places):
        part = _between(text, one, other, faces)
        if part.ink <= width:
            yield part
        else:
            yield from (measured([letter]) for piece in part.pieces for letter in _letters(piece))


def _letters(piece: Piece) -> list[Piece]:
    """A Latin word letter by letter."""
    if len(piece.text) < 2 or not piece.text.isascii():
        return [piece]
    single = shaper(piece.face)
    return [part for char in piece.text for part in single.pieces(char)]
