"""Photographs to rows: a grid of pictures with their captions, so many on a page. Knows no page end.

Pictures keep their shape. Those of one row stand on one line, with their captions under it.
"""

from collections.abc import Sequence
from math import ceil

from .document import Heading, Photos, Picture, Run
from .lines import Line, Measure
from .rows import Row, RowMaker, Shown, Words
from .style import POINTS

GRIDS = {2: (1, 2), 4: (2, 2), 6: (2, 3)}  # columns and rows of a page
LEAST = 1 / 3  # of its place that a picture keeps however long its caption is


def photo_rows(block: Photos, maker: RowMaker) -> list[Row]:
    """The heading, on a new page, and the rows of the grid; each page's first row says that a page begins with it."""
    columns, lines = GRIDS[block.per_page]
    heading = maker.heading(Heading(block.heading))
    heading[0] = heading[0]._replace(new_page=True)
    room = maker.height - sum(row.height for row in heading) - heading[-1].after - 1.0  # a point for rounding
    room = max(room, maker.height * LEAST)  # under a heading of more than a page
    height = (room - (lines - 1) * maker.style.photos.after) / lines
    rows = [*heading]
    for number, start in enumerate(range(0, len(block.pictures), columns)):
        row = _row(block.pictures[start : start + columns], columns, height, maker, start)
        row = row._replace(keep=not number, new_page=bool(number) and number % lines == 0)
        rows += _overleaf(row, room, maker.style.photos.pitch)
    return rows


def _row(pictures: Sequence[Picture], columns: int, height: float, maker: RowMaker, start: int) -> Row:
    """``height`` is the most that the row may take, ``start`` the number of its first picture."""
    style = maker.style.photos
    gap = style.gap * POINTS
    width = (maker.width - (columns - 1) * gap) / columns
    size = maker.style.letters(style.size)
    captions = [caption_lines(picture, width, size, maker) for picture in pictures]
    words = max(len(lines) for lines in captions) * style.pitch
    most = max(height - style.under - words, height * LEAST)
    scales = [min(width / picture.width, most / picture.height) for picture in pictures]
    foot = max(scale * picture.height for scale, picture in zip(scales, pictures, strict=True))
    first = foot + style.under + maker.base_line(style.pitch, size)
    things: list[Words | Shown] = []
    for column, (picture, scale, lines) in enumerate(zip(pictures, scales, captions, strict=True)):
        left, wide = column * (width + gap), scale * picture.width
        things.append(Shown(picture, left + (width - wide) / 2, foot, wide, scale * picture.height, (start + column,)))
        things += [
            Words(line, left + (width - line.width) / 2, first + number * style.pitch, part=(start + column, 0))
            for number, line in enumerate(lines)
        ]
    return Row(foot + style.under + words, tuple(things), after=style.after)


def _overleaf(row: Row, room: float, pitch: float) -> list[Row]:
    """A row that is higher than ``room`` has its last lines in others."""
    cut = row.height - ceil((row.height - room) / pitch) * pitch
    here = tuple(thing for thing in row.things if thing.y <= cut)
    if row.height <= room or not here:
        return [row]
    there = tuple(thing._replace(y=thing.y - cut) for thing in row.things if thing.y > cut)
    return [
        row._replace(height=cut, things=here, after=0.0),
        *_overleaf(Row(row.height - cut, there, after=row.after), room, pitch),
    ]


def caption_lines(picture: Picture, width: float, size: float, maker: RowMaker) -> list[Line]:
    if not picture.caption:
        return []
    return maker.lines((Run(picture.caption),), size, Measure(width, width), "balanced")
