"""Another value than those of the sides: a text to be typed, or the editor that the form has for such a field."""

from collections.abc import MutableMapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.errors import Refused
from desktop_app.model.fields import Kind
from desktop_app.model.values import checked, plain
from desktop_app.ui.form.binding import value_editor
from desktop_app.ui.form.editors import Chooser
from desktop_app.ui.form.field_box import FieldBox, Words
from desktop_app.ui.labels import breakable

from .choosing import button
from .disputes import Dispute
from .side_pane import LEAST
from .typing_boxes import TextBox

PROPOSED = "ข้อความที่เสนอ มีสิ่งที่แต่ละฝ่ายแก้ไขครบ แก้ต่อได้"
START = "หรือพิมพ์ข้อความเอง เริ่มจากค่าที่แสดงอยู่ตอนนี้"
OTHER = "หรือเลือกค่าอื่น เริ่มจากค่าที่แสดงอยู่ตอนนี้"
TAB = Qt.FocusPolicy.TabFocus


class OwnValue(QWidget):
    decided = Signal(object)  # the plain value that the field shall have

    def __init__(self, begun: MutableMapping[str, str]) -> None:
        """``begun``: texts that were typed and not taken yet, by the conflict's id, kept by whoever opens the dialog."""
        super().__init__()
        self._begun = begun
        self._dispute: Dispute | None = None
        self._complaint = ""  # why what stands in the box is no value
        self.head, self.text = Words(), TextBox()
        self.text.setMinimumHeight(self.fontMetrics().lineSpacing() * LEAST + 16)
        self.box: FieldBox | None = None  # instead of the text, where the field has another editor
        self.use = button("ใช้ค่าที่แก้ (Ctrl+Enter)", self.decide)
        line = QHBoxLayout()
        line.addWidget(self.head, 1)
        line.addWidget(self.use, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(line)
        self._column.addWidget(self.text, 1)
        self.text.textChanged.connect(self._keep)

    def show_dispute(self, dispute: Dispute) -> None:
        """Hidden where there is nothing but the sides to choose from."""
        self._dispute, self._complaint = dispute, ""
        if self.box:
            self.box.hide()
            self.box.deleteLater()
            self.box = None
        editor = None if dispute.is_typed else _editor(dispute)
        self.setVisible(dispute.is_typed or editor is not None)
        self.text.setVisible(dispute.is_typed)
        if dispute.is_typed:
            begun = self._begun.get(dispute.conflict.id)
            self._offer(START, dispute.typed() if begun is None else begun, begun is not None)
        elif editor:
            self._say(OTHER)
            self._put(editor, dispute)

    def propose(self, text: str) -> None:
        """Not over what somebody has begun to type."""
        if not self.text.document().isModified():
            self._offer(PROPOSED, text)

    def decide(self) -> None:
        if self._dispute and self._dispute.is_typed:
            self._decide_text(self._dispute, self._dispute.value_of(self.text.toPlainText()))
        elif self.box:
            self.box.editor.commit()
            if self._complaint:  # the words beside the box say why
                self.box.editor.setFocus()
            else:
                self.decided.emit(plain(self.box.editor.value()))

    def _decide_text(self, dispute: Dispute, value: Any) -> None:
        assert dispute.field
        try:
            checked(dispute.field, value, dispute.label)
        except Refused as error:  # too long
            self._say(f"{error.what} {error.remedy}")
        else:
            self.decided.emit(value)

    def _put(self, editor: Any, dispute: Dispute) -> None:
        self.box = FieldBox(editor, dispute.label, required=False)
        self.box.label.hide()  # the list says it, and large letters need the room
        editor.complained.connect(self._complained)
        for widget in (editor, *editor.findChildren(QWidget)):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # it leads to the form's history
        editor.show_value(dispute.value)
        self._column.addWidget(self.box, 1)
        inside = [one for one in (editor, *editor.findChildren(QWidget)) if one.window() is self.window()]
        for before, after in pairwise(
            (self.use, *(one for one in inside if one.focusPolicy() & TAB and not one.focusProxy()))
        ):
            QWidget.setTabOrder(before, after)

    def _complained(self, text: str) -> None:
        self._complaint = text

    def _offer(self, words: str, text: str, typed: bool = False) -> None:
        self._say(words)
        self.text.setAccessibleName(words)
        self.text.setPlainText(text)
        self.text.document().setModified(typed)

    def _keep(self) -> None:
        """Whatever is looked at meanwhile."""
        if self._dispute and self.text.document().isModified():
            self._begun[self._dispute.conflict.id] = self.text.toPlainText()

    def _say(self, words: str) -> None:
        self.head.setText(breakable(words))


def _editor(dispute: Dispute) -> Any:
    """As on the form; None where a value can only be taken from a side."""
    field = dispute.field
    if field is None:
        return None
    if field.kind is Kind.ITEM:
        chooser = Chooser(field)
        chooser.offer(list(dispute.choices))
        return chooser
    return value_editor(field)
