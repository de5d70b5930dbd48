"""Text to glyphs by HarfBuzz, piece by piece and each piece once in the life of the program. Knows no line and no page.

A piece is what HarfBuzz may be given alone: a letter with the marks it carries, a Latin word or number, a blank. Thai shaping
hardly crosses such a border (DESIGN §5: 2 of 6,097 words differ, by 0.006 em).
"""

import re
import threading
from dataclasses import dataclass
from typing import Any, NamedTuple

import uharfbuzz as hb

from .fonts import EM, Face

SARA_AM, NIKHAHIT, SARA_AA = "\u0e33", "\u0e4d", "\u0e32"
SARA_AM_NEAR = 45  # thousandths of an em: how far the font's own SARA AM may lie from the shaped one (DESIGN §5)
LONGEST_WORD = 24  # characters of a Latin word that are shaped together
MOST_PIECES = 50_000  # then the cache begins anew

MARKS = "\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u20d0-\u20ff"
_UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
_WESTERN = "!-~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e"
_PIECE = re.compile(
    f"[{_WESTERN}]{{1,{LONGEST_WORD}}}(?![{MARKS}{_UNSEEN}])"
    f"|[{_UNSEEN}]*[^{_UNSEEN}][{MARKS}{_UNSEEN}]*{SARA_AM}?[{_UNSEEN}]*"
    f"|[{_UNSEEN}]+"
)
_NOT_SEEN = re.compile(f"[{_UNSEEN}\x00-\x08\x0b-\x1f\x7f-\x9f]+")
_BLANKS = re.compile("[ \u00a0\t]+")
_HAS_MARK = re.compile(f"[{MARKS}]")
_KERNING = 80  # thousandths of an em


class Glyph(NamedTuple):
    """A glyph of a piece; x and y are its origin in thousandths of an em from the piece's own."""

    id: int
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Shaped text. ``advance`` in thousandths of an em. ``plain``: the glyphs lie one after the other on the base line, each with
    its own text, so that a reader finds the text without being told. ``missing``: the font has no glyph for the text."""

    text: str
    face: Face
    glyphs: tuple[Glyph, ...]
    advance: float
    plain: bool = True
    blank: bool = False
    missing: bool = False


class Shaper:
    """The pieces of one face."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self._known: dict[str, Piece] = {}

    def pieces(self, text: str) -> list[Piece]:
        """The pieces in order; their texts joined are the text."""
        known = self._known
        found = []
        for part in _PIECE.findall(text):
            piece = known.get(part)
            if piece is None:
                piece = self._remember(part)
            found.append(piece)
        return found

    def _remember(self, text: str) -> Piece:
        piece = self._shaped(text)
        if len(self._known) >= MOST_PIECES:
            self._known.clear()
        self._known[text] = piece
        return piece

    def _shaped(self, text: str) -> Piece:
        seen = _NOT_SEEN.sub("", text)
        if not seen:
            return self._nothing(text)
        if _BLANKS.fullmatch(seen):
            width = self.face.widths[self.face.glyph(" ")] * (4 if "\t" in seen else 1)
            return Piece(text, self.face, (Glyph(self.face.glyph(" "), 0, 0, text),), width, text == " ", blank=True)
        glyphs, advance = shaped(self.face, seen)
        if any(glyph.id == 0 for glyph in glyphs):
            return self._replaced(text)
        glyphs, advance = _with_sara_am(self.face, seen, glyphs, advance)
        return Piece(text, self.face, glyphs, advance, _is_plain(self.face, text, glyphs))

    def _nothing(self, text: str) -> Piece:
        """Characters that are never drawn, such as U+200B alone: a blank of no width bears their text."""
        blank = self.face.glyph(" ")
        return Piece(text, self.face, (Glyph(blank, 0, 0, text),), 0, plain=False)

    def _replaced(self, text: str) -> Piece:
        """A frame stands for what the font lacks; it is drawn as lines, and a blank under it bears the text."""
        blank = self.face.glyph(" ")
        return Piece(text, self.face, (Glyph(blank, 0, 0, text),), 0.7 * EM, plain=False, missing=True)


def shaped(face: Face, text: str) -> tuple[tuple[Glyph, ...], float]:
    """What HarfBuzz makes of a text, and its advance. A cluster's text is borne by its glyphs one by one as far as they go."""
    buffer: Any = hb.Buffer()
    buffer.add_codepoints([ord(char) for char in text])
    buffer.direction, buffer.script, buffer.language = "ltr", _script(text), "th"
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    hb.shape(face.hb_font, buffer)
    glyphs, pen = [], 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x, y = pen + position.x_offset * face.scale, position.y_offset * face.scale
        glyphs.append(Glyph(info.codepoint, x, y, face.characters.get(info.codepoint, text[info.cluster])))
        pen += position.x_advance * face.scale
    return tuple(glyphs), pen


def _script(text: str) -> str:
    return "Thai" if any("\u0e00" <= char <= "\u0e7f" for char in text) else "Latn"


def _with_sara_am(face: Face, text: str, glyphs: tuple[Glyph, ...], advance: float) -> tuple[tuple[Glyph, ...], float]:
    """The font's own SARA AM instead of nikhahit and sara aa where it looks the same: one glyph stays one character."""
    own = face.glyph(SARA_AM)
    if not own or not text.endswith(SARA_AM) or len(glyphs) < 2:
        return glyphs, advance
    above, aa = glyphs[-2:]
    if above.text != NIKHAHIT or aa.text != SARA_AA:
        return glyphs, advance
    drawn, ring, leg = face.extents(own), face.extents(above.id), face.extents(aa.id)
    distances = (
        aa.x + drawn.left - above.x - ring.left,
        drawn.top - above.y - ring.top,
        drawn.right - leg.right,
        face.widths[own] - face.widths[aa.id],
    )
    if max(map(abs, distances)) > SARA_AM_NEAR:
        return glyphs, advance
    return (*glyphs[:-2], Glyph(own, aa.x, aa.y, SARA_AM)), advance


def _is_plain(face: Face, text: str, glyphs: tuple[Glyph, ...]) -> bool:
    """Kerning between Western letters is no shift; a mark that HarfBuzz moved is one."""
    if "".join(glyph.text for glyph in glyphs) != text:
        return False
    allowed = 0 if _HAS_MARK.search(text) else _KERNING
    pen = 0.0
    for glyph in glyphs:
        if glyph.y or abs(glyph.x - pen) > allowed:
            return False
        pen = glyph.x + face.widths[glyph.id]
    return True


_shapers: dict[int, Shaper] = {}
_making = threading.Lock()


def shaper(face: Face) -> Shaper:
    """The face's shaper, with what it has learned so far."""
    found = _shapers.get(id(face))
    if found is None:
        with _making:
            found = _shapers.setdefault(id(face), Shaper(face))
    return found
