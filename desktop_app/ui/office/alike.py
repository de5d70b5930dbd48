"""Names that may be one, written in two ways: one spelling is chosen, or both are right; then reports are brought to it.

Reads the store through ``ask`` (see ``StoreThread.ask``), never itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QTableWidgetItem, QVBoxLayout, QWidget

from desktop_app.model.records import NAMES
from desktop_app.ui.faults import told
from desktop_app.ui.field_box import Words
from desktop_app.ui.history import Ask
from desktop_app.ui.labels import breakable
from desktop_app.ui.roomy import roomy
from desktop_app.ui.row_table import RowTable
from desktop_app.ui.still_there import still_there

from .choosing import button

if TYPE_CHECKING:
    from desktop_app.store.database import Store
    from desktop_app.store.names import Use
    from desktop_app.sync.naming import Alike

HEADS = ("ชนิด", "ชื่อที่ 1", "ใช้อยู่", "ชื่อที่ 2", "ใช้อยู่")
FIRST, SECOND = 1, 3
HINT = "ชื่อที่เลือกจะถูกเสนอเมื่อพิมพ์ และตามไปถึงเครื่องอื่นเมื่อส่งข้อมูล ข้อความในรายงานยังไม่ถูกแก้จนกว่าจะกดแก้ในรายงาน"
NONE = "ไม่มีชื่อที่สะกดคล้ายกัน"


@dataclass(frozen=True)
class Found:
    pairs: "Sequence[Alike]"
    uses: "Sequence[Use]"  # fields that are spelled otherwise than chosen


class AlikeDialog(QDialog):
    """F2 and F3 choose a spelling, F4 says that both are right."""

    changed = Signal()  # spellings were chosen, or reports brought to them
    filled = Signal()  # the table is what the store says

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._found = Found((), ())
        self._busy = False
        self.setWindowTitle("ชื่อที่สะกดคล้ายกัน")
        self.resize(roomy(self, 52, 26))
        self.pair, self.says = Words(), Words()
        self.table = RowTable(HEADS, "ชื่อที่สะกดคล้ายกัน", (FIRST, SECOND))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.first = button("ใช้ชื่อที่ 1 (F2)", partial(self._decide, "first"))
        self.second = button("ใช้ชื่อที่ 2 (F3)", partial(self._decide, "second"))
        self.both = button("ถูกต้องทั้งสองชื่อ (F4)", partial(self._decide, "both"))
        self.mend = button("&แก้ในรายงาน", self._mend)
        self.leave = button("&ปิด", self.reject)
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._look)
        for one, key in ((self.first, "F2"), (self.second, "F3"), (self.both, "F4")):
            one.setShortcut(QKeySequence(key))
        self._refresh("")

    def reject(self) -> None:
        if not self._busy:  # what is being written is waited for
            super().reject()

    def _lay_out(self) -> None:
        deciding, last = QHBoxLayout(), QHBoxLayout()
        for one in (self.first, self.second, self.both):
            deciding.addWidget(one)
        deciding.addStretch(1)
        last.addWidget(self.mend)
        last.addStretch(1)
        last.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.addWidget(self.table, 1)
        column.addWidget(self.pair)
        column.addLayout(deciding)
        column.addWidget(self.says)
        column.addLayout(last)

    def _refresh(self, words: str) -> None:
        self._say(words or "กำลังอ่านรายการ…")
        self._ask(_read, still_there(self, partial(self._fill, words)), self._failed)

    def _fill(self, words: str, found: Found) -> None:
        row = max(self.table.currentRow(), 0)
        self._found = found
        kinds = dict(NAMES)
        self.table.setRowCount(len(found.pairs))
        for number, one in enumerate(found.pairs):
            cells = kinds[one.kind], one.one, f"{one.uses:,}", one.other, f"{one.other_uses:,}"
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                item.setToolTip(text)
                self.table.setItem(number, column, item)
        if found.pairs:
            self.table.selectRow(min(row, len(found.pairs) - 1))
        (self.table if found.pairs else self.leave).setFocus()
        self._say(" ".join(filter(None, (words, HINT if found.pairs or found.uses else NONE, self._elsewhere()))))
        self._look()
        self.filled.emit()

    def _elsewhere(self) -> str:
        """What the last button would do."""
        uses = self._found.uses
        if not uses:
            return ""
        some = ", ".join(dict.fromkeys(f"“{one.name}” เป็น “{one.meant}”" for one in uses[:3]))
        return f"ในรายงานยังสะกดแบบเดิม {len(uses):,} แห่ง เช่น {some}"

    def _chosen(self) -> "Alike | None":
        row = self.table.currentRow()
        return self._found.pairs[row] if 0 <= row < len(self._found.pairs) else None

    def _look(self) -> None:
        chosen = self._chosen()
        self.pair.setText(breakable(f"1. {chosen.one}\n2. {chosen.other}") if chosen else "")  # whole, however long
        for one in (self.first, self.second, self.both):
            one.setEnabled(chosen is not None and not self._busy)
        count = len(self._found.uses)
        self.mend.setText(f"&แก้ในรายงาน {count:,} แห่ง" if count else "&แก้ในรายงาน")
        self.mend.setEnabled(bool(count) and not self._busy)

    def _decide(self, how: str) -> None:
        chosen = self._chosen()
        if chosen and not self._busy:
            said = f"ใช้ “{chosen.other if how == 'second' else chosen.one}”" if how != "both" else "ถูกต้องทั้งสองชื่อ"
            self._write(partial(_decide, chosen, how), said)

    def _mend(self) -> None:
        uses = self._found.uses
        self._write(lambda store: store.respell(uses), f"แก้ในรายงานแล้ว {len(uses):,} แห่ง ย้อนได้จากประวัติของช่อง")

    def _write(self, verb: "Callable[[Store], object]", words: str) -> None:
        self._busy = True
        self._look()
        self._ask(verb, partial(self._written, words), self._failed)

    def _written(self, words: str, _: object) -> None:
        self._busy = False
        self.changed.emit()
        self._refresh(words)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        fault = told(error)
        self._say(f"{fault.what} {fault.remedy}")
        self._look()

    def _say(self, words: str) -> None:
        self.says.setText(breakable(words))
        self.says.setAccessibleName(words)


def _read(store: "Store") -> Found:
    """In the store's thread, as what follows."""
    from desktop_app.sync import naming

    return Found(naming.alike(store), store.misspelled())


def _decide(pair: "Alike", how: str, store: "Store") -> None:
    if how == "both":
        store.spell(pair.kind, pair.one)
        store.spell(pair.kind, pair.other)
    elif how == "first":
        store.spell(pair.kind, pair.other, pair.one)
    else:
        store.spell(pair.kind, pair.one, pair.other)
