"""Which folder is watched, how many files wait in it, and the buttons to choose another one, to stop and to go on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop_app.ui.form.field_box import Words
from desktop_app.ui.labels import breakable
from desktop_app.ui.last_folder import folder_or_documents

from .choosing import button
from .inbox import Inbox

NONE = "ไม่ได้เฝ้าดูโฟลเดอร์ใด"
WATCHING = "เฝ้าดูอยู่: {}"


class WatchedFolder(QWidget):
    wanted = Signal()  # the files that came shall be looked into now

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox
        self.says = Words()
        self.look = button("ดูไฟล์ที่&มาถึง", self.wanted.emit)
        self.choose = button("เ&ฝ้าดูโฟลเดอร์…", self._choose)
        self.stop = button("เลิกเฝ้า&ดู", inbox.stop)
        self.go_on = button("เฝ้าดู&ต่อ", inbox.go_on)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.says, 1)
        for one in (self.look, self.choose, self.stop, self.go_on):
            line.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        inbox.changed.connect(self.refresh)
        self.refresh()

    def refresh(self, unseen: int = 0) -> None:
        """``unseen``: of the files that wait, how many stand in no table yet."""
        folder = self._inbox.folder
        words = WATCHING.format(folder) if folder else NONE
        if self._inbox.trouble:
            words = f"เฝ้าดูอยู่: {folder} {self._inbox.trouble} จะลองใหม่เอง"
        if words != self.says.accessibleName():
            self.says.setText(breakable(words))
            self.says.setAccessibleName(words)
        self.look.setVisible(unseen > 0)
        self.look.setText(f"ดูไฟล์ที่&มาถึง ({unseen:,})")
        self.stop.setVisible(bool(folder))
        self.go_on.setVisible(not folder and bool(self._inbox.last))

    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), "เลือกโฟลเดอร์ที่จะเฝ้าดู", folder_or_documents(self._inbox.last))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._inbox.watch)
        dialog.open()
