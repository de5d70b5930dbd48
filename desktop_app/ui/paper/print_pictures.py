"""A PDF onto a QPrinter, page by page as pictures: the way of Windows, where no PDF can be handed to a printer."""

from collections.abc import Callable, Iterator
from itertools import cycle, islice

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop_app.errors import SurroundingsFailed

from .pdf_pages import POINTS_PER_INCH, PdfPages

RESOLUTION = 300  # dots an inch: 3 pages take 1.2 to 3 s, at 600 they take 7 to 12


def print_pictures(pdf: bytes, printer: QPrinter, pages: list[int], cancelled: Callable[[], bool]) -> Iterator[int]:
    """Prints ``pages`` (from 1) and yields how many have gone, each copy counted once at its end.

    Cancelled or not, the printer is left in order; a cancelled job is withdrawn.

    :raises SurroundingsFailed: the printer takes no job.
    """
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    total = len(pages) * copies
    painter = QPainter()
    if not painter.begin(printer):
        raise _no_job(printer)
    try:
        with PdfPages(pdf) as source:
            for done, page in enumerate(islice(cycle(pages), total), 1):
                if cancelled():
                    printer.abort()
                    return
                if done > 1 and not printer.newPage():
                    raise _no_job(printer)
                _draw(painter, printer, source.picture(page - 1, printer.resolution() / POINTS_PER_INCH))
                if done % copies == 0:
                    yield done // copies
    finally:
        painter.end()


def _draw(painter: QPainter, printer: QPrinter, picture: QImage) -> None:
    """In its true size on the sheet's middle; smaller only on paper that is too small."""
    sheet = QRect(0, 0, *printer.pageLayout().fullRectPixels(printer.resolution()).size().toTuple())
    size = picture.size()
    if size.width() > sheet.width() + 2 or size.height() > sheet.height() + 2:  # two dots are rounding
        size = size.scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(_in_the_middle(size, sheet), picture)


def _in_the_middle(size: QSize, sheet: QRect) -> QRect:
    place = QRect(0, 0, size.width(), size.height())
    place.moveCenter(sheet.center())
    return place


def _no_job(printer: QPrinter) -> SurroundingsFailed:
    return SurroundingsFailed(
        f"เครื่องพิมพ์ {printer.printerName()} ไม่รับงานพิมพ์",
        "โปรดตรวจว่าเครื่องพิมพ์เปิดและต่ออยู่ หรือบันทึกเป็น PDF แล้วพิมพ์จากเครื่องอื่น",
        "the printer takes no job",
    )
