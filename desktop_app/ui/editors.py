"""One editor for each kind of field: a widget that shows a value and reports every edit of it. Knows no record.

Showing is not editing: ``show_value`` is silent, and leaves the box alone when it shows that value already.
"""

import re
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

from desktop_app.errors import UserError
from desktop_app.model.fields import LINE_LIMIT, Field, Kind
from desktop_app.model.values import checked

from .edges import draw_edge
from .thai_keys import latin
from .typed_text import clean_line

KeyTaker = Callable[[QWidget, QKeyEvent], bool]
HISTORY = "ประวัติของช่องนี้"
NOTHING_CHOSEN = "(ไม่ระบุ)"
TOO_LONG = "ช่องนี้พิมพ์ได้ไม่เกิน {:,} ตัวอักษร ส่วนที่เกินไม่ได้ใส่ไว้"
NUMBER_EXAMPLE = {Kind.COUNT: "โปรดพิมพ์เป็นตัวเลข เช่น 48,500", Kind.YEAR: "โปรดพิมพ์ปี พ.ศ. เช่น 2567 หรือ 67"}


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


class LineEditor(QLineEdit):
    """LINE: one line of text. Also the box of every kind that is typed as one line."""

    edited = Signal(object)
    complained = Signal(str)
    history_asked = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field, self._preedit = field, ""
        self.on_key: KeyTaker | None = None
        self.setMaxLength(LINE_LIMIT)
        self.setPlaceholderText(field.default)
        self.setTextMargins(4, 0, 4, 0)  # letters begin where they do in a text box
        self.textChanged.connect(self._typed)
        self.inputRejected.connect(self._too_long)

    def show_value(self, value: Any) -> None:
        self._put(value)

    def value(self) -> Any:
        return clean_line(self.text())

    def commit(self) -> None:
        """What an input method still holds becomes text."""
        if self._preedit:
            event = QInputMethodEvent()
            event.setCommitString(self._preedit)
            self.inputMethodEvent(event)

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

    def _typed(self, text: str) -> None:
        clean = clean_line(text)
        if clean != text:
            at = self.cursorPosition() - (len(text) - len(clean))
            with QSignalBlocker(self):
                self.selectAll()
                self.insert(clean)
                self.setCursorPosition(at)
        self.take_text(clean)

    def _too_long(self) -> None:
        if len(self.text()) >= self.maxLength() - 1:
            self.complained.emit(TOO_LONG.format(self.maxLength()))

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
        if not (self.on_key and self.on_key(self, event)):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.commit()
        super().focusOutEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        add_history(self.createStandardContextMenu(), self).popup(event.globalPos())


def roomy(hint: QSize, widget: QWidget) -> QSize:
    """A line that a finger can hit: about 1.9 times the height of its letters."""
    return QSize(hint.width(), max(hint.height(), round(widget.fontMetrics().height() * 1.5) + 6))


class NumberEditor(LineEditor):
    """COUNT and YEAR. What is no number stays in the box, with words; the record keeps the last number understood."""

    not_understood = Signal(str)  # the text while it is no number, else ""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._value: int | None = None

    def show_value(self, value: Any) -> None:
        self._value = value
        self.complained.emit("")
        self._put(self._written(value))

    def show_typed(self, text: str) -> None:
        """A text that was no number when it was typed, as it was typed."""
        self._put(text)
        try:
            number_in(self.field, text)
        except UserError as error:
            self.complained.emit(error.what)

    def value(self) -> Any:
        return self._value

    def take_text(self, text: str) -> None:
        try:
            self._value = number_in(self.field, text)
        except UserError as error:
            self.complained.emit(error.what)
            self.not_understood.emit(text)
            return
        self.not_understood.emit("")
        super().take_text(self._value)  # type: ignore[arg-type]

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        try:
            if number_in(self.field, self.text()) == self._value:
                self._put(self._written(self._value))
        except UserError:
            pass  # it stays as typed, with the words beside it

    def _written(self, value: int | None) -> str:
        return "" if value is None else f"{value:,}" if self.field.kind is Kind.COUNT else str(value)


def number_in(field: Field, text: str) -> int | None:
    """The number a person means: Thai digits, 48,500, "48,500 บาท"; a year as 67, 2567 or 2024.

    :raises UserError: it is none.
    """
    if not text.strip():
        return None
    found = re.fullmatch(r"(?:พ\.?ศ\.?|ค\.?ศ\.?)?\s*([\d,]+)(?:\.-|\.0*)?\s*(?:คน|บาท)?", text.strip())
    digits = found.group(1).replace(",", "") if found else ""
    if not digits:
        raise UserError(f"“{text.strip()}” ยังไม่ใช่ตัวเลข {NUMBER_EXAMPLE[field.kind]}", "")
    number = int(digits)
    if field.kind is Kind.YEAR:
        number = buddhist(number)
    try:
        return int(checked(field, number))
    except UserError:
        raise UserError(f"“{text.strip()}” ใช้ไม่ได้ {NUMBER_EXAMPLE[field.kind]}", "") from None


def buddhist(year: int) -> int:
    """A year of the Buddhist era from two digits of it, from itself, or from a year of the Christian era."""
    if year < 100:
        return 2500 + year
    return year + 543 if 1857 <= year <= 2157 else year


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
