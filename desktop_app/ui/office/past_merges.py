"""All merges that were ever made here, the latest first, and the way back for each, also days later.

Reads the store through ``ask`` (see ``StoreThread.ask``), never itself.
"""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_app.thai.dates import format_moment
from desktop_app.ui.faults import told
from desktop_app.ui.form.field_box import Words
from desktop_app.ui.labels import breakable
from desktop_app.ui.past.history import Ask
from desktop_app.ui.roomy import roomy
from desktop_app.ui.row_table import RowTable
from desktop_app.ui.still_there import still_there

from .arrivals import TAKING_BACK, taken_back
from .choosing import button

if TYPE_CHECKING:
    from desktop_app.store.merges import Merge
    from desktop_app.store.undoing import Undone

HEADS = ("ครั้งที่", "เมื่อ", "ผู้รวม", "ไฟล์", "สถานะ")
FILES = 3  # the column that has the room the others leave
HINT = "การรวมที่ย้อนแล้วรวมใหม่ได้ด้วยไฟล์เดิม ก่อนย้อนจะสำรองข้อมูลให้"
NONE = "ยังไม่เคยรวมข้อมูลจากเครื่องอื่น"


class PastMerges(QDialog):
    changed = Signal()  # reports came to the store, or went
    filled = Signal()  # the table is what the store says

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._merges: list[Merge] = []
        self.setWindowTitle("การรวมข้อมูลที่ผ่านมา")
        self.resize(roomy(self, 40, 20))
        self.says = Words()
        self.table = RowTable(HEADS, "การรวมข้อมูลที่ผ่านมา ล่าสุดอยู่บนสุด", (FILES,))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.undo = button("&ย้อนการรวมที่เลือก", self._undo)
        self.leave = button("&ปิด", self.reject)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.undo)
        last.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.addWidget(self.says)
        column.addWidget(self.table, 1)
        column.addLayout(last)
        self.table.itemSelectionChanged.connect(self._look)
        self._refresh("")

    def reject(self) -> None:
        if self.isEnabled():  # what is being taken back is waited for
            super().reject()

    def _refresh(self, words: str) -> None:
        self._say(words or "กำลังอ่านรายการ…")
        self._ask(lambda store: store.merges(), still_there(self, lambda merges: self._fill(merges, words)))

    def _fill(self, merges: "list[Merge]", words: str) -> None:
        self._merges = merges
        self.table.show_rows([_cells(one) for one in merges])
        cells = self.table.model()
        for number, one in enumerate(merges):
            cells.setData(cells.index(number, FILES), "\n".join(one.files), Qt.ItemDataRole.ToolTipRole)
        self._say(words or (HINT if merges else NONE))
        self._look()
        self.filled.emit()

    def _chosen(self) -> "Merge | None":
        return self.table.chosen(self._merges)

    def _look(self) -> None:
        chosen = self._chosen()
        self.undo.setEnabled(chosen is not None and chosen.undone is None)

    def _undo(self) -> None:
        chosen = self._chosen()
        if chosen:
            number = chosen.number
            self._say(TAKING_BACK)
            self.setEnabled(False)
            self._ask(lambda store: store.undo_merge(number), self._undone, self._not_undone)

    def _undone(self, undone: "Undone") -> None:
        self.setEnabled(True)
        self.changed.emit()
        self._refresh(taken_back(undone))
        self.table.setFocus()

    def _not_undone(self, error: Exception) -> None:
        self.setEnabled(True)
        fault = told(error)
        self._say(f"{fault.what} {fault.remedy}")

    def _say(self, words: str) -> None:
        self.says.setText(breakable(words))
        self.says.setAccessibleName(words)


def _cells(one: "Merge") -> tuple[str, ...]:
    files = ", ".join(Path(name).name for name in one.files)
    state = f"ย้อนแล้ว {_when(one.undone)}" if one.undone else "รวมอยู่"
    return str(one.number), _when(one.moment), one.user or "(ไม่ได้ระบุชื่อ)", files, state


def _when(milliseconds: int) -> str:
    return format_moment(dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC))
