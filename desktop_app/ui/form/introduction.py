"""The editor of a text that is composed from the data until somebody edits it, and the binding that recomposes it."""

from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.model.fields import Field
from desktop_app.model.records import Item, Report

from .binding import Binding
from .desk import Desk
from .editors import KeyTaker, is_left
from .field_box import Words
from .text_editors import TextEditor

COMPOSED = "เรียบเรียงจากข้อมูลให้แล้ว แก้ไขได้ทุกคำ"
EDITED = "แก้ไขเองแล้ว จะไม่เปลี่ยนตามข้อมูล"
AGAIN = "เรียบเรียงใหม่จากข้อมูล"
PAUSE = 150  # milliseconds after the last key before the text is composed again


class ComposedEditor(QWidget):
    """A TEXT box that shows a composed text, grey, while its own value is empty."""

    edited = Signal(object)
    complained = Signal(str)
    history_asked = Signal()
    left = Signal()
    again = Signal()  # the person wants the composed text back
    appeared = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.on_key: KeyTaker | None = None
        self._composed, self._value = "", ""
        self.box = ComposedBox(field)
        self.note, self.button = Words(COMPOSED), QPushButton(AGAIN)
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # as from the keys: an emptied text is composed again
        self.button.setAccessibleName(f"{AGAIN} ({field.label})")
        self.setFocusProxy(self.box)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self.box)
        whole.addLayout(foot)
        self.box.edited.connect(self._typed)
        self.box.left.connect(self.left)
        self.box.complained.connect(self.complained)
        self.box.history_asked.connect(self.history_asked)
        self.box.on_key = lambda box, event: bool(self.on_key and self.on_key(box, event))
        self.button.clicked.connect(self.again)

    def show_value(self, value: Any) -> None:
        self._value = value
        self.box.show_value(value or self._composed)
        self._mark()

    def show_composed(self, text: str) -> None:
        """The text that stands there while nobody has edited it; a box somebody is in is left alone."""
        untouched = not self._value and self.box.text() in (self._composed, "")
        self._composed = text
        if untouched and not (self.box.hasFocus() and self.box.text() == ""):
            self.box.show_value(text)
        self._mark()

    def value(self) -> Any:
        return self._value

    def text(self) -> str:
        return self.box.text()

    def commit(self) -> None:
        self.box.commit()

    def _typed(self, text: str) -> None:
        """The whole text becomes the field's own; the composed text again, or none, is no text of its own."""
        self._value = "" if text == self._composed else text
        self._mark()
        self.edited.emit(self._value)

    def _mark(self) -> None:
        own = bool(self._value)
        role = self.palette().text() if own else self.palette().placeholderText()
        colours = self.box.palette()
        if colours.text().color() != role.color():
            colours.setColor(QPalette.ColorRole.Text, role.color())
            self.box.setPalette(colours)
        self.note.setText(EDITED if own else COMPOSED)
        self.button.setEnabled(own)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._mark()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.appeared.emit()


class ComposedBox(TextEditor):
    """The text box in a :class:`ComposedEditor`."""

    left = Signal()
    least_lines = 3

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if is_left(event):
            self.left.emit()


class IntroductionBinding(Binding):
    """Composes the introduction anew, a moment after the data changed, while it is seen and untouched."""

    def __init__(self, desk: Desk, table: str, editor: ComposedEditor) -> None:
        super().__init__(desk, table, editor)
        self.composed = editor
        self._pause = QTimer(editor)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.compose)
        desk.edited.connect(self._data_changed)
        editor.appeared.connect(self.compose)
        editor.left.connect(self.compose)
        editor.again.connect(self._again)

    def show(self, row: Item) -> None:
        self.row = row
        with QSignalBlocker(self.composed.box):
            self.composed.show_value(self.read(row))
        self.compose()
        self.forget_another(row)
        self.tell_marks()

    def compose(self) -> None:
        self._pause.stop()
        if isinstance(self.row, Report):
            from desktop_app.report.introduction import introduction

            self.composed.show_composed(introduction(self.row))

    def _data_changed(self) -> None:
        if self.composed.isVisible() and not self.composed.box.hasFocus():
            self._pause.start()

    def _again(self) -> None:
        if self.row is not None:
            self.desk.restore(self.table, self.row.id, self.field.name, "", AGAIN)
            self.compose()
