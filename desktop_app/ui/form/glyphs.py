"""Small buttons with a drawn sign, in the palette's colours and sharp at every size: no icon file, no symbol font."""

import enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

Lines = list[list[tuple[float, float]]]


class Sign(enum.Enum):
    """Strokes in a square of 1 by 1."""

    CROSS = "cross"
    CALENDAR = "calendar"
    BACK = "back"
    FORWARD = "forward"


STROKES: dict[Sign, Lines] = {
    Sign.CROSS: [[(0.2, 0.2), (0.8, 0.8)], [(0.8, 0.2), (0.2, 0.8)]],
    Sign.CALENDAR: [
        [(0.1, 0.2), (0.9, 0.2), (0.9, 0.9), (0.1, 0.9), (0.1, 0.2)],
        [(0.1, 0.42), (0.9, 0.42)],
        [(0.32, 0.08), (0.32, 0.28)],
        [(0.68, 0.08), (0.68, 0.28)],
        [(0.3, 0.66), (0.42, 0.66)],
        [(0.58, 0.66), (0.7, 0.66)],
    ],
    Sign.BACK: [[(0.62, 0.15), (0.3, 0.5), (0.62, 0.85)]],
    Sign.FORWARD: [[(0.38, 0.15), (0.7, 0.5), (0.38, 0.85)]],
}


class SignButton(QToolButton):
    """A button that shows a sign; ``name`` is its tool tip and what a screen reader says.

    With ``keys``, which do the same, Tab passes it by: who types on after Tab must not press it with the first blank.
    """

    def __init__(self, sign: Sign, name: str, parent: QWidget | None = None, keys: str = "") -> None:
        super().__init__(parent)
        self._sign, self._keys = sign, keys
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if keys else Qt.FocusPolicy.StrongFocus)
        self.call(name)

    def call(self, name: str) -> None:
        if name != self.accessibleName():
            self.setToolTip(f"{name} ({self._keys})" if self._keys else name)
            self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        side = round(self.fontMetrics().height() * 1.5) + 6  # as high as a line: a finger hits it
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)  # the button itself, which has no text
        with QPainter(self) as painter:
            draw(painter, self._sign, square_in(QRectF(self.rect()), self.fontMetrics().height() * 0.72), self.pen())
            if self.hasFocus():
                focus = self.palette().highlight().color()
                painter.setPen(QPen(focus, 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 3, 3)

    def pen(self) -> QPen:
        live = self.underMouse() or self.hasFocus()
        colour = self.palette().buttonText() if live else self.palette().placeholderText()
        return QPen(colour.color(), max(1.4, self.fontMetrics().height() / 13))


def square_in(room: QRectF, side: float) -> QRectF:
    return QRectF(room.center().x() - side / 2, room.center().y() - side / 2, side, side)


def draw(painter: QPainter, sign: Sign, square: QRectF, pen: QPen) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for stroke in STROKES[sign]:
        painter.drawPolyline(
            [QPointF(square.x() + x * square.width(), square.y() + y * square.height()) for x, y in stroke]
        )
