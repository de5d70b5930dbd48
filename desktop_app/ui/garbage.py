"""Python's garbage is collected in the window's thread only.

The collector runs in whichever thread happens to allocate. Freed in the thread that typesets or saves, a widget or a
running timer that only Python owns ends the whole program (seen: a dropped window's timer freed by the preview's thread).
"""

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE = 1_000  # ms between two looks
LATER = 8_000  # ms until the first: before it, what is collected is mostly modules that have just come, and stay


class Garbage(QObject):
    """Looks from time to time whether there is enough to collect, by Python's own thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.keep_all()
        gc.disable()
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self.collect)
        QTimer.singleShot(LATER, self._timer, self._timer.start)

    def keep_all(self) -> None:
        """What is there now stays, as modules do: looking through them all again took 35 ms each time."""
        gc.freeze()

    def collect(self) -> None:
        """The oldest generation that is due, and the younger ones with it."""
        due = [
            age
            for age, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(due[-1])
