"""The titles of the tabs as quiet words, the one looked at underlined."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionTab, QStylePainter, QTabBar, QWidget

Role = QPalette.ColorRole


class QuietTabs(QTabBar):
    """A tab bar without boxes; a finger hits a title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        self.setStyleSheet("QTabBar::scroller { width: 2.4em; }")

    def tabSizeHint(self, index: int) -> QSize:
        hint = super().tabSizeHint(index)
        letter = self.fontMetrics().height()
        words = self.fontMetrics().horizontalAdvance(self.tabText(index))
        return QSize(max(hint.width(), words + round(letter * 1.2)), round(letter * 1.5) + 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        try:
            line = self.palette().color(Role.Mid)
            painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), line)
            for index in range(self.count()):
                self._draw_tab(painter, index)
        finally:  # an open painter at an exception ends the program
            painter.end()

    def _draw_tab(self, painter: QStylePainter, index: int) -> None:
        option = QStyleOptionTab()
        self.initStyleOption(option, index)
        chosen = index == self.currentIndex()
        hovered = self.tabRect(index).contains(self.mapFromGlobal(self.cursor().pos())) and self.underMouse()
        role = Role.WindowText if chosen or hovered else Role.PlaceholderText
        option.palette.setColor(Role.WindowText, self.palette().color(role))
        option.state &= ~QStyle.StateFlag.State_HasFocus
        painter.drawControl(QStyle.ControlElement.CE_TabBarTabLabel, option)
        if chosen:
            room = self.tabRect(index)
            painter.fillRect(QRect(room.x(), room.bottom() - 2, room.width(), 3), self.palette().color(Role.Accent))
            if self.hasFocus():
                self._draw_focus(painter, QRectF(room).adjusted(2, 3, -2, -6))

    def _draw_focus(self, painter: QPainter, room: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(Role.Accent), 2))
        painter.drawRoundedRect(room, 3, 3)
