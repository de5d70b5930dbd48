"""One sheet of paper on the screen: a page's picture with a soft shadow around it."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPicture, QResizeEvent
from PySide6.QtWidgets import QWidget

SHADOW = 6  # logical pixels around the paper


class Sheet(QWidget):
    """``points`` is the paper's size; ``fresh`` whether the picture is of the present PDF and zoom, ``told`` whether the text for a
    screen reader is of the present PDF."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.points = QSizeF()
        self.fresh = self.told = False
        self.picture = QImage()
        self._shadow = QPicture()  # drawn in one call: calls into Qt wait for the thread that sets the next page

    def show_picture(self, picture: QImage) -> None:
        self.picture = picture
        self.fresh = True
        self.update()

    def tell(self, text: str) -> None:
        self.told = True
        self.setAccessibleDescription(text)

    def forget(self) -> None:
        """Far from what is seen: the memory goes back."""
        self.picture = QImage()
        self.fresh = False

    def paper(self) -> QRect:
        return self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._shadow = _shadow(self.paper())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paper = self.paper()
            painter.drawPicture(0, 0, self._shadow)
            if self.picture.isNull():
                painter.fillRect(paper, QColor("white"))
            else:
                self._draw(painter, paper)

    def _draw(self, painter: QPainter, paper: QRect) -> None:
        """Pixel for pixel when the picture is of this zoom; stretched while a better one is made."""
        ratio = self.devicePixelRatioF()
        if abs(self.picture.width() - paper.width() * ratio) <= ratio + 1:
            self.picture.setDevicePixelRatio(ratio)
            painter.setClipRect(paper)
            painter.drawImage(QPointF(paper.topLeft()), self.picture)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(paper), self.picture)


def _shadow(paper: QRect) -> QPicture:
    """Plain lines around the paper: smooth shapes of its size took 17 ms to draw."""
    shadow = QPicture()
    with QPainter(shadow) as painter:
        for reach in range(1, SHADOW):
            painter.setPen(QColor(0, 0, 0, 9 * (SHADOW - reach)))
            painter.drawRect(paper.adjusted(-reach, 1 - reach, reach - 1, reach))
    return shadow
