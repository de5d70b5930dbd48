"""The sides of one conflict next to each other, and below them what may be taken instead."""

from collections.abc import MutableMapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop_app.ui.form.field_box import Words
from desktop_app.ui.labels import breakable
from desktop_app.ui.past.differences import ONLY_NEW, ONLY_OLD

from .disputes import Dispute
from .own_value import OwnValue
from .side_pane import SidePane
from .study import Found

FIRST_KEY = 2  # the function key that takes the first side
EDITED_KEYS = ("Ctrl+Return", "Ctrl+Enter", "F8")
LEGEND = "ขีดเส้นใต้ตัวหนา: มีเฉพาะในค่านั้น"


class Sides(QWidget):
    decided = Signal(object)  # the plain value that the field shall have

    def __init__(self, begun: MutableMapping[str, str]) -> None:
        """``begun``: as :class:`OwnValue` has it."""
        super().__init__()
        self._dispute: Dispute | None = None
        self.panes: list[SidePane] = []
        self._keys: list[QShortcut] = []
        self.legend, self.row = Words(breakable(LEGEND)), QHBoxLayout()
        self.own = OwnValue(begun)
        self.own.decided.connect(self.decided)
        self._lay_out()
        for key in EDITED_KEYS:
            QShortcut(QKeySequence(key), self).activated.connect(self._use_own)

    def show_dispute(self, dispute: Dispute | None) -> None:
        """The differences and what is proposed come later, by :meth:`tell`."""
        self._dispute = dispute
        self.setVisible(dispute is not None)
        if dispute is None:
            return
        self._have_panes(len(dispute.texts))
        for pane, head, text in zip(self.panes, dispute.heads, dispute.texts, strict=True):
            pane.show_side(head, text)
        self.own.show_dispute(dispute)

    def tell(self, found: Found) -> None:
        """What was found out about the conflict in sight."""
        if found.side:
            self.panes[found.side].mark(found.pieces, ONLY_NEW)
            if found.side == 1:
                self.panes[0].mark(found.pieces, ONLY_OLD)
        elif found.proposed is not None:
            self.own.propose(found.proposed)

    def _lay_out(self) -> None:
        above = QWidget()
        around = QVBoxLayout(above)
        around.setContentsMargins(0, 0, 0, 0)
        around.addLayout(self.row, 1)
        around.addWidget(self.legend)
        self._have_panes(2)  # before what is below, so that Tab comes to them first
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
            if number:
                QWidget.setTabOrder(self.panes[-2].take, pane.text)
                QWidget.setTabOrder(pane.text, pane.take)

    def _take(self, number: int) -> None:
        if self._dispute:
            self.decided.emit(self._dispute.conflict.sides[number].value)

    def _use_own(self) -> None:
        if self.own.isVisible():
            self.own.decide()
