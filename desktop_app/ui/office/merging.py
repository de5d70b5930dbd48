"""A merge on its way: asked of the store's thread, told step by step, and given up where somebody wants it."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.errors import Cancelled
from desktop_app.ui.history import Ask

if TYPE_CHECKING:
    from desktop_app.store.database import Store
    from desktop_app.store.merging import Merged
    from desktop_app.sync.receiving import Step

BEAT = 0.05  # seconds between two steps that are told


@dataclass(frozen=True)
class Outcome:
    """What a merge did, or (``dry``) would do."""

    merged: "Merged"
    dry: bool


class Merging(QObject):
    """One at a time. Without a Qt parent: the store's thread must never meet a deleted sender."""

    stepped = Signal(object)  # Step
    done = Signal(object)  # Outcome
    failed = Signal(object)  # the error
    given_up = Signal()

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self._cancel = threading.Event()
        self._told = 0.0  # when the last step was told
        self.running = False

    def start(self, places: Sequence[Path], dry: bool) -> None:
        self.running = True
        self._cancel.clear()
        self._ask(partial(self._merge, tuple(places), dry), self._finished, self._ended)

    def give_up(self) -> None:
        """Nothing is merged any more; :attr:`given_up` follows, or :attr:`done` when it was too late."""
        self._cancel.set()

    def _merge(self, places: tuple[Path, ...], dry: bool, store: "Store") -> Outcome:
        """In the store's thread."""
        from desktop_app.sync import receiving

        return Outcome(receiving.merge(store, places, dry, self._heed), dry)

    def _heed(self, step: "Step") -> None:
        """In the store's thread."""
        if self._cancel.is_set():
            raise Cancelled
        if time.monotonic() - self._told > BEAT:
            self._told = time.monotonic()
            self.stepped.emit(step)

    def _finished(self, outcome: Outcome) -> None:
        self.running = False
        self.done.emit(outcome)

    def _ended(self, error: Exception) -> None:
        self.running = False
        if isinstance(error, Cancelled):
            self.given_up.emit()
        else:
            self.failed.emit(error)
