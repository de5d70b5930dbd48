"""A number in the status bar that waits for somebody, and the way to what it counts; hidden while it is none."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget


class CountMark(QPushButton):
    def __init__(self, words: str, tip: str, act: Callable[[], object], parent: QWidget) -> None:
        """``words`` with a place for the number."""
        super().__init__(parent, flat=True, autoDefault=False)
        self._words = words
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tip)
        self.clicked.connect(lambda: act())
        self.hide()

    def show_count(self, number: int) -> None:
        self.setText(self._words.format(number))
        self.setVisible(number > 0)
