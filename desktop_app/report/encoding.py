"""Pieces as codes of a face in one document, and which text each code stands for. Knows HarfBuzz's glyphs, not its shaping.

Numbers in a TJ array move what follows to the left, in thousandths of an em.
"""

from functools import lru_cache

from .boxes import Word
from .fonts import EM, Face
from .shape import FLAT, Piece

UNNOTICED = 12  # thousandths of an em
REMEMBERED = 16_000  # pieces in all sizes
BEHIND = 10.0  # thousandths of an em


class Encoding:
    """Codes of one face in one document. A code is that of the face (fonts.py); what has another text gets one more."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self.blank = face.glyph(" ")  # its code always means U+0020
        self.texts: dict[int, str] = {}  # code: text
        self.glyphs: dict[int, int] = {}  # code: glyph, of the second codes only
        self._usual: set[tuple[int, str]] = set()  # code and text
        self._second: dict[tuple[int, str], int] = {}

    def show(self, piece: Piece, size: float) -> str:
        """What shows a piece inside a TJ array."""
        if self._usual.issuperset(piece.needed):
            return operators(piece, size)
        return operators(piece, size, tuple([self.code(*one) for one in piece.needed]))

    def has_usual(self, word: Word) -> bool:
        """Whether the codes of a word in this face are those of any document, as they mostly are."""
        new = word.glyphs - self._usual
        if new:
            for one in [one for piece in word.pieces for one in piece.needed if one in new]:
                self.code(*one)
        return new <= self._usual

    def code(self, own: int, text: str) -> int:
        """The face's ``own`` code, if that means this text here."""
        usual = text == " " if own == self.blank else own  # some readers drop code 0
        if usual and self.texts.setdefault(own, text) == text:
            self._usual.add((own, text))
            return own
        return self._second.get((own, text)) or self._add(own, text)

    def _add(self, own: int, text: str) -> int:
        code = self.face.free_code + len(self._second)
        self._second[own, text] = code
        self.glyphs[code] = self.face.drawn(own)
        self.texts[code] = text
        return code


@lru_cache(maxsize=REMEMBERED)
def operators(piece: Piece, size: float, codes: tuple[int, ...] | None = None) -> str:
    """A piece inside a TJ array; without ``codes``, for what it needs, in those of its face."""
    codes = codes or tuple([code for code, _ in piece.needed])
    next_code = iter(codes)
    wide = piece.face.widths[piece.face.unseen]
    pen, rise, behind, shown = 0.0, 0.0, BEHIND, []
    for glyph in piece.glyphs:
        if abs(glyph.y - rise) > FLAT:
            rise = glyph.y
            # PDFium sorts what a line shows by where it begins: this lets the raised mark begin right behind its letter.
            shown.append(f"]TJ {number(rise * size / EM)} Ts[{shift(pen - behind)}<{next(next_code):04X}>")
            pen = behind + wide
            behind += BEHIND
        shown.append(f"{shift(pen - glyph.x)}<{next(next_code):04X}>")
        pen = glyph.x + piece.face.widths[glyph.id]
    if not piece.plain and abs(pen - piece.advance) > UNNOTICED:
        # Poppler takes the end of the last glyph for the end of the span: this brings it there.
        shown.append(f"{shift(pen + wide - piece.advance)}<{codes[-1]:04X}>")
        pen = piece.advance
    if rise:
        shown.append("]TJ 0 Ts[")
    if piece.missing:
        shown = ["]TJ 3 Tr[", *shown, "]TJ 0 Tr["]
    return "".join(shown) + shift(pen - piece.advance)


def number(value: float) -> str:
    """As short as a hundredth of a unit allows."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


coordinate = lru_cache(maxsize=4_096)(number)  # all pages of a style have the same lines


def shift(value: float) -> str:
    """A number between the glyphs of a TJ array; positive moves to the left."""
    text = number(value)
    return "" if text == "0" else f" {text}"


def utf16(text: str) -> str:
    return text.encode("utf-16-be", "surrogatepass").hex().upper()


def text_string(text: str) -> str:
    """A text as an object: no reader can mistake its encoding."""
    return f"<FEFF{utf16(text)}>"
