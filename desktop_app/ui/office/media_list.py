"""The list of sticks and shared folders: always what is there now, the last one used first, any other folder by a dialog."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.ui.labels import breakable
from desktop_app.ui.last_folder import folder_or_documents
from desktop_app.ui.newest import Newest

from . import media
from .choosing import button
from .media import Medium

BEAT = 2_000  # ms between two looks at what is plugged in
MEDIUM = Qt.ItemDataRole.UserRole


class MediaList(QWidget):
    chosen = Signal()  # another one, or none
    found = Signal()  # the list is what the system says

    def __init__(self, last: str) -> None:
        super().__init__()
        self._last = last
        self.list = QListWidget()
        self.list.setAccessibleName("ส่งลงที่ใด")
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.other = button("เลือกโ&ฟลเดอร์อื่น…", self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self._finder = Newest(media.find)
        self._finder.answers.piece.connect(self._show)
        self.destroyed.connect(self._finder.stop)
        self._timer = QTimer(self, interval=BEAT)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.list.currentRowChanged.connect(lambda: self.chosen.emit())
        self.look()

    def look(self) -> None:
        """Asks the system anew."""
        self._finder.ask(self._last, cancel_running=False)

    def medium(self) -> Medium | None:
        item = self.list.currentItem()
        return item.data(MEDIUM) if item else None

    def add(self, folder: str) -> None:
        """A folder that a person chose stands first and is chosen."""
        self._last = folder
        self._fill([media.at(folder)] + [one for one in self._shown() if one.folder != folder], folder)
        self.look()

    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), "เลือกโฟลเดอร์ที่จะส่งลง", folder_or_documents(self._last))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.add)
        dialog.open()

    def _show(self, last: str, found: list[Medium]) -> None:
        if last == self._last:
            if found != self._shown():
                chosen = self.medium()
                self._fill(found, chosen.folder if chosen else "")
            self.found.emit()

    def _shown(self) -> list[Medium]:
        return [self.list.item(row).data(MEDIUM) for row in range(self.list.count())]

    def _fill(self, found: list[Medium], chosen: str) -> None:
        self.list.clear()
        for one in found:
            item = QListWidgetItem(breakable(one.words))
            item.setData(MEDIUM, one)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, one.words)
            self.list.addItem(item)
        rows = [row for row, one in enumerate(found) if one.folder == chosen]
        self.list.setCurrentRow(rows[0] if rows else 0 if found else -1)
        self.chosen.emit()
