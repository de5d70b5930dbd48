"""A box to tick, as large as the letters beside it, with an edge that is seen in light and dark: Fusion draws neither."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from desktop_app.ui.form.edges import draw_edge

SIDE = 0.62  # of a line of letters


class TickBox(QCheckBox):
    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        square = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        with QPainter(self) as painter:
            draw_edge(painter, self, self.hasFocus(), square)

    def _fit(self) -> None:
        side = round(self.fontMetrics().height() * SIDE)
        wanted = f"QCheckBox::indicator {{ width: {side}px; height: {side}px }}"
        if wanted != self.styleSheet():
            self.setStyleSheet(wanted)
