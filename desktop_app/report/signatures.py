"""Signatures to rows: a line to sign on, the name and the caption under it, several side by side. Knows no page end.

Lengths are points; x grows to the right from the left margin, y downwards from the top of the row.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .document import Run, Signature, Signatures
from .lines import Measure
from .looks import SignatureStyle
from .rows import BODY, LABEL, Part, Row, RowMaker, Rule, Shown, Words, with_after
from .style import POINTS

BELOW_LINE = 4.0  # between the line to sign on and the name
BETWEEN = 24.0  # between two columns
KEPT_BEFORE_SIGNATURE = 2  # lines of text that go with it
LARGEST_SHARE = 0.5  # of a page: signatures side by side are not parted, so they are not higher


@dataclass(frozen=True, slots=True)
class Place:
    """Where one signs: ``axis`` is the middle, ``half`` of the line's length, ``room`` for the widest line of text."""

    axis: float
    half: float
    room: float


def signature_rows(block: Signatures, maker: RowMaker) -> list[Row]:
    """As many side by side as the style has it, in one row of their own; one alone stands where the style has its axis."""
    across = maker.style.signature.across
    rows: list[Row] = []
    for first in range(0, len(block.signed), across):
        together = block.signed[first : first + across]
        rows += _beside(together, first, maker) if len(together) > 1 else _alone(together[0], first, maker)
    return rows


def columns(count: int, maker: RowMaker) -> list[tuple[float, float]]:
    """Left edge and width of so many places side by side."""
    width = maker.width / count
    return [(number * width, width) for number in range(count)]


def _beside(signed: Sequence[Signature], first: int, maker: RowMaker) -> list[Row]:
    """One row that has them one after the other, as they are read."""
    things: list[Words | Rule | Shown] = []
    height = 0.0
    for number, (one, (left, width)) in enumerate(zip(signed, columns(len(signed), maker), strict=True), first):
        half = min(maker.style.signature.line * POINTS, width - BETWEEN) / 2
        rows = _rows(one, Place(left + width / 2, half, width - BETWEEN), number, maker)
        top = 0.0
        for row in rows:
            things += [_lowered(thing, top) for thing in row.things]
            top += row.height
        height = max(height, top)
    if height > maker.height * LARGEST_SHARE:  # names of many lines
        return [row for number, one in enumerate(signed, first) for row in _alone(one, number, maker)]
    return [Row(height, tuple(things), keep=True, signed=True, after=maker.style.signature.after)]


def place_alone(style: SignatureStyle, width: float) -> Place:
    """Of one who signs alone on text of that width; a line that would go over its edge is shorter."""
    axis = style.axis * POINTS
    room = 2 * min(axis, width - axis)
    return Place(axis, min(style.line * POINTS, room) / 2, room)


def _alone(one: Signature, number: int, maker: RowMaker) -> list[Row]:
    style = maker.style.signature
    return with_after(_rows(one, place_alone(style, maker.width), number, maker), style.after)


def _rows(one: Signature, place: Place, number: int, maker: RowMaker) -> list[Row]:
    room = maker.style.signature.room
    dots = maker.dots(place.axis - place.half, place.axis + place.half, room)
    rows = [Row(room + BELOW_LINE, (dots,)), *_name(one.name, place, number, maker)]
    rows += _centred(one.caption, place, (number, BODY), maker)
    return [row._replace(keep=True, signed=True) for row in rows]


def _name(name: str, place: Place, number: int, maker: RowMaker) -> list[Row]:
    """Room to write it by hand where nobody is named."""
    brackets = ("(", ")") if maker.style.signature.parentheses else ("", "")
    if name.strip():
        return _centred(brackets[0] + name + brackets[1], place, (number, LABEL), maker)
    y = maker.base_line(maker.pitch, maker.size)
    opening, closing = (maker.words(bracket, maker.size) for bracket in brackets)
    left, right = place.axis - place.half, place.axis + place.half
    dots = maker.dots(left + opening.width, right - closing.width, y)
    ends = [
        Words(opening, left, y, part=(number, LABEL)),
        Words(closing, right - closing.width, y, part=(number, LABEL)),
    ]
    return [Row(maker.pitch, (ends[0], dots, ends[1]))]


def _centred(text: str, place: Place, part: Part, maker: RowMaker) -> list[Row]:
    y = maker.base_line(maker.pitch, maker.size)
    lines = maker.lines((Run(text),), maker.size, Measure(place.room, place.room), "balanced")
    return [Row(maker.pitch, (Words(line, place.axis - line.width / 2, y, part=part),)) for line in lines]


def _lowered(thing: Words | Rule | Shown, by: float) -> Words | Rule | Shown:
    if isinstance(thing, Rule):
        return thing._replace(y=thing.y + by, to_y=thing.to_y + by)
    return thing._replace(y=thing.y + by)
