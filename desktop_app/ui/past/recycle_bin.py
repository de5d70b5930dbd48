"""Deleted reports, and the way back for them. Reads the store through ``ask`` (see ``StoreThread.ask``), never itself."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.thai.dates import format_moment, format_range
from desktop_app.ui.report_rows import UNNAMED
from desktop_app.ui.roomy import roomy
from desktop_app.ui.row_table import RowTable
from desktop_app.ui.still_there import still_there

from .history import Ask

if TYPE_CHECKING:
    from desktop_app.store.database import Store
    from desktop_app.store.reading import Summary

HEADS = ("ชื่อกิจกรรม", "วันที่จัด", "สถานที่", "ลบเมื่อ")
TITLE, PLACE = 0, 2  # columns that share the room the others leave
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)  # no button of the dialog takes them


class RecycleBin(QDialog):
    """Enter or a double click brings the chosen reports back."""

    brought_back = Signal(str)  # the report's id
    filled = Signal()  # the list is what the store says

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._shown: list[Summary] = []
        self._coming: set[str] = set()  # asked for, not yet answered
        self.setWindowTitle("รายงานที่ลบแล้ว")
        self.resize(roomy(self, 40, 18))
        self.notice, self.table = QLabel("กำลังอ่านรายการ…"), RowTable(HEADS, "รายงานที่ลบแล้ว", (TITLE, PLACE), ENTER)
        self.notice.setWordWrap(True)
        self.back = QPushButton("นำกลับคืน")
        self.back.setAutoDefault(False)
        buttons = QDialogButtonBox()
        buttons.addButton(self.back, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton("ปิด", QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        self.back.clicked.connect(self.bring_back)
        self.table.pressed.connect(self.bring_back)
        self.table.itemDoubleClicked.connect(self.bring_back)
        self.table.itemSelectionChanged.connect(self._look)
        self.refresh()

    def refresh(self) -> None:
        """Reads the deleted reports anew."""
        self._ask(lambda store: store.deleted(), still_there(self, self._fill))

    def chosen(self) -> list[str]:
        """The ids of the chosen reports."""
        return [self._shown[index.row()].id for index in self.table.selectionModel().selectedRows()]

    def bring_back(self) -> None:
        """The chosen reports are in the list of reports again."""
        if self._coming:
            return
        for report_id in self.chosen():
            self._coming.add(report_id)
            self._ask(partial(_undelete, report_id), partial(self._back, report_id), partial(self._not_back, report_id))
        self._look()

    def reject(self) -> None:
        if not self._coming:  # the window has to hear of every report that comes back
            super().reject()

    def _back(self, report_id: str, _: object) -> None:
        self._coming.discard(report_id)
        self.brought_back.emit(report_id)
        if not self._coming:
            self.refresh()

    def _not_back(self, report_id: str, error: Exception) -> None:
        self._coming.discard(report_id)
        self.refresh()
        raise error  # for the one place that tells errors

    def _fill(self, summaries: "list[Summary]") -> None:
        self._shown = sorted(summaries, key=lambda one: one.changed, reverse=True)
        self.table.clearSelection()
        self.table.show_rows(
            [(one.title or UNNAMED, _dates(one), one.place, format_moment(one.changed)) for one in self._shown]
        )
        self.notice.setText("เลือกรายงานแล้วกด Enter เพื่อนำกลับคืน" if summaries else "ไม่มีรายงานที่ลบไว้")
        self._look()
        self.filled.emit()

    def _look(self) -> None:
        self.back.setEnabled(bool(self.chosen()) and not self._coming)


def _dates(one: "Summary") -> str:
    return format_range(one.date_start, one.date_end, short=True) if one.date_start else ""


def _undelete(report_id: str, store: "Store") -> None:
    store.undelete(report_id)
