"""A table to rows: columns as wide as they need, cells wrapped, numbers flush right, thin rules. Knows no page end."""

from collections.abc import Sequence

from .document import Run, Table
from .lines import Line, Measure
from .looks import POINTS, TableStyle
from .rows import Row, RowMaker, Rule, Words, with_after

NARROWEST = 2.2  # times the letters' size: a column never gets narrower


def table_rows(block: Table, maker: RowMaker) -> list[Row]:
    """Caption, header and rows; the caption keeps the header, the header the first row, and rows are never split."""
    style = maker.style.table
    size = maker.style.letters(style.size)
    widths = column_widths(block, maker, size)
    (header, *_) = _rows(block.header, widths, (None,) * len(widths), maker, room=maker.height / 2)
    caption = maker.paragraph((Run(block.caption, bold=True),), 0.0, 0.0, "ragged") if block.caption else []
    room = max(maker.height - header.height - sum(row.height for row in caption), maker.height / 4)
    rows = [
        row._replace(head=(header,))
        for number, cells in enumerate(block.rows, 1)
        for row in _rows(cells, widths, block.numeric, maker, room, number)
    ]
    caption = [row._replace(keep=bool(number)) for number, row in enumerate(caption)]
    found = [*caption, header._replace(keep=bool(caption))]
    if rows:
        found += [rows[0]._replace(keep=True), *rows[1:]]
    if len(rows) > 1:
        found[-1] = found[-1]._replace(keep=True)
    found[0] = found[0]._replace(before=style.before)
    return with_after(found, style.after)


def column_widths(block: Table, maker: RowMaker, size: float) -> list[float]:
    """What each column needs; the widest give until all fit, and room left over goes to the columns of words."""
    padding = 2 * maker.style.table.padding * POINTS
    lines = [(block.header, True), *((cells, False) for cells in block.rows)]
    needed = [
        max(maker.words(cells[column], size, bold).width for cells, bold in lines) + padding + 1
        for column in range(len(block.header))
    ]
    over = sum(needed) - maker.width
    if over > 0:
        return _squeezed(needed, maker.width, size * NARROWEST + padding)
    wordy = [column for column, numeric in enumerate(block.numeric) if not numeric] or list(range(len(needed)))
    return [width - over / len(wordy) * (column in wordy) for column, width in enumerate(needed)]


def _squeezed(needed: list[float], room: float, least: float) -> list[float]:
    """The same limit for all wide columns, so that narrow ones stay whole."""
    low, high = 0.0, max(needed)
    for _ in range(40):
        limit = (low + high) / 2
        low, high = (limit, high) if sum(min(width, limit) for width in needed) <= room else (low, limit)
    widths = [max(min(width, low), min(least, room / len(needed))) for width in needed]
    return [width * room / sum(widths) for width in widths]


def _rows(
    cells: tuple[str, ...],
    widths: list[float],
    numeric: tuple[bool | None, ...],
    maker: RowMaker,
    room: float,
    row: int = 0,
) -> list[Row]:
    """One row, or several where its text is higher than ``room``. ``numeric`` None centres the cells: the header, ``row`` 0."""
    bold = row == 0
    style = maker.style.table
    size, padding = maker.style.letters(style.size), style.padding * POINTS
    columns = [
        maker.lines((Run(cell, bold),), size, Measure(width - 2 * padding, width - 2 * padding), "ragged")
        for cell, width in zip(cells, widths, strict=True)
    ]
    most = max(len(lines) for lines in columns)
    if most == 1:  # read as one line, with a blank between two cells
        last = max((number for number, cell in enumerate(cells) if cell), default=0)
        texts = [f"{cell} " if cell and number < last else cell for number, cell in enumerate(cells)]
        return [_row([[maker.words(text, size, bold)] for text in texts], widths, numeric, maker, row)]
    step = max(int((room - padding) / style.pitch), 1)
    return [
        _row([lines[start : start + step] for lines in columns], widths, numeric, maker, row)
        for start in range(0, most, step)
    ]


def _row(
    columns: Sequence[Sequence[Line]], widths: list[float], numeric: tuple[bool | None, ...], maker: RowMaker, row: int
) -> Row:
    style = maker.style.table
    size, padding = maker.style.letters(style.size), style.padding * POINTS
    most = max(len(lines) for lines in columns)
    height = most * style.pitch + padding
    things: list[Words | Rule] = []
    x = 0.0
    for column, (lines, width, flush) in enumerate(zip(columns, widths, numeric, strict=True)):
        for number, line in enumerate(lines):
            y = padding / 2 + number * style.pitch + maker.base_line(style.pitch, size)
            joined = most == 1 and x > 0
            things.append(Words(line, x + _offset(line, width, padding, flush), y, joined, (row, column)))
        x += width
    return Row(height, (*things, *_rules(widths, height, style, top=numeric[0] is None)))


def _offset(line: Line, width: float, padding: float, flush_right: bool | None) -> float:
    if flush_right is None:
        return (width - line.width) / 2
    return width - padding - line.width if flush_right else padding


def _rules(widths: list[float], height: float, style: TableStyle, top: bool) -> list[Rule]:
    """The lower rule and the upright ones; only the header draws its upper rule, so that none is drawn twice."""
    right = sum(widths)
    rules = [Rule(0, height, right, height, style.rule)]
    if top:
        rules.append(Rule(0, 0, right, 0, style.rule))
    edges = [sum(widths[:number]) for number in range(len(widths) + 1)]
    return rules + [Rule(x, 0, x, height, style.rule) for x in edges]
