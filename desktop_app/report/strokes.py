"""Rules, dotted lines and frames to the drawing operators of a PDF page."""

from collections.abc import Sequence

from .encoding import number
from .fonts import EM
from .lines import places
from .rows import Rule, Words
from .shape import Piece


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
        if any(word.missing for word in one.line.words)
        for piece, x in zip(one.line.pieces, places(one.line), strict=True)
        if piece.missing
    )


_TICKS = {  # inside the frame, in parts of its side
    "\u2611": ((0.2, 0.5), (0.42, 0.22), (0.82, 0.8)),
    "\u2612": ((0.2, 0.2), (0.8, 0.8), (0.5, 0.5), (0.2, 0.8), (0.8, 0.2)),
}


CHECK_BOXES = frozenset({"\u2610", *_TICKS})  # drawn, whatever the font has


def _frame(x: float, y: float, piece: Piece, size: float) -> str:
    """A square as high as a letter; check boxes with their tick."""
    side = 0.58 * size
    left = x + (piece.advance * size / EM - side) / 2
    drawn = f"{number(0.05 * size)} w 0 J [] 0 d {number(left)} {number(y)} {number(side)} {number(side)} re S"
    path = [f"{number(left + across * side)} {number(y + up * side)}" for across, up in _TICKS.get(piece.text[:1], ())]
    if path:
        drawn += f" {path[0]} m " + " ".join(f"{point} l" for point in path[1:]) + " S"
    return drawn
