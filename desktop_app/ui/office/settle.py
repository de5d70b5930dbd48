"""Conflicts one after another: what each side says, side by side; one is taken, or another text is typed, and the next follows.

Reads the store through ``ask`` (see ``StoreThread.ask``), never itself.
"""

from collections.abc import MutableMapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from desktop_app.ui.faults import told
from desktop_app.ui.form.desk import Place
from desktop_app.ui.form.field_box import Words
from desktop_app.ui.labels import breakable
from desktop_app.ui.newest import Newest
from desktop_app.ui.past.history import Ask
from desktop_app.ui.roomy import roomy
from desktop_app.ui.still_there import still_there

from . import disputes
from .choosing import button
from .disputes import Dispute
from .sides import Sides
from .study import Found, study

if TYPE_CHECKING:
    from desktop_app.store.database import Store

HINT = "ทุกค่ายังอยู่ในประวัติ เปลี่ยนใจภายหลังได้ ค่าที่เลือกจะตามไปถึงเครื่องอื่นเมื่อรวมข้อมูลครั้งต่อไป"
NONE = "ไม่มีข้อขัดแย้ง"
SHARES = 2, 5  # of the width: the list, and the sides


class SettleDialog(QDialog):
    """Works by the keyboard alone: the arrows in the list, F2 and F3 take a side, Ctrl+Enter takes the text as edited."""

    filled = Signal()  # the list is what the store says
    shown = Signal()  # the chosen conflict stands there with its differences and what is proposed
    settled = Signal()  # one is no more in conflict, and the next is in sight

    def __init__(self, ask: Ask, begun: MutableMapping[str, str], parent: QWidget, first: Place | None = None) -> None:
        """``begun``: as :class:`Sides` has it. ``first``: the field that is looked at first, table, row and name."""
        super().__init__(parent)
        self._ask, self._begun, self._first = ask, begun, first
        self._waiting: list[Dispute] = []
        self._busy = False  # a decision is on its way to the store
        self.setWindowTitle("ข้อขัดแย้งที่รอการตัดสิน")
        self.resize(roomy(self, 56, 30))
        self.says, self.list, self.sides = Words(), QListWidget(), Sides(begun)
        self.list.setAccessibleName("ข้อขัดแย้ง")
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setAlternatingRowColors(True)
        self.leave = button("&ปิด", self.reject)
        self._student = Newest(study)
        self._student.answers.piece.connect(self._found)
        self._student.answers.done.connect(self._studied)
        self.destroyed.connect(self._student.stop)
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.sides.decided.connect(self._decide)
        self._say("กำลังอ่านรายการ…")
        self._show()
        self.refresh()

    @property
    def dispute(self) -> Dispute | None:
        """The one in sight."""
        row = self.list.currentRow()
        return self._waiting[row] if 0 <= row < len(self._waiting) else None

    def refresh(self, words: str = "") -> None:
        """Reads the conflicts anew; then ``words`` are said before how many there are."""
        self._ask(disputes.read, still_there(self, partial(self._fill, words)))

    def reject(self) -> None:
        if not self._busy:  # the window has to hear of every decision
            super().reject()

    def _lay_out(self) -> None:
        parts = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        parts.addWidget(self.list)
        parts.addWidget(self.sides)
        for part, share in enumerate(SHARES):
            parts.setStretchFactor(part, share)
        parts.setSizes([share * self.width() // sum(SHARES) for share in SHARES])
        last = QHBoxLayout()
        last.addWidget(self.says, 1)
        last.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.addWidget(parts, 1)
        column.addLayout(last)

    def _fill(self, words: str, found: list[Dispute]) -> None:
        row = max(self.list.currentRow(), 0)
        if self._first:
            row, self._first = _row_of(self._first, found), None
        self._waiting = found
        self.list.clear()
        for one in found:
            item = QListWidgetItem(breakable(f"{one.label}\n{one.title}"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.label} {one.title}")
            item.setToolTip(one.title)
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, len(found) - 1))
        self.list.setFocus()
        self._say(f"{words} {self._how_many()}".strip())
        self.filled.emit()

    def _show(self, _: int = 0) -> None:
        dispute = self.dispute
        self.sides.show_dispute(dispute)
        if dispute:
            self._student.ask(dispute)
        else:
            self._student.cancel()

    def _found(self, dispute: Dispute, found: Found) -> None:
        if dispute is self.dispute:
            self.sides.tell(found)

    def _studied(self, dispute: Dispute) -> None:
        if dispute is self.dispute:
            self.shown.emit()

    def _decide(self, value: Any) -> None:
        dispute = self.dispute
        if dispute and not self._busy:
            self._busy = True
            settle = partial(_resolve, dispute.conflict.id, value)
            self._ask(settle, partial(self._settled, dispute), self._not_settled)

    def _settled(self, dispute: Dispute, _: object) -> None:
        self._busy = False
        self._begun.pop(dispute.conflict.id, None)
        row = self._waiting.index(dispute)
        del self._waiting[row]
        self.list.takeItem(row)
        self._show()
        self._say(f"ตัดสินแล้ว: {dispute.label} {self._how_many()}")
        self.settled.emit()

    def _not_settled(self, error: Exception) -> None:
        """It may be settled by somebody else meanwhile."""
        self._busy = False
        fault = told(error)
        self.refresh(f"{fault.what} {fault.remedy}")

    def _how_many(self) -> str:
        return f"เหลือ {len(self._waiting):,} แห่ง {HINT}" if self._waiting else NONE

    def _say(self, words: str) -> None:
        self.says.setText(breakable(words))
        self.says.setAccessibleName(words)


def _row_of(place: Place, found: list[Dispute]) -> int:
    """One editor of the form may have two fields, the first and the last day: then a conflict of the same row is near."""
    places = [(one.conflict.table, one.conflict.row, one.conflict.field) for one in found]
    rows = [other[:2] for other in places]
    return places.index(place) if place in places else rows.index(place[:2]) if place[:2] in rows else 0


def _resolve(conflict_id: str, value: Any, store: "Store") -> None:
    store.resolve(conflict_id, value)
