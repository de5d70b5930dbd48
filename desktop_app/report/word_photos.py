"""Photographs as Word has them: a table without lines for each page, as high as the page at most. Lengths are points."""

from collections.abc import Sequence
from typing import Any

from .document import Heading, Photos, Picture
from .photos import GRIDS, LEAST, caption_lines
from .rows import RowMaker
from .style import POINTS
from .word_pictures import drawing
from .word_styles import PAGE_TURN, PHOTO, PHOTO_CAPTION
from .word_tables import cell, grid
from .word_xml import paragraph_properties, run, twips, w

_LEFT = 4.0  # of a page: Word sets a paragraph after its table, and keeps room under the pictures' base lines
_NARROWER = 0.95  # Word parts Thai words in its own way: a caption may need a line more than on the PDF


def photos(block: Photos, maker: RowMaker, main: Any) -> list[Any]:
    """A table for each page of pictures; ``main`` is the part of the package that they belong to."""
    columns, lines = GRIDS[block.per_page]
    heading = maker.heading(Heading(block.heading))
    height = (maker.height - sum(row.height for row in heading) - heading[-1].after - _LEFT) / lines
    made: list[Any] = []
    for start in range(0, len(block.pictures), columns * lines):
        if start:
            made.append(w("p", paragraph_properties(PAGE_TURN, page_break=True)))
        shown = range(start, min(start + columns * lines, len(block.pictures)))
        made.append(_page(block, shown, columns, height, maker, main))
    return [*made, w("p", paragraph_properties(PAGE_TURN))]


def _page(block: Photos, shown: range, columns: int, height: float, maker: RowMaker, main: Any) -> Any:
    gap = maker.style.photos.gap * POINTS
    width = (maker.width + gap) / columns  # the outer cells' room lies in the margins
    properties = w(
        "tblPr",
        w("tblW", w=twips(width * columns), type="dxa"),
        w("tblInd", w=-twips(gap / 2), type="dxa"),
        w("tblLayout", type="fixed"),
    )
    sides = {"top": 0.0, "left": gap / 2, "bottom": 0.0, "right": gap / 2}
    properties.append(w("tblCellMar", *(w(side, w=twips(room), type="dxa") for side, room in sides.items())))
    made = w("tbl", properties, grid([width] * columns))
    for places in (shown[start : start + columns] for start in range(0, len(shown), columns)):
        row = [block.pictures[place] for place in places]
        words = _words(row, width - gap, maker)
        most = max(height - _between(words, maker), height * LEAST)
        pictures = [_picture(block, place, (width - gap, most), main) for place in places]
        made.append(_row(pictures, width, columns, PHOTO, {} if words else {"after": _between(0.0, maker)}))
        if words:
            captions = [run(one.caption) for one in row]
            made.append(_row(captions, width, columns, PHOTO_CAPTION, {"after": maker.style.photos.after}))
    return made


def _words(row: Sequence[Picture], width: float, maker: RowMaker) -> float:
    """The height of the longest caption in a row, 0 where nothing is said of its pictures."""
    size = maker.style.letters(maker.style.photos.size)
    lines = max(len(caption_lines(one, width * _NARROWER, size, maker)) for one in row)
    return lines * maker.style.photos.pitch


def _between(words: float, maker: RowMaker) -> float:
    """What stands between two pictures under each other."""
    return maker.style.photos.under + words + maker.style.photos.after


def _row(things: Sequence[Any], width: float, columns: int, style: str, spacing: dict[str, float]) -> Any:
    """A cell for each thing and for what is missing in the last row; pictures stand on the line above their captions."""
    made = w("tr", w("trPr", w("cantSplit")))
    for number in range(columns):
        filling = w("p", paragraph_properties(style, spacing=spacing), *things[number : number + 1])
        made.append(cell(width, filling, bottom=style == PHOTO))
    return made


def _picture(block: Photos, place: int, most: tuple[float, float], main: Any) -> Any:
    """As large as its place allows, in its own shape."""
    one = block.pictures[place]
    scale = min(most[0] / one.width, most[1] / one.height)
    return drawing(one, block.told(place), place + 1, scale * one.width, scale * one.height, main)
