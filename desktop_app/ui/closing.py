"""How the window closes: at once when everything is saved; while saving fails it asks the only question there is."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_app.errors import UserError

from .faults import told
from .labels import breakable
from .last_folder import folder_or_documents

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from .window import MainWindow

PATIENCE = 8_000  # ms; a locked file is waited for 5 s by SQLite itself


class Closing(QObject):
    stayed = Signal()  # the window was to close, and the person goes on working instead

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._allowed = False
        self._waiting = False
        self._close_after_keeping = False
        self.question: QMessageBox | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._ask)

    @property
    def is_under_way(self) -> bool:
        """What was typed last is being saved, then the window goes."""
        return self._waiting

    def may_close(self) -> bool:
        """Whether the window may go now; if not, it closes itself as soon as everything is saved, or asks."""
        self._window.current.flush()
        if self._allowed or not self._window.saving.unsaved:
            return True
        if not self._waiting and self.question is None:
            self._waiting = True
            self._patience.start()
            self._window.saving.when_settled(self._settled)
        return False

    def keep_elsewhere(self, then_close: bool = False) -> None:
        """What could not be saved goes to .json files in a folder that a person chooses."""
        from PySide6.QtWidgets import QFileDialog

        self._close_after_keeping = then_close
        self._window.current.flush()
        dialog = QFileDialog(self._window, "เลือกโฟลเดอร์ที่จะเก็บสิ่งที่พิมพ์ไว้", folder_or_documents(""))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._keep)
        if then_close:
            dialog.rejected.connect(self.stayed)
        dialog.open()

    def _settled(self) -> None:
        if not self._waiting:
            return
        self._waiting = False
        self._patience.stop()
        if self._window.saving.unsaved:
            self._ask()
        else:
            self._window.close()

    def _ask(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        self._waiting = False
        error = self._window.saving.error
        fault = told(error) if error else None
        reason = f"{fault.what} {fault.remedy}" if fault else "ดิสก์หรือไฟล์ข้อมูลยังไม่ตอบ"
        box = QMessageBox(QMessageBox.Icon.Warning, "ยังบันทึกไม่ได้", "สิ่งที่พิมพ์ล่าสุดยังไม่ได้บันทึก", parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(breakable(reason))
        retry = box.addButton("ลองบันทึกอีกครั้ง", QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton("เก็บเป็นไฟล์ไว้ที่อื่น…", QMessageBox.ButtonRole.ActionRole)
        back = box.addButton("กลับไปทำงานต่อ", QMessageBox.ButtonRole.RejectRole)
        retry.clicked.connect(self._window.close)
        keep.clicked.connect(lambda: self.keep_elsewhere(then_close=True))
        back.clicked.connect(self.stayed)
        box.setDefaultButton(retry)
        box.setEscapeButton(back)
        box.finished.connect(self._answered)
        self.question = box
        box.open()

    def _answered(self) -> None:
        if self.question:
            self.question.deleteLater()
        self.question = None

    def _keep(self, folder: str) -> None:
        try:
            for draft in self._window.saving.unsaved:
                keep(draft.report, Path(folder))
        except UserError as error:
            self._window.tell_error(error, important=True)
            return
        self._window.tell(f"เก็บสิ่งที่พิมพ์ไว้ใน {folder} แล้ว นำเข้าภายหลังได้ด้วยคำสั่งเปิดไฟล์ข้อมูลหรือนำเข้ารายงาน")
        if self._close_after_keeping:
            self._allowed = True
            self._window.close()


def keep(report: object, folder: Path) -> Path:
    """The report as .json in the folder, beside whatever is there already.

    :raises SurroundingsFailed: it could not be written.
    """
    from desktop_app.model.exchange import dumps
    from desktop_app.model.records import Report
    from desktop_app.report.file_names import file_name
    from desktop_app.report.files import write

    assert isinstance(report, Report)
    path, number = folder / file_name(report, ".json"), 1
    while path.exists():
        number += 1
        path = folder / file_name(report, f"-{number}.json")
    write(path, dumps(report).encode())
    return path
