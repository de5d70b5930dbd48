"""Rows to pages: where each page ends and what stands where on it. Knows no PDF.

Lengths are points; x grows to the right from the left edge of the paper, y upwards from its lower edge.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .document import (
    Block,
    Dates,
    Document,
    Heading,
    Labelled,
    Logos,
    Numbered,
    Paragraph,
    Photos,
    Signatures,
    Table,
    Title,
)
from .edges import Code, code, footer, page_number
from .logos import logo_rows
from .photos import photo_rows
from .rows import Row, RowMaker, Rule, Shown, Words
from .signatures import KEPT_BEFORE_SIGNATURE, signature_rows
from .style import POINTS, Style
from .tables import table_rows

MadeRows = Callable[[int, Block, bool], Sequence[Row]]  # of the block of that number; whether it follows a heading


@dataclass(frozen=True, slots=True)
class Page:
    """Things in the order in which they are read. ``outline``: headings with the height of their upper edge."""

    words: tuple[Words, ...]
    rules: tuple[Rule, ...]
    outline: tuple[tuple[str, float], ...] = ()
    pictures: tuple[Shown, ...] = ()
    code: Code | None = None


def paginate(
    document: Document, style: Style, digits: str = "arabic", check: Callable[[], None] = lambda: None
) -> list[Page]:
    """The pages of a document, at least one. ``check`` is called between blocks and may raise to cancel."""
    maker = RowMaker(style, document)

    def made(number: int, block: Block, after_heading: bool) -> list[Row]:
        return [row._replace(block=number) for row in block_rows(block, maker, after_heading)]

    filled = fill(document, maker.height, made, check)
    pages = []
    for number, rows in enumerate(filled, 1):
        above, below, scanned = edges(document, maker, number, len(filled), digits)
        text = body(rows, style)
        pages.append(replace(text, words=(*above, *text.words, *below), code=scanned))
    return pages


def fill(document: Document, room: float, made: MadeRows, check: Callable[[], None]) -> list[list[Row]]:
    """The rows of each page; ``room``: its height."""
    rows: list[Row] = []
    for number, (before, block) in enumerate(zip((None, *document.blocks), document.blocks, strict=False)):
        check()
        rows += made(number, block, isinstance(before, Heading))
    return _filled(_held_to_signature(rows, room), room)


def block_rows(block: Block, maker: RowMaker, after_heading: bool) -> list[Row]:
    match block:
        case Title():
            rows = maker.title(block)
        case Dates():
            rows = maker.dates(block)
        case Labelled():
            rows = maker.labelled(block)
        case Paragraph():
            rows = maker.body(block)
        case Heading():
            rows = maker.heading(block)
        case Numbered():
            rows = maker.numbered(block)
        case Table():
            rows = table_rows(block, maker)
        case Signatures():
            rows = signature_rows(block, maker)
        case Logos():
            rows = logo_rows(block, maker)
        case Photos():
            return photo_rows(block, maker)
    return [rows[0]._replace(keep=True), *rows[1:]] if after_heading else rows


def _held_to_signature(rows: Sequence[Row], room: float) -> list[Row]:
    """The lines before a signature go with it; so many signatures that no page has room for them all may be parted between two."""
    held = list(rows)
    signed = [number for number, row in enumerate(rows) if row.signed]
    many = bool(signed) and _height(rows[max(signed[0] - KEPT_BEFORE_SIGNATURE, 0) : signed[-1] + 1]) > room
    for number in signed:
        if not number:
            continue
        if not rows[number - 1].signed:
            for before in range(max(number - KEPT_BEFORE_SIGNATURE + 1, 1), number):
                held[before] = held[before]._replace(keep=True)
        elif rows[number - 1].after and many:
            held[number] = rows[number]._replace(keep=False)
    return held


def _filled(rows: Sequence[Row], room: float) -> list[list[Row]]:
    """Rows on pages: rows that keep together move together; a group taller than a page is parted where the page is full."""
    pages: list[list[Row]] = [[]]
    height = 0.0  # of what is on the last page
    for group in (part for whole in _groups(rows) for part in _parted(whole, room)):
        page = pages[-1]
        if page and (group[0].new_page or height + _between(page[-1], group[0]) + _height(group) > room):
            page = []
            pages.append(page)
        for row in group:
            if page and height + _between(page[-1], row) + row.height > room:
                page = []
                pages.append(page)
            if page:
                height += _between(page[-1], row) + row.height
                page.append(row)
            else:
                page += [*row.head, row]
                height = _height(page)
    return pages


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for row in rows:
        if row.keep and groups:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _parted(group: list[Row], room: float) -> list[list[Row]]:
    """Of a group taller than a page the signatures and their lines of text go on by themselves."""
    signed = next((number for number, row in enumerate(group) if row.signed), 0)
    first = signed - KEPT_BEFORE_SIGNATURE
    return [group] if first <= 0 or _height(group) <= room else [group[:first], group[first:]]


def _height(rows: Sequence[Row]) -> float:
    """Of rows on one page, without the room above the first and below the last."""
    return sum([row.height for row in rows]) + sum(map(_between, rows, rows[1:]))


def _between(row: Row, after: Row) -> float:
    return max(row.after, 0.0) + after.before


def body(rows: Sequence[Row], style: Style) -> Page:
    """What stands on a page but for its number and its footer."""
    left, y = style.page.left * POINTS, (style.page.height - style.page.top) * POINTS
    words: list[Words] = []
    rules, outline, pictures = [], [], []
    for place, row in enumerate(rows):
        y -= row.before if place else 0.0
        if row.outline:
            outline.append((row.outline, y))
        for thing in row.things:
            if isinstance(thing, Words):
                part = (row.block, *thing.part) if row.block >= 0 else ()
                words.append(Words(thing.line, left + thing.x, y - thing.y, thing.joined, part))
            elif isinstance(thing, Shown):
                pictures.append(thing._replace(x=left + thing.x, y=y - thing.y, part=(row.block, *thing.part)))
            else:
                ends = (left + thing.x, y - thing.y, left + thing.to_x, y - thing.to_y)
                rules.append(Rule(*ends, thing.thickness, thing.gap))
        y -= row.height + row.after
    return Page(tuple(words), tuple(rules), tuple(outline), tuple(pictures))


def edges(
    document: Document, maker: RowMaker, number: int, total: int, digits: str
) -> tuple[list[Words], list[Words], Code | None]:
    """What stands above and below the text of a page, and its QR code."""
    scanned = code(document, maker, number)
    return (
        page_number(maker, number, total, digits),
        footer(maker, document.footer, number, total, digits, scanned),
        scanned,
    )
