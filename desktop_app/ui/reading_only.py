"""A database that cannot be written (a locked stick, somebody else's file): it is read, printed, and opened as a copy."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit, QPlainTextEdit

from desktop_app.errors import UserError
from desktop_app.paths import data_folder

from .form.field_box import stops
from .labels import breakable

if TYPE_CHECKING:
    from .window import MainWindow

WORDS = (
    "ไฟล์ {} เปิดได้เพื่ออ่านเท่านั้น จึงแก้ไขไม่ได้ แต่ดู พิมพ์ และส่งออกได้ตามปกติ หากจะแก้ไข โปรดเปิดสำเนาที่เก็บไว้ในเครื่องนี้ ต้นฉบับจะอยู่อย่างเดิม"
)


class ReadingOnly(QObject):
    """Says so above the report, for as long as the file is open, and makes the copy."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.dialog: QFileDialog | None = None

    def say(self) -> None:
        words = WORDS.format(self._window.store.path.name)
        self._window.warning.tell(breakable(words), ("เปิดสำเนา…", self.choose_copy), stays=0)
        self._window.status.say_reading_only()

    def choose_copy(self) -> None:
        """Asks where the copy shall lie: beside the databases of this person, under a name that is free."""
        self.dialog = dialog = QFileDialog(self._window, "เก็บสำเนาไว้ที่", str(data_folder()), "ไฟล์ข้อมูลของสรุป (*.db)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("db")
        dialog.selectFile(free_name(data_folder(), self._window.store.path.stem))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.open_copy)
        dialog.rejected.connect(self.say)
        dialog.open()

    def open_copy(self, name: str) -> None:
        ask, path = self._window.store.ask, Path(name)
        ask(lambda store: store.backup(path), self._window.another_file.emit, self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.say()
        self._window.tell_error(error, important=True)


def free_name(folder: Path, stem: str) -> str:
    names = [f"{stem}-copy.db", *(f"{stem}-copy-{number}.db" for number in range(2, 1000))]
    return next((name for name in names if not (folder / name).exists()), names[0])


def lock(editor: Any) -> None:
    """What stands in the editor can be read, chosen and copied, and not changed."""
    for box in stops(editor):
        if isinstance(box, QLineEdit | QPlainTextEdit):
            box.setReadOnly(True)
        else:
            box.setEnabled(False)
    for button in editor.findChildren(QAbstractButton):
        button.hide()
