"""One editor for each kind of field: a widget that shows a value and reports every edit of it. Knows no record.

Showing is not editing: ``show_value`` is silent, and leaves the box alone when it shows that value already.
"""

import sys
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QSizePolicy, QWidget

from desktop_app.model.fields import LINE_LIMIT, Field
from desktop_app.ui.thai_keys import latin

from .edges import draw_edge
from .held import held_but
from .typed_text import clean_line

KeyTaker = Callable[[QWidget, QKeyEvent], bool]
HISTORY = "ประวัติของช่องนี้"
NOTHING_CHOSEN = "(ไม่ระบุ)"
TOO_LONG = "ช่องนี้พิมพ์ได้ไม่เกิน {:,} ตัวอักษร ส่วนที่เกินไม่ได้ใส่ไว้"


class Editor(Protocol):
    """What every editor can do besides being a widget. ``on_key`` may take a key before the widget does."""

    field: Field
    on_key: KeyTaker | None
    edited: Any  # Signal(object): the new value
    complained: Any  # Signal(str): what is wrong with what was typed, "" when nothing is any more
    history_asked: Any  # Signal()

    def show_value(self, value: Any) -> None: ...
    def value(self) -> Any: ...
    def commit(self) -> None: ...


def add_history(menu: QMenu, editor: Any) -> QMenu:
    """The menu of a right click, with the way to the field's history at its end."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addSeparator()
    menu.addAction(HISTORY + "\tAlt+Enter", editor.history_asked.emit)
    return menu


def commit_preedit(box: QWidget, preedit: str) -> None:
    """What an input method still holds becomes text of the box."""
    if preedit:
        event = QInputMethodEvent()
        event.setCommitString(preedit)
        box.inputMethodEvent(event)


class LineEditor(QLineEdit):
    """LINE: one line of text. Also the box of every kind that is typed as one line."""

    edited = Signal(object)
    complained = Signal(str)
    history_asked = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field, self._preedit, self._text = field, "", ""
        self.on_key: KeyTaker | None = None
        self.setMaxLength(LINE_LIMIT)
        self.setPlaceholderText(field.default)
        self.setTextMargins(4, 0, 4, 0)  # letters begin where they do in a text box
        self.textChanged.connect(self._typed)
        self.inputRejected.connect(self._too_long, Qt.ConnectionType.QueuedConnection)  # after what did fit was taken

    def show_value(self, value: Any) -> None:
        self._put(value)

    def value(self) -> Any:
        return clean_line(self.text())

    def commit(self) -> None:
        """What an input method still holds becomes text."""
        commit_preedit(self, self._preedit)

    def take_text(self, text: str) -> None:
        """A typed text that is free of what no field may hold."""
        self.complained.emit("")
        self.edited.emit(text)

    def _put(self, text: str) -> None:
        if text != self.text():
            with QSignalBlocker(self):
                units = len(text.encode("utf-16-le")) // 2  # Qt's count: showing must never cut a value
                self.setMaxLength(max(LINE_LIMIT, units))
                self.setText(text)
                self.setCursorPosition(0)
        self._text = text

    def _typed(self, text: str) -> None:
        clean = clean_line(text)
        if len(clean) > LINE_LIMIT:  # more than Qt's own limit let through: what was there stays
            self._replace_all(self._text)
            self._too_long()
            return
        if clean == text or not self.isRedoAvailable():
            if clean != text:
                self._replace_all(clean)
            self._text = clean
            self.take_text(clean)
        elif clean == self._text:  # by Ctrl+Z: one step more to what somebody saw
            self.undo()
        else:
            self.redo()

    def _replace_all(self, text: str) -> None:
        """In a step that the box can take back."""
        at = self.cursorPosition() - (len(self.text()) - len(text))
        with QSignalBlocker(self):
            self.selectAll()
            self.insert(text)
            self.setCursorPosition(max(0, at))

    def rewrite(self, text: str) -> None:
        """The same value in its full form; typing can still be taken back."""
        if text != self.text():
            self._replace_all(text)
            self._text = text

    def _too_long(self) -> None:
        if len(self.text()) >= LINE_LIMIT - 1 or len(self.text()) >= self.maxLength() // 2:
            self.complained.emit(TOO_LONG.format(LINE_LIMIT))

    def sizeHint(self) -> QSize:
        return roomy(super().sizeHint(), self)

    def minimumSizeHint(self) -> QSize:
        return roomy(super().minimumSizeHint(), self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            draw_edge(painter, self, self.hasFocus())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event = latin(event)
        if not (self.on_key and self.on_key(self, event)) and not is_for_a_menu(event):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.commit()
        super().focusOutEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        add_history(self.createStandardContextMenu(), self).popup(event.globalPos())


def is_for_a_menu(event: QKeyEvent) -> bool:
    """Alt and a letter that no menu has is not for the text either, though Qt would write it there."""
    held = held_but(event, Qt.KeyboardModifier.ShiftModifier)
    alone = held == Qt.KeyboardModifier.AltModifier and sys.platform != "darwin"  # there Alt writes letters
    if alone and event.text().isprintable() and event.text():
        event.ignore()
        return True
    return False


def is_left(event: QFocusEvent) -> bool:
    """The focus goes to another field, not to a menu, a pop-up or another window for a while."""
    reasons = Qt.FocusReason
    return event.reason() not in (reasons.PopupFocusReason, reasons.MenuBarFocusReason, reasons.ActiveWindowFocusReason)


def roomy(hint: QSize, widget: QWidget) -> QSize:
    """A line that a finger can hit: about 1.9 times the height of its letters."""
    return QSize(hint.width(), max(hint.height(), round(widget.fontMetrics().height() * 1.5) + 6))


class Chooser(QComboBox):
    """A box to choose from that the mouse wheel leaves alone: the wheel scrolls the page."""

    edited = Signal(object)
    complained = Signal(str)
    history_asked = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.on_key: KeyTaker | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.currentIndexChanged.connect(lambda: self.edited.emit(self.value()))

    def offer(self, choices: list[tuple[str, str]]) -> None:
        """The choices as (value, text), after the empty one."""
        self.addItem(NOTHING_CHOSEN, "")
        for key, text in choices:
            self.addItem(text, key)

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self):
            self.setCurrentIndex(max(0, self.findData(value)))

    def value(self) -> Any:
        return self.currentData() or ""

    def commit(self) -> None:
        """A choice is in the record as soon as it is made."""

    def sizeHint(self) -> QSize:
        return roomy(super().sizeHint(), self)

    def minimumSizeHint(self) -> QSize:
        return roomy(super().minimumSizeHint(), self)

    def showPopup(self) -> None:
        self.view().setAccessibleName(self.accessibleName())
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event = latin(event)
        if not (self.on_key and self.on_key(self, event)):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        add_history(QMenu(self), self).popup(event.globalPos())


class ChoiceEditor(Chooser):
    """CHOICE: one of the texts of the field, or none."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        with QSignalBlocker(self):
            self.offer(list(field.choices))
            if field.default:
                self.setItemText(0, f"{dict(field.choices)[field.default]} (ค่าปกติ)")
