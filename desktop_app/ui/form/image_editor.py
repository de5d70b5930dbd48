"""The editor of a picture: it shows it small. A picture is added and taken out, never changed."""

from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImageReader, QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.model.fields import Field

from .desk import Desk
from .editors import KeyTaker

LINES = 4  # of text that a picture is high
MISSING = "ไม่พบภาพ"


class ImageEditor(QWidget):
    """IMAGE: the picture of that name among the report's pictures. Decoded when it is first seen, one at a time."""

    edited = Signal(object)
    complained = Signal(str)
    history_asked = Signal()

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__()
        self.field, self._desk, self._name = field, desk, ""
        self.on_key: KeyTaker | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._decode)

    def show_value(self, value: Any) -> None:
        if value != self._name:
            self._name = value
            self.update()

    def value(self) -> Any:
        return self._name

    def commit(self) -> None:
        """Nothing is typed here."""

    def sizeHint(self) -> QSize:
        high = self.fontMetrics().height() * LINES
        return QSize(round(high * 4 / 3), high)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            picture = QPixmap()
            if QPixmapCache.find(self._key(), picture):
                size = picture.deviceIndependentSize()
                painter.drawPixmap(
                    round((self.width() - size.width()) / 2), round((self.height() - size.height()) / 2), picture
                )
                return
            painter.setPen(self.palette().mid().color())
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
            if self._bytes():
                self._later.start()
            else:
                painter.setPen(self.palette().placeholderText().color())
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, MISSING)

    def _decode(self) -> None:
        """About 10 ms; a JPEG is decoded at a fraction of its size."""
        buffer = QBuffer()
        buffer.setData(QByteArray(self._bytes()))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer)
        ratio = self.devicePixelRatioF()
        room = QSize(round(self.width() * ratio), round(self.height() * ratio))
        reader.setScaledSize(reader.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        picture = QPixmap.fromImage(reader.read())
        picture.setDevicePixelRatio(ratio)
        QPixmapCache.insert(self._key(), picture)
        self.update()

    def _bytes(self) -> bytes:
        return self._desk.draft.report.pictures.get(self._name, b"")

    def _key(self) -> str:
        return f"{self._name} {self.width()}x{self.height()} {self.devicePixelRatioF()}"
