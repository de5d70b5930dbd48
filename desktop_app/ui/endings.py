"""The system asks the program to end: what was typed is saved, and the window closes as if a person had closed it."""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

ASKED = ("SIGTERM", "SIGINT", "SIGHUP")


class Endings(QObject):
    """Calls ``end`` in the event loop. Python's own handlers would wait for the next line of Python to be run."""

    def __init__(self, end: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._end = end
        self._inner, self._outer = socket.socketpair()
        for side in (self._inner, self._outer):
            side.setblocking(False)
        self._notifier = QSocketNotifier(self._inner.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._asked)
        self._before = signal.set_wakeup_fd(self._outer.fileno(), warn_on_full_buffer=False)
        self._handlers = {
            number: signal.signal(number, _noted) for name in ASKED if (number := getattr(signal, name, None))
        }

    def stop(self) -> None:
        """Signals do what they did before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._inner.close()
        self._outer.close()

    def _asked(self) -> None:
        self._inner.recv(64)
        self._end()


def _noted(*_: object) -> None:
    """The byte that Python wrote for this signal wakes the event loop."""
