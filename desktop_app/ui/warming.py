"""What the window can do without at first and will want soon, loaded in the background once it stands."""

import importlib
import threading
import time

from PySide6.QtCore import QObject, Signal

FIRST = (  # what the window's own thread would have to load, at the first look at a tab
    "desktop_app.model.exchange",
    "desktop_app.report.document",
    "desktop_app.ui.paper.preview",
    "desktop_app.ui.form.introduction",
    "desktop_app.ui.form.photo_list",
)
SOON = (
    "desktop_app.report.pdf",
    "desktop_app.report.compose",
    "pypdfium2",
    "desktop_app.store.database",  # the store's own thread brings it too: done is done when it is there
)
BREATH = 0.02  # seconds between two loads


class Warming(QObject):
    """Emits ``words_ready`` when Thai can be cut into words, ``done`` when nothing more is to be loaded."""

    words_ready = Signal()
    done = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._begun = False
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._load, name="warming", daemon=True)

    def start(self) -> None:
        """Once in a program's life, however often it is asked for."""
        if not self._begun:
            self._begun = True
            self._thread.start()

    def stop(self) -> None:
        """Nothing more is loaded once this returns."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _load(self) -> None:
        from desktop_app.thai.breaks import for_labels

        if not self._import(FIRST):
            return
        for_labels("สรุปรายงาน")  # the first text is 30 ms dearer than all others
        self.words_ready.emit()
        if self._import(SOON):
            from desktop_app.store import left_behind

            left_behind.sweep()
            self.done.emit()

    def _import(self, names: tuple[str, ...]) -> bool:
        """False when nothing more is wanted."""
        for name in names:
            if self._stop.is_set():
                return False
            importlib.import_module(name)
            time.sleep(BREATH)
        return not self._stop.is_set()
