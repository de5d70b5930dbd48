"""A list of items on the form: rows that add, remove, move and number themselves. The list itself is in the record.

Every operation changes the record first and then makes the rows match it: texts and numbers never live in a layout.
"""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.model.fields import Kind, ListField, fields_of

from .desk import Desk
from .editors import Chooser, roomy
from .field_box import marked, spoken, stops
from .grid_lines import GridHead, GridTotal
from .item_keys import item_key
from .item_row import ItemRow, is_grid
from .text_editors import scroll_area_of, show_in

EDGE = 40  # pixels from the edge of the page where a drag begins to scroll it
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
SCREENFUL = 16  # rows built at once, about 1 ms each
SPARE_ROWS = 20  # rows kept for the next report; building one is dearer than showing another item in it


class ItemList(QWidget):
    """All items of one list of the report."""

    rows_changed = Signal()

    def __init__(self, desk: Desk, part: ListField) -> None:
        super().__init__()
        self.desk, self.part = desk, part
        self.rows: list[ItemRow] = []
        self._spare: list[ItemRow] = []
        self._drags = 1  # the number of the drag that comes next
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6 if is_grid(part) else 12)
        self._add_title()
        self._head = GridHead(part) if is_grid(part) else None
        if self._head:
            self._column.addWidget(self._head)
        self._above = self._column.count()  # what stands above the first row
        counts = any(field.kind is Kind.COUNT for field in fields_of(part.item))
        self._total = GridTotal(part) if counts else None
        if self._total:
            self._column.addWidget(self._total)
            desk.value_set.connect(lambda table, *_: self._sum_up() if table == part.name else None)
        self.add_button = self._make_add_button()
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_button.setVisible(desk.writes)
        desk.list_changed.connect(lambda table: self.sync() if table == part.name else None)

    def show_items(self) -> None:
        """The report's items are shown: a screenful first, the rest as soon as the window has drawn it."""
        most = len(self.rows) + len(self._spare) + SCREENFUL
        self.sync(most)
        if most < len(self.desk.items(self.part.name)):
            QTimer.singleShot(0, self, self.show_items)

    def sync(self, most: int | None = None) -> None:
        """The rows are the record's items, in their order. A row keeps its item, and with it cursor and focus."""
        items = self.desk.items(self.part.name)[:most]
        wanted = {item.id for item in items}
        free = [row for row in self.rows if row.item is None or row.item.id not in wanted]
        by_id = {row.item.id: row for row in self.rows if row.item is not None and row.item.id in wanted}
        rows = []
        for item in items:
            row = by_id.get(item.id) or (free.pop(0) if free else self._new_row())
            if row.item is not item:
                row.show_item(item)
            rows.append(row)
        self._put_away(free)
        self._arrange(rows)
        self._sum_up()

    def add(self, index: int) -> None:
        """A new item at ``index``, ready to be typed in."""
        self.desk.insert(self.part, index, self.part.item())
        self.focus_row(index)

    def add_last(self) -> None:
        """What the button does."""
        self.add(len(self.desk.items(self.part.name)))

    def remove(self, index: int, back: bool = False) -> None:
        """The item goes; the focus goes to the end of the one before (``back``) or to the one in its place."""
        self.desk.remove(self.part, index)
        if not self.rows:
            self.add_button.setFocus()
        elif back:
            self.focus_row(max(0, index - 1), at_end=True)
        else:
            self.focus_row(min(index, len(self.rows) - 1))

    def move_item(self, index: int, to: int, drag: int = 0) -> None:
        if index != to and 0 <= to < len(self.desk.items(self.part.name)):
            self.desk.move(self.part, index, to, drag)
            self.show_row(self.rows[to])

    def complete(self) -> None:
        """Every item has its row now."""
        if len(self.rows) < len(self.desk.items(self.part.name)):
            self.sync()

    def focus_row(self, index: int, field: int = 0, at_end: bool = False) -> None:
        self.complete()
        row = self.rows[index]
        editor = row.editors[-1 if at_end else field]
        if at_end:
            editor = next((one for one in reversed(row.editors) if not isinstance(one, Chooser)), editor)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        to_end(editor)
        self.show_row(row)

    def focus_item(self, row_id: str, field: str) -> bool:
        """Focus on that field of that item; on the button that adds, when there is no such item."""
        self.complete()
        for index, row in enumerate(self.rows):
            if row.item is not None and row.item.id == row_id:
                names = [binding.field.name for binding in row.bindings]
                self.focus_row(index, names.index(field) if field in names else 0)
                return True
        self.add_button.setFocus()
        self.show_row(self.add_button)
        return False

    def show_row(self, row: QWidget) -> None:
        """Scrolls to the row, once it has its place."""
        QTimer.singleShot(0, row, lambda: self._scroll_to(row))

    def index_of(self, row: ItemRow) -> int:
        return self.rows.index(row)

    def editors(self) -> Iterator[Any]:
        self.complete()
        for row in self.rows:
            yield from row.editors

    def _scroll_to(self, row: QWidget) -> None:
        area = scroll_area_of(self)
        if area and row.isVisible():
            show_in(area, row, QRect(0, 0, row.width(), min(row.height(), area.viewport().height() // 2)))

    def _arrange(self, rows: list[ItemRow]) -> None:
        """Everything is laid out once, when all rows are there: showing one would lay out all that are there already."""
        self._column.setEnabled(False)
        for index, row in enumerate(rows):
            place = self._above + index
            there = self._column.itemAt(place)
            if there is None or there.widget() is not row:
                self._column.removeWidget(row)
                self._column.insertWidget(place, row)
            if row.isHidden():
                row.show()
            row.set_number(index + 1)
        self._column.setEnabled(True)
        self._column.update()
        moved = rows != self.rows
        self.rows = rows
        if moved:
            self.rows_changed.emit()

    def focusable(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        found: list[QWidget] = []
        for row in self.rows:
            found += [widget for one in row.editors for widget in stops(one)]
        return [*found, self.add_button]

    def _put_away(self, rows: list[ItemRow]) -> None:
        for row in rows:
            row.let_go()
            row.hide()
            self._column.removeWidget(row)
            if len(self._spare) < SPARE_ROWS:
                self._spare.append(row)
            else:
                row.deleteLater()

    def _new_row(self) -> ItemRow:
        if self._spare:
            return self._spare.pop()
        row = ItemRow(self.desk, self.part, lambda row, index, event: item_key(self, row, index, event))
        row.setParent(self)
        row.remove.clicked.connect(lambda: self.remove(self.index_of(row)) if row in self.rows else None)
        row.handle.dragged.connect(lambda at: self._dragged(row, at) if row in self.rows else None)
        row.handle.dropped.connect(self._dropped)
        return row

    def _dragged(self, row: ItemRow, at: QPointF) -> None:
        """The row follows the mouse: it changes places as soon as the mouse is over another's half."""
        y = self.mapFromGlobal(at).y()
        index = self.index_of(row)
        to = index
        while to + 1 < len(self.rows) and y > self.rows[to + 1].geometry().center().y():
            to += 1
        while to > 0 and y < self.rows[to - 1].geometry().center().y():
            to -= 1
        if to != index:
            self.move_item(index, to, self._drags)
            return
        area = scroll_area_of(self)
        page = area.widget() if area else None
        if area and page:
            area.ensureVisible(0, page.mapFromGlobal(at).toPoint().y(), 0, EDGE)

    def _dropped(self) -> None:
        self._drags += 1

    def _sum_up(self) -> None:
        if self._head:
            self._head.setVisible(bool(self.rows))
        if self._total:
            self._total.show_sums(self.desk.items(self.part.name))

    def _add_title(self) -> None:
        title = QLabel(marked(self.part.label, self.part.required))
        title.setTextFormat(Qt.TextFormat.PlainText)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        self._column.addWidget(title)
        self.setAccessibleName(spoken(self.part.label, self.part.required))

    def _make_add_button(self) -> QPushButton:
        button = AddButton(f"+ เพิ่ม{self.part.label}")
        button.setAccessibleName(f"เพิ่ม{self.part.label}")
        button.setAutoDefault(False)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.add_last())
        button.typed.connect(self._type)
        return button

    def _type(self, event: QKeyEvent) -> None:
        """Words typed on the button are meant for the item it adds."""
        self.add_last()
        box = self.focusWidget()
        if box and box is not self.add_button:
            QApplication.sendEvent(box, event)


class AddButton(QPushButton):
    """As high as a line of the form: a finger hits it. Enter presses it, as everywhere in a list it goes on."""

    typed = Signal(object)  # the key event of a letter

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.text().strip().isprintable() and event.text().strip() and not event.modifiers() & HELD:
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        hint = roomy(super().sizeHint(), self)
        return QSize(hint.width() + self.fontMetrics().height(), hint.height())


def to_end(editor: Any) -> None:
    """The cursor goes behind the last letter, where typing goes on."""
    if hasattr(editor, "moveCursor"):
        editor.moveCursor(editor.textCursor().MoveOperation.End)
    elif hasattr(editor, "end"):
        editor.end(False)
