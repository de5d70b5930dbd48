"""Lines of pieces to the text operators of a PDF page."""

from collections.abc import Iterator, Sequence

from .encoding import Encoding, number, shift, utf16
from .fonts import EM, Face
from .rows import Words
from .shape import Piece
from .spans import Span, head, is_seam, last_letter, spans, united

WIDE = 0.3  # em that a blank gives


class Ink:
    """The operators of a document's pages, and the encodings of the faces they use."""

    def __init__(self) -> None:
        self.encodings: dict[int, Encoding] = {}

    def words(self, words: Sequence[Words]) -> str:
        shown = ["BT"]
        chain: list[Words] = []
        for one in words:
            if not one.line.pieces:
                continue
            if not one.joined:
                shown += self._read_as_one(chain)
                chain = []
            chain.append(one)
        return "\n".join([*shown, *self._read_as_one(chain), "ET"])

    def _read_as_one(self, chain: Sequence[Words]) -> Iterator[str]:
        """Lines that make one text: the last letter of each and the first of the next share a span, and so does the gap between.
        Otherwise Poppler reads numbers, labels and cells as columns of their own."""
        pieces: list[Piece] = []
        told: list[Span] = []
        for one in chain:
            start = len(pieces)
            if start:
                told.append((last_letter(pieces), start + head(one.line.pieces)))
            wide = one.line.blank > WIDE * one.line.size
            told += [(start + begin, start + end) for begin, end in spans(one.line.pieces, wide)]
            pieces += one.line.pieces
        told = united(told)
        begins = {start: "".join([piece.text for piece in pieces[start:end]]) for start, end in told}
        ends = {end for _, end in told}
        start = 0
        for one in chain:
            yield self._line(one, start, begins, ends, any(begin < start < end for begin, end in told))
            start += len(one.line.pieces)

    def _line(self, words: Words, first: int, begins: dict[int, str], ends: set[int], inside: bool) -> str:
        """``first``: the number of its first piece, by which ``begins`` has the texts of the spans and ``ends`` their ends.
        ``inside``: the line begins in a span."""
        line = words.line
        size, pieces, last = line.size, line.pieces, len(line.pieces) - 1
        gap, blank = shift(-line.cluster * EM / size), shift(-(line.blank + line.cluster) * EM / size)
        parts = [f"1 0 0 1 {number(words.x)} {number(words.y)} Tm["]
        encoding: Encoding | None = None
        for place, piece in enumerate(pieces):
            if first + place in begins:
                inside = True
                parts.append(f"]TJ/Span<</ActualText<FEFF{utf16(begins[first + place])}>>>BDC[")
            if encoding is None or piece.face is not encoding.face:
                encoding = self.encoding(piece.face)
                parts.append(f"]TJ/{encoding.name} {number(size)} Tf[")
            shown = encoding.show(piece, size)
            if not piece.blank:
                parts += (shown, gap) if place == last or not is_seam(piece, pieces[place + 1]) else (shown,)
            else:  # the end of a span is that of its last glyph, so a blank in it gives before it
                parts += (blank, shown) if inside else (shown, blank)
            if first + place + 1 in ends:
                inside = False
                parts.append("]TJ EMC[")
        return ("".join(parts) + "]TJ").replace("[]TJ", "").replace("><", "")

    def encoding(self, face: Face) -> Encoding:
        found = self.encodings.get(id(face))
        if found is None:
            found = self.encodings[id(face)] = Encoding(face, f"F{len(self.encodings) + 1}")
        return found
