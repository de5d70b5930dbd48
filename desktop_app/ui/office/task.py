"""Long work of the store's thread: told step by step, and given up where somebody wants it."""

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop_app.errors import Cancelled
from desktop_app.ui.past.history import Ask

if TYPE_CHECKING:
    from desktop_app.store.database import Store

Heed = Callable[[Any], None]  # is called with each step; raises Cancelled
Work = Callable[["Store", Heed], Any]

BEAT = 0.05  # seconds between two steps that are told


class Task(QObject):
    """One at a time. Without a Qt parent: the store's thread must never meet a deleted sender."""

    stepped = Signal(object)  # as the work tells it
    done = Signal(object)  # what the work returned
    failed = Signal(object)  # the error
    given_up = Signal()

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self._cancel = threading.Event()
        self._told = 0.0  # when the last step was told
        self.running = False

    def start(self, work: Work) -> None:
        """``work(store, heed)`` is done in the store's thread."""
        self.running = True
        self._cancel.clear()
        self._ask(partial(self._work, work), self._finished, self._ended)

    def give_up(self) -> None:
        """:attr:`given_up` follows, or :attr:`done` when it was too late."""
        self._cancel.set()

    def _work(self, work: Work, store: "Store") -> Any:
        return work(store, self._heed)

    def _heed(self, step: Any) -> None:
        """In the store's thread."""
        if self._cancel.is_set():
            raise Cancelled
        if time.monotonic() - self._told > BEAT:
            self._told = time.monotonic()
            self.stepped.emit(step)

    def _finished(self, result: Any) -> None:
        self.running = False
        self.done.emit(result)

    def _ended(self, error: Exception) -> None:
        self.running = False
        if isinstance(error, Cancelled):
            self.given_up.emit()
        else:
            self.failed.emit(error)
