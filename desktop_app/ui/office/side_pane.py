"""One side of a conflict: who said it, what it says with the words underlined that no other side has, and a button to take it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.ui.form.field_box import Words
from desktop_app.ui.labels import breakable
from desktop_app.ui.past.difference_view import only_here
from desktop_app.ui.past.differences import SAME, Piece

from .choosing import button

LEAST = 2  # lines of text in sight


class SidePane(QWidget):
    """``key`` is the one that takes this side, as text."""

    taken = Signal()

    def __init__(self, number: int, key: str) -> None:
        super().__init__()
        self._number = number
        self.head, self.text = Words(), QPlainTextEdit(readOnly=True, tabChangesFocus=True)
        self.text.setMinimumHeight(self.fontMetrics().lineSpacing() * LEAST + 16)
        self.take = button(f"ใช้ค่าที่ {number} ({key})", self.taken.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.head)
        column.addWidget(self.text, 1)
        column.addWidget(self.take)

    def show_side(self, head: str, text: str) -> None:
        """Without differences, which come when they are found."""
        self.head.setText(breakable(head))
        self.text.setPlainText(text)
        self.text.setAccessibleName(f"ค่าที่ {self._number}: {head}")
        self.text.setAccessibleDescription("")

    def mark(self, pieces: Sequence[Piece], own: str) -> None:
        """``own``: how the words are marked that stand here alone."""
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        for piece in pieces:
            if piece.where in (SAME, own):
                cursor.insertText(piece.text, only_here() if piece.where == own else QTextCharFormat())
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        alone = ", ".join(piece.text.strip() for piece in pieces if piece.where == own and piece.text.strip())
        self.text.setAccessibleDescription(f"มีเฉพาะในค่านี้: {alone}" if alone else "")
