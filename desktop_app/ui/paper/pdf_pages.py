"""The pages of a finished PDF as pictures and text, by PDFium. Knows no window and may be used from any thread."""

import threading
from collections.abc import Callable
from ctypes import c_ubyte
from functools import partial
from math import ceil
from types import TracebackType
from typing import Any, TypeVar

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72
_ONE_AT_A_TIME = threading.Lock()  # PDFium is not thread safe, not even for two different documents

T = TypeVar("T")


class PdfPages:
    """An open PDF. Use it in a with statement: PDFium's objects are freed there, and never by the garbage collector,
    which may run in another thread.

    :raises ValueError: the bytes are no PDF.
    """

    def __init__(self, pdf: bytes) -> None:
        with _ONE_AT_A_TIME:
            import pypdfium2  # 40 ms: only when there is a page to show

            try:
                self._document = pypdfium2.PdfDocument(pdf)
            except pypdfium2.PdfiumError as error:
                raise ValueError(str(error)) from None

    def __enter__(self) -> "PdfPages":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with _ONE_AT_A_TIME:
            self._document.close()

    def __len__(self) -> int:
        with _ONE_AT_A_TIME:
            return len(self._document)

    def sizes(self) -> list[QSizeF]:
        """The sizes of all pages, in points."""
        with _ONE_AT_A_TIME:
            return [QSizeF(*self._document.get_page_size(index)) for index in range(len(self._document))]

    def text(self, index: int) -> str:
        """What a reader takes out of the page at ``index``."""
        return self._on_page(index, _text)

    def picture(self, index: int, scale: float) -> QImage:
        """The page at ``index``, ``scale`` pixels a point, on white."""
        return self._on_page(index, lambda page: _picture(page, scale))

    def _on_page(self, index: int, use: Callable[[Any], T]) -> T:
        with _ONE_AT_A_TIME:
            page = self._document[index]
            try:
                return use(page)
            finally:
                page.close()


def _text(page: Any) -> str:
    textpage = page.get_textpage()
    try:
        return str(textpage.get_text_range()).replace("\r\n", "\n")
    finally:
        textpage.close()


def _picture(page: Any, scale: float) -> QImage:
    """Drawn into the picture's own memory: a copy of it took as long as drawing."""
    from pypdfium2 import PdfBitmap

    size = ceil(page.get_width() * scale), ceil(page.get_height() * scale)  # as pypdfium2 rounds it
    picture = QImage(*size, QImage.Format.Format_RGB32)
    memory = (c_ubyte * picture.sizeInBytes()).from_buffer(picture.bits())
    bitmap = partial(PdfBitmap.new_native, buffer=memory, stride=picture.bytesPerLine())
    page.render(scale=scale, prefer_bgrx=True, bitmap_maker=bitmap).close()
    return picture
