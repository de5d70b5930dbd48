"""A small notice over the pages: a new page is being made, or why it could not be."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop_app.ui.labels import breakable

EDGE = 12  # logical pixels to the view's lower edge


class PreviewNotice(QFrame):
    """Floats over the lower edge of ``over``; nothing below it moves when it comes and goes."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._label)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self._label.setForegroundRole(QPalette.ColorRole.ToolTipText)
        over.installEventFilter(self)
        self.hide()

    def text(self) -> str:
        return self._label.text().replace("\u200b", "") if self.isVisibleTo(self._over) else ""

    def say_working(self) -> None:
        self._say("กำลังจัดหน้าใหม่…")

    def say_failed(self, words: str, has_pages: bool) -> None:
        after = " หน้าที่เห็นอยู่เป็นตัวอย่างก่อนหน้านี้" if has_pages else ""
        self._say(breakable(f"แสดงตัวอย่างไม่ได้: {words}{after}"))

    def clear(self) -> None:
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _say(self, text: str) -> None:
        self._label.setText(text)
        self.setAccessibleName(text.replace("\u200b", ""))
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        """As wide as the text needs, at most as wide as the view; then as high as its lines are."""
        most = max(self._over.width() - 2 * EDGE, 1)
        frame = self._layout.contentsMargins().left() * 2 + 2 * self.frameWidth()
        width = min(self._label.fontMetrics().horizontalAdvance(self._label.text()) + frame + 8, most)
        self.resize(width, self._layout.totalHeightForWidth(width))
        self.move((self._over.width() - width) // 2, self._over.height() - self.height() - EDGE)
