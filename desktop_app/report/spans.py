"""Which pieces of a line need their text told (ActualText), because readers would find another one. Knows no PDF operator.

Found by experiment with Poppler 22.12 and PDFium: a mark that was shifted is sorted anew, a gap after it becomes a blank; a
blank between two spans or at the end of a line is lost, several become one; blanks between words of one letter are lost. A change
of face makes a blank of a stretched gap, so no line gives there (``is_seam``).
"""

from collections.abc import Sequence

from .shape import Piece

Span = tuple[int, int]  # from the first to behind the last piece


def spans(pieces: Sequence[Piece], wide: bool = False) -> list[Span]:
    """The spans of a line in order, none of them sharing a piece. ``wide``: its blanks are stretched so far that Poppler
    takes them for the gap between two columns."""
    found: list[Span] = []
    spelled = wide or _is_spelled(pieces)
    count = len(pieces)
    at = 0
    if pieces and pieces[0].blank:
        at = head(pieces)
        found.append((0, at))
    while at < count:
        end = _behind_blanks(pieces, at + 1)
        if not pieces[at].plain or (end > at + 1 and (spelled or _is_lost(pieces, at + 1, end))):
            found.append((at, end))
        at = end
    return found


def head(pieces: Sequence[Piece]) -> int:
    """How many pieces the first letter of a line and all blanks about it are."""
    return min(_behind_blanks(pieces, _behind_blanks(pieces, 0) + 1), len(pieces))


def last_letter(pieces: Sequence[Piece]) -> int:
    """The number of the last piece that is no blank."""
    at = len(pieces) - 1
    while at and pieces[at].blank:
        at -= 1
    return at


def united(found: Sequence[Span]) -> list[Span]:
    """Spans that share a piece become one."""
    told: list[Span] = []
    for start, end in sorted(found):
        if told and start < told[-1][1]:
            told[-1] = (told[-1][0], max(told[-1][1], end))
        else:
            told.append((start, end))
    return told


def is_seam(piece: Piece, after: Piece) -> bool:
    """Whether the face changes between two letters."""
    return piece.face is not after.face and not piece.blank and not after.blank


def _behind_blanks(pieces: Sequence[Piece], at: int) -> int:
    while at < len(pieces) and pieces[at].blank:
        at += 1
    return at


def _is_lost(pieces: Sequence[Piece], start: int, end: int) -> bool:
    """Blanks that end the line, several, or others than U+0020."""
    return end == len(pieces) or end > start + 1 or not pieces[start].plain


def _is_spelled(pieces: Sequence[Piece]) -> bool:
    """Only words of one letter, such as ``- 2 -``."""
    if len(pieces) > 40:
        return False
    return all(len(word) == 1 for word in "".join(piece.text for piece in pieces).split(" ") if word)
