"""One undo that a person understands: list operations and restored values on a stack, typing in its box, latest first.

A text box swallows Ctrl+Z, so a QUndoStack never sees it while one has the focus: :func:`undo_key` decides who undoes.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QUndoCommand
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop_app.model.changes import Draft
from desktop_app.model.records import Item


class Step(QUndoCommand):
    """``after_typing``: something was typed between the step before and this one, and is taken back between the two."""

    after_typing = False


class ListCommand(Step):
    """An operation on one list of a draft. ``shown`` is told the list and the row to look at afterwards."""

    def __init__(self, text: str, draft: Draft, table: str, shown: Callable[[str, str], None]) -> None:
        super().__init__(text)
        self.draft, self.table, self._shown = draft, table, shown

    def _index(self, item: Item) -> int:
        return self.draft.items(self.table).index(item)

    def _put(self, index: int, item: Item) -> None:
        self.draft.insert(self.table, min(index, len(self.draft.items(self.table))), item)
        self._shown(self.table, item.id)

    def _take_out(self, item: Item) -> None:
        index = self._index(item)
        self.draft.remove(self.table, index)
        left = self.draft.items(self.table)
        self._shown(self.table, left[min(index, len(left) - 1)].id if left else "")


class AddItem(ListCommand):
    def __init__(
        self, text: str, draft: Draft, table: str, shown: Callable[[str, str], None], index: int, item: Item
    ) -> None:
        super().__init__(text, draft, table, shown)
        self.index, self.item = index, item

    def redo(self) -> None:
        self._put(self.index, self.item)

    def undo(self) -> None:
        self._take_out(self.item)


class RemoveItem(ListCommand):
    def __init__(self, text: str, draft: Draft, table: str, shown: Callable[[str, str], None], index: int) -> None:
        super().__init__(text, draft, table, shown)
        self.index, self.item = index, draft.items(table)[index]

    def redo(self) -> None:
        self._take_out(self.item)

    def undo(self) -> None:
        self._put(self.index, self.item)


class MoveItem(ListCommand):
    """Moves of one drag (the same ``drag`` above 0) are one step to undo."""

    def __init__(
        self, text: str, draft: Draft, table: str, shown: Callable[[str, str], None], old: int, new: int, drag: int = 0
    ) -> None:
        super().__init__(text, draft, table, shown)
        self.old, self.new, self.drag, self.item = old, new, drag, draft.items(table)[old]

    def redo(self) -> None:
        self._move(self.new)

    def undo(self) -> None:
        self._move(self.old)

    def id(self) -> int:
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, MoveItem) or not self.drag or other.drag != self.drag:
            return False
        self.new = other.new
        self.setText(other.text())
        return True

    def _move(self, to: int) -> None:
        self.draft.move(self.table, self._index(self.item), to)
        self._shown(self.table, self.item.id)


class SetValue(Step):
    """A field gets a value that nobody typed (restored, recomposed); ``write`` puts it into record and editor."""

    def __init__(self, text: str, write: Callable[[Any], None], old: Any, new: Any) -> None:
        super().__init__(text)
        self._write, self._old, self._new = write, old, new

    def redo(self) -> None:
        self._write(self._new)

    def undo(self) -> None:
        self._write(self._old)


def wants_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo)


def wants_redo(event: QKeyEvent) -> bool:
    control_y = event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control_y or event.matches(QKeySequence.StandardKey.Redo)


def own_undo(box: QWidget) -> bool:
    """Whether the box has typing of its own to take back."""
    if isinstance(box, QLineEdit):
        return box.isUndoAvailable()
    return isinstance(box, QPlainTextEdit) and box.document().isUndoAvailable()


def forget_typing(box: QWidget) -> None:
    """What was typed in the box belonged to another row: there is nothing to take back."""
    if isinstance(box, QPlainTextEdit):
        box.document().clearUndoRedoStacks()
    elif isinstance(box, QLineEdit) and (box.isUndoAvailable() or box.isRedoAvailable()):
        at = box.cursorPosition()
        with QSignalBlocker(box):
            box.setText(box.text())
            box.setCursorPosition(at)


def own_redo(box: QWidget) -> bool:
    if isinstance(box, QLineEdit):
        return box.isRedoAvailable()
    return isinstance(box, QPlainTextEdit) and box.document().isRedoAvailable()
