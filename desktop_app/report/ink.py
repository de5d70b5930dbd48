"""Lines of words to the text operators of a PDF page. Those of a word are remembered with it for the life of the program."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .boxes import Word, measured
from .encoding import Encoding, coordinate, number, operators, shift, utf16
from .fonts import EM, Face
from .lines import Line
from .marks import Marks, span
from .rows import Part, Words
from .shape import Piece
from .spans import behind_letters, head, is_seam, is_single, spans, tail

WIDE = 0.3  # em that a blank gives: Poppler takes it for the gap between two columns
SHORT = 40  # pieces
GAP, BLANK = "\x01", "\x02"  # in what is remembered: how far a gap gives, and a blank with the gap behind it
SHUT, OPEN = "\x03", "\x04"  # and where a span ends that began a line before, where one begins that goes on in the next
LAST, ALL_BLANKS = 1, 2  # the place of a word: it ends its line, all blanks there are told,
AFTER, BEFORE = 4, 8  # it has a part in a span that the line before began, or that goes on in the next
GIVEN = 16  # its blanks at the end are told with the part that follows
Run = tuple[Word, ...]
_LONGER = re.compile("[^ ]{2}")


@dataclass(slots=True)
class Shared:
    """A span that goes over from a line to the next. ``part``: which it belongs to, if the line before is of another one."""

    text: str
    part: Part | None = None


class Ink:
    """The operators of a document's pages, and the encodings of the faces they use."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.encodings: dict[Face, Encoding] = {}
        self._known: dict[tuple[float, int], _Known] = {}

    def remembered(self) -> int:
        """How many words, in all sizes and places."""
        return sum(map(len, self._known.values()))

    def words(self, words: Sequence[Words]) -> str:
        shown = ["BT"]
        chained: list[Words] = []
        for one in words:
            if not one.line.words:
                continue
            if chained and not one.joined:
                shown += self._lines(chained)
                chained = []
            chained.append(one)
        return "\n".join([*shown, *self._lines(chained), f"{self.marks.close()}ET"])

    def _lines(self, chained: Sequence[Words]) -> Iterator[str]:
        """Lines that make one text: the last letter of each and the first of the next share a span, and so does the gap between.
        Otherwise Poppler reads numbers, labels and cells as columns of their own. Where another part begins, the blank before it goes
        over to it with the gap: a span over two parts is told twice by MuPDF or not at all by PDFium."""
        runs = [_run(one.line) for one in chained]
        shared = _shared(chained, runs)
        for place, (one, run) in enumerate(zip(chained, runs, strict=True)):
            yield self._line(one, run, shared[place], shared[place + 1])

    def _line(self, words: Words, run: Run, before: Shared | None, behind: Shared | None) -> str:
        """``before``, ``behind``: what it shares with the lines there."""
        line, size = words.line, words.line.size
        opening = self.marks.to(words.part)
        known = self._known_in(run, size, ALL_BLANKS if _all_blanks(line) else 0, before, behind)
        parts = [f"1 0 0 1 {coordinate(words.x)} {coordinate(words.y)} Tm["]
        face = None
        for at, word in enumerate(run):
            if word.face is not face or face is None:
                if at and is_seam(run[at - 1].pieces[-1], word.pieces[0]):
                    parts[-1] = "".join(parts[-1].rsplit(GAP, 1))
                face = word.face
                parts.append(self._font(face, size) if face else "")
            parts.append(known[at][word])
        text = "".join(parts)
        if before is not behind:
            text = self._sharing(text, before, behind)
        gap, blank = shift(-line.cluster * EM / size), shift(-(line.blank + line.cluster) * EM / size)
        text = text.replace(GAP, gap).replace(BLANK, blank)
        return opening + (text + "]TJ").replace("[]TJ", "").replace("><", "")

    def _known_in(
        self, run: Run, size: float, every: int, before: Shared | None, behind: Shared | None
    ) -> "list[_Known]":
        """Where each word of a line is remembered."""
        first, last = AFTER if before else 0, every or LAST
        if behind:
            last = BEFORE if behind.part is None else GIVEN
        if len(run) == 1:
            return [self._of(size, every | first | last)]
        return [self._of(size, every | first), *[self._of(size, every)] * (len(run) - 2), self._of(size, every | last)]

    def _sharing(self, text: str, before: Shared | None, behind: Shared | None) -> str:
        """A line with the operators that end and begin what it shares."""
        if before:
            text = text.replace(SHUT, "]TJ EMC[")
        if behind:
            opening = "" if behind.part is None else self.marks.to(behind.part)
            text = text.replace(OPEN, f"]TJ {opening}{span(utf16(behind.text))}[")
        return text

    def word(self, word: Word, size: float, place: int, usual: bool) -> str:
        """Span by span."""
        parts: list[str] = []
        at = 0
        for begin, end, opening, closing in _told(word.pieces, place):
            parts += (self._set(word, at, begin, size, False, usual), opening)
            parts += (self._set(word, begin, end, size, True, usual), closing)
            at = end
        return "".join([*parts, self._set(word, at, len(word.pieces), size, False, usual)])

    def _set(self, word: Word, start: int, stop: int, size: float, told: bool, usual: bool) -> str:
        """Some pieces of a word, inside a span or outside."""
        if usual:
            return _set(word.pieces[start:stop], size, told)
        encoding = self.encoding(word.face) if word.face else None
        parts: list[str] = []
        for piece, after in zip(word.pieces[start:stop], (*word.pieces[start + 1 :], None), strict=False):
            if encoding is None or piece.face is not encoding.face:
                encoding = self.encoding(piece.face)
                parts.append(self._font(piece.face, size))
            shown = encoding.show(piece, size)
            if not piece.blank:
                parts += (shown, "" if after and is_seam(piece, after) else GAP)
            else:
                parts += (BLANK, shown) if told else (shown, BLANK)
        return "".join(parts)

    def encoding(self, face: Face) -> Encoding:
        found = self.encodings.get(face)
        if found is None:
            found = self.encodings[face] = Encoding(face, f"F{len(self.encodings) + 1}")
        return found

    def _font(self, face: Face, size: float) -> str:
        return f"]TJ/{self.encoding(face).name} {number(size)} Tf["

    def _of(self, size: float, place: int) -> "_Known":
        known = self._known.get((size, place))
        if known is None:
            known = self._known[size, place] = _Known(self, size, place)
        return known


class _Known(dict[Word, str]):
    """The operators of words of a size in that place of a line, in one document."""

    def __init__(self, ink: Ink, size: float, place: int) -> None:
        self._ink, self._key = ink, (size, place)

    def __missing__(self, word: Word) -> str:
        """Taken over from other documents if its letters have the same codes in all of them."""
        usual = word.face is not None and self._ink.encoding(word.face).has_usual(word)
        shown = word.operators.get(self._key, "") if usual else ""
        if not shown:
            shown = self._ink.word(word, *self._key, usual)
            if usual:
                word.operators[self._key] = shown
        self[word] = shown
        return shown


def _set(pieces: Sequence[Piece], size: float, told: bool) -> str:
    """Pieces whose codes are the ids of their glyphs."""
    parts: list[str] = []
    for piece in pieces:
        shown = operators(piece, size)
        if not piece.blank:
            parts += (shown, GAP)
        else:  # the end of a span is that of its last glyph, so a blank in it gives before it
            parts += (BLANK, shown) if told else (shown, BLANK)
    return "".join(parts)


def _told(pieces: Sequence[Piece], place: int) -> list[tuple[int, int, str, str]]:
    """The spans of a word in that place, each with the operators that begin and end it."""
    stop = len(pieces)
    if place & (BEFORE | GIVEN):
        stop = tail(pieces) if place & BEFORE else behind_letters(pieces)
    start = head(pieces) if place & AFTER else 0
    if start > stop and place & BEFORE:
        return [(0, len(pieces), "", "")]
    start = min(start, stop)
    inner = [
        (start + begin, start + end, f"]TJ {span(utf16(_text(pieces[start + begin : start + end])))}[", "]TJ EMC[")
        for begin, end in spans(pieces[start:stop], bool(place & ALL_BLANKS), bool(place & LAST))
    ]
    return [(0, start, "", SHUT), *inner, (stop, len(pieces), OPEN if stop < len(pieces) else "", "")][not start :]


def _run(line: Line) -> Run:
    """The line's words; where one begins with a blank, which may belong to what is before it, all as one."""
    for word in line.words:
        if word.pieces[0].blank:
            return (measured(line.pieces),)
    return line.words


def _is_single(run: Run) -> bool:
    """Whether a line is one letter."""
    return len(run) == 1 and is_single(run[0].pieces)


def _text(pieces: Sequence[Piece]) -> str:
    return "".join([piece.text for piece in pieces])


def _all_blanks(line: Line) -> bool:
    """Whether all its blanks are told: it is stretched far, or all words of a short line are of one letter, as in ``- 2 -``."""
    if line.blank > WIDE * line.size:
        return True
    return not _LONGER.search(line.text) and len(line.pieces) <= SHORT


def _shared(chained: Sequence[Words], runs: Sequence[Run]) -> list[Shared | None]:
    """What each line shares with the one before it, and nothing behind the last; one letter alone shares the same on both sides."""
    found: list[Shared | None] = [None]
    for (one, run), (other, after) in pairwise(zip(chained, runs, strict=True)):
        last, following = run[-1].pieces, after[0].pieces
        begun = found[-1] if _is_single(run) else None
        first = _text(following[: head(following)])
        if one.part == other.part:
            shared = begun or Shared(_text(last[tail(last) :]))
            shared.text += first
            found.append(shared)
            continue
        blanks = _text(last[behind_letters(last) :])
        if begun:
            begun.text = begun.text.removesuffix(blanks)
        found.append(Shared(blanks + first, other.part) if 0 < len(blanks) < len(run[-1].text) else None)
    return [*found, None]
