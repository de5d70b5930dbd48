"""Versions as the rows of a table, and the filter over them."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from desktop_app.thai.dates import format_moment

from .values import Past

if TYPE_CHECKING:
    from desktop_app.store.history import Version

Index = QModelIndex | QPersistentModelIndex
HEADS = ("เมื่อ", "ใคร", "เครื่อง", "ข้อมูล", "ค่า")
FIELD, VALUE = 3, 4  # columns
LONGEST = 120  # characters of a value in a row; all of it stands below the table
SOUGHT = Qt.ItemDataRole.UserRole


class PastTable(QAbstractTableModel):
    """One row a version: when, who, on which laptop, which field, which value."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._past: Past | None = None
        self._rows: list[Version] = []
        self._sought: dict[int, str] = {}

    def fill(self, past: Past, versions: "list[Version]") -> None:
        self.beginResetModel()
        self._past, self._rows, self._sought = past, versions, {}
        self.endResetModel()

    def version(self, row: int) -> "Version":
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return HEADS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._past is None or not index.isValid():
            return None
        version = self._rows[index.row()]
        if role == SOUGHT:
            return self._all_of(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            text = self._cell(version, index.column()).replace("\n", " ")
            return text if len(text) <= LONGEST else text[:LONGEST] + "…"
        return None

    def _all_of(self, row: int) -> str:
        """Everything a row says, for the filter; made once."""
        if row not in self._sought:
            version = self._rows[row]
            cells = [self._cell(version, column) for column in range(len(HEADS))]
            self._sought[row] = " ".join([*cells, version.reason or ""]).casefold()
        return self._sought[row]

    def _cell(self, version: "Version", column: int) -> str:
        assert self._past is not None
        match column:
            case 0:
                return format_moment(version.when)
            case 1:
                return version.user or "(ไม่ได้ระบุชื่อ)"
            case 2:
                return version.laptop
            case 3:
                return self._past.label(version)
            case _:
                now = " (ค่าปัจจุบัน)" if self._past.is_now(version) else ""
                return self._past.value(version) + now


class PastFilter(QSortFilterProxyModel):
    """Rows in which all typed words stand, whatever column they are in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []

    def seek(self, text: str) -> None:
        self._words = text.casefold().split()
        self.setFilterFixedString(text)  # asks every row again, in every Qt we allow

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        index = self.sourceModel().index(source_row, 0, source_parent)
        return not self._words or all(word in index.data(SOUGHT) for word in self._words)
