"""The editor of a name: a line under which names that are known are offered while it is typed, and which knows a chosen spelling."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

from desktop_app.model.fields import Field

from .editors import LineEditor
from .name_book import NameBook
from .name_list import NameList


class NameEditor(LineEditor):
    """Down opens the list. Who chooses nothing there types on as in any line."""

    def __init__(self, field: Field, book: NameBook) -> None:
        super().__init__(field)
        self._book = book
        self._list: NameList | None = None
        self._taking = False
        self.textEdited.connect(self._offer)
        book.changed.connect(self._hint)

    def show_value(self, value: str) -> None:
        super().show_value(value)
        self._hint()

    def take_text(self, text: str) -> None:
        super().take_text(text)
        self._hint()

    def take_name(self, name: str) -> None:
        """In one step that the box can take back."""
        self._taking = True
        self.selectAll()
        self.insert(name)
        self._taking = False

    @property
    def offers(self) -> list[str]:
        """The names in sight."""
        if self._list is None or not self._list.isVisible():
            return []
        return [self._list.item(row).text() for row in range(self._list.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._list and self._list.takes(event):
            return
        if event.key() == Qt.Key.Key_Down and not event.modifiers() and not self.isReadOnly():
            spelling = self._book.spelling(self.field.names, self.text())
            self._show([spelling] if spelling else self._book.offered(self.field.names, self.text(), least=0))
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._show([])
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._list:
            self._list.follow()

    def _hint(self) -> None:
        """What an office has chosen is proposed, and nothing is changed by itself."""
        spelling = self._book.spelling(self.field.names, self.text())
        self.complained.emit(f"สะกดตามรายชื่อว่า “{spelling}” กด ↓ เพื่อใช้" if spelling and not self.isReadOnly() else "")

    def _offer(self, text: str) -> None:
        if not self._taking and self.hasFocus():
            self._show(self._book.offered(self.field.names, text))

    def _show(self, names: list[str]) -> None:
        if self._list is None and names:
            self._list = NameList(self)
            self._list.taken.connect(self.take_name)
        if self._list:
            self._list.show_names(names)
