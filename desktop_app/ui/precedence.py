"""The window goes first: work in the background pauses while another report or tab is drawn.

Drawing a tab is some hundred calls into Qt, and PySide lets go of Python's lock in each. A busy thread takes it then, and
the next call waits until that thread, and the system, give it back: 8 ms of drawing took up to 80.
"""

import threading

from PySide6.QtCore import QObject, QTimer

DRAWN = 30  # ms until what was shown is drawn; a loop that is still busy then ends the pause only when it is done
MOST = 0.2  # seconds that the background waits at a time, whatever the window does


class Precedence(QObject):
    """``take`` is called in the window's thread before it draws much, ``give_way`` wherever work may pause."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._free = threading.Event()
        self._free.set()
        self._timer = QTimer(self, singleShot=True, interval=DRAWN)
        self._timer.timeout.connect(self.end)

    def take(self) -> None:
        self._free.clear()
        self._timer.start()

    def end(self) -> None:
        """Nobody waits any more; also called before the window itself waits for a thread."""
        self._free.set()

    def give_way(self) -> None:
        """Returns when the window has drawn; at once while it draws nothing new."""
        self._free.wait(MOST)
