"""What is shown instead of the window when the database cannot be opened: why, and what can be done."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.errors import UserError
from desktop_app.paths import backup_folder

WIDTH = 42  # ems


class Trouble(QWidget):
    """Nothing is done to the file; ``retry`` and ``chosen`` say what a person wants."""

    retry = Signal()
    chosen = Signal(object)  # the path of another file
    leave = Signal()

    def __init__(self, path: Path, error: UserError) -> None:
        super().__init__()
        self._path = path
        self.setWindowTitle("สรุป: เปิดไฟล์ข้อมูลไม่ได้")
        self.text = self._label(error.what)
        bold = self.text.font()
        bold.setBold(True)
        self.text.setFont(bold)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(self.text)
        column.addWidget(self._label(error.remedy))
        if error.english:
            column.addWidget(self._label(error.english))
        column.addStretch(1)
        column.addLayout(self._buttons())
        self.resize(self.fontMetrics().averageCharWidth() * WIDTH * 2, self.sizeHint().height())

    def _buttons(self) -> QHBoxLayout:
        backups = backup_folder(self._path)
        folder = backups if backups.is_dir() else self._path.parent
        shows = "เปิดโฟลเดอร์สำรอง" if backups.is_dir() else "เปิดโฟลเดอร์ข้อมูล"
        row = QHBoxLayout()
        row.addWidget(_button("ลองอีกครั้ง", self.retry.emit))
        row.addWidget(_button("เลือกไฟล์อื่น…", self._choose))
        row.addWidget(_button(shows, lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))))
        row.addStretch(1)
        row.addWidget(_button("ออก", self.close))
        return row

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.leave.emit()

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "เลือกไฟล์ข้อมูล", str(self._path.parent), "ไฟล์ข้อมูลของสรุป (*.db)")
        if name:
            self.chosen.emit(Path(name))

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label


def _button(words: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(words, autoDefault=True)
    button.clicked.connect(lambda: act())
    return button
