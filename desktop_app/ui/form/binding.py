"""Ties an editor to a field of a row: what is typed is in the record at once, what the record has is shown.

The row may change (another report, another item); the editor stays.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.model.changes import ALIVE
from desktop_app.model.fields import Field, Kind, fields_of, typed_name
from desktop_app.model.records import Item, Report

from .date_editor import DayEditor, RangeEditor
from .desk import Desk
from .editors import ChoiceEditor, Editor, KeyTaker, LineEditor
from .field_box import stops
from .image_editor import ImageEditor
from .item_choice import ItemChoice
from .name_editor import NameEditor
from .number_editor import NumberEditor
from .text_editors import LinesEditor, TextEditor
from .undo import forget_typing


def editor_for(field: Field, desk: Desk) -> Any:
    """A new editor for the field's kind."""
    match field.kind:
        case Kind.LINE:
            return NameEditor(field, desk.names) if field.names else LineEditor(field)
        case Kind.TEXT:
            return TextEditor(field)
        case Kind.LINES:
            return LinesEditor(field)
        case Kind.ITEM:
            return ItemChoice(field, desk)
        case Kind.IMAGE:
            return ImageEditor(field, desk)
    return value_editor(field)


def value_editor(field: Field) -> Any:
    """Of a kind that is no text and needs to know no other part of the record; None for all others."""
    match field.kind:
        case Kind.DAY:
            return DayEditor(field)
        case Kind.YEAR | Kind.COUNT:
            return NumberEditor(field)
        case Kind.CHOICE:
            return ChoiceEditor(field)
    return None


class Binding:
    """One editor and the field it edits. ``more_keys`` may take a key before undo and history do."""

    def __init__(self, desk: Desk, table: str, editor: Editor, record: type = Report) -> None:
        self.desk, self.table, self.editor, self.field = desk, table, editor, editor.field
        self.row: Item | None = None
        self.more_keys: KeyTaker | None = None
        self.commented: Callable[[Sequence[str]], None] = lambda words: None  # shows comments beside the editor
        self.contested: Callable[[str], None] = lambda name: None  # shows beside the editor of what two people disagree
        self._comments: list[str] = []
        self._disputed = ""
        self._is_first = editor.field is fields_of(record)[0]  # there the row itself is disputed
        self._shown = ""  # the id of the row whose value the box showed last
        self._typed_name = typed_name(record, self.field.name)
        editor.edited.connect(self.write)
        if not desk.writes:
            from desktop_app.ui.reading_only import lock

            lock(editor)
        editor.history_asked.connect(self.ask_history)
        editor.on_key = self._key
        if isinstance(editor, NumberEditor | RangeEditor):
            editor.not_understood.connect(self._keep_typed)

    def show(self, row: Item) -> None:
        """The row's value stands in the editor; nothing is edited by that."""
        self.row = row
        self.editor.show_value(self.read(row))
        typed = getattr(row, self._typed_name) if self._typed_name else self.desk.typed(row.id, self.field.name)
        if typed and isinstance(self.editor, NumberEditor | RangeEditor):
            self.editor.show_typed(typed)
        self.forget_another(row)
        self.tell_marks()

    def forget_another(self, row: Item) -> None:
        """Undo in the box begins anew when it shows another row, also where both hold the same words."""
        if self._shown != row.id:
            self._shown = row.id
            forget_typing(stops(self.editor)[0])

    def let_go(self) -> None:
        """The editor has no row: what happens in it goes nowhere."""
        self.row = None

    def read(self, row: Item) -> Any:
        return getattr(row, self.field.name)

    def write(self, value: Any) -> None:
        if self.row is not None and value != self.read(self.row):
            self.desk.set(self.table, self.row.id, self.field.name, value)

    def names(self) -> tuple[str, ...]:
        """The record's fields that this editor edits."""
        return (self.field.name,)

    def holds(self, box: QWidget) -> bool:
        """Is it the editor, or the box in it that takes the keys?"""
        editor: Any = self.editor
        return box is editor or bool(editor.isAncestorOf(box))

    def ask_history(self) -> None:
        if self.row is not None:
            self.desk.history_wanted.emit(self.table, self.row.id, self.field.name)

    def ask_comments(self) -> None:
        if self.row is not None:
            self.desk.comments_wanted.emit(self.table, self.row.id, self.field.name)

    def ask_conflict(self) -> None:
        if self.row is not None:
            self.desk.conflict_wanted.emit(self.table, self.row.id, self._disputed or self.field.name)

    def tell_marks(self) -> None:
        """What people said of the field, and that they wrote it differently or deleted the row, stands beside its editor."""
        row, names = self.row.id if self.row else "", self.names()
        found = [words for name in names for words in self.desk.comments.get((self.table, row, name), ())]
        if found != self._comments:
            self._comments = found
            self.commented(found)
        names += (ALIVE,) if self._is_first else ()
        disputed = next((name for name in names if (self.table, row, name) in self.desk.disputed), "")
        if disputed != self._disputed:
            self._disputed = disputed
            self.contested(disputed)

    def _keep_typed(self, text: str) -> None:
        """What nobody understands yet is kept as typed: in the record where it has a place for it, else on the desk."""
        if self.row is None:
            return
        if not self._typed_name:
            self.desk.keep_typed(self.row.id, self.field.name, text)
        elif text != getattr(self.row, self._typed_name):
            self.desk.set(self.table, self.row.id, self._typed_name, text)

    def _key(self, box: QWidget, event: QKeyEvent) -> bool:
        if self.more_keys and self.more_keys(box, event):
            return True
        alt_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if alt_enter and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.ask_history()
            return True
        return self.desk.undo_key(box, event)


class RangeBinding(Binding):
    """An editor of two days, the first and the last."""

    def __init__(self, desk: Desk, table: str, editor: Editor, last: Field, record: type = Report) -> None:
        super().__init__(desk, table, editor, record)
        self._last = last

    def read(self, row: Item) -> Any:
        return getattr(row, self.field.name), getattr(row, self._last.name)

    def write(self, value: Any) -> None:
        if self.row is None:
            return
        for name, day in zip(self.names(), value, strict=True):
            if day != getattr(self.row, name):
                self.desk.set(self.table, self.row.id, name, day)

    def names(self) -> tuple[str, ...]:
        return self.field.name, self._last.name
