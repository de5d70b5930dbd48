"""Tables as Word has them: rows that stay whole under a repeated header."""

from collections.abc import Sequence
from typing import Any

from .document import Table
from .rows import RowMaker
from .tables import column_widths
from .word_styles import CELL, CELL_HEAD, TABLE
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
