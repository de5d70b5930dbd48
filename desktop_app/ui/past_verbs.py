"""Back in time: the history of a field or a report, the recycle bin, a backup."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from .window import MainWindow


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
        bin.brought_back.connect(self._brought_back)
        self._open(bin)

    def save_backup(self) -> None:
        self._window.saving.when_settled(lambda: self._window.store.ask(lambda store: store.backup(), self._backed_up))

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
