"""Boxes to type in whose edge is seen in light and dark, as the form's own are: Fusion's dark frames are lost on dark ground."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox

from desktop_app.ui.form.edges import draw_edge


class TextBox(QPlainTextEdit):
    """The edge is on the frame: what is drawn on the text's ground is moved with it by Qt when it is scrolled."""

    def __init__(self) -> None:
        super().__init__(tabChangesFocus=True)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.Paint:
            with QPainter(self) as painter:
                draw_edge(painter, self, self.hasFocus())
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return done


class LineBox(QLineEdit):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            draw_edge(painter, self, self.hasFocus())


class NumberBox(QSpinBox):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            draw_edge(painter, self, self.hasFocus())
