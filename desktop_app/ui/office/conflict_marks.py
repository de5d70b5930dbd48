"""Where people disagree, told without being asked: a number in the status bar, and a mark beside each such field of the form."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from .count_mark import CountMark

if TYPE_CHECKING:
    from desktop_app.ui.window import MainWindow

COUNT = 1500  # ms from the store's start, or a save, until the conflicts are counted
WORDS = "ข้อขัดแย้ง {:,} แห่ง", "สองคนเขียนช่องเดียวกันไม่ตรงกัน กดเพื่อดูและเลือก (Shift+F6)"


class ConflictMarks(QObject):
    def __init__(self, window: "MainWindow", settle: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._places: list[tuple[str, str, str, str]] = []  # report, table, row, field
        self.count = CountMark(*WORDS, settle, window)
        self._waiting = QTimer(self, singleShot=True, interval=COUNT)
        self._waiting.timeout.connect(self.look)
        window.saving.saved.connect(self._saved)
        window.current.shown.connect(self._mark_form)

    def look_soon(self) -> None:
        """When the window has nothing better to do."""
        if self._window.writes:
            self._waiting.start()

    def look(self) -> None:
        self._window.store.ask(lambda store: store.conflict_places(), self._came)

    def _saved(self) -> None:
        """Who goes on typing in a field settles it."""
        if self._places:
            self.look_soon()

    def _came(self, places: list[tuple[str, str, str, str]]) -> None:
        self._places = places
        self.count.show_count(len(places))
        self._mark_form()

    def _mark_form(self) -> None:
        form, shown = self._window.current.form, self._window.current.id
        if form:
            form.show_conflicts({place[1:] for place in self._places if place[0] == shown})
