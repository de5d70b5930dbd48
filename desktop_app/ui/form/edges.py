"""The edge of a box to type in: seen against its ground in light and dark, and twice as bold while it has the focus."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget

ROUND = 3.0  # pixels
SHARE = 0.72  # of the grey


def edge_colour(palette: QPalette) -> QColor:
    """Between the ground and its grey letters: at least 3:1 against the ground in both palettes (WCAG 1.4.11)."""
    grey, ground = palette.color(QPalette.ColorRole.PlaceholderText), palette.color(QPalette.ColorRole.Window)
    return QColor(*(round(SHARE * a + (1 - SHARE) * b) for a, b in zip(_rgb(grey), _rgb(ground), strict=True)))


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def draw_edge(painter: QPainter, widget: QWidget, focus: bool, around: QRect | None = None) -> None:
    """``around``: a part of the widget; without it the whole."""
    palette = widget.palette()
    width = 2.0 if focus else 1.0
    colour = palette.color(QPalette.ColorRole.Accent) if focus else edge_colour(palette)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, width))
    inset = width / 2
    painter.drawRoundedRect(QRectF(around or widget.rect()).adjusted(inset, inset, -inset, -inset), ROUND, ROUND)
