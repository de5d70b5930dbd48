"""The editor of a reference to an item of another list: its number and title, kept up to date while shown."""

from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QFocusEvent, QShowEvent

from desktop_app.model.fields import Field, Kind, fields_of
from desktop_app.model.records import Item

from .desk import Desk
from .editors import Chooser

CUT = 60  # characters of a title that tell one item from another


class ItemChoice(Chooser):
    """ITEM: the id of an item of the list ``field.of``, or none. A removed item shows as none and stays in the record."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field)
        self._desk, self._value = desk, ""
        desk.list_changed.connect(self._list_changed)
        desk.value_set.connect(self._list_changed)
        self.edited.connect(self._remember)

    def show_value(self, value: Any) -> None:
        self._value = value
        self.refresh()

    def value(self) -> Any:
        return self.currentData() or ""

    def refresh(self) -> None:
        """Numbers and titles as they are now; the choice stays."""
        wanted = [(item.id, label_of(n, item)) for n, item in enumerate(self._desk.items(self.field.of), 1)]
        shown = [(self.itemData(n), self.itemText(n)) for n in range(1, self.count())]
        with QSignalBlocker(self):
            if wanted != shown or not self.count():
                self.clear()
                self.offer(wanted)
            self.setCurrentIndex(max(0, self.findData(self._value)))

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.refresh()
        super().focusInEvent(event)

    def _list_changed(self, table: str, *_: str) -> None:
        if table == self.field.of and self.isVisible():
            self.refresh()

    def _remember(self, value: str) -> None:
        self._value = value


def label_of(number: int, item: Item) -> str:
    """The item's number and the first of its texts that says something."""
    texts = [getattr(item, one.name) for one in fields_of(type(item)) if one.kind in (Kind.LINE, Kind.TEXT)]
    said = next((" ".join(text.split()) for text in texts if text.strip()), "")
    return f"{number}. {said[:CUT]}…" if len(said) > CUT else f"{number}. {said}"
