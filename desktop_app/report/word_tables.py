"""Tables and photographs as Word has them: rows that stay whole under a repeated header, pictures in a grid without lines."""

from collections.abc import Sequence
from typing import Any

from .document import Heading, Photos, Picture, Table
from .photos import GRIDS, LEAST
from .rows import RowMaker
from .style import POINTS
from .tables import column_widths
from .word_pictures import drawing
from .word_styles import CELL, CELL_HEAD, PAGE_TURN, PHOTO, PHOTO_CAPTION, TABLE
from .word_xml import paragraph_properties, run, twips, w


def table(block: Table, maker: RowMaker) -> Any:
    """The table alone; its caption is a paragraph before it."""
    widths = column_widths(block, maker, maker.style.letters(maker.style.table.size))
    properties = w(
        "tblPr",
        w("tblStyle", val=TABLE),
        w("tblW", w=twips(sum(widths)), type="dxa"),
        w("tblLayout", type="fixed"),
    )
    last = len(block.rows) - 1
    rows = [_row(block.header, widths, CELL_HEAD, [False] * len(widths), True, head=True)]
    rows += [
        _row(cells, widths, CELL, block.numeric, keep=last > 0 and number == last - 1)
        for number, cells in enumerate(block.rows)
    ]
    return w("tbl", properties, grid(widths), *rows)


def _row(
    cells: Sequence[str], widths: Sequence[float], style: str, numeric: Sequence[bool], keep: bool, head: bool = False
) -> Any:
    """``keep`` leaves it on the page of the next row."""
    made = w("tr", w("trPr", w("cantSplit"), *([w("tblHeader")] if head else [])))
    for text, width, flush_right in zip(cells, widths, numeric, strict=True):
        properties = paragraph_properties(style, keep_next=keep, align="right" if flush_right else "")
        made.append(cell(width, w("p", properties, run(text))))
    return made


def cell(width: float, *paragraphs: Any, bottom: bool = False) -> Any:
    properties = w("tcPr", w("tcW", w=twips(width), type="dxa"))
    if bottom:
        properties.append(w("vAlign", val="bottom"))
    return w("tc", properties, *paragraphs)


def grid(widths: Sequence[float]) -> Any:
    return w("tblGrid", *(w("gridCol", w=twips(width)) for width in widths))


def photos(block: Photos, maker: RowMaker, main: Any) -> list[Any]:
    """A table for each page of pictures; ``main`` is the part of the package that they belong to."""
    columns, lines = GRIDS[block.per_page]
    heading = maker.heading(Heading(block.heading))
    height = (maker.height - sum(row.height for row in heading) - heading[-1].after - 2.0) / lines
    made: list[Any] = []
    for start in range(0, len(block.pictures), columns * lines):
        if start:
            made.append(w("p", paragraph_properties(PAGE_TURN, page_break=True)))
        shown = block.pictures[start : start + columns * lines]
        made.append(_page(shown, start, columns, height - maker.style.photos.after, maker, main))
    return [*made, w("p", paragraph_properties(PAGE_TURN))]


def _page(shown: Sequence[Picture], first: int, columns: int, height: float, maker: RowMaker, main: Any) -> Any:
    gap, after = maker.style.photos.gap * POINTS, maker.style.photos.after
    width = (maker.width + gap) / columns  # the outer cells' room lies in the margins
    size = (width - gap, height)
    properties = w(
        "tblPr",
        w("tblW", w=twips(width * columns), type="dxa"),
        w("tblInd", w=-twips(gap / 2), type="dxa"),
        w("tblLayout", type="fixed"),
    )
    sides = {"top": 0.0, "left": gap / 2, "bottom": 0.0, "right": gap / 2}
    properties.append(w("tblCellMar", *(w(side, w=twips(room), type="dxa") for side, room in sides.items())))
    made = w("tbl", properties, grid([width] * columns))
    for start in range(0, len(shown), columns):
        row: list[Picture | None] = [*shown[start : start + columns]]
        row += [None] * (columns - len(row))
        places = [one and _picture(one, first + start + number, size, maker, main) for number, one in enumerate(row)]
        captions = [w("p", _under(after), *([run(one.caption)] if one else [])) for one in row]
        pictures = [
            w("p", paragraph_properties(PHOTO, keep_next=True), *([one] if one is not None else [])) for one in places
        ]
        for things, bottom in ((pictures, True), (captions, False)):
            cells = [cell(width, thing, bottom=bottom) for thing in things]
            made.append(w("tr", w("trPr", w("cantSplit")), *cells))
    return made


def _under(after: float) -> Any:
    return paragraph_properties(PHOTO_CAPTION, spacing={"after": after})


def _picture(one: Picture, number: int, size: tuple[float, float], maker: RowMaker, main: Any) -> Any:
    """As large as its place allows above its caption, in its own shape; its words stand for it where it is not seen."""
    style = maker.style.photos
    words = maker.words(one.caption, maker.style.letters(style.size)).width if one.caption else 0.0
    most = max(size[1] - style.under - style.pitch * (int(words / size[0]) + bool(words)), size[1] * LEAST)
    scale = min(size[0] / one.width, most / one.height)
    return drawing(one, number + 1, scale * one.width, scale * one.height, main)
