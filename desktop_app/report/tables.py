"""A table to rows: columns as wide as they need, cells wrapped, numbers flush right, thin rules. Knows no page end."""

from dataclasses import replace

from .document import Run, Table
from .lines import Line, Measure
from .rows import Row, RowMaker, Rule, Words, with_after
from .style import POINTS, TableStyle

NARROWEST = 2.2  # times the letters' size: a column never gets narrower


def table_rows(block: Table, maker: RowMaker) -> list[Row]:
    """Caption, header and rows; the caption keeps the header, the header the first row, and rows are never split."""
    style = maker.style.table
    size = maker.style.letters(style.size)
    widths = _column_widths(block, maker, size)
    header = _row(block.header, widths, (None,) * len(widths), maker, bold=True, top=True)
    rows = [replace(_row(cells, widths, block.numeric, maker), head=(header,)) for cells in block.rows]
    caption = maker.paragraph((Run(block.caption, bold=True),), 0.0, 0.0, "ragged") if block.caption else []
    caption = [replace(row, keep=bool(number)) for number, row in enumerate(caption)]
    found = [*caption, replace(header, keep=bool(caption))]
    if rows:
        found += [replace(rows[0], keep=True), *rows[1:]]
    if len(rows) > 1:
        found[-1] = replace(found[-1], keep=True)
    found[0] = replace(found[0], before=style.before)
    return with_after(found, style.after)


def _column_widths(block: Table, maker: RowMaker, size: float) -> list[float]:
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


def _row(
    cells: tuple[str, ...],
    widths: list[float],
    numeric: tuple[bool | None, ...],
    maker: RowMaker,
    bold: bool = False,
    top: bool = False,
) -> Row:
    """``numeric`` None centres a cell."""
    style = maker.style.table
    size, padding = maker.style.letters(style.size), style.padding * POINTS
    columns = [
        maker.lines((Run(cell, bold),), size, Measure(width - 2 * padding, width - 2 * padding), "ragged")
        for cell, width in zip(cells, widths, strict=True)
    ]
    flat = max(len(lines) for lines in columns) == 1
    if flat:  # read as one line, with a blank between two cells
        last = max((number for number, cell in enumerate(cells) if cell), default=0)
        texts = [f"{cell} " if cell and number < last else cell for number, cell in enumerate(cells)]
        columns = [[maker.words(text, size, bold)] for text in texts]
    height = max(len(lines) for lines in columns) * style.pitch + padding
    things: list[Words | Rule] = []
    x = 0.0
    for lines, width, flush in zip(columns, widths, numeric, strict=True):
        for number, line in enumerate(lines):
            y = padding / 2 + number * style.pitch + maker.base_line(style.pitch, size)
            things.append(Words(line, x + _offset(line, width, padding, flush), y, joined=flat and x > 0))
        x += width
    return Row(height, (*things, *_rules(widths, height, style, top)))


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
