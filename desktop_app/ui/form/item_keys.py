"""What the keys do in an item of a list: Enter goes on, Backspace in an empty one goes back, Alt moves or removes it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from desktop_app.model.fields import Kind

from .held import held_but
from .text_editors import LinesEditor

if TYPE_CHECKING:
    from .item_list import ItemList
    from .item_row import ItemRow

Modifier = Qt.KeyboardModifier
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TYPED = (
    Kind.LINE,
    Kind.TEXT,
    Kind.LINES,
    Kind.COUNT,
    Kind.YEAR,
    Kind.DAY,
)  # Enter goes through these; choices it skips


def item_key(list_: "ItemList", row: "ItemRow", index: int, event: QKeyEvent) -> bool:
    """Whether the key was one of the list's. ``index`` counts the row's editors."""
    if not list_.desk.writes:
        return False
    held = held_but(event, Modifier.KeypadModifier)
    if event.key() in ENTER and held in (Modifier.NoModifier, Modifier.ControlModifier):
        return _enter(list_, row, index, bool(held))
    if event.key() == Qt.Key.Key_Backspace and not held and row.is_empty() and not _holds_text(row.editors[index]):
        list_.remove(list_.index_of(row), back=True)
        return True
    if event.key() == Qt.Key.Key_Delete and held == Modifier.AltModifier:
        list_.remove(list_.index_of(row))
        return True
    if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held == Modifier.AltModifier:
        at = list_.index_of(row)
        list_.move_item(at, at - 1 if event.key() == Qt.Key.Key_Up else at + 1)
        return True
    return False


def _enter(list_: "ItemList", row: "ItemRow", index: int, control: bool) -> bool:
    if not control:
        if _writes_enter(row, index):
            return False
        following = [n for n, editor in enumerate(row.editors) if n > index and editor.field.kind in TYPED]
        if following:
            list_.focus_row(list_.index_of(row), following[0])
            return True
    list_.add(list_.index_of(row) + 1)
    return True


def _writes_enter(row: "ItemRow", index: int) -> bool:
    """Whether Enter belongs to the text: within it, not at its end (Shift+Enter is a new line everywhere)."""
    editor: Any = row.editors[index]
    if isinstance(editor, LinesEditor):
        return not editor.at_new_line()
    if isinstance(editor, QPlainTextEdit):
        return not editor.textCursor().atEnd()
    return False


def _holds_text(editor: Any) -> bool:
    """Something not understood, or held by an input method, is not nothing."""
    box = editor.focusProxy() or editor
    return bool(getattr(box, "text", str)()) or bool(getattr(box, "_preedit", ""))
