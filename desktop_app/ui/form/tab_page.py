"""One tab of the form: the fields and lists of that tab in the order of the record, on a page that scrolls."""

from typing import Any

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop_app.model.changes import REPORT
from desktop_app.model.fields import Field, Kind, ListField, fields_of

from .binding import Binding, RangeBinding, editor_for
from .date_editor import RangeEditor
from .desk import Desk
from .field_box import FieldBox, is_small, stops
from .item_list import ItemList
from .tab_parts import Part, Range, parts_of
from .text_editors import show_in

RANGE_LABEL = "วันที่จัดกิจกรรม"
AFTER_PAINT = 30  # ms
NARROW = 25  # times the height of a letter: two boxes side by side would show too little
WIDEST = 62  # times the height of a letter: a longer line is hard to read


class TabPage(QScrollArea):
    """Editors and lists of one tab. They are built when first needed; ``stale`` ones show an old report yet."""

    def __init__(self, desk: Desk, tab: str) -> None:
        super().__init__()
        self.tab, self._desk = tab, desk
        self._bindings: list[Binding] = []
        self._lists: list[ItemList] = []
        self._rest: list[Part] = []  # not built yet
        self._rest_due = self._filling = False
        self._ordered: list[QWidget] = []  # as Tab goes through them now
        self._pairs: list[QHBoxLayout] = []  # two boxes side by side
        self._parts: list[Binding | ItemList] = []  # in the order of the page
        self._built, self.stale, self._at_top = False, True, True
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def forget(self, again: bool = False) -> None:
        """Another report lies on the desk, or the same ``again``: what is shown here is an old one's."""
        self.stale, self._rest_due = True, False
        self._at_top = self._at_top or not again
        for binding in self._bindings:
            binding.let_go()
        for one in self._lists:
            for row in one.rows:
                row.let_go()

    def bring_up(self) -> None:
        """Builds and shows what is not there yet."""
        if not self._built:
            self._built = True
            self._build()
        if self.stale:
            self.stale = False
            for binding in self._bindings:
                binding.show(self._desk.draft.report)
            self._rest_due = True
            if self.isVisible():
                self._complete()
            else:  # before the window's first paint, which does without what lies below the first fields
                QTimer.singleShot(AFTER_PAINT, self._complete)
            if self._at_top:
                self.verticalScrollBar().setValue(0)
            self._at_top = False
            self._order_tabs()

    @property
    def lists(self) -> list[ItemList]:
        """The lists of this tab, with the items of the report that is shown."""
        self._complete()
        return self._lists

    @property
    def bindings(self) -> list[Binding]:
        """The editors of this tab that stand outside its lists, all of them."""
        self._complete()
        return self._bindings

    def focus_first(self) -> None:
        self._bindings[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)  # type: ignore[attr-defined]

    def take_keys(self) -> None:
        """Focus on what is to be typed here: headings have their words."""
        self._complete()
        first = next(one for one in self._parts if isinstance(one, ItemList) or not one.field.default)
        if isinstance(first, ItemList) and first.rows:
            first.focus_row(0)
        else:
            _focusable(first)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _complete(self) -> None:
        """The lists, and the fields below the first of them, are there and show the report too."""
        if not self._rest_due:
            return
        self._rest_due = False
        shown = len(self._bindings)
        if self._rest:
            self._column.takeAt(self._column.count() - 1)
            self._add(self._rest)
            self._rest = []
            for child in self._page.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                child.show()  # at once: it may be asked to take the focus
        for binding in self._bindings[shown:]:
            binding.show(self._desk.draft.report)
        self._filling = True
        for one in self._lists:
            one.show_items()
        self._filling = False
        self._order_tabs()

    def editors(self) -> list[Any]:
        return [binding.editor for binding in self.bindings] + [one for part in self.lists for one in part.editors()]

    def go_to(self, table: str, row: str, field: str) -> bool:
        """Focus on that field, scrolled into sight; whether it is on this page."""
        if table != REPORT:
            found = [one for one in self.lists if one.part.name == table]
            for one in found:
                one.focus_item(row, field)
            return bool(found)
        for binding in self.bindings:
            if field in binding.names():
                binding.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)  # type: ignore[attr-defined]
                self._scroll_to(binding.editor.parentWidget())  # type: ignore[attr-defined]
                return True
        return False

    def restored(self, table: str, row: str, field: str) -> None:
        """A value came into the record from elsewhere: its editor shows it."""
        for binding in self.bindings_of(table, row, field):
            binding.show(binding.row)  # type: ignore[arg-type]

    def bindings_of(self, table: str, row: str, field: str) -> list[Binding]:
        mine = self._all()
        return [one for one in mine if one.table == table and one.row and one.row.id == row and field in one.names()]

    def bindings_with(self, box: QWidget) -> list[Binding]:
        return [one for one in self._all() if one.holds(box)]

    def _all(self) -> list[Binding]:
        self._complete()
        return self._there()

    def _there(self) -> list[Binding]:
        return [*self._bindings, *(one for part in self._lists for row in part.rows for one in row.bindings)]

    def tell_marks(self) -> None:
        """What is built shows them; what is not yet does when it shows the report."""
        for binding in self._there():
            binding.tell_marks()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._built:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._built:
            self._fit()

    def _build(self) -> None:
        self._page = QWidget()
        self._column = QVBoxLayout()
        self._column.setSpacing(14)
        parts = parts_of(self.tab)
        first_list = next((place for place, part in enumerate(parts) if isinstance(part, ListField)), len(parts))
        below = len(parts) if self.isVisible() else first_list
        self._rest = parts[below:]
        self._add(parts[:below])
        whole = QHBoxLayout(self._page)
        whole.setContentsMargins(20, 16, 20, 24)
        whole.addLayout(self._column, 1000)
        whole.addStretch(1)
        self._fit()
        self.setWidget(self._page)
        self._page.show()

    def _add(self, parts: list[Part]) -> None:
        """At the end of the page, with what room is left under them."""
        line: QHBoxLayout | None = None
        for part in parts:
            if isinstance(part, ListField):
                line = None
                self._add_list(part)
                continue
            box = self._field_box(part)
            box.marked_by(self._bindings[-1])
            small = isinstance(part, Field) and is_small(part)
            if line is not None and small:
                line.addWidget(box, 1)
                self._pairs.append(line)
                line = None
                continue
            row = QHBoxLayout()
            row.setSpacing(14)
            row.addWidget(box, 2)
            self._column.addLayout(row)
            line = row if isinstance(part, Field) and part.kind is Kind.LINE else None
            if small:
                row.addStretch(3)
        self._column.addStretch(1)

    def _fit(self) -> None:
        """Lines stay readable on a wide page; on a narrow one what stands side by side comes under each other."""
        letter = self.fontMetrics().height()
        self._page.setMaximumWidth(letter * WIDEST)
        narrow = self.width() < letter * NARROW
        direction = QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
        for pair in self._pairs:
            if pair.direction() != direction:
                pair.setDirection(direction)

    def _add_list(self, part: ListField) -> None:
        made = list_for(part, self._desk)
        made.rows_changed.connect(self._order_tabs)
        self._lists.append(made)
        self._parts.append(made)
        self._column.addSpacing(6)
        self._column.addWidget(made)

    def _field_box(self, part: Field | Range) -> FieldBox:
        if isinstance(part, Range):
            editor: Any = RangeEditor(part.first)
            self._keep(RangeBinding(self._desk, REPORT, editor, part.last))
            return FieldBox(editor, RANGE_LABEL, part.first.required)
        if part.name == "introduction":
            from .introduction import ComposedEditor, IntroductionBinding

            editor = ComposedEditor(part)
            self._keep(IntroductionBinding(self._desk, REPORT, editor))
        else:
            editor = editor_for(part, self._desk)
            self._keep(Binding(self._desk, REPORT, editor))
        return FieldBox(editor, part.label, part.required)

    def _keep(self, binding: Binding) -> None:
        place = len(self._parts)
        binding.more_keys = lambda box, event: self._key(place, box, event)
        self._bindings.append(binding)
        self._parts.append(binding)

    def _key(self, place: int, box: QWidget, event: QKeyEvent) -> bool:
        """Enter in a line goes on to what stands after it."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not plain or not isinstance(box, QLineEdit):
            return False
        self._complete()
        if place + 1 < len(self._parts):
            after = _focusable(self._parts[place + 1])[0]
            after.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll_to(after)
        return True

    def _order_tabs(self) -> None:
        """Tab goes through the page as it stands, not as its widgets were made."""
        if self.stale or self._filling:
            return
        widgets = [widget for part in self._parts for widget in _focusable(part)]
        if widgets == self._ordered:
            return
        self._ordered = widgets
        for before, after in zip(widgets, widgets[1:], strict=False):
            QWidget.setTabOrder(before, after)

    def _scroll_to(self, widget: QWidget) -> None:
        QTimer.singleShot(
            0, widget, lambda: show_in(self, widget, QRect(0, 0, widget.width(), min(widget.height(), 200)))
        )


def list_for(part: ListField, desk: Desk) -> ItemList:
    if any(field.kind is Kind.IMAGE for field in fields_of(part.item)):
        from .photo_list import PhotoList

        return PhotoList(desk, part)
    return ItemList(desk, part)


def _focusable(part: Binding | ItemList) -> list[QWidget]:
    """What Tab stops at, in order."""
    if isinstance(part, ItemList):
        return part.focusable()
    return stops(part.editor)
