"""Which pieces of a line need their text told (ActualText), because readers would find another one. Knows no PDF operator.

Found by experiment with Poppler 22.12 and PDFium: a mark that was shifted is sorted anew, a gap after it becomes a blank; a
blank between two spans or at the end of a line is lost, several become one; blanks between words of one letter are lost. A change
of face makes a blank of a stretched gap, so no line gives there (``is_seam``).
"""

from collections.abc import Sequence

from .shape import Piece

Span = tuple[int, int]  # from the first to behind the last piece


def spans(pieces: Sequence[Piece], all_blanks: bool = False, at_end: bool = True) -> list[Span]:
    """The spans of a line or of a word in it, none of them sharing a piece. ``all_blanks`` are told, for a line that is
    stretched far or has only words of one letter. ``at_end``: nothing stands behind it on the line."""
    found: list[Span] = []
    count = len(pieces)
    at = 0
    if pieces and pieces[0].blank:
        at = head(pieces)
        found.append((0, at))
    while at < count:
        end = _behind_blanks(pieces, at + 1)
        blanks = end - at - 1
        lost = blanks > 1 or (blanks and (all_blanks or (at_end and end == count) or not pieces[at + 1].plain))
        if lost or not pieces[at].plain:
            found.append((at, end))
        at = end
    return found


def head(pieces: Sequence[Piece]) -> int:
    """How many pieces the first letter of a line and all blanks about it are."""
    return min(_behind_blanks(pieces, _behind_blanks(pieces, 0) + 1), len(pieces))


def tail(pieces: Sequence[Piece]) -> int:
    """The number of the first piece of a line's last letter; what has but one is all its own."""
    if is_single(pieces):
        return 0
    return behind_letters(pieces) - 1


def behind_letters(pieces: Sequence[Piece]) -> int:
    """The number of the first of the blanks at a word's end."""
    at = len(pieces)
    while at and pieces[at - 1].blank:
        at -= 1
    return at


def is_single(pieces: Sequence[Piece]) -> bool:
    """Whether it is one letter at most, with blanks."""
    return head(pieces) == len(pieces)


def is_seam(piece: Piece, after: Piece) -> bool:
    """Whether the face changes between two letters."""
    return piece.face is not after.face and not piece.blank and not after.blank


def _behind_blanks(pieces: Sequence[Piece], at: int) -> int:
    while at < len(pieces) and pieces[at].blank:
        at += 1
    return at
