"""Working together from the window: receive, settle, take back. The dialogs are loaded when they are first opened."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from desktop_app.store.reading import Summary
    from desktop_app.ui.window import MainWindow


class OfficeVerbs(QObject):
    """What was typed just now is in the database before a dialog opens."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def receive_files(self) -> None:
        self._window.current.flush()
        self._window.saving.when_settled(self._receive)

    def show_merges(self) -> None:
        self._window.current.flush()
        self._window.saving.when_settled(self._show_merges)

    def _receive(self) -> None:
        from .receive import ReceiveDialog

        dialog = ReceiveDialog(self._window.store.ask, self._window.settings, self._window)
        dialog.changed.connect(self._reports_changed)
        self._open(dialog)

    def _show_merges(self) -> None:
        from .past_merges import PastMerges

        dialog = PastMerges(self._window.store.ask, self._window)
        dialog.changed.connect(self._reports_changed)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _reports_changed(self) -> None:
        self._window.store.ask(lambda store: store.summaries(), self._show_again)

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
