"""What stands outside the text of a page: its number at the head, the stamp, the page and the QR code at the foot. Knows no PDF.

Lengths are points; x grows to the right from the left edge of the paper, y upwards from its lower edge.
"""

from dataclasses import dataclass

from desktop_app.thai.numerals import thai_digits

from .document import Document, Run
from .lines import Line, Measure
from .rows import RowMaker, Words
from .style import POINTS

MILLIMETRE = POINTS / 10
BORDER = 0.2  # of a QR code's side, left white beside it: 4 of 21 modules or more
UNDER_TEXT = 2 * MILLIMETRE
SMALLEST = 2.0  # points of the family itself: no letters are made smaller
PITCH = 1.3  # times the size of the letters, where a stamp takes several lines


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code; ``x`` and ``y`` are the lower left corner of its dark part."""

    text: str
    x: float
    y: float
    side: float


def code(document: Document, maker: RowMaker, number: int) -> Code | None:
    """On the first page, flush with the text at the right, in the middle of the footer."""
    style, side = maker.style, maker.style.footer.qr * MILLIMETRE
    if number > 1 or not document.code or not side:
        return None
    middle = style.footer.height * POINTS + style.letters(style.footer.size) / 4
    y = min(middle - side / 2, style.page.bottom * POINTS - UNDER_TEXT - side)
    return Code(document.code, style.page.left * POINTS + maker.width - side, max(y, 0.0), side)


def page_number(maker: RowMaker, number: int, total: int, digits: str) -> list[Words]:
    """At the head of the page, in the middle of the text."""
    style = maker.style
    if not style.number.form or number < style.number.first:
        return []
    line = _fitting(_numbered(style.number.form, number, total, digits), maker.size, maker.width, maker)
    x = style.page.left * POINTS + (maker.width - line.width) / 2
    return [Words(line, x, (style.page.height - style.number.height) * POINTS)]


def footer(maker: RowMaker, text: str, number: int, total: int, digits: str, beside: Code | None) -> list[Words]:
    """The stamp on the left, the page on the right (left of the QR code), read as one line. A stamp that is too long grows upwards."""
    style = maker.style
    size, left = style.letters(style.footer.size), style.page.left * POINTS
    form = _numbered(style.footer.form, number, total, digits)
    end = maker.width - (beside.side * (1 + BORDER) if beside else 0.0)
    page = _fitting(form, size, end / 2, maker)
    stamp = [maker.words(f"{text} " if text and form else text, size)]
    room = end - page.width - (size if form else 0.0)
    y = style.footer.height * POINTS
    if stamp[0].width > room:
        stamp = _stacked(text, size, max(room, end / 2), style.page.bottom * POINTS - y, maker)
    placed = [
        Words(line, left, y + up * PITCH * line.size)
        for up, line in zip(reversed(range(len(stamp))), stamp, strict=True)
    ]
    placed.append(Words(page, left + end - page.width, y, joined=bool(text)))
    return [words for words in placed if words.line.pieces]


def _stacked(text: str, size: float, room: float, height: float, maker: RowMaker) -> list[Line]:
    """In several lines, in smaller letters where they would be higher than ``height``, which is where the text begins."""
    lines = maker.lines((Run(text),), size, Measure(room, room), "ragged")
    if ((len(lines) - 1) * PITCH + 1) * size <= height or size < SMALLEST:
        return lines
    return _stacked(text, size * 0.9, room, height, maker)


def _fitting(text: str, size: float, room: float, maker: RowMaker) -> Line:
    """On one line, in smaller letters where it would be wider than ``room``."""
    line = maker.words(text, size)
    return line if line.width <= room else maker.words(text, size * room / line.width)


def _numbered(form: str, number: int, total: int, digits: str) -> str:
    text = form.replace("{pages}", str(total)).replace("{page}", str(number))
    return thai_digits(text) if digits == "thai" else text
