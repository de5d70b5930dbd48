"""Who wrote what, when and on which laptop: the history of one field or of a whole report, and the way back.

Reads the store through ``ask`` (see ``StoreThread.ask``), never itself.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.model.changes import ALIVE
from desktop_app.model.records import Report
from desktop_app.ui.roomy import roomy
from desktop_app.ui.still_there import still_there

from .difference_view import DifferenceView
from .table import FIELD, VALUE, PastFilter, PastTable
from .values import Past

if TYPE_CHECKING:
    from desktop_app.store.database import Store
    from desktop_app.store.history import Version


class Ask(Protocol):
    """The store's thread carries out ``verb``; the answer comes back in the window's thread."""

    def __call__(
        self,
        verb: "Callable[[Store], Any]",
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None: ...


class HistoryDialog(QDialog):
    """``place`` is the table, row and field of one field, None for the whole report, which is not changed here.

    An old value of something that is in the report is only announced: the window puts it there, so that it can be undone.
    Something that was removed is brought back in the store; then the window loads the report again.
    """

    value_wanted = Signal(str, str, str, object)  # table, row, field, the old value in its plain form
    restored = Signal(str)  # the id of the report that has changed in the store
    filled = Signal()  # the versions are in the table

    def __init__(
        self, ask: Ask, report: Report, place: tuple[str, str, str] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ask, self._report, self._place = ask, report, place
        self._past = Past(report, [])
        self.setWindowTitle("ประวัติการแก้ไข")
        self.resize(roomy(self, 40, 26))
        self.model, self.filter = PastTable(self), PastFilter(self)
        self.filter.setSourceModel(self.model)
        self.sought, self.table, self.differences = QLineEdit(), QTableView(), DifferenceView()
        self.notice = QLabel("กำลังอ่านประวัติ…")
        self.notice.setWordWrap(True)
        self.restore = QPushButton("คืนค่านี้")
        self._lay_out()
        self._prepare_table()
        self.sought.textChanged.connect(self.filter.seek)
        self.restore.clicked.connect(self._restore)
        self.refresh()

    def refresh(self) -> None:
        """Reads the versions anew."""
        report_id = self._report.id
        self._ask(lambda store: store.history(report_id), still_there(self, self._fill))

    def _lay_out(self) -> None:
        self.sought.setPlaceholderText("กรองตามวันที่ ผู้แก้ไข หรือข้อความ")
        self.sought.setAccessibleName("กรองประวัติ")
        self.sought.setClearButtonEnabled(True)
        self.sought.setVisible(self._place is None)
        buttons = QDialogButtonBox()
        buttons.addButton(self.restore, QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton("ปิด", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        for button in (self.restore, close):
            button.setAutoDefault(False)
        parts = QSplitter()
        parts.setOrientation(parts.orientation().Vertical)
        parts.addWidget(self.table)
        parts.addWidget(self.differences)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        parts.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.sought)
        layout.addWidget(self.notice)
        layout.addWidget(parts, 1)
        layout.addWidget(buttons)

    def _prepare_table(self) -> None:
        self.table.setModel(self.filter)
        self.table.setAccessibleName("ประวัติ ใหม่ที่สุดอยู่บนสุด")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.setColumnHidden(FIELD, self._place is not None)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setResizeContentsPrecision(60)  # rows looked at for a column's width; all of them would be felt
        header.setHighlightSections(False)
        self.table.selectionModel().currentChanged.connect(self._show)
        self.filter.modelReset.connect(self._choose_first)
        self.filter.rowsInserted.connect(self._choose_first)
        self.filter.rowsRemoved.connect(self._choose_first)

    def _fill(self, versions: "list[Version]") -> None:
        self._past = Past(self._report, versions)
        wanted = [
            one for one in self._past.versions if self._place is None or (one.table, one.row, one.field) == self._place
        ]
        self.model.fill(self._past, wanted)
        for column in range(VALUE):
            self.table.resizeColumnToContents(column)
        if self._place and wanted:
            self.setWindowTitle(f"ประวัติการแก้ไข: {self._past.label(wanted[0])}")
        self._say("" if wanted else "ยังไม่มีประวัติ")
        self._choose_first()
        self.filled.emit()

    def _choose_first(self) -> None:
        if self.filter.rowCount() and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._show(self.table.currentIndex())

    def _chosen(self) -> "Version | None":
        index = self.filter.mapToSource(self.table.currentIndex())
        return self.model.version(index.row()) if index.isValid() else None

    def _show(self, current: QModelIndex, previous: QModelIndex | None = None) -> None:
        version = self._chosen()
        if version is None:
            self.differences.clear()
            self.restore.setEnabled(False)
            return
        if version.field == ALIVE:
            self.differences.show_text(self._past.value(version))
        else:
            self.differences.compare(now=self._past.now(version), then=self._past.value(version))
        self.restore.setText("นำข้อนี้กลับคืน" if version.field == ALIVE else "คืนค่านี้")
        self.restore.setEnabled(self._can_restore(version))

    def _can_restore(self, version: "Version") -> bool:
        if version.field == ALIVE:
            return self._past.row(version) is None
        return not self._past.is_now(version)

    def _restore(self) -> None:
        version = self._chosen()
        if version is None:
            return
        field = self._past.field(version)
        if field is not None and self._past.row(version) is not None:
            self.value_wanted.emit(version.table, version.row, version.field, version.value)
            self.accept()
            return
        if version.field == ALIVE:  # of a removed item: the version with which it came to life
            version = next(
                one for one in self._past.versions if one.row == version.row and one.field == ALIVE and one.value
            )
        device, seq = version.device, version.seq
        self.setEnabled(False)
        self._ask(lambda store: store.restore_value(device, seq), self._restored, self._not_restored)

    def _restored(self, _: object) -> None:
        self.restored.emit(self._report.id)
        self.accept()

    def _not_restored(self, error: Exception) -> None:
        self.setEnabled(True)
        raise error  # for the one place that tells errors

    def reject(self) -> None:
        if self.isEnabled():  # while something is being restored the window has to hear of it
            super().reject()

    def _say(self, text: str) -> None:
        self.notice.setText(text)
        self.notice.setVisible(bool(text))
