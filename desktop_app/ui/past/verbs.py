"""Back in time: the history of a field or a report, the recycle bin, a backup."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QInputDialog

from desktop_app.errors import Refused

if TYPE_CHECKING:
    from desktop_app.model.verdicts import Verdict
    from desktop_app.ui.window import MainWindow


class PastVerbs(QObject):
    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def show_history(self) -> None:
        """Of the whole report."""
        self._after_saving(None)

    def show_history_of(self, table: str, row: str, field: str) -> None:
        self._after_saving((table, row, field))

    def show_recycle_bin(self) -> None:
        from .recycle_bin import RecycleBin

        self._window.current.leave()
        bin = RecycleBin(self._window.store.ask, self._window)
        bin.back.setVisible(self._window.writes)
        bin.brought_back.connect(self._brought_back)
        self._open(bin)

    def save_backup(self) -> None:
        self._window.saving.when_settled(lambda: self._window.store.ask(lambda store: store.backup(), self._backed_up))

    def verify_paper(self) -> None:
        """A code typed off a paper, or scanned: is it of a report as it is now, as it was, or of none?"""
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle("ตรวจรหัสบนกระดาษ")
        dialog.setLabelText("รหัสตรวจสอบที่ท้ายกระดาษ หรือข้อความใน QR")
        dialog.setOkButtonText("ตรวจ")
        dialog.setCancelButtonText("ยกเลิก")
        dialog.textValueSelected.connect(self._verify)
        self._open(dialog)

    def _verify(self, text: str) -> None:
        from desktop_app.model.codes import code_in
        from desktop_app.thai.verdicts import NO_CODE

        code = code_in(text)
        if code is None:
            self._window.tell_error(Refused(NO_CODE, "โปรดพิมพ์รหัสท้ายกระดาษอีกครั้ง"))
            return
        if self._window.current.draft:
            self._window.current.flush()
        saving, ask = self._window.saving, self._window.store.ask
        saving.when_settled(lambda: ask(lambda store: store.verdict(code), self._verified))

    def _verified(self, found: "Verdict") -> None:
        from desktop_app.thai.verdicts import said

        show = partial(self._window.current.open, found.report_id)
        living = self._window.reports.model.summary(found.report_id)
        self._window.tell(said(found), *([("เปิดรายงาน", show)] if living else []))

    def _after_saving(self, place: tuple[str, str, str] | None) -> None:
        """What was typed just now is in the history too."""
        if self._window.current.draft:
            self._window.current.flush()
            self._window.saving.when_settled(partial(self._show_history, place))

    def _show_history(self, place: tuple[str, str, str] | None) -> None:
        from .history import HistoryDialog

        window, draft = self._window, self._window.current.draft
        if draft is None or window.current.form is None:
            return
        dialog = HistoryDialog(window.store.ask, draft.report, place, window)
        dialog.restore.setVisible(window.writes)
        dialog.value_wanted.connect(window.current.form.restore_value)
        dialog.restored.connect(lambda _: window.current.reload())
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _brought_back(self, report_id: str) -> None:
        self._window.store.ask(lambda store: store.summaries(), partial(self._show_again, report_id))

    def _show_again(self, report_id: str, summaries: list[Any]) -> None:
        self._window.reports.box.clear()
        self._window.reports.show_all(summaries, report_id)
        self._window.current.open(report_id)

    def _backed_up(self, path: Path) -> None:
        show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path.parent)))
        self._window.tell(f"สำรองข้อมูลไว้ที่ {path} แล้ว", ("เปิดโฟลเดอร์", show))
