"""What the window can do without at first and will want soon, loaded in the background once it stands."""

import importlib
import threading
import time

from PySide6.QtCore import QObject, Signal

SOON = ("desktop_app.report.pdf", "desktop_app.report.compose", "desktop_app.model.exchange", "pypdfium2")
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
        from desktop_app.thai.lexicon import warm_up

        warm_up()
        if self._stop.is_set():
            return
        self.words_ready.emit()
        for name in SOON:
            time.sleep(BREATH)
            if self._stop.is_set():
                return
            importlib.import_module(name)
        self.done.emit()
