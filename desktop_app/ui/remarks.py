"""What is still missing in the report, and what people said of it, as a list that leads to each field. It never stands in
the way of printing.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.model.checks import Remark

from .labels import breakable

LINES = 2, 5  # of text at least and at most, shown without scrolling


class Remarks(QWidget):
    """``wanted`` is sent with the remark whose field a person wants to see."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("สิ่งที่ยังขาด")
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        self.caption.setBuddy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.caption)
        column.addWidget(self.list, 1)
        self._missing: list[Remark] = []
        self._comments: list[Remark] = []
        self._remarks: list[Remark] = []
        self._report = ""
        self._gap = 0  # where the row looked at stood, while none is: its field was filled
        self._show()

    def show_remarks(self, remarks: Sequence[Remark], report: str = "") -> None:
        """These remarks, in the order of the form; the one looked at stays so, but those of another report begin anew."""
        self._missing = list(remarks)
        if report != self._report:
            self._report, self._remarks, self._gap = report, [], 0
            self.list.clear()
        self._show()

    @property
    def has_comments(self) -> bool:
        return bool(self._comments)

    def show_comments(self, comments: Sequence[Remark]) -> None:
        """What people said of fields stands after what is missing."""
        self._comments = list(comments)
        self._show()

    def _show(self) -> None:
        remarks = [*self._missing, *self._comments]
        count = len(remarks)
        self.caption.setText(self._count())
        self.list.setVisible(bool(count))
        if remarks == self._remarks:
            return
        row = self.list.currentRow()
        looked_at = self._remarks[row] if row >= 0 else None
        above = self._remarks[: self._gap if row < 0 else row]
        self._gap = max((number for number, one in enumerate(remarks, 1) if one in above), default=0)
        self._remarks = remarks
        self.list.clear()
        for remark in remarks:
            item = QListWidgetItem(breakable(remark.text), self.list)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, remark.text)
        self.list.setCurrentRow(remarks.index(looked_at) if looked_at in remarks else -1)
        self._fit()

    def _count(self) -> str:
        """Short, as it stands on one line over the list."""
        missing, said = len(self._missing), len(self._comments)
        if missing and said:
            return f"ยังขาด {missing} อย่าง ความเห็น {said} ข้อ (กด F4)"
        if said:
            return f"มีความเห็น {said} ข้อ (กด F4 เพื่อไปดู)"
        return f"ยังขาด {missing} อย่าง (กด F4 เพื่อไปกรอก)" if missing else "กรอกครบถ้วนแล้ว"

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """As high as its rows, within bounds: the reports need the room."""
        lines = len(self._missing) + 2 * len(self._comments)  # what people say is longer
        least, most = (min(max(lines, LINES[0]), bound) for bound in LINES)
        line, frame = self.fontMetrics().lineSpacing(), 2 * self.list.frameWidth()
        self.list.setMinimumHeight(round((least + 0.4) * line) + frame)
        self.list.setMaximumHeight(round((most + 0.4) * line) + frame)

    def go_next(self) -> None:
        """To the field of the row after the one looked at last, or in its place, and from the last to the first."""
        if self._remarks:
            row = self.list.currentRow()
            self.list.setCurrentRow((self._gap if row < 0 else row + 1) % len(self._remarks))
            self.wanted.emit(self._remarks[self.list.currentRow()])

    def _go(self, item: QListWidgetItem) -> None:
        self.wanted.emit(self._remarks[self.list.row(item)])
