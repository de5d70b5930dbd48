"""Working together from the window: send, receive, settle, take back. The dialogs are loaded when they are first opened."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog

from desktop_app.paths import unsent_file

from .conflict_marks import COUNT, ConflictMarks
from .count_mark import CountMark
from .inbox import Inbox
from .known_names import KnownNames
from .unsent import Unsent

if TYPE_CHECKING:
    from desktop_app.store.reading import Summary
    from desktop_app.ui.form.desk import Place
    from desktop_app.ui.window import MainWindow

ARRIVED = "ไฟล์รอรับ {:,} ไฟล์", "ไฟล์ที่มาถึงโฟลเดอร์ที่เฝ้าดู กดเพื่อตรวจและรวม (Shift+F3)"


class OfficeVerbs(QObject):
    """What was typed just now is in the database before a dialog opens."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.inbox = Inbox(window.store.ask, window.settings, self)
        self.conflicts = ConflictMarks(window, self.settle_conflicts)
        self.unsent = Unsent(unsent_file(), partial(window.store.ask, failed=lambda _: None))  # who opens it is told
        self.arrived = CountMark(*ARRIVED, self.receive_files, window)
        for mark in (self.conflicts.count, self.arrived):
            window.statusBar().insertPermanentWidget(0, mark)
            mark.hide()  # Qt shows what is put there
        QTimer.singleShot(COUNT, self, self._watch)
        self.known_names = KnownNames(window)
        self.inbox.changed.connect(lambda: self.arrived.show_count(len(self.inbox.waiting)))

    def send_files(self) -> None:
        self._after_saving(self._send)

    def receive_files(self) -> None:
        self._after_saving(self._receive)

    def settle_conflicts(self) -> None:
        self._after_saving(self._settle)

    def settle_conflict(self, table: str, row: str, field: str) -> None:
        """The others after this one."""
        self._after_saving(partial(self._settle, (table, row, field)))

    def show_merges(self) -> None:
        self._after_saving(self._show_merges)

    def number_reports(self) -> None:
        self._after_saving(self._number)

    def join_names(self) -> None:
        self._after_saving(self._join_names)

    def office_styles(self) -> None:
        self._after_saving(self._show_styles)

    def _watch(self) -> None:
        """Who only reads takes nothing in."""
        if self._window.writes:
            self.inbox.start()
            self._window.store.changed_elsewhere.connect(self.inbox.forget)

    def _after_saving(self, then: Callable[[], None]) -> None:
        self._window.current.flush()
        self._window.saving.when_settled(then)

    def _send(self) -> None:
        from .send import SendDialog

        self._open(SendDialog(self._window.store.ask, self._window.settings, self._window))

    def _receive(self) -> None:
        from .receive import ReceiveDialog

        dialog = ReceiveDialog(self._window.store.ask, self._window.settings, self.inbox, self._window)
        dialog.changed.connect(self._reports_changed)
        dialog.conflicts_wanted.connect(dialog.accept)
        dialog.conflicts_wanted.connect(lambda: self._settle())
        self._open(dialog)

    def _settle(self, first: "Place | None" = None) -> None:
        from .settle import SettleDialog

        dialog = SettleDialog(self._window.store.ask, self.unsent, self._window, first)
        dialog.settled.connect(self._reports_changed)
        self._open(dialog)

    def _show_merges(self) -> None:
        from .past_merges import PastMerges

        dialog = PastMerges(self._window.store.ask, self._window)
        dialog.changed.connect(self._reports_changed)
        dialog.changed.connect(self.inbox.offer_again)
        self._open(dialog)

    def _number(self) -> None:
        from .numbering import NumberDialog

        dialog = NumberDialog(self._window.store.ask, self._window)
        dialog.changed.connect(self._reports_changed)
        self._open(dialog)

    def _join_names(self) -> None:
        from .alike import AlikeDialog

        dialog = AlikeDialog(self._window.store.ask, self._window)
        dialog.changed.connect(self._reports_changed)
        self._open(dialog)

    def _show_styles(self) -> None:
        from .style_dialog import StyleDialog

        self._open(StyleDialog(self._window.store.ask, self._window))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _reports_changed(self) -> None:
        self.known_names.read()
        self._window.store.ask(lambda store: store.summaries(), self._show_again)
        self.conflicts.look()

    def _show_again(self, summaries: "list[Summary]") -> None:
        """The list is fresh, and so is the report at the right; one that is no more gives way to the first."""
        window = self._window
        shown = window.current.id
        window.reports.show_all(summaries, shown)
        if any(one.id == shown for one in summaries):
            window.current.reload()
        elif not window.saving.draft_of(shown):
            window.current.show_none()
            if summaries:
                window.current.open(summaries[0].id)
