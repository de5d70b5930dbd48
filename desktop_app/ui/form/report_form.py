"""The form of one report: tabs made from the record, where every key is in the record at once. Knows no storage."""

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QTabWidget, QVBoxLayout, QWidget

from desktop_app.model.changes import REPORT, Draft
from desktop_app.model.checks import Remark
from desktop_app.model.fields import field_named, lists_of
from desktop_app.model.records import TABS, Report
from desktop_app.model.values import checked
from desktop_app.ui.thai_keys import latin

from .desk import Comments, Desk, Place
from .name_book import NameBook
from .tab_bar import QuietTabs
from .tab_page import TabPage

QUIET = 400  # ms without a key or another tab until a tab is made ready that nobody looks at yet


class ReportForm(QWidget):
    """Shows a draft and writes what is typed into it."""

    edited = Signal()  # the record has the new value
    drawing = Signal()  # much is about to be drawn: another report, another tab
    focus_left = Signal()  # a field was left; everything typed in it is in the record
    noticed = Signal(str, object)  # words for a quiet notice, and a callable that takes the thing back, or None
    history_wanted = Signal(str, str, str)  # table, row, field
    comments_wanted = Signal(str, str, str)  # table, row, field
    conflict_wanted = Signal(str, str, str)  # table, row, field

    def __init__(self, parent: QWidget | None = None, writes: bool = True) -> None:
        super().__init__(parent)
        self._desk = Desk(self, writes)
        self.tabs = QTabWidget()
        self.tabs.setTabBar(QuietTabs())
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("ส่วนต่าง ๆ ของรายงาน")
        self._pages: dict[str, TabPage] = {}
        for tab, title in TABS:
            self._pages[tab] = TabPage(self._desk, tab)
            self.tabs.addTab(self._pages[tab], title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        self._ahead = QTimer(self, singleShot=True, interval=QUIET)
        self._ahead.timeout.connect(self._make_ready)
        self._connect()
        self.setEnabled(False)

    @property
    def draft(self) -> Draft:
        return self._desk.draft

    @property
    def undo_stack(self) -> Any:
        """List operations and restored values; typing is undone in its box."""
        return self._desk.stack

    def show_draft(self, draft: Draft) -> None:
        """Another draft is shown; what was typed into the old one is in it. Nothing is edited by showing."""
        self.flush()
        self.drawing.emit()
        again = draft.report.id == self._desk.draft.report.id
        for page in self._pages.values():
            page.forget(again)
        self._desk.take_up(draft)
        self.setEnabled(True)
        self._bring_up_current()
        self._ahead.start()

    def flush(self) -> None:
        """What the focused field still holds (a text an input method has not finished) goes to the record."""
        editor = self._focused_editor()
        if editor is not None:
            QGuiApplication.inputMethod().commit()
            editor.commit()

    def go_to(self, remark: Remark) -> None:
        """The field a remark speaks of: its tab, scrolled into sight, with the focus."""
        self.go_to_field(remark.table, remark.row, remark.field)

    def go_to_field(self, table: str, row: str, field: str) -> None:
        page = self._pages[_tab_of(table, field)]
        self.tabs.setCurrentWidget(page)
        page.bring_up()
        page.go_to(table, row, field)

    def focus_first(self) -> None:
        """The first field takes the keys: a new report is typed at once."""
        page = next(iter(self._pages.values()))
        self.tabs.setCurrentWidget(page)
        page.bring_up()
        page.focus_first()

    def restore_value(self, table: str, row: str, field: str, value: Any) -> None:
        """A field gets an old value, plain as the log keeps it; undo takes it back.

        :raises KeyError: the report has no such row or field now.
        """
        kept = field_named(type(self.draft.row(table, row)), field)
        self.flush()
        self._desk.restore(table, row, field, checked(kept, value), f"คืนค่าเดิมของ{kept.label}")
        self.go_to_field(table, row, field)
        self.noticed.emit(f"คืนค่าเดิมของ{kept.label}แล้ว", self._desk.undo)

    def is_typed_in(self) -> bool:
        """Do the keys go to one of its fields?"""
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def has_keys(self, table: str, row: str, field: str) -> bool:
        """Does what is typed go into this field?"""
        editor = self._focused_editor() if self.is_typed_in() else None
        found = (one for page in self._pages.values() for one in page.bindings_of(table, row, field))
        return editor is not None and any(one.holds(editor) for one in found)

    def show_value(self, table: str, row: str, field: str) -> None:
        """The record's field has a value that nobody typed here."""
        self._restored(table, row, field)

    def show_comments(self, comments: Comments) -> None:
        """What people said of the report's fields stands beside them from now on."""
        self._desk.comments = comments
        self._tell_marks()

    def show_conflicts(self, places: Collection[Place]) -> None:
        """Which of the report's fields two people wrote differently."""
        self._desk.disputed = places
        self._tell_marks()

    def _tell_marks(self) -> None:
        for page in self._pages.values():
            page.tell_marks()

    @property
    def names(self) -> NameBook:
        """What is offered while a name is typed."""
        return self._desk.names

    def place_with_keys(self) -> tuple[str, str, str] | None:
        """Table, row and field of the editor that has the keys, or had them when the window was left."""
        editor = self._focused_editor()
        if editor is None:
            return None
        page = self.tabs.currentWidget()
        found = page.bindings_with(editor) if isinstance(page, TabPage) else []
        return next(((one.table, one.row.id, one.field.name) for one in found if one.row), None)

    def add_tab(self, widget: QWidget, title: str) -> None:
        """One more tab behind the record's own."""
        self.tabs.addTab(widget, title)

    def undo(self) -> None:
        self._desk.undo()

    def redo(self) -> None:
        self._desk.redo()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z where no box takes it: on a button, on a tab."""
        event = latin(event)
        focus = QApplication.focusWidget()
        if not self._desk.undo_key(focus or self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            QTimer.singleShot(0, self.tabs.tabBar(), self._refit_titles)

    def _refit_titles(self) -> None:
        bar = self.tabs.tabBar()
        bar.setStyleSheet(bar.styleSheet())  # a widget with a style sheet keeps its old font

    def _connect(self) -> None:
        self._desk.edited.connect(self.edited)
        self._desk.edited.connect(self._put_off)
        self._desk.noticed.connect(self.noticed)
        self._desk.history_wanted.connect(self.history_wanted)
        self._desk.comments_wanted.connect(self.comments_wanted)
        self._desk.conflict_wanted.connect(self.conflict_wanted)
        self._desk.revealed.connect(lambda table, row: self.go_to_field(table, row, ""))
        self._desk.value_restored.connect(self._restored)
        self.tabs.currentChanged.connect(self._tab_changed)
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self, context=context)
            shortcut.activated.connect(lambda step=step: self._step_tab(step))
        for number in range(1, 10):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self, context=context)
            shortcut.activated.connect(lambda index=number - 1: self.tabs.setCurrentIndex(index))

    def _step_tab(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def _put_off(self) -> None:
        if self._ahead.isActive():
            self._ahead.start()

    def _make_ready(self) -> None:
        """One more tab shows the report before it is looked at: the first look is 20 ms shorter."""
        waiting = [page for page in self._pages.values() if page.stale]
        for page in waiting[:1]:
            page.bring_up()
            self._ahead.start()

    def _tab_changed(self) -> None:
        self._put_off()
        self.drawing.emit()
        self.flush()
        self._bring_up_current()

    def _bring_up_current(self) -> None:
        page = self.tabs.currentWidget()
        if isinstance(page, TabPage) and self.isEnabled():
            page.bring_up()
            if self.focusWidget() is page:  # Qt's choice while nothing stood there yet
                page.take_keys()

    def _restored(self, table: str, row: str, field: str) -> None:
        for page in self._pages.values():
            page.restored(table, row, field)

    def _focused_editor(self) -> Any:
        """The editor that holds the keyboard focus, or held it when the window was left."""
        box: QWidget | None = self.focusWidget()
        while box is not None and box is not self:
            if hasattr(box, "commit") and hasattr(box, "history_asked"):
                return box
            box = box.parentWidget()
        return None

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and old is not new and self.isAncestorOf(old) and hasattr(old, "history_asked"):
            self.focus_left.emit()


def _tab_of(table: str, field: str) -> str:
    """The tab on which a field of the report, or a list, stands.

    :raises KeyError: no such field or list.
    """
    if table == REPORT:
        return field_named(Report, field).tab
    return {part.name: part.tab for part in lists_of(Report)}[table]
