"""Lines of pieces to the text operators of a PDF page."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .encoding import Encoding, number, shift, utf16
from .fonts import EM, Face
from .marks import Marks, span
from .rows import Words
from .shape import Piece
from .spans import Span, head, is_seam, last_letter, spans, united

WIDE = 0.3  # em that a blank gives


class Ink:
    """The operators of a document's pages, and the encodings of the faces they use."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
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
        return "\n".join([*shown, *self._read_as_one(chain), f"{self.marks.close()}ET"])

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
        texts = {start: "".join([piece.text for piece in pieces[start:end]]) for start, end in told}
        chained = _Chain(texts, dict(told), {end for _, end in told}, self._held(chain, told))
        start = 0
        for one in chain:
            yield self._line(one, start, chained)
            start += len(one.line.pieces)

    def _held(self, chain: Sequence[Words], told: Sequence[Span]) -> set[int]:
        """Where the spans begin that go over several parts."""
        borders, start = [], 0
        for before, one in zip(chain, chain[1:], strict=False):
            start += len(before.line.pieces)
            if one.part != before.part:
                borders.append(start)
        return {begin for begin, end in told if self.marks.wanted and any(begin < at < end for at in borders)}

    def _line(self, words: Words, first: int, chain: "_Chain") -> str:
        """``first``: the number of its first piece in the chain."""
        line, marks = words.line, self.marks
        size, pieces, last = line.size, line.pieces, len(line.pieces) - 1
        gap, blank = shift(-line.cluster * EM / size), shift(-(line.blank + line.cluster) * EM / size)
        begun = chain.around(first)
        inside, held = begun >= 0, begun in chain.held
        parts = [f"1 0 0 1 {number(words.x)} {number(words.y)} Tm["]
        opening = "" if first in chain.held else marks.to(words.part, held)
        marks.read(words.part, line)
        encoding: Encoding | None = None
        for place, piece in enumerate(pieces):
            if first + place in chain.texts:
                inside, held = True, first + place in chain.held
                text = utf16(chain.texts[first + place])
                parts.append(f"]TJ {marks.hold(text, words.part) if held else span(text)}[")
            if encoding is None or piece.face is not encoding.face:
                encoding = self.encoding(piece.face)
                parts.append(f"]TJ/{encoding.name} {number(size)} Tf[")
            shown = encoding.show(piece, size)
            if not piece.blank:
                parts += (shown, gap) if place == last or not is_seam(piece, pieces[place + 1]) else (shown,)
            else:  # the end of a span is that of its last glyph, so a blank in it gives before it
                parts += (blank, shown) if inside else (shown, blank)
            if first + place + 1 in chain.ends:
                goes_on = place < last and first + place + 1 not in chain.held
                parts.append(f"]TJ {marks.let_go(words.part if goes_on else None)}[" if held else "]TJ EMC[")
                inside, held = False, False
        return opening + ("".join(parts) + "]TJ").replace("[]TJ", "").replace("><", "")

    def encoding(self, face: Face) -> Encoding:
        found = self.encodings.get(id(face))
        if found is None:
            found = self.encodings[id(face)] = Encoding(face, f"F{len(self.encodings) + 1}")
        return found


class _Chain(NamedTuple):
    """Lines that are read as one text, their pieces numbered through: the spans' texts and ends by their beginnings, all ends, and
    the beginnings of those that go over several parts."""

    texts: dict[int, str]
    spans: dict[int, int]
    ends: set[int]
    held: set[int]

    def around(self, piece: int) -> int:
        """The beginning of the span that began before that piece and goes on with it; -1 where there is none."""
        return next((begin for begin, end in self.spans.items() if begin < piece < end), -1)
