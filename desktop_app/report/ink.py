"""Lines of pieces to the text operators of a PDF page."""

from collections.abc import Collection, Sequence

from .encoding import Encoding, number, shift, utf16
from .fonts import EM, Face
from .lines import Line
from .rows import Words
from .spans import Span, head, is_seam, spans

WIDE = 0.3  # em that a blank gives


class Ink:
    """The operators of a document's pages, and the encodings of the faces they use."""

    def __init__(self) -> None:
        self.encodings: dict[int, Encoding] = {}

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
                told = _told(one.line)
                shown.append(self._line(one, told, {end for _, end in told}))
        return "\n".join([*shown, "ET"])

    def _joined(self, one: Words, other: Words) -> tuple[str, str]:
        """Two lines read as one: the last letter of the one and the first of the other share a span, and so does the gap between.
        Otherwise Poppler reads numbers and labels as columns of their own."""
        pieces, others = one.line.pieces, other.line.pieces
        tail = len(pieces) - 1
        while tail and pieces[tail].blank:
            tail -= 1
        first = head(others)
        before = {span: text for span, text in _told(one.line).items() if span[1] <= tail}
        shared = "".join(piece.text for piece in (*pieces[tail:], *others[:first]))
        after = {span: text for span, text in _told(other.line).items() if span[0] >= first}
        return (
            self._line(one, {**before, (tail, len(pieces)): shared}, {end for _, end in before}),
            self._line(other, after, {first, *(end for _, end in after)}, inside=True),
        )

    def _line(self, words: Words, told: dict[Span, str], ends: Collection[int], inside: bool = False) -> str:
        """``ends``: behind which pieces a span ends. ``inside``: the line begins in an open span."""
        line = words.line
        size, pieces, last = line.size, line.pieces, len(line.pieces) - 1
        begins = {start: text for (start, _), text in told.items()}
        gap, blank = shift(-line.cluster * EM / size), shift(-(line.blank + line.cluster) * EM / size)
        parts = [f"1 0 0 1 {number(words.x)} {number(words.y)} Tm["]
        encoding: Encoding | None = None
        for place, piece in enumerate(pieces):
            if place in begins:
                inside = True
                parts.append(f"]TJ/Span<</ActualText<FEFF{utf16(begins[place])}>>>BDC[")
            if encoding is None or piece.face is not encoding.face:
                encoding = self.encoding(piece.face)
                parts.append(f"]TJ/{encoding.name} {number(size)} Tf[")
            shown = encoding.show(piece, size)
            if not piece.blank:
                parts += (shown, gap) if place == last or not is_seam(piece, pieces[place + 1]) else (shown,)
            else:  # the end of a span is that of its last glyph, so a blank in it gives before it
                parts += (blank, shown) if inside else (shown, blank)
            if place + 1 in ends:
                inside = False
                parts.append("]TJ EMC[")
        return ("".join(parts) + "]TJ").replace("[]TJ", "").replace("><", "")

    def encoding(self, face: Face) -> Encoding:
        found = self.encodings.get(id(face))
        if found is None:
            found = self.encodings[id(face)] = Encoding(face, f"F{len(self.encodings) + 1}")
        return found


def _told(line: Line) -> dict[Span, str]:
    """The spans of a line and their texts."""
    found = spans(line.pieces, wide=line.blank > WIDE * line.size)
    return {span: "".join([piece.text for piece in line.pieces[span[0] : span[1]]]) for span in found}
