"""An old text beside the present one, word by word: what would come back is underlined, what would go is struck out."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.ui.newest import Newest

from .differences import ONLY_NEW, ONLY_OLD, Pair, Piece, compare

LEGEND = "ขีดเส้นใต้: มีเฉพาะในค่าที่เลือก  ขีดฆ่า: มีเฉพาะในค่าปัจจุบัน"
SAME = "ค่าที่เลือกตรงกับค่าปัจจุบัน"


class DifferenceView(QWidget):
    """Shape says what colour would: nobody has to tell red from green."""

    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.legend, self.text = QLabel(), QPlainTextEdit()
        self.legend.setWordWrap(True)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("ค่าที่เลือกเทียบกับค่าปัจจุบัน")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.legend)
        layout.addWidget(self.text, 1)
        self._comparer = Newest(compare)
        self._pair: Pair | None = None
        self._comparer.answers.piece.connect(self._show)
        self.destroyed.connect(self._comparer.stop)

    def compare(self, now: str, then: str) -> None:
        """Shows ``then`` beside ``now``; the words come as soon as they are compared."""
        self._pair = Pair(now, then)
        self._comparer.ask(self._pair)

    def show_text(self, text: str) -> None:
        """A text with which nothing is to be compared."""
        self.clear()
        self.text.setPlainText(text)
        self.text.setAccessibleDescription("")
        self.shown.emit()

    def clear(self) -> None:
        self._pair = None
        self._comparer.cancel()
        self.text.clear()
        self.legend.clear()

    def _show(self, pair: Pair, pieces: list[Piece]) -> None:
        if pair is not self._pair:
            return
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        for piece in pieces:
            cursor.insertText(piece.text, self._format(piece.where))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        same = pair.old == pair.new
        self.legend.setText(SAME if same else LEGEND)
        self.text.setAccessibleDescription(SAME if same else _spoken(pieces))
        self.shown.emit()

    def _format(self, where: str) -> QTextCharFormat:
        made = only_here() if where == ONLY_NEW else QTextCharFormat()
        if where == ONLY_OLD:
            made.setFontStrikeOut(True)
            made.setForeground(self.palette().brush(QPalette.ColorRole.PlaceholderText))
        return made


def only_here() -> QTextCharFormat:
    """How words look that stand in the shown text alone."""
    made = QTextCharFormat()
    made.setFontUnderline(True)
    made.setFontWeight(QFont.Weight.Bold)
    return made


def _spoken(pieces: list[Piece]) -> str:
    """The differences as sentences, for who cannot see lines under and through words."""
    come = ", ".join(piece.text.strip() for piece in pieces if piece.where == ONLY_NEW)
    gone = ", ".join(piece.text.strip() for piece in pieces if piece.where == ONLY_OLD)
    parts = [f"มีเฉพาะในค่าที่เลือก: {come}" if come else "", f"มีเฉพาะในค่าปัจจุบัน: {gone}" if gone else ""]
    return " ".join(part for part in parts if part)
