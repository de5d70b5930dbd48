"""The draft under the hands: every editor writes through it, lists change through it, undo lives in it.

Knows the record and its changes; knows no editor, no layout and no storage.
"""

from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent, QUndoStack
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop_app.model.changes import Draft
from desktop_app.model.fields import ListField, fields_of, lists_of
from desktop_app.model.records import Item, Report

from .name_book import NameBook
from .undo import AddItem, MoveItem, RemoveItem, SetValue, Step, own_redo, own_undo, wants_redo, wants_undo

Place = tuple[str, str, str]  # table, row, field
Comments = dict[Place, list[str]]  # what people said of a field and nobody has settled


class Desk(QObject):
    """Holds the draft being edited and says what happens to it."""

    edited = Signal()  # the record has the new value
    value_set = Signal(str, str, str)  # table, row, field: set from an editor or restored
    value_restored = Signal(str, str, str)  # table, row, field: not by its editor, which has to show it
    list_changed = Signal(str)  # table: an item came, went or moved
    revealed = Signal(str, str)  # table, row: what an undo or redo changed, to be looked at
    noticed = Signal(str, object)  # words for a quiet notice and a callable that takes the thing back, or None
    history_wanted = Signal(str, str, str)  # table, row, field
    comments_wanted = Signal(str, str, str)  # table, row, field
    conflict_wanted = Signal(str, str, str)  # table, row, field

    def __init__(self, parent: QObject | None = None, writes: bool = True) -> None:
        super().__init__(parent)
        self.writes = writes  # without it nothing that an editor or a key wants comes to pass
        self.draft = Draft(Report())
        self.stack = QUndoStack(self)
        self.comments: Comments = {}
        self.disputed: Collection[Place] = ()  # fields that two people wrote differently
        self.names = NameBook(self)
        self._typed: dict[tuple[str, str], str] = {}
        self._typed_since = False  # something was typed after the last list operation: it is taken back first

    def take_up(self, draft: Draft) -> None:
        """Another draft lies here from now on; what could be undone belonged to the old one."""
        if draft is not self.draft:
            self.draft = draft
            self.stack.clear()

    def keep_typed(self, row: str, field: str, text: str) -> None:
        """A text that its editor does not understand yet is there again when the row is shown again; "" forgets it."""
        if text:
            self._typed[row, field] = text
        else:
            self._typed.pop((row, field), None)

    def typed(self, row: str, field: str) -> str:
        return self._typed.get((row, field), "")

    def items(self, table: str) -> list[Item]:
        return self.draft.items(table)

    def set(self, table: str, row: str, field: str, value: Any) -> None:
        """A key was pressed: the record has it at once."""
        if not self.writes:
            return
        self.draft.set(table, row, field, value)
        self._typed_since = True
        self.value_set.emit(table, row, field)
        self.edited.emit()

    def insert(self, part: ListField, index: int, item: Item) -> None:
        text = f"เพิ่ม{part.label}ข้อ {index + 1}"
        self._push(AddItem(text, self.draft, part.name, self._list_shown, index, item))

    def remove(self, part: ListField, index: int) -> None:
        command = RemoveItem(f"ลบ{part.label}ข้อ {index + 1}", self.draft, part.name, self._list_shown, index)
        self._push(command)
        if not is_blank(command.item):
            self.noticed.emit(f"ลบ{part.label}ข้อ {index + 1} แล้ว", self._bring_back(part, command.index, command.item))

    def move(self, part: ListField, old: int, new: int, drag: int = 0) -> None:
        """``drag`` numbers a drag with the mouse: all its moves are one step to undo."""
        text = f"ย้าย{part.label}ไปเป็นข้อ {new + 1}"
        self._push(MoveItem(text, self.draft, part.name, self._list_shown, old, new, drag))

    def restore(self, table: str, row: str, field: str, value: Any, text: str) -> None:
        """A field gets a value nobody typed; undo brings back what stood there."""
        draft = self.draft

        def write(new: Any) -> None:
            draft.set(table, row, field, new)
            self.value_set.emit(table, row, field)
            self.value_restored.emit(table, row, field)
            self.edited.emit()

        self._push(SetValue(text, write, getattr(draft.row(table, row), field), value))

    def undo(self) -> None:
        """The last list operation or restored value is taken back, and what it changed is looked at."""
        command = self.stack.command(self.stack.index() - 1) if self.stack.canUndo() else None
        self._step(self.stack.undo)
        self._typed_since = isinstance(command, Step) and command.after_typing
        if isinstance(command, RemoveItem) and not is_blank(command.item):
            self.noticed.emit(f"นำ{list_named(command.table).label}ข้อ {command.index + 1} กลับมาแล้ว", None)
        if isinstance(command, AddItem) and not is_blank(command.item):
            part = list_named(command.table)
            self.noticed.emit(
                f"ลบ{part.label}ข้อ {command.index + 1} แล้ว", self._bring_back(part, command.index, command.item)
            )

    def redo(self) -> None:
        self._step(self.stack.redo)

    def undo_key(self, box: QWidget, event: QKeyEvent) -> bool:
        """Ctrl+Z and its kin in a box: its own typing first, unless a list operation came later."""
        text_box = box if isinstance(box, QLineEdit | QPlainTextEdit) else None
        if wants_undo(event):
            if text_box and own_undo(text_box) and (self._typed_since or not self.stack.canUndo()):
                text_box.undo()
            else:
                self.undo()
            return True
        if wants_redo(event):
            text_box.redo() if text_box and own_redo(text_box) else self.redo()
            return True
        return False

    def _push(self, command: Step) -> None:
        if not self.writes:
            return
        command.after_typing = self._typed_since
        self.stack.push(command)
        self._typed_since = False

    def _step(self, step: Callable[[], None]) -> None:
        self._last_shown = ("", "")
        step()
        self._typed_since = False
        if self._last_shown[0]:
            self.revealed.emit(*self._last_shown)

    _last_shown = ("", "")

    def _list_shown(self, table: str, row: str) -> None:
        self._last_shown = (table, row)
        self.list_changed.emit(table)
        self.edited.emit()

    def _bring_back(self, part: ListField, index: int, item: Item) -> Callable[[], None]:
        draft = self.draft

        def bring_back() -> None:
            items = draft.items(part.name)
            if self.draft is not draft or item in items:
                return
            last = self.stack.command(self.stack.index() - 1) if self.stack.canUndo() else None
            undone = self.stack.command(self.stack.index()) if self.stack.canRedo() else None
            if isinstance(last, RemoveItem) and last.item is item:
                self.undo()
            elif isinstance(undone, AddItem) and undone.item is item:
                self.redo()
            else:
                self.insert(part, min(index, len(items)), item)
                self.revealed.emit(part.name, item.id)

        return bring_back


def list_named(name: str) -> ListField:
    """:raises KeyError: a report has no such list."""
    for part in lists_of(Report):
        if part.name == name:
            return part
    raise KeyError(name)


def is_blank(item: Item) -> bool:
    """Nobody has typed in it."""
    return all(getattr(item, field.name) in ("", None, []) for field in fields_of(type(item)))
