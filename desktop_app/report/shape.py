"""Text to glyphs by HarfBuzz, piece by piece and each piece once in the life of the program. Knows no line and no page.

A piece is what HarfBuzz may be given alone: a letter with the marks it carries, a Latin word or number, a blank. Thai shaping
crosses such a border in none of the dictionary's words (tests/report/test_whole_runs.py).
"""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple
from unicodedata import category

import uharfbuzz as hb

from desktop_app.thai.beside import ZWSP

from .fonts import Face

SARA_AM, NIKHAHIT, SARA_AA = "\u0e33", "\u0e4d", "\u0e32"
RU_LU = "[\u0e24\u0e26]\u0e45"  # ฤๅ ฦๅ, each one glyph of its own
SARA_AM_NEAR = 45  # thousandths of an em: how far the font's own SARA AM may lie from the shaped one (DESIGN §5)
LONGEST_WORD = 24  # characters of a Latin word that are shaped together
MOST_MARKS = (
    4  # on one letter: a thousand would make a tower, and HarfBuzz takes seconds to build it; the others stand alone
)
TAB_BLANKS = 4  # a tab is this many blanks wide
UNDER_FRAME = "H"  # about as wide as glyph 0
STRAY = 450.0  # thousandths of an em: room for a mark without a letter
MOST_PIECES = 50_000  # then the cache begins anew

MARKS = "\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u20d0-\u20ff"
_UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
_BLANKS = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_WESTERN = "!-~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e"
_PICTOGRAPH = "[\u2600-\u27bf\U0001f000-\U0001f1e5\U0001f200-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*"
_PICTURE = (
    f"[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTOGRAPH}(?:\u200d{_PICTOGRAPH})*"  # flags, families: one picture, one frame
)
_IS_PICTURE = re.compile(_PICTURE)
_PIECE = re.compile(
    f"[{_WESTERN}]{{1,{LONGEST_WORD}}}(?![{MARKS}{_UNSEEN}])"
    f"|[{_UNSEEN}]*[{_BLANKS}][{_UNSEEN}]*"
    f"|{_PICTURE}"
    f"|[{_UNSEEN}]*(?:{RU_LU}|[^{_UNSEEN}])[{_UNSEEN}]*(?:[{MARKS}][{_UNSEEN}]*){{0,{MOST_MARKS}}}"
    f"(?:{SARA_AM}[{_UNSEEN}]*(?:[{MARKS}][{_UNSEEN}]*){{0,{MOST_MARKS}}})?"
    f"|[{_UNSEEN}]+"
)
_NOT_SEEN = re.compile(f"[{_UNSEEN}\x00-\x08\x0b-\x1f\x7f-\x9f]+")
_BLANK = re.compile(f"[{_BLANKS}]")
_HAS_MARK = re.compile(f"[{MARKS}]")
_UNMAPPED = re.compile(
    "[\x00\ufeff\ufffe\ue000-\uf8ff\U000f0000-\U0010ffff]"
)  # ActualText tells them (ISO 19005-3, 6.2.11.7)
FLAT = 5  # thousandths of an em: a rise that nobody sees; each rise is one more object to the reader
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

    needed: tuple[tuple[int, str], ...] = field(
        init=False
    )  # codes with their texts, in the order in which they are shown

    def __post_init__(self) -> None:
        object.__setattr__(self, "needed", tuple(_codes(self)))


def _codes(piece: Piece) -> Iterator[tuple[int, str]]:
    """A glyph that is raised has the helper before it, which is read in its place: MuPDF (1.28) finds the letter twice where anything
    else stands before it in a span."""
    face, rise = piece.face, 0.0
    for glyph in piece.glyphs:
        if abs(glyph.y - rise) <= FLAT:
            yield glyph.id, glyph.text
            continue
        rise = glyph.y
        if face.can_speak_for(glyph.text):
            yield from ((face.spoken(glyph.text), glyph.text), (face.silent(glyph.id), ZWSP))
        else:
            yield from (helper(face), (glyph.id, glyph.text))
    if not piece.plain:
        yield helper(face)


def helper(face: Face) -> tuple[int, str]:
    """The glyph that brings the pen of a reader somewhere, and its text. Who heeds no ActualText (pdf.js, macOS) finds nothing more
    than was typed, where the font has one without width."""
    return face.unseen, " " if face.widths[face.unseen] else ZWSP


class Shaper:
    """The pieces of one face."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self._known: dict[str, tuple[Piece, ...]] = {}

    def pieces(self, text: str) -> list[Piece]:
        """The pieces in order; their texts joined are the text."""
        known = self._known
        found: list[Piece] = []
        for part in _PIECE.findall(text):
            found += known.get(part) or self._remember(part)
        return found

    def _remember(self, text: str) -> tuple[Piece, ...]:
        pieces = self._shaped(text)
        if len(self._known) >= MOST_PIECES:
            self._known.clear()
        self._known[text] = pieces
        return pieces

    def _shaped(self, text: str) -> tuple[Piece, ...]:
        seen = _NOT_SEEN.sub("", text)
        blank = self.face.glyph(" ")
        if not seen:  # U+200B and others alone: a blank without width bears their text
            return (Piece(text, self.face, (Glyph(blank, 0, 0, text),), 0, plain=False),)
        if _BLANK.fullmatch(seen):
            width = self.face.widths[blank] * (TAB_BLANKS if seen == "\t" else 1)
            return (Piece(text, self.face, (Glyph(blank, 0, 0, text),), width, text == " ", blank=True),)
        glyphs, advance = shaped(self.face, seen)
        if any(glyph.id == 0 for glyph in glyphs):
            return self._without_glyph(text, seen)
        glyphs, advance = _with_sara_am(self.face, seen, glyphs, advance)
        if _HAS_MARK.match(seen):
            return (self._alone(text, glyphs, advance),)
        return (Piece(text, self.face, glyphs, advance, _is_plain(self.face, text, glyphs)),)

    def _alone(self, text: str, glyphs: tuple[Glyph, ...], advance: float) -> Piece:
        """Marks without a letter, a typing error, stand alone and not on what is before them. The unseen glyph at their beginning is
        read as the first one, so that no reader sees a gap."""
        first, *others = [glyph._replace(x=glyph.x + STRAY) for glyph in glyphs]
        spoken = Glyph(self.face.unseen, 0, 0, first.text)
        return Piece(text, self.face, (spoken, first._replace(text=ZWSP), *others), advance + STRAY, plain=False)

    def _without_glyph(self, text: str, seen: str) -> tuple[Piece, ...]:
        """A frame, drawn as lines, stands for what the font lacks; a letter under it bears the text, unseen. A mark is left out."""
        marked = self.face.covers(seen[0]) and all(category(char).startswith("M") for char in seen[1:])
        picture = _IS_PICTURE.fullmatch(text) is not None
        if len(text) > 1 and not marked and not picture:
            return tuple(piece for char in text for piece in self.pieces(char))
        covered = "".join(char for char in seen if self.face.covers(char))
        if covered:
            glyphs, advance = shaped(self.face, covered)
            return (Piece(text, self.face, glyphs, advance, plain=False),)
        under = self.face.glyph(UNDER_FRAME) or self.face.glyph(" ")  # never glyph 0 (ISO 19005-3, 6.2.11.8)
        width = self.face.widths[0]
        return (
            Piece(
                text,
                self.face,
                (Glyph(under, 0, 0, text),),
                width,
                plain=(len(text) == 1 or picture) and not _UNMAPPED.search(text),
                missing=True,
            ),
        )


def shaped(face: Face, text: str) -> tuple[tuple[Glyph, ...], float]:
    """What HarfBuzz makes of a text, and its advance."""
    buffer: Any = hb.Buffer()
    buffer.add_codepoints([ord(char) for char in text])
    buffer.direction, buffer.script, buffer.language = "ltr", _script(text), "th"
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    hb.shape(face.hb_font, buffer)
    glyphs, pen = [], 0.0
    texts = _texts(face, text, [(info.codepoint, info.cluster) for info in buffer.glyph_infos])
    for info, position, borne in zip(buffer.glyph_infos, buffer.glyph_positions, texts, strict=True):
        x, y = pen + position.x_offset * face.scale, position.y_offset * face.scale
        glyphs.append(Glyph(info.codepoint, x, y, borne))
        pen += position.x_advance * face.scale
    return tuple(glyphs), pen


def _texts(face: Face, text: str, glyphs: list[tuple[int, int]]) -> Iterator[str]:
    """The text that each glyph bears: its character, that of a ligature all of its cluster's; several glyphs of which one is no
    character bear the cluster's one by one, those too many nothing."""
    starts = [at for at, _ in groupby(at for _, at in glyphs)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        whole = text[start:end]
        own = [face.characters.get(glyph, "") for glyph, at in glyphs if at == start]
        if len(own) == 1 < len(whole):
            yield whole
        elif all(own):
            yield from own
        elif len(own) > len(whole):
            yield from whole + ZWSP * (len(own) - len(whole))
        else:
            last = len(own) - 1
            yield from (*whole[:last], whole[last:])


def never_seen(char: str) -> bool:
    """Whether nothing is drawn for a character: blanks of all kinds, line ends, controls, joiners."""
    return _NOT_SEEN.fullmatch(char) is not None or char.isspace()


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
    """Kerning between Western letters is no shift. A mark is never plain: Poppler takes a stretched gap after one for a blank."""
    if _HAS_MARK.search(text) or _UNMAPPED.search(text) or "".join(glyph.text for glyph in glyphs) != text:
        return False
    pen = 0.0
    for glyph in glyphs:
        if glyph.y or abs(glyph.x - pen) > _KERNING:
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
