"""A table whose rows are chosen whole, as the dialogs list files, merges and deleted reports. Knows not what the rows mean."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

Row = TypeVar("Row")


class RowTable(QTableWidget):
    """The columns in ``wide`` share the room that the others leave; one of ``keys`` is a signal and goes no further."""

    pressed = Signal()

    def __init__(self, heads: Sequence[str], name: str, wide: Collection[int], keys: Collection[int] = ()) -> None:
        super().__init__(0, len(heads))
        self._keys = keys
        self.setHorizontalHeaderLabels(list(heads))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column in range(len(heads)):
            fit = QHeaderView.ResizeMode.Stretch if column in wide else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, fit)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Texts that are only read; the row looked at stays."""
        row = max(self.currentRow(), 0)
        self.setRowCount(len(rows))
        for number, cells in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                item.setToolTip(text)
                self.setItem(number, column, item)
        if rows:
            self.selectRow(min(row, len(rows) - 1))

    def chosen(self, rows: Sequence[Row]) -> Row | None:
        """Of the ``rows`` that are shown the one looked at."""
        row = self.currentRow()
        return rows[row] if 0 <= row < len(rows) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in self._keys:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)
