"""Deleted reports, and the way back for them. Reads the store through ``ask`` (see ``StoreThread.ask``), never itself."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .history import Ask
from .past import moment
from .report_rows import UNNAMED, dates_of

if TYPE_CHECKING:
    from desktop_app.store.database import Store
    from desktop_app.store.reading import Summary

HEADS = ("ชื่อกิจกรรม", "วันที่จัด", "สถานที่", "ลบเมื่อ")
REPORT_ID = Qt.ItemDataRole.UserRole


class RecycleBin(QDialog):
    """Enter or a double click brings the chosen reports back."""

    brought_back = Signal(str)  # the report's id
    filled = Signal()  # the list is what the store says

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self.setWindowTitle("รายงานที่ลบแล้ว")
        self.resize(820, 420)
        self.notice, self.table = QLabel("กำลังอ่านรายการ…"), _Table(0, len(HEADS))
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
        self.table.entered_row.connect(self.bring_back)
        self.table.itemDoubleClicked.connect(self.bring_back)
        self.table.itemSelectionChanged.connect(self._look)
        self.refresh()

    def refresh(self) -> None:
        """Reads the deleted reports anew."""
        self._ask(lambda store: store.deleted(), self._fill)

    def chosen(self) -> list[str]:
        """The ids of the chosen reports."""
        return [str(index.data(REPORT_ID)) for index in self.table.selectionModel().selectedRows()]

    def bring_back(self) -> None:
        """The chosen reports are in the list of reports again."""
        for report_id in self.chosen():
            self._ask(partial(_undelete, report_id), partial(self._back, report_id))

    def _back(self, report_id: str, _: object) -> None:
        self.brought_back.emit(report_id)
        self.refresh()

    def _fill(self, summaries: "list[Summary]") -> None:
        row = max(self.table.currentRow(), 0)
        self.table.setRowCount(len(summaries))
        for number, one in enumerate(sorted(summaries, key=lambda one: one.changed, reverse=True)):
            cells = (one.title or UNNAMED, dates_of(one), one.place, moment(one.changed))
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setData(REPORT_ID, one.id)
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.table.setItem(number, column, item)
        for column in range(1, len(HEADS)):
            self.table.resizeColumnToContents(column)
        self.table.clearSelection()
        if summaries:
            self.table.selectRow(min(row, len(summaries) - 1))
        self.notice.setText("เลือกรายงานแล้วกด Enter เพื่อนำกลับคืน" if summaries else "ไม่มีรายงานที่ลบไว้")
        self._look()
        self.filled.emit()

    def _look(self) -> None:
        self.back.setEnabled(bool(self.chosen()))


class _Table(QTableWidget):
    """Whole rows; Enter is a signal and never closes the dialog."""

    entered_row = Signal()

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__(rows, columns)
        self.setHorizontalHeaderLabels(list(HEADS))
        self.setAccessibleName("รายงานที่ลบแล้ว")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


def _undelete(report_id: str, store: "Store") -> None:
    store.undelete(report_id)
