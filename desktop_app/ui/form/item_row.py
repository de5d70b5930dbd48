"""One item of a list on the form: its number to drag it by, its editors, and a button to take it out.

A row is used again for other items: it holds the widgets, the record holds the item.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.model.fields import Field, Kind, ListField, edited_fields, fields_of
from desktop_app.model.records import Item

from .binding import Binding, editor_for
from .comment_mark import CommentMark, ConflictMark, FieldMark
from .desk import Desk
from .field_box import Complaint, marked, name_editor, spoken, stops
from .glyphs import Sign, SignButton

RowKey = Callable[["ItemRow", int, Any], bool]  # the row, which of its editors, the key event


def is_grid(part: ListField) -> bool:
    """Items without a long text or a picture are rows of a grid with the labels once on top; others are cards."""
    return not any(field.kind in (Kind.TEXT, Kind.IMAGE) for field in fields_of(part.item))


def width_of(field: Field) -> int:
    """How much of a grid's width a field gets, against the others."""
    if field.kind in (Kind.COUNT, Kind.YEAR) or (field.kind is Kind.LINE and not field.paper):
        return 3  # a number, or what is not printed by itself (a name's prefix)
    return 4 if field.kind in (Kind.CHOICE, Kind.ITEM, Kind.DAY) else 6


class Handle(QWidget):
    """The item's number, with dots that say "drag me"."""

    dragged = Signal(QPointF)  # the mouse, on the screen
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.number, self._held = 0, False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_number(self, number: int, label: str) -> None:
        if number != self.number:
            self.number = number
            self.setAccessibleName(f"{label}ข้อ {number}")
            self.setToolTip("ลากเพื่อย้ายข้อนี้ หรือกด Alt+ขึ้น/ลง")
            self.update()

    def sizeHint(self) -> QSize:
        letters = self.fontMetrics()
        return QSize(
            letters.horizontalAdvance("00.") + round(letters.height() * 0.8), round(letters.height() * 1.5) + 6
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            step = self.fontMetrics().height() / 4.5
            painter.setPen(QPen(Qt.PenStyle.NoPen))
            painter.setBrush(
                self.palette().placeholderText() if self.underMouse() or self._held else self.palette().mid()
            )
            middle = self.height() / 2
            for column in (0, 1):
                for line in (-1, 0, 1):
                    painter.drawEllipse(QPointF(step * (1 + column), middle + line * step), step / 4, step / 4)
            painter.setPen((self.palette().accent() if self._held else self.palette().windowText()).color())
            room = QRectF(0, 0, self.width() - step, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{self.number}.")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hold(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.dragged.emit(event.globalPosition())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hold(False)
        self.dropped.emit()

    def _hold(self, held: bool) -> None:
        self._held = held
        self.setCursor(Qt.CursorShape.ClosedHandCursor if held else Qt.CursorShape.OpenHandCursor)
        self.update()


class ItemRow(QFrame):
    """The editors of one item. ``key`` decides what Enter, Backspace and Alt+Up mean in them."""

    def __init__(self, desk: Desk, part: ListField, key: RowKey) -> None:
        super().__init__()
        self.part = part
        self.item: Item | None = None
        self.handle, self.remove = Handle(), SignButton(Sign.CROSS, "", keys="Alt+Delete")
        self.bindings = [
            Binding(desk, part.name, editor_for(field, desk), part.item) for field in edited_fields(part.item)
        ]
        for index, binding in enumerate(self.bindings):
            binding.more_keys = lambda box, event, index=index: key(self, index, event)
            binding.editor.complained.connect(lambda text, index=index: self._say(index, text))
            binding.commented = partial(self._show_comments, binding)
            binding.contested = partial(self._show_conflict, binding)
        self._marks: QHBoxLayout | None = None  # under the row
        self._comments: dict[Binding, CommentMark] = {}
        self._conflicts: dict[Binding, ConflictMark] = {}
        self._complaint: Complaint | None = None
        self._complaints: dict[int, str] = {}
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(3)
        line = QHBoxLayout()
        line.setSpacing(6)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(self.handle, 0, top)
        self._add_editors(line)
        line.addWidget(self.remove, 0, top)
        if not desk.writes:
            self.handle.setEnabled(False)
            place = self.remove.sizePolicy()
            place.setRetainSizeWhenHidden(True)  # the columns stay under their labels
            self.remove.setSizePolicy(place)
            self.remove.hide()
        self._whole.addLayout(line)

    @property
    def editors(self) -> list[Any]:
        return [binding.editor for binding in self.bindings]

    def show_item(self, item: Item) -> None:
        self.item = item
        for binding in self.bindings:
            binding.show(item)

    def let_go(self) -> None:
        self.item = None
        for binding in self.bindings:
            binding.let_go()

    def set_number(self, number: int) -> None:
        if number == self.handle.number:
            return
        self.handle.set_number(number, self.part.label)
        self.remove.call(f"ลบ{self.part.label}ข้อ {number}")
        for binding in self.bindings:
            field = binding.field
            name_editor(binding.editor, f"{self.part.label}ข้อ {number} {spoken(field.label, field.required)}")  # type: ignore[arg-type]

    def is_empty(self) -> bool:
        return all(editor.value() in ("", None, []) for editor in self.editors)

    def _add_editors(self, line: QHBoxLayout) -> None:
        if not is_grid(self.part):
            column = QVBoxLayout()
            column.setSpacing(6)
            for editor in self.editors:
                if editor.field.kind in (Kind.LINE, Kind.TEXT) and not editor.field.default:
                    editor.setPlaceholderText(marked(editor.field.label, editor.field.required))
                if editor.field.kind is Kind.IMAGE:
                    line.addWidget(editor, 0, Qt.AlignmentFlag.AlignTop)
                    column.addStretch(1)
                else:
                    column.addWidget(editor, 0, Qt.AlignmentFlag.AlignTop)  # its height may change while it is laid out
            line.addLayout(column, 1)
            return
        for editor in self.editors:
            editor.setMinimumWidth(0)
            editor.setSizePolicy(QSizePolicy.Policy.Ignored, editor.sizePolicy().verticalPolicy())
            line.addWidget(editor, width_of(editor.field), Qt.AlignmentFlag.AlignTop)

    def _show_comments(self, binding: Binding, words: Sequence[str]) -> None:
        """Under the row, each with the name of its field."""
        if binding not in self._comments:
            self._comments[binding] = CommentMark(binding.ask_comments)
            self._put_under_row(self._comments[binding])
        self._comments[binding].tell(words, binding.field.label)

    def _show_conflict(self, binding: Binding, name: str) -> None:
        if binding not in self._conflicts:
            self._conflicts[binding] = ConflictMark(binding.ask_conflict)
            self._put_under_row(self._conflicts[binding])
        self._conflicts[binding].tell(name, binding.field.label)

    def _put_under_row(self, mark: FieldMark) -> None:
        if self._marks is None:
            self._marks = QHBoxLayout()
            self._marks.addSpacing(self.handle.sizeHint().width() + 6)
            self._marks.addStretch(1)
            self._whole.addLayout(self._marks)
        self._marks.insertWidget(self._marks.count() - 1, mark)

    def _say(self, index: int, text: str) -> None:
        """The words of every editor that has something to say, under the row."""
        if self._complaint is None:
            if not text:
                return
            self._complaint = Complaint()
            self._complaint.setIndent(self.handle.sizeHint().width() + 6)
            self._whole.addWidget(self._complaint)
        self._complaints[index] = text
        stops(self.editors[index])[0].setAccessibleDescription(text)
        self._complaint.say("\n".join(words for _, words in sorted(self._complaints.items()) if words))
