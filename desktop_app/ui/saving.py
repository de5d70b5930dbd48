"""When what was typed goes to the database, and what becomes of it while that fails. Knows no widget.

300 ms after the last key and at most a second after the first unsaved one: a debounce alone would save nothing while
somebody keeps typing. One save is under way at a time, so that changes given back never cover newer ones.
"""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.model.changes import Change, Draft, birth
from desktop_app.model.records import Report

from .store_thread import StoreThread

if TYPE_CHECKING:
    from desktop_app.store.database import Store

AFTER_LAST_KEY = 300  # ms
AFTER_FIRST_KEY = 850  # ms; with the commit itself a key is on disk within a second
RETRY = 3_000  # ms


class Saving(QObject):
    """Saves drafts through the store's thread. ``error`` is why the last save failed, None while all is well."""

    started = Signal()
    saved = Signal(str, int, object)  # report id, its revision, when (datetime)
    failed = Signal(object)  # the error
    settled = Signal()  # nothing under way, and nothing unsaved or it cannot be saved just now

    def __init__(self, store: StoreThread) -> None:
        super().__init__()
        self.store = store
        self.error: Exception | None = None
        self._drafts: dict[str, Draft] = {}
        self._under_way: tuple[Draft, list[Change]] | None = None
        self._again = False
        self._last_key = self._timer(AFTER_LAST_KEY)
        self._first_key = self._timer(AFTER_FIRST_KEY)
        self._retry = self._timer(RETRY)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(self.save_now)
        return timer

    def watch(self, draft: Draft) -> None:
        """From now on this draft is saved; others stay watched until they are saved."""
        self._drafts = {key: one for key, one in self._drafts.items() if one.unsaved or self._is_under_way(one)}
        self._drafts[draft.report.id] = draft

    def begin(self, report: Report) -> Draft:
        """A report new to the database."""
        changes = birth(report)
        draft = Draft(report)
        draft.give_back(changes)
        self.watch(draft)
        self.edited()
        return draft

    def draft_of(self, report_id: str) -> Draft | None:
        """The draft of that report, if it holds what the database does not have yet."""
        draft = self._drafts.get(report_id)
        return draft if draft and (draft.unsaved or self._is_under_way(draft)) else None

    def forget(self, report_id: str) -> None:
        """The report was deleted: nothing of it is saved any more."""
        self._drafts.pop(report_id, None)

    @property
    def unsaved(self) -> list[Draft]:
        """The drafts that hold something the database does not have yet."""
        return [draft for draft in self._drafts.values() if draft.unsaved or self._is_under_way(draft)]

    def edited(self) -> None:
        """A watched draft has changed."""
        self._last_key.start()
        if not self._first_key.isActive():
            self._first_key.start()

    def save_now(self) -> None:
        """What is unsaved goes to the store at once."""
        for timer in (self._last_key, self._first_key, self._retry):
            timer.stop()
        if self._under_way:
            self._again = True
            return
        draft = next((one for one in self._drafts.values() if one.unsaved), None)
        if draft is None:
            self.settled.emit()
            return
        changes = draft.take()
        self._under_way = draft, changes
        self.started.emit()
        report_id, pictures = draft.report.id, dict(draft.report.pictures)
        self.store.ask(partial(_save, report_id, changes, pictures), partial(self._done, report_id), self._failed)

    def when_settled(self, then: Callable[[], None]) -> None:
        """Saves at once and calls ``then`` when that is done or has failed."""

        def once() -> None:
            self.settled.disconnect(once)
            then()

        self.settled.connect(once)
        self.save_now()

    def _is_under_way(self, draft: Draft) -> bool:
        return self._under_way is not None and self._under_way[0] is draft

    def _done(self, report_id: str, revision: int) -> None:
        self._under_way, self.error = None, None
        self.saved.emit(report_id, revision, dt.datetime.now())
        others = any(draft.unsaved for draft in self._drafts.values())
        if self._again or (others and not self._first_key.isActive()):
            self._again = False
            self.save_now()
        elif not others:
            self.settled.emit()

    def _failed(self, error: Exception) -> None:
        assert self._under_way is not None
        draft, changes = self._under_way
        draft.give_back(changes)
        self._drafts[draft.report.id] = self._drafts.pop(draft.report.id, draft)  # others have their turn first
        self._under_way, self._again, self.error = None, False, error
        self._retry.start()
        self.failed.emit(error)
        self.settled.emit()


def _save(report_id: str, changes: list[Change], pictures: dict[str, bytes], store: "Store") -> int:
    """In the store's thread: one transaction; the report's revision after it."""
    store.save(changes, pictures=pictures)
    return store.revision(report_id)
