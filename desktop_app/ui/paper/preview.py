"""The report as it will print: its real PDF, kept fresh in the background. Knows no record and no database."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSizeF, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.faults import told
from desktop_app.ui.newest import GiveWay, Newest, Work

from .doubts import Doubts
from .page_view import PageView
from .pdf_pages import PdfPages
from .preview_bar import PreviewBar
from .preview_notice import PreviewNotice
from .typesetting import Order, Proofs

if TYPE_CHECKING:
    from desktop_app.report.document import Stamp

PATIENCE = 0.3  # seconds: after that a page that is nearly done is shown before the newest one is begun
QUIET = 300  # ms before it is said that a new page is being made


@dataclass(frozen=True, eq=False)
class _Wanted:
    """Pages to be drawn, ``scale`` pixels a point, or to be read; ``sized``: first the sizes of all pages."""

    pdf: bytes
    sized: bool = False
    drawn: tuple[int, ...] = ()
    scale: float = 1.0
    read: tuple[int, ...] = ()

    def holds(self, other: "_Wanted") -> bool:
        """Whether all that the other one wants comes of this one too."""
        return (
            (self.pdf is other.pdf and self.sized >= other.sized)
            and (self.scale == other.scale or not other.drawn)
            and (set(self.drawn) >= set(other.drawn) and set(self.read) >= set(other.read))
        )


class Preview(QWidget):
    """Works only while it can be seen; what was asked for meanwhile is shown when it is seen again."""

    refreshed = Signal()  # every visible page is on the screen, as of shown_revision()
    failed = Signal(str)  # the newest order could not be set: why, in words

    def __init__(
        self, parent: QWidget | None = None, work: Work | None = None, give_way: GiveWay | None = None
    ) -> None:
        super().__init__(parent)
        self.view, self.bar, self.doubts = PageView(), PreviewBar(), Doubts(give_way=give_way)
        self.view.setAccessibleName("ตัวอย่างก่อนพิมพ์")
        self.notice = PreviewNotice(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.doubts)
        layout.addWidget(self.view, 1)
        self.bar.serve(self.view)
        self._order: Order | None = None
        self._shown_order: Order | None = None
        self._pdf = b""
        self._drawing: _Wanted | None = None  # what is under way
        self._laid_out = b""  # the PDF whose sizes the view has
        self._from_top = True
        self._fresh_at = 0.0
        self._late = QTimer(self, interval=QUIET, singleShot=True)
        self._late.timeout.connect(self.notice.say_working)
        self._setter, self._drawer = Newest(work or Proofs(), give_way=give_way), Newest(_draw, give_way=give_way)
        self._connect()

    def _connect(self) -> None:
        self._setter.answers.piece.connect(self._set)
        self._setter.answers.failed.connect(self._not_set)
        self._drawer.answers.piece.connect(self._drawn)
        self._drawer.answers.failed.connect(self._not_drawn)
        self._drawer.answers.done.connect(self._drawn_all)
        self.view.lacking.connect(self._draw_lacking)
        self.destroyed.connect(self._setter.stop)
        self.destroyed.connect(self._drawer.stop)

    def show_report(
        self, tree: dict[str, Any], stamp: "Stamp", style: str = "official", digits: str = "arabic"
    ) -> None:
        """``tree`` is the report as ``model.exchange.to_json`` gives it, and is not changed by anybody afterwards."""
        self._order = Order(tree, stamp, style, digits)
        if self._shown_order and self._shown_order.is_like(self._order):
            self._order = self._shown_order
        if self.isVisible():
            self._begin()

    def stop(self) -> None:
        """Nothing more is done in the background once this returns."""
        self._late.stop()
        self.doubts.stop()
        self._setter.stop()
        self._drawer.stop()

    @property
    def pdf(self) -> bytes:
        """The PDF on the screen, empty before the first one."""
        return self._pdf

    def shown_revision(self) -> int:
        """The revision that the page on the screen is stamped with, -1 before the first one."""
        return self._shown_order.stamp.revision if self._shown_order else -1

    def _begin(self) -> None:
        if self._order is None:
            return
        if self._order is self._shown_order:  # whatever came after it is not wanted any more
            self._setter.cancel()
            self._late.stop()
            self.notice.clear()
            return
        same = self._shown_order is not None and self._shown_order.stamp.report_id == self._order.stamp.report_id
        overdue = same and time.monotonic() - self._fresh_at > PATIENCE
        if not self._late.isActive():
            self._late.start()
        if self.view.is_fresh():
            self._stop_drawing()  # what nobody sees yet will be drawn of the next PDF
        self._setter.ask(self._order, cancel_running=not overdue)

    def _set(self, order: Order, pdf: bytes) -> None:
        """A PDF is ready. One that was overtaken is welcome too, if it is of the same report."""
        if self._order is None or order.stamp.report_id != self._order.stamp.report_id:
            return
        if self._order is self._shown_order:  # the form went back to what is on the screen
            return
        self._from_top = self._shown_order is None or self._shown_order.stamp.report_id != order.stamp.report_id
        self._shown_order, self._pdf, self._fresh_at = order, pdf, time.monotonic()
        self._draw_lacking()

    def _not_set(self, order: Order, error: Exception) -> None:
        if order is not self._order:
            return
        if self._shown_order and self._shown_order.stamp.report_id != order.stamp.report_id:
            self._shown_order, self._pdf = None, b""  # another report's pages under this one's error would deceive
            self.view.set_pages([])
            self.bar.show_page(-1, 0)
            self.doubts.clear()
        self._tell(error)
        self._draw_lacking()

    def _drawn(self, wanted: _Wanted, piece: "list[QSizeF] | tuple[int, QImage] | tuple[int, str]") -> None:
        if wanted.pdf is not self._pdf:
            return
        match piece:
            case [int(index), QImage() as picture]:
                self._show_picture(wanted, index, picture)
            case [int(index), str(text)]:
                self.view.set_text(index, text)
            case list(sizes):
                self._laid_out = self._pdf
                self.view.set_pages(sizes, self._from_top)
                self.bar.show_page(self.view.current_page(), len(sizes))

    def _show_picture(self, wanted: _Wanted, index: int, picture: QImage) -> None:
        waited = not self.view.is_fresh()
        if wanted.scale == self.view.scale():
            self.view.set_picture(index, picture)
        if waited and self.view.is_fresh():
            if self._shown_order is self._order:
                self._late.stop()
                self.notice.clear()
            if self._shown_order:
                self.doubts.look_at(self._shown_order)
            self.refreshed.emit()
        if not self.view.lacking_pages():
            self._draw_lacking()

    def _drawn_all(self, wanted: _Wanted) -> None:
        if wanted is self._drawing:
            self._drawing = None

    def _not_drawn(self, wanted: _Wanted, error: Exception) -> None:
        if wanted.pdf is self._pdf:
            self._tell(error)

    def _draw_lacking(self) -> None:
        """Asks for the sizes of a new PDF first: any later request takes the place of one that waits. Texts wait for all pictures."""
        if not self.isVisible() or not self._pdf:
            return
        scale = self.view.scale()
        if self._laid_out is not self._pdf:  # most likely the same pages are seen in it
            self._ask(_Wanted(self._pdf, True, () if self._from_top else tuple(self.view.shown_pages()), scale))
        elif lacking := self.view.lacking_pages():
            self._ask(_Wanted(self._pdf, drawn=tuple(lacking), scale=scale))
        elif untold := self.view.untold_pages():
            self._ask(_Wanted(self._pdf, read=tuple(untold)))

    def _ask(self, wanted: _Wanted) -> None:
        """Unless it is under way as part of what was asked for."""
        if not (self._drawing and self._drawing.holds(wanted)):
            self._drawing = wanted
            self._drawer.ask(wanted)

    def _stop_drawing(self) -> None:
        self._drawing = None
        self._drawer.cancel()

    def _tell(self, error: Exception) -> None:
        self._late.stop()
        fault = told(error)
        words = f"{fault.what} {fault.remedy}".strip()
        self.notice.say_failed(words, has_pages=self.view.page_count() > 0)
        self.failed.emit(words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin()
        self._draw_lacking()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._late.stop()
        self._setter.cancel()
        self._stop_drawing()


def _draw(wanted: _Wanted, cancelled: Callable[[], bool]) -> Iterator[Any]:
    """The sizes of all pages, or the wanted pages one by one as (index, picture) or (index, text)."""
    with PdfPages(wanted.pdf) as pages:
        if wanted.sized:
            yield pages.sizes()
        for index in wanted.drawn:
            if cancelled():
                return
            if index < len(pages):
                yield index, pages.picture(index, wanted.scale)
        for index in wanted.read:
            if cancelled():
                return
            yield index, pages.text(index)
