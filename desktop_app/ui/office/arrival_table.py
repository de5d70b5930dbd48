"""The files of a merge as a table, a line each, and below it what is behind the chosen line."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QPlainTextEdit,
    QSplitter,
    QTableWidgetItem,
    QWidget,
)

from desktop_app.ui.row_table import RowTable

from .arrivals import Arrival

HEADS = ("ไฟล์", "ใหม่", "แก้ไข", "ขัดแย้ง", "คล้ายกัน", "ผล")
FILE, WORDS = 0, len(HEADS) - 1


class ArrivalTable(QSplitter):
    """``taken_out`` is sent with the paths of lines that a person does not want (Delete)."""

    taken_out = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent, childrenCollapsible=False)
        self.table, self.behind = RowTable(HEADS, "ไฟล์ที่จะรวม", (FILE, WORDS), (Qt.Key.Key_Delete,)), QPlainTextEdit()
        self.behind.setReadOnly(True)
        self.behind.setTabChangesFocus(True)
        self.behind.setAccessibleName("รายละเอียดของไฟล์ที่เลือก")
        self.behind.setPlaceholderText("รายละเอียดของไฟล์ที่เลือก")
        self.addWidget(self.table)
        self.addWidget(self.behind)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
        self.shown: list[Arrival] = []
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.table.pressed.connect(lambda: self.taken_out.emit(self.chosen()))

    def show_files(self, arrivals: Sequence[Arrival]) -> None:
        self.shown = list(arrivals)
        self.table.setRowCount(0)
        self.table.setRowCount(len(arrivals))
        for row, one in enumerate(arrivals):
            for column, text in enumerate((one.name, *(str(count or "") for count in one.counts), one.words)):
                self.table.setItem(row, column, _cell(text, column, one))
        if arrivals:
            self.table.selectRow(0)
        self._show_chosen()

    def chosen(self) -> list[str]:
        """The paths of the files whose lines are chosen."""
        chosen = [self.shown[index.row()].path for index in self.table.selectionModel().selectedRows()]
        return [path for path in chosen if path]

    def _show_chosen(self) -> None:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        self.behind.setPlainText(
            "\n\n".join("\n".join((one.path or one.name, *one.lines)) for one in map(self.shown.__getitem__, rows))
        )


def _cell(text: str, column: int, one: Arrival) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
    item.setToolTip(one.path or one.name if column == FILE else text)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, text or "0")
    if column not in (FILE, WORDS):
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
    return item
