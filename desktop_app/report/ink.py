"""Lines of words to the text operators of a PDF page. Those of a word are remembered with it for the life of the program."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from .boxes import Word, measured
from .encoding import Encoding, coordinate, number, operators, shift, utf16
from .fonts import EM, Face
from .lines import Line
from .marks import Marks, span
from .rows import Part, Words
from .shape import Piece
from .spans import Span, Told, head, is_seam, last_letter, spans, united

WIDE = 0.3  # em that a blank gives: Poppler takes it for the gap between two columns
SHORT = 40  # pieces
GAP, BLANK = "\x01", "\x02"  # in what is remembered: how far a gap gives, and a blank with the gap behind it
INNER, LAST, ALL_BLANKS = range(3)  # a word inside a line, at its end, and in a line all of whose blanks are told
REMEMBERED = 16_000  # pieces and spans, in all sizes
Run = tuple[Word, ...]
NOTHING = Told.of((), ())


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
        Otherwise Poppler reads numbers, labels and cells as columns of their own."""
        runs = [_run(one.line) for one in chained]
        told = _between(chained, runs, self.marks.wanted) if len(chained) > 1 else NOTHING
        first = 0
        for place, (one, run) in enumerate(zip(chained, runs, strict=True)):
            sharing = ({0} if place else set()) | ({len(run) - 1} if place < len(runs) - 1 else set())
            yield self._line(one, run, told, first, sharing)
            first += _length(run) if sharing else 0

    def _line(self, words: Words, run: Run, told: Told, first: int, sharing: set[int]) -> str:
        """``first``: the number of its first piece in ``told``; ``sharing``: the words that have a part in what is told there."""
        line, size, part, usual = words.line, words.line.size, words.part, _place(words.line)
        opening = "" if first in told.held else self.marks.to(part, told.around(first) in told.held)
        self.marks.read(part, line)
        inner, last = self._of(size, usual), self._of(size, usual or LAST)
        parts = [f"1 0 0 1 {coordinate(words.x)} {coordinate(words.y)} Tm["]
        face, final, behind = None, len(run) - 1, first + _length(run) if sharing else 0
        for at, word in enumerate(run):
            if word.face is not face or face is None:
                if at and is_seam(run[at - 1].pieces[-1], word.pieces[0]):
                    parts[-1] = "".join(parts[-1].rsplit(GAP, 1))
                face = word.face
                parts.append(self._font(face, size) if face else "")
            if at in sharing:
                parts.append(
                    self.pieces(word, size, told, first if at == 0 else behind - len(word.pieces), part, behind)
                )
            else:
                parts.append((last if at == final else inner)[word])
        gap, blank = shift(-line.cluster * EM / size), shift(-(line.blank + line.cluster) * EM / size)
        text = "".join(parts).replace(GAP, gap).replace(BLANK, blank)
        return opening + (text + "]TJ").replace("[]TJ", "").replace("><", "")

    def pieces(self, word: Word, size: float, told: Told, first: int = 0, part: Part = (), behind: int = 0) -> str:
        """A word span by span. ``first``: the number of its first piece in ``told``; ``behind``: that of the first behind its line."""
        usual = word.face is not None and self.encoding(word.face).has_usual(word)
        at, stop, marks, parts = first, first + len(word.pieces), self.marks, []
        for begin, end in told.spans.items():
            if begin >= stop or end <= first:
                continue
            if begin > at:
                parts.append(self._set(word, at - first, begin - first, size, False, usual))
            held = begin in told.held
            if begin >= first:
                text = utf16(told.texts[begin])
                parts.append(f"]TJ {marks.hold(text, part) if held else span(text)}[")
            at = min(end, stop)
            parts.append(self._set(word, max(begin - first, 0), at - first, size, True, usual))
            if end <= stop:
                goes_on = end < behind and end not in told.held
                parts.append(f"]TJ {marks.let_go(part if goes_on else None)}[" if held else "]TJ EMC[")
        if at < stop:
            parts.append(self._set(word, at - first, len(word.pieces), size, False, usual))
        return "".join(parts)

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
        size, place = self._key
        usual = word.face is not None and self._ink.encoding(word.face).has_usual(word)
        shown = word.operators.get(self._key, "") if usual else ""
        if not shown:
            told = Told.of(word.pieces, spans(word.pieces, place == ALL_BLANKS, place == LAST))
            shown = self._ink.pieces(word, size, told)
            if usual:
                word.operators[self._key] = shown
        self[word] = shown
        return shown


@lru_cache(maxsize=REMEMBERED)
def _set(pieces: tuple[Piece, ...], size: float, told: bool) -> str:
    """Pieces whose codes are the ids of their glyphs."""
    parts: list[str] = []
    for piece in pieces:
        shown = operators(piece, size)
        if not piece.blank:
            parts += (shown, GAP)
        else:  # the end of a span is that of its last glyph, so a blank in it gives before it
            parts += (BLANK, shown) if told else (shown, BLANK)
    return "".join(parts)


def _run(line: Line) -> Run:
    """The line's words; where one begins with a blank, which may belong to what is before it, all as one."""
    whole = any(word.pieces[0].blank for word in line.words)
    return (measured(line.pieces),) if whole else line.words


def _length(run: Run) -> int:
    return sum([len(word.pieces) for word in run])


def _place(line: Line) -> int:
    """Of a word that does not end the line."""
    return ALL_BLANKS if line.blank > WIDE * line.size or _is_spelled(line) else INNER


def _is_spelled(line: Line) -> bool:
    """Whether all words of a short line are of one letter, as in ``- 2 -``."""
    for word in line.words:
        if any(len(part) > 1 for part in word.text.split(" ")):
            return False
    return len(line.pieces) <= SHORT and all(len(word) == 1 for word in line.text.split(" ") if word)


def _between(chained: Sequence[Words], runs: Sequence[Run], marked: bool) -> Told:
    """What lines that are read as one share, two by two, and what else is told in the words that have a part in it."""
    found: list[Span] = []
    borders: list[int] = []  # between two parts
    start = 0
    for (one, run), (other, after) in pairwise(zip(chained, runs, strict=True)):
        last, following = run[-1].pieces, after[0].pieces
        start += _length(run)
        begin = start - len(last)
        found += [(begin + at, begin + to) for at, to in spans(last, _place(one.line) == ALL_BLANKS)]
        found.append((begin + last_letter(last), start + head(following)))
        every, alone = _place(other.line) == ALL_BLANKS, len(after) == 1
        found += [(start + at, start + to) for at, to in spans(following, every, alone)]
        if one.part != other.part:
            borders.append(start)
    if not found:
        return NOTHING
    whole = united(found)
    held = frozenset([begin for begin, end in whole if marked and any(begin < at < end for at in borders)])
    return Told.of([piece for run in runs for word in run for piece in word.pieces], whole, held)
