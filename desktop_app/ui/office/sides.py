"""The sides of one conflict next to each other, and below them the text that may be typed instead."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from desktop_app.ui.differences import ONLY_NEW, ONLY_OLD
from desktop_app.ui.field_box import Words
from desktop_app.ui.labels import breakable

from .choosing import button
from .disputes import Dispute
from .side_pane import LEAST, SidePane
from .study import Found

FIRST_KEY = 2  # the function key that takes the first side
EDITED_KEYS = ("Ctrl+Return", "Ctrl+Enter", "F8")
LEGEND = "ขีดเส้นใต้ตัวหนา: มีเฉพาะในค่านั้น"
PROPOSED = "ข้อความที่เสนอ มีสิ่งที่แต่ละฝ่ายแก้ไขครบ แก้ต่อได้"
START = "หรือพิมพ์ข้อความเอง เริ่มจากค่าที่แสดงอยู่ตอนนี้"


class Sides(QWidget):
    decided = Signal(object)  # the plain value that the field shall have

    def __init__(self) -> None:
        super().__init__()
        self._dispute: Dispute | None = None
        self.panes: list[SidePane] = []
        self._keys: list[QShortcut] = []
        self.legend, self.row = Words(breakable(LEGEND)), QHBoxLayout()
        self.own, self.own_head, self.editor = QWidget(), Words(), QPlainTextEdit(tabChangesFocus=True)
        self.editor.setMinimumHeight(self.fontMetrics().lineSpacing() * LEAST + 16)
        self.use = button("ใช้ข้อความที่แก้ (Ctrl+Enter)", self._use_edited)
        self._lay_out()
        for key in EDITED_KEYS:
            QShortcut(QKeySequence(key), self).activated.connect(self._use_edited)

    def show_dispute(self, dispute: Dispute | None) -> None:
        """The differences and what is proposed come later, by :meth:`tell`."""
        self._dispute = dispute
        self.setVisible(dispute is not None)
        if dispute is None:
            return
        self._have_panes(len(dispute.texts))
        for pane, head, text in zip(self.panes, dispute.heads, dispute.texts, strict=True):
            pane.show_side(head, text)
        self.own.setVisible(dispute.is_typed)
        if dispute.is_typed:
            self._offer(START, dispute.typed(dispute.conflict.sides[0].value))

    def tell(self, found: Found) -> None:
        """What was found out about the conflict in sight."""
        if found.side:
            self.panes[found.side].mark(found.pieces, ONLY_NEW)
            if found.side == 1:
                self.panes[0].mark(found.pieces, ONLY_OLD)
        elif found.proposed is not None and not self.editor.document().isModified():
            self._offer(PROPOSED, found.proposed)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.own_head, 1)
        line.addWidget(self.use)
        column = QVBoxLayout(self.own)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.editor, 1)
        above = QWidget()
        around = QVBoxLayout(above)
        around.setContentsMargins(0, 0, 0, 0)
        around.addLayout(self.row, 1)
        around.addWidget(self.legend)
        parts = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        parts.addWidget(above)
        parts.addWidget(self.own)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(parts)

    def _have_panes(self, count: int) -> None:
        while len(self.panes) > count:
            self._keys.pop().deleteLater()
            gone = self.panes.pop()
            self.row.removeWidget(gone)
            gone.deleteLater()
        while len(self.panes) < count:
            number = len(self.panes)
            key = f"F{FIRST_KEY + number}"
            pane, shortcut = SidePane(number + 1, key), QShortcut(QKeySequence(key), self)
            for signal in (pane.taken, shortcut.activated):
                signal.connect(partial(self._take, number))
            self.panes.append(pane)
            self._keys.append(shortcut)
            self.row.addWidget(pane, 1)

    def _offer(self, words: str, text: str) -> None:
        self.own_head.setText(breakable(words))
        self.editor.setAccessibleName(words)
        self.editor.setPlainText(text)
        self.editor.document().setModified(False)

    def _take(self, number: int) -> None:
        if self._dispute:
            self.decided.emit(self._dispute.conflict.sides[number].value)

    def _use_edited(self) -> None:
        if self._dispute and self._dispute.is_typed:
            self.decided.emit(self._dispute.value_of(self.editor.toPlainText()))
