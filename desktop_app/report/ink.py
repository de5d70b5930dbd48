"""Lines of pieces to the operators of a PDF page, and which glyphs they use. Knows HarfBuzz's glyphs, not its shaping.

Numbers in a TJ array move what follows to the left, in thousandths of an em.
"""

from collections.abc import Sequence
from functools import lru_cache

from .fonts import EM, Face
from .lines import places
from .rows import Rule, Words
from .shape import Piece
from .spans import Span, head, is_seam, spans

UNNOTICED = 30  # thousandths of an em
FLAT = 5  # thousandths of an em: a rise that nobody sees; each rise is one more object to the reader
BEHIND = 10.0  # thousandths of an em


class Encoding:
    """Codes of one face in one document. A code is the glyph's id; a glyph that stands for a second text gets a second code."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self.blank = face.glyph(" ")  # its code always means U+0020
        self.texts: dict[int, str] = {}  # code: text
        self.glyphs: dict[int, int] = {}  # code: glyph, of the second codes only
        self._second: dict[tuple[int, str], int] = {}

    def code(self, glyph: int, text: str) -> int:
        usual = text == " " if glyph == self.blank else glyph  # some readers drop code 0
        if usual and self.texts.setdefault(glyph, text) == text:
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
        self._known: dict[tuple[int, float], str] = {}

    def words(self, words: Sequence[Words]) -> str:
        shown = ["BT"]
        place = 0
        while place < len(words):
            one = words[place]
            place += 1
            if place < len(words) and words[place].joined and one.line.pieces and words[place].line.pieces:
                shown += self._joined(one, words[place])
                place += 1
            elif one.line.pieces:
                shown.append(self._line(one, spans(one.line.pieces)))
        return "\n".join([*shown, "ET"])

    def _joined(self, one: Words, other: Words) -> tuple[str, str]:
        """Two lines read as one: the last letter of the one and the first of the other share a span, and so does the gap between.
        Otherwise Poppler reads numbers and labels as columns of their own."""
        pieces, others = one.line.pieces, other.line.pieces
        tail = len(pieces) - 1
        while tail and pieces[tail].blank:
            tail -= 1
        first = head(others)
        text = "".join(piece.text for piece in (*pieces[tail:], *others[:first]))
        before = [span for span in spans(pieces) if span[1] <= tail]
        after = [(max(start, first), end) for start, end in spans(others) if end > first]
        return (
            self._line(one, [*before, (tail, len(pieces))], text=text, closed=False),
            self._line(other, [(0, first), *after], opened=False),
        )

    def _line(
        self, words: Words, told: Sequence[Span], text: str = "", opened: bool = True, closed: bool = True
    ) -> str:
        """``text`` replaces that of the last span. The first span may have been opened before, the last may be left open."""
        line = words.line
        pieces = line.pieces
        begins = dict(told)
        shift = _shift(-line.cluster * EM / line.size)
        blank = _shift(-(line.blank + line.cluster) * EM / line.size)
        parts = [f"1 0 0 1 {number(words.x)} {number(words.y)} Tm["]
        face: Face | None = None
        until, last = -1, len(pieces) - 1
        for place, piece in enumerate(pieces):
            if place in begins:
                until = begins[place]
                if place or opened:
                    said = text if text and until == len(pieces) else "".join([one.text for one in pieces[place:until]])
                    parts.append(f"]TJ/Span<</ActualText<FEFF{utf16(said)}>>>BDC[")
            if piece.face is not face:
                face = piece.face
                parts.append(f"]TJ/{self.encoding(face).name} {number(line.size)} Tf[")
            shown = self._known.get((id(piece), line.size)) or self._learn(piece, line.size)
            if not piece.blank:
                parts += (shown, shift) if place == last or not is_seam(piece, pieces[place + 1]) else (shown,)
            else:  # the end of a span is that of its last glyph, so a blank in it gives before it
                parts += (blank, shown) if place < until else (shown, blank)
            if place + 1 == until and (closed or until < len(pieces)):
                parts.append("]TJ EMC[")
        parts.append("]TJ")
        return "".join(parts).replace("[]TJ", "").replace("><", "")

    def encoding(self, face: Face) -> Encoding:
        found = self.encodings.get(id(face))
        if found is None:
            found = self.encodings[id(face)] = Encoding(face, f"F{len(self.encodings) + 1}")
        return found

    def _learn(self, piece: Piece, size: float) -> str:
        """What shows a piece in this document."""
        encoding = self.encoding(piece.face)
        codes = tuple([encoding.code(glyph.id, glyph.text) for glyph in piece.glyphs])
        if not piece.plain:
            encoding.code(encoding.blank, " ")
        known = self._known[id(piece), size] = _shown(piece, size, codes)
        return known


@lru_cache(maxsize=20_000)
def _shown(piece: Piece, size: float, codes: tuple[int, ...]) -> str:
    """A piece inside a TJ array."""
    blank = piece.face.glyph(" ")
    pen, rise, behind, shown = 0.0, 0.0, BEHIND, []
    for glyph, code in zip(piece.glyphs, codes, strict=True):
        if abs(glyph.y - rise) > FLAT:
            rise = glyph.y
            # PDFium sorts what a line shows by where it begins: a blank lets the raised mark begin right behind its letter.
            shown.append(f"]TJ {number(rise * size / EM)} Ts[{_shift(pen - behind)}<{blank:04X}>")
            pen = behind + piece.face.widths[blank]
            behind += BEHIND
        shown.append(f"{_shift(pen - glyph.x)}<{code:04X}>")
        pen = glyph.x + piece.face.widths[glyph.id]
    if rise:
        shown.append("]TJ 0 Ts[")
    if _ends_elsewhere(piece):
        # Poppler takes the end of the last glyph for the end of the span: a blank brings it there.
        shown.append(f"{_shift(pen + piece.face.widths[blank] - piece.advance)}<{blank:04X}>")
        pen = piece.advance
    if piece.missing:
        shown = ["]TJ 3 Tr[", *shown, "]TJ 0 Tr["]
    return "".join(shown) + _shift(pen - piece.advance)


def _ends_elsewhere(piece: Piece) -> bool:
    """Whether the last glyph of a span, a mark, ends before or behind the piece."""
    last = piece.glyphs[-1]
    return not piece.plain and abs(last.x + piece.face.widths[last.id] - piece.advance) > UNNOTICED


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
    return "\n".join(
        _frame(one.x + x, one.y, piece, one.line.size)
        for one in words
        if any(piece.missing for piece in one.line.pieces)
        for piece, x in zip(one.line.pieces, places(one.line), strict=True)
        if piece.missing
    )


_TICKS = {  # inside the frame, in parts of its side
    "\u2611": ((0.2, 0.5), (0.42, 0.22), (0.82, 0.8)),
    "\u2612": ((0.2, 0.2), (0.8, 0.8), (0.5, 0.5), (0.2, 0.8), (0.8, 0.2)),
}


def _frame(x: float, y: float, piece: Piece, size: float) -> str:
    """A square as high as a letter; check boxes with their tick."""
    side = 0.58 * size
    left = x + (piece.advance * size / EM - side) / 2
    drawn = f"{number(0.05 * size)} w 0 J [] 0 d {number(left)} {number(y)} {number(side)} {number(side)} re S"
    path = [f"{number(left + across * side)} {number(y + up * side)}" for across, up in _TICKS.get(piece.text[:1], ())]
    if path:
        drawn += f" {path[0]} m " + " ".join(f"{point} l" for point in path[1:]) + " S"
    return drawn


def number(value: float) -> str:
    """As short as a hundredth of a unit allows."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _shift(value: float) -> str:
    """A number between the glyphs of a TJ array; positive moves to the left."""
    text = number(value)
    return "" if text == "0" else f" {text}"


def utf16(text: str) -> str:
    return text.encode("utf-16-be", "surrogatepass").hex().upper()
