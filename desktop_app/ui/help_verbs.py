"""The help menu: the keys, where the data lies, and what this program is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices

from desktop_app import __version__
from desktop_app.paths import log_file

from .commands import all_keys

if TYPE_CHECKING:
    from .window import MainWindow


class HelpVerbs(QObject):
    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def show_keys(self) -> None:
        from .key_page import KeyPage

        page = KeyPage(all_keys(), self._window)
        page.open()

    def show_folder(self) -> None:
        folder = self._window.store.path.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):  # as on a Linux without xdg-open
            self._window.tell(f"เครื่องนี้ไม่มีโปรแกรมที่เปิดโฟลเดอร์ได้ ข้อมูลอยู่ที่ {folder}")

    def show_about(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        text = (
            f"สรุป รุ่น {__version__}\nรายงานสรุปกิจกรรมสำหรับผู้ประเมิน\n\n"
            f"ข้อมูล: {self._window.store.name}\nบันทึกข้อผิดพลาด: {log_file()}\n\n"
            "ตัวอักษร Sarabun ใช้ตามสัญญาอนุญาต SIL Open Font License 1.1"
        )
        box = QMessageBox(QMessageBox.Icon.NoIcon, "เกี่ยวกับโปรแกรม", text, parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
