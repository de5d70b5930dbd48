"""What stands at the right while there is no report: what to do first, and one big button for it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

TEXT = "ยังไม่มีรายงานในเครื่องนี้\n\nกดปุ่มด้านล่างเพื่อเริ่มรายงานฉบับแรก\nพิมพ์ได้ทันที โปรแกรมบันทึกให้เองทุกครั้งที่พิมพ์"


class EmptyPage(QWidget):
    """``start`` is the big button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = QLabel(TEXT, self, textFormat=Qt.TextFormat.PlainText, alignment=Qt.AlignmentFlag.AlignCenter)
        self.start = QPushButton("สร้างรายงานใหม่", self)
        self.start.setAutoDefault(True)
        self._grow()
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(text)
        column.addSpacing(16)
        column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._grow()

    def _grow(self) -> None:
        """The button follows the size of letters."""
        big = QApplication.font()
        big.setPointSizeF(big.pointSizeF() * 1.3)
        big.setBold(True)
        self.start.setFont(big)
        hint = self.start.fontMetrics()
        self.start.setMinimumSize(hint.horizontalAdvance(self.start.text()) + 64, hint.lineSpacing() * 2)
