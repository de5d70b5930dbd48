"""Pages under one another, as pictures with a soft shadow on a calm ground. Knows no PDF: it says which pictures it lacks."""

from PySide6.QtCore import QEvent, QRect, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from .sheet import SHADOW, Sheet

GAP = 16  # logical pixels around and between pages; the shadow lies in it
LEAST_ZOOM, MOST_ZOOM = 0.25, 3.0
MOST_DOTS = 4.5  # zoom by dots a pixel: there an A4 page is 18 million dots, 70 MB
STEP = 1.1  # a notch of the wheel, a press of the buttons
POINTS_PER_INCH = 72


class _Ground(QWidget):
    """What the pages lie on: the window's colour, a little darker, in light and dark alike."""

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), ground_colour(self.palette()))


def ground_colour(palette: QPalette) -> QColor:
    window = palette.color(QPalette.ColorRole.Window)
    return window.darker(112 if window.lightness() > 128 else 130)


class PageView(QScrollArea):
    """Shows pages at a zoom of 1.0 = the size on paper, or fitted to the width."""

    lacking = Signal()  # visible pages have no picture of the present zoom: ask lacking_pages()
    page_changed = Signal(int)  # the index of the page in the middle
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: list[Sheet] = []
        self._fitted, self._zoom, self._page = True, 1.0, -1
        self._ground = _Ground(self)
        self.setWidget(self._ground)
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setLineWidth(2)
        self.setForegroundRole(QPalette.ColorRole.Window)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else a fitted page swings in and out
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._looking = QTimer(self, interval=0, singleShot=True)
        self._looking.timeout.connect(self._look)
        self.verticalScrollBar().valueChanged.connect(self._look_soon)

    def set_pages(self, sizes: list[QSizeF], from_top: bool = False) -> None:
        """Sizes in points. Pictures stay until newer ones come; the scroll position stays, unless ``from_top``."""
        for sheet in self._sheets[len(sizes) :]:
            sheet.deleteLater()
        del self._sheets[len(sizes) :]
        while len(self._sheets) < len(sizes):
            self._sheets.append(Sheet(self._ground))
        for number, (sheet, size) in enumerate(zip(self._sheets, sizes, strict=True), 1):
            sheet.points = size
            sheet.fresh = sheet.told = False
            sheet.setAccessibleName(f"หน้า {number} จาก {len(sizes)}")
            sheet.show()
        self._place_sheets()
        if from_top:
            self.verticalScrollBar().setValue(0)
        self._lay_out()

    def set_picture(self, index: int, picture: QImage) -> None:
        """``picture`` was made for the scale of :meth:`scale`."""
        if index < len(self._sheets):
            self._sheets[index].show_picture(picture)

    def set_text(self, index: int, text: str) -> None:
        """What a screen reader says of a page."""
        if index < len(self._sheets):
            self._sheets[index].tell(text)
            if index == self._page:
                self._describe()

    def picture(self, index: int) -> QImage:
        return self._sheets[index].picture

    def page_count(self) -> int:
        return len(self._sheets)

    def zoom(self) -> float:
        return self._zoom

    def scale(self) -> float:
        """Pixels of the screen a point of the page."""
        return self._zoom * self.logicalDpiX() / POINTS_PER_INCH * self.devicePixelRatioF()

    def set_zoom(self, zoom: float) -> None:
        self._fitted = False
        self._apply_zoom(zoom)

    def fit_width(self) -> None:
        self._fitted = True
        self._lay_out()

    def zoom_by(self, steps: float) -> None:
        """One step is a notch of the wheel."""
        self.set_zoom(self._zoom * STEP**steps)

    def lacking_pages(self) -> list[int]:
        """Shown pages whose picture is missing or of another zoom or of an older PDF."""
        return [index for index in self.shown_pages() if not self._sheets[index].fresh]

    def is_fresh(self) -> bool:
        """Whether what can be seen lacks nothing."""
        return all(self._sheets[index].fresh for index in self._seen())

    def untold_pages(self) -> list[int]:
        """Of the same pages those whose text is missing or of an older PDF."""
        return [index for index in self.shown_pages() if not self._sheets[index].told]

    def go_to_page(self, index: int) -> None:
        if 0 <= index < len(self._sheets):
            self.verticalScrollBar().setValue(self._sheets[index].y() - GAP)

    def current_page(self) -> int:
        """The index of the page in the middle of the view, -1 without pages."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        before = [index for index, sheet in enumerate(self._sheets) if sheet.y() - GAP // 2 <= middle]
        return before[-1] if before else min(0, len(self._sheets) - 1)

    def _seen(self) -> list[int]:
        top = self.verticalScrollBar().value()
        seen = QRect(0, top, self._ground.width(), self.viewport().height())
        return [index for index, sheet in enumerate(self._sheets) if sheet.geometry().intersects(seen)]

    def shown_pages(self) -> list[int]:
        """Those that can be seen, and the one after them."""
        found = self._seen()
        if found and found[-1] + 1 < len(self._sheets):
            found.append(found[-1] + 1)
        return found

    def _bounded(self, zoom: float) -> float:
        return min(max(zoom, LEAST_ZOOM), MOST_ZOOM, MOST_DOTS / self.devicePixelRatioF())

    def _apply_zoom(self, zoom: float) -> None:
        anchor = self._anchor()
        self._zoom = self._bounded(zoom)
        for sheet in self._sheets:
            sheet.fresh = False
        self._place_sheets()
        self._return_to(anchor)
        self.zoom_changed.emit(self._zoom)
        self._look_soon()

    def _lay_out(self) -> None:
        widest = max((sheet.points.width() for sheet in self._sheets), default=0.0)
        room = self.viewport().width() - 2 * GAP
        if self._fitted and widest and room > 0:
            wanted = self._bounded(room * POINTS_PER_INCH / self.logicalDpiX() / widest)
            if wanted != self._zoom:
                self._apply_zoom(wanted)
                return
        self._place_sheets()
        self._look_soon()

    def _place_sheets(self) -> None:
        unit = self._zoom * self.logicalDpiX() / POINTS_PER_INCH
        sizes = [(round(sheet.points.width() * unit), round(sheet.points.height() * unit)) for sheet in self._sheets]
        width = max(max((w for w, _ in sizes), default=0) + 2 * GAP, self.viewport().width())
        height = sum(h + GAP for _, h in sizes) + GAP
        self._ground.resize(width, max(height, self.viewport().height()))
        top = GAP
        for sheet, (w, h) in zip(self._sheets, sizes, strict=True):
            sheet.setGeometry((width - w) // 2 - SHADOW, top - SHADOW, w + 2 * SHADOW, h + 2 * SHADOW)
            top += h + GAP

    def _anchor(self) -> tuple[int, float]:
        """Which page is in the middle, and where in it, as a part of its height."""
        index = self.current_page()
        if index < 0:
            return index, 0.0
        sheet = self._sheets[index]
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return index, (middle - sheet.y()) / max(sheet.height(), 1)

    def _return_to(self, anchor: tuple[int, float]) -> None:
        index, part = anchor
        if index >= 0 and self.verticalScrollBar().value():
            sheet = self._sheets[index]
            middle = sheet.y() + part * sheet.height()
            self.verticalScrollBar().setValue(round(middle - self.viewport().height() / 2))

    def _look_soon(self) -> None:
        self._looking.start()

    def _look(self) -> None:
        """Forget far pictures, tell which page is in the middle, ask for what is lacking."""
        shown = self.shown_pages()
        for index, sheet in enumerate(self._sheets):
            if index not in shown:
                sheet.forget()
        page = self.current_page()
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self._describe()
        if self.lacking_pages():
            self.lacking.emit()

    def _describe(self) -> None:
        if 0 <= self._page < len(self._sheets):
            self.setAccessibleDescription(self._sheets[self._page].accessibleDescription())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._apply_zoom(self._zoom)
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setForegroundRole(QPalette.ColorRole.Highlight)  # of the frame: keys scroll here

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setForegroundRole(QPalette.ColorRole.Window)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(event.angleDelta().y() / 120)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, key = self.verticalScrollBar(), event.key()
        if key == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key == Qt.Key.Key_Space:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            bar.triggerAction(bar.SliderAction.SliderPageStepSub if back else bar.SliderAction.SliderPageStepAdd)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(-1)
        elif key == Qt.Key.Key_0:
            self.set_zoom(1.0)
        else:
            super().keyPressEvent(event)
