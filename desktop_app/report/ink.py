"""Lines of pieces to the operators of a PDF page, and which glyphs they use. Knows HarfBuzz's glyphs, not its shaping.

A piece that is not plain is wrapped in a span with its ActualText: without it Poppler sorts shifted marks anew (TRAPS).
"""

from collections.abc import Sequence

from .fonts import EM, Face
from .rows import Rule, Words
from .shape import Piece

Operators = tuple[str, str]  # before and after the number by which the next piece is moved


class Encoding:
    """Codes of one face in one document. A code is the glyph's id; a glyph that stands for a second text gets a second code."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self.texts: dict[int, str] = {}  # code: text
        self.glyphs: dict[int, int] = {}  # code: glyph, of the second codes only
        self._second: dict[tuple[int, str], int] = {}

    def code(self, glyph: int, text: str) -> int:
        if self.texts.setdefault(glyph, text) == text:
            return glyph
        return self._second.get((glyph, text)) or self._add(glyph, text)

    def _add(self, glyph: int, text: str) -> int:
        code = self.face.glyph_count + len(self._second)
        self._second[glyph, text] = code
        self.glyphs[code] = glyph
        self.texts[code] = text
        return code


class Ink:
    """The operators of a document's pages."""

    def __init__(self) -> None:
        self.encodings: dict[int, Encoding] = {}
        self._known: dict[tuple[int, float], Operators] = {}

    def words(self, words: Sequence[Words]) -> str:
        return "\n".join(["BT", *(self._line(one) for one in words if one.line.pieces), "ET"])

    def _line(self, words: Words) -> str:
        line = words.line
        size = line.size
        plain = _shift(-line.cluster * EM / size)
        blank = _shift(-(line.blank + line.cluster) * EM / size)
        parts = []
        face: Face | None = None
        for piece in line.pieces:
            if piece.face is not face:
                face = piece.face
                parts.append(f"]TJ/{self._encoding(face).name} {number(size)} Tf[")
            known = self._known.get((id(piece), size)) or self._learn(piece, size)
            parts.append(known[0] + (blank if piece.blank else plain) + known[1])
        drawn = f"1 0 0 1 {number(words.x)} {number(words.y)} Tm[" + "".join(parts) + "]TJ"
        return drawn.replace("[]TJ", "").replace("><", "")

    def _encoding(self, face: Face) -> Encoding:
        found = self.encodings.get(id(face))
        if found is None:
            found = self.encodings[id(face)] = Encoding(face, f"F{len(self.encodings) + 1}")
        return found

    def _learn(self, piece: Piece, size: float) -> Operators:
        encoding = self._encoding(piece.face)
        pen, rise, shown = 0.0, 0.0, []
        for glyph in piece.glyphs:
            if glyph.y != rise:
                rise = glyph.y
                shown.append(f"]TJ {number(rise * size / EM)} Ts[")
            shown.append(_shift(pen - glyph.x))
            shown.append(f"<{encoding.code(glyph.id, glyph.text):04X}>")
            pen = glyph.x + piece.face.widths[glyph.id]
        if rise:
            shown.append("]TJ 0 Ts[")
        before, after = "".join(shown) + _shift(pen - piece.advance), ""
        if not piece.plain:
            before = f"]TJ/Span<</ActualText<FEFF{_utf16(piece.text)}>>>BDC[{before}"
            after = "]TJ EMC["
        self._known[id(piece), size] = before, after
        return before, after


def rules(found: Sequence[Rule]) -> str:
    """Lines, each with its own thickness; dotted ones with round dots."""
    drawn = []
    for rule in found:
        dots = f"1 J [0 {number(rule.gap)}] 0 d" if rule.gap else "0 J [] 0 d"
        line = f"{number(rule.x)} {number(rule.y)} m {number(rule.to_x)} {number(rule.to_y)} l S"
        drawn.append(f"{number(rule.thickness)} w {dots} {line}")
    return "\n".join(drawn)


def frames(words: Sequence[Words]) -> str:
    """A frame for each piece that no glyph shows."""
    drawn = []
    for one in words:
        if not any(piece.missing for piece in one.line.pieces):
            continue
        x, size = one.x, one.line.size
        for piece in one.line.pieces:
            if piece.missing:
                drawn.append(_frame(x, one.y, piece, size))
            x += piece.advance * size / EM + one.line.cluster + (one.line.blank if piece.blank else 0.0)
    return "\n".join(drawn)


def _frame(x: float, y: float, piece: Piece, size: float) -> str:
    side = 0.62 * size
    left, foot = x + (piece.advance * size / EM - side) / 2, y - 0.03 * size
    drawn = f"{number(0.05 * size)} w 0 J [] 0 d {number(left)} {number(foot)} {number(side)} {number(side)} re S"
    ends = {"\u2611": ((0.2, 0.5), (0.42, 0.22), (0.82, 0.8)), "\u2714": (), "\u2612": ((0.2, 0.2), (0.8, 0.8))}
    points = ends.get(piece.text[:1], ())
    if points:
        path = [f"{number(left + px * side)} {number(foot + py * side)}" for px, py in points]
        drawn += f" {path[0]} m " + " ".join(f"{point} l" for point in path[1:]) + " S"
    if piece.text[:1] == "\u2612":
        drawn += f" {number(left + 0.2 * side)} {number(foot + 0.8 * side)} m {number(left + 0.8 * side)} {number(foot + 0.2 * side)} l S"
    return drawn


def number(value: float) -> str:
    """As short as a hundredth of a unit allows."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _shift(value: float) -> str:
    """A number between the glyphs of a TJ array; positive moves to the left."""
    text = number(value)
    return "" if text == "0" else text


def _utf16(text: str) -> str:
    return text.encode("utf-16-be", "surrogatepass").hex().upper()
