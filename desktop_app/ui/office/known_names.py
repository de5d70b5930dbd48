"""The form's name book is kept filled from the database, when the window has nothing better to do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from desktop_app.store.names import Known
    from desktop_app.ui.window import MainWindow

PAUSE = 1_500  # ms from when a report is shown


class KnownNames(QObject):
    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.read)
        self._stale = True  # something was written since the names were read
        window.current.shown.connect(self._read_soon)
        window.saving.saved.connect(self._written)
        window.store.changed_elsewhere.connect(self._written)

    def _written(self, *_: object) -> None:
        self._stale = True

    def _read_soon(self) -> None:
        if self._stale:
            self._pause.start()

    def read(self) -> None:
        self._stale = False
        self._window.store.ask(lambda store: store.names(), self._take, lambda _: None)  # who saves is told

    def _take(self, known: "list[Known]") -> None:
        if self._window.current.form:
            self._window.current.form.names.take(known)
