"""The reports at the left of the window: what is known of each without opening it, and a box that finds as one types."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QVBoxLayout, QWidget

from desktop_app.store.reading import Summary
from desktop_app.thai.numerals import arabic_digits

from .form.edges import draw_edge
from .labels import breakable
from .report_rows import SUMMARY, UNNAMED, ReportRows, spoken

Index = QModelIndex | QPersistentModelIndex

NOTHING = "ไม่มีรายงานที่มีคำเหล่านี้\nกด Esc ในช่องค้นหา เพื่อแสดงทั้งหมด"
_AROUND = (8, 8, -8, -8)  # pixels


class Reports(QAbstractListModel):
    """The summaries that the words in the find box leave, in the order given."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: list[Summary] = []
        self._shown: list[Summary] = []
        self._words: list[str] = []
        self._texts: dict[str, str] = {}

    def show_all(self, summaries: Sequence[Summary]) -> None:
        self.beginResetModel()
        self._all, self._texts = list(summaries), {}
        self._shown = [one for one in self._all if self._fits(one)]
        self.endResetModel()

    def find(self, text: str) -> None:
        """Only reports that hold every word of ``text``, Thai digits or Arabic, stay."""
        self.beginResetModel()
        self._words = arabic_digits(text).casefold().split()
        self._shown = [one for one in self._all if self._fits(one)]
        self.endResetModel()

    def put(self, summary: Summary, first: bool = False) -> None:
        """One report has changed, or is new and stands at the top."""
        self._texts.pop(summary.id, None)
        for summaries in (self._all, self._shown):
            for row, old in enumerate(summaries):
                if old.id == summary.id:
                    summaries[row] = summary
                    break
        row = self.row_of(summary.id)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))
        elif first:
            self.beginInsertRows(QModelIndex(), 0, 0)
            self._all.insert(0, summary)
            self._shown.insert(0, summary)
            self.endInsertRows()

    def drop(self, report_id: str) -> None:
        self._all = [one for one in self._all if one.id != report_id]
        row = self.row_of(report_id)
        if row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._shown[row]
            self.endRemoveRows()

    def shown(self) -> list[str]:
        """The ids of the reports that are shown, in order."""
        return [one.id for one in self._shown]

    def row_of(self, report_id: str) -> int:
        """Where the report is shown, -1 when it is not."""
        return next((row for row, one in enumerate(self._shown) if one.id == report_id), -1)

    def summary(self, report_id: str) -> Summary | None:
        return next((one for one in self._all if one.id == report_id), None)

    @property
    def total(self) -> int:
        return len(self._all)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        summary = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return summary.title or UNNAMED
        if role == SUMMARY:
            return summary
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(summary)
        return None

    def _fits(self, summary: Summary) -> bool:
        if not self._words:
            return True
        if summary.id not in self._texts:
            self._texts[summary.id] = spoken(summary).casefold()
        return all(word in self._texts[summary.id] for word in self._words)


class FindBox(QLineEdit):
    """A line to type in, with the same edge as the form's."""

    def __init__(self, hint: str, parent: QWidget) -> None:
        super().__init__(parent, placeholderText=hint, clearButtonEnabled=True)
        self.setTextMargins(4, 4, 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape shows all again."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            draw_edge(painter, self, self.hasFocus())


class Found(QListView):
    """The reports; where none has what was typed it says so in their place."""

    def says(self) -> str:
        model = self.model()
        assert isinstance(model, Reports)
        return NOTHING if model.total and not model.rowCount() else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        text = self.says()
        if text:
            with QPainter(self.viewport()) as painter:
                painter.setPen(self.palette().placeholderText().color())
                room = self.viewport().rect().adjusted(*_AROUND)
                painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, breakable(text))


class ReportList(QWidget):
    """``chosen`` is sent with a report's id when a person picks another report."""

    chosen = Signal(str)
    found = Signal(int, int)  # how many are shown, how many there are

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = FindBox("ค้นหา ชื่อ สถานที่ วันที่ (F3)", self)
        self.box.setAccessibleName("ค้นหารายงาน")
        self.box.textChanged.connect(self._find)
        self.model = Reports(self)
        self.view = Found(self)
        self.view.setAccessibleName("รายการรายงาน")
        self.view.setModel(self.model)
        self.view.setItemDelegate(ReportRows(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.selectionModel().currentChanged.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        column.addWidget(self.view, 1)
        self._current = ""
        self._silent = False

    def show_all(self, summaries: Sequence[Summary], current: str = "") -> None:
        self._quietly(lambda: self.model.show_all(summaries), current or self._current)

    def put(self, summary: Summary, first: bool = False) -> None:
        """One report has changed, or (``first``) is new."""
        self._quietly(lambda: self.model.put(summary, first), self._current)

    def drop(self, report_id: str) -> str:
        """The report is gone; the id of the one that stands where it stood, "" when there is none."""
        row = self.model.row_of(report_id)
        self._quietly(lambda: self.model.drop(report_id), "" if self._current == report_id else self._current)
        index = self.model.index(min(row, self.model.rowCount() - 1))
        return index.data(SUMMARY).id if index.isValid() else ""

    def mark(self, report_id: str) -> None:
        """That report is the one at the right; nothing is announced."""
        self._quietly(lambda: None, report_id)

    def _quietly(self, change: Any, current: str) -> None:
        self._silent, self._current = True, current
        change()
        row = self.model.row_of(current)
        index = self.model.index(row) if row >= 0 else QModelIndex()
        chosen = self.view.selectionModel().isSelected(index)  # taking the focus makes a row current, not chosen
        if index != self.view.currentIndex() or (index.isValid() and not chosen):
            self.view.setCurrentIndex(index)
        self._silent = False
        self.found.emit(self.model.rowCount(), self.model.total)

    def _find(self, text: str) -> None:
        self._quietly(lambda: self.model.find(text), self._current)

    def _choose(self, index: QModelIndex) -> None:
        if self._silent or not index.isValid():
            return
        self._current = index.data(SUMMARY).id
        self.chosen.emit(self._current)
