"""Names that may be one, written in two ways: one spelling is chosen, or both are right; then reports are brought to it.

Reads the store through ``ask`` (see ``StoreThread.ask``), never itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.model.records import NAMES
from desktop_app.ui.form.field_box import Words
from desktop_app.ui.labels import breakable
from desktop_app.ui.past.history import Ask
from desktop_app.ui.row_table import RowTable

from .choosing import button
from .working_dialog import WorkingDialog

if TYPE_CHECKING:
    from desktop_app.store.database import Store
    from desktop_app.store.names import Use
    from desktop_app.sync.naming import Alike

TITLE = "ชื่อที่สะกดคล้ายกัน"
HEADS = ("ชนิด", "ชื่อที่ 1", "ใช้อยู่", "ชื่อที่ 2", "ใช้อยู่")
FIRST, SECOND = 1, 3
HINT = "ชื่อที่เลือกจะถูกเสนอเมื่อพิมพ์ และตามไปถึงเครื่องอื่นเมื่อส่งข้อมูล ข้อความในรายงานยังไม่ถูกแก้จนกว่าจะกดแก้ในรายงาน"
NONE = "ไม่มีชื่อที่สะกดคล้ายกัน"


@dataclass(frozen=True)
class Found:
    pairs: "Sequence[Alike]"
    uses: "Sequence[Use]"  # fields that are spelled otherwise than chosen


class AlikeDialog(WorkingDialog):
    """F2 and F3 choose a spelling, F4 says that both are right."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, TITLE, (52, 26), parent)
        self._found = Found((), ())
        self.pair, self.table = Words(), RowTable(HEADS, TITLE, (FIRST, SECOND))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.first = button("ใช้ชื่อที่ 1 (F2)", partial(self._decide, "first"))
        self.second = button("ใช้ชื่อที่ 2 (F3)", partial(self._decide, "second"))
        self.both = button("ถูกต้องทั้งสองชื่อ (F4)", partial(self._decide, "both"))
        self.mend = button("&แก้ในรายงาน", self._mend)
        self._lay_out()
        self.table.itemSelectionChanged.connect(self.look)
        for one, key in ((self.first, "F2"), (self.second, "F3"), (self.both, "F4")):
            one.setShortcut(QKeySequence(key))
        self._refresh("")

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
        self.say(words or "กำลังอ่านรายการ…")
        self.read(_read, partial(self._fill, words))

    def _fill(self, words: str, found: Found) -> None:
        self._found = found
        kinds = dict(NAMES)
        self.table.show_rows(
            [(kinds[one.kind], one.one, f"{one.uses:,}", one.other, f"{one.other_uses:,}") for one in found.pairs]
        )
        (self.table if found.pairs else self.leave).setFocus()
        self.say(" ".join(filter(None, (words, HINT if found.pairs or found.uses else NONE, self._elsewhere()))))

    def _elsewhere(self) -> str:
        """What the last button would do."""
        uses = self._found.uses
        if not uses:
            return ""
        some = ", ".join(dict.fromkeys(f"“{one.name}” เป็น “{one.meant}”" for one in uses[:3]))
        return f"ในรายงานยังสะกดแบบเดิม {len(uses):,} แห่ง เช่น {some}"

    def _chosen(self) -> "Alike | None":
        return self.table.chosen(self._found.pairs)

    def look(self) -> None:
        super().look()
        chosen = self._chosen()
        self.pair.setText(breakable(f"1. {chosen.one}\n2. {chosen.other}") if chosen else "")  # whole, however long
        for one in (self.first, self.second, self.both):
            one.setEnabled(chosen is not None and not self.busy)
        count = len(self._found.uses)
        self.mend.setText(f"&แก้ในรายงาน {count:,} แห่ง" if count else "&แก้ในรายงาน")
        self.mend.setEnabled(bool(count) and not self.busy)

    def _decide(self, how: str) -> None:
        chosen = self._chosen()
        if chosen and not self.busy:
            said = f"ใช้ “{chosen.other if how == 'second' else chosen.one}”" if how != "both" else "ถูกต้องทั้งสองชื่อ"
            self.write(partial(_decide, chosen, how), lambda _: self._refresh(said))

    def _mend(self) -> None:
        uses = self._found.uses
        self.write(lambda store: store.respell(uses), self._mended)

    def _mended(self, count: int) -> None:
        self._refresh(f"แก้ในรายงานแล้ว {count:,} แห่ง ย้อนได้จากประวัติของช่อง")


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
