"""Python's garbage is collected in the window's thread only.

The collector runs in whichever thread happens to allocate. Freed in the thread that typesets or saves, a widget or a
running timer that only Python owns ends the whole program (seen: a dropped window's timer freed by the preview's thread).
"""

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE = 1_000  # ms between two looks


class Garbage(QObject):
    """Looks from time to time whether there is enough to collect, by Python's own thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.freeze()  # what is imported stays: looking through it again would only cost time
        gc.disable()
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """The oldest generation that is due, and the younger ones with it."""
        due = [
            age
            for age, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(due[-1])
