"""What others write into an office's database comes into the window, around whatever is being typed in it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.model.changes import REPORT, Draft
from desktop_app.model.fields import fields_of, lists_of
from desktop_app.model.records import Item, Report
from desktop_app.store.reading import Summary

if TYPE_CHECKING:
    from desktop_app.store.database import Store

    from .window import MainWindow

PAUSE = 200  # ms in which several changes are one

Now = tuple[list[Summary], Report | None]


class Elsewhere(QObject):
    """What cannot be shown yet, because the field has the keys or something is unsaved, is shown once that is over."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._waits = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        window.store.changed_elsewhere.connect(self._pause.start)
        window.saving.saved.connect(self.once_more)

    def once_more(self) -> None:
        """Perhaps nothing stands in the way any more."""
        if self._waits:
            self._pause.start()

    def _ask(self) -> None:
        self._waits = False
        shown = self._window.current.id
        self._window.store.ask(partial(_now, shown), partial(self._came, shown), lambda _: None)  # who saves is told

    def _came(self, shown: str, now: Now) -> None:
        summaries, report = now
        current = self._window.current
        self._window.reports.show_all(summaries)
        if not shown or current.id != shown:
            return
        current.flush()
        if self._window.saving.draft_of(shown):
            self._waits = True
            current.refresh()
        elif report is None:
            current.show_none()
            self._window.tell("รายงานที่เปิดอยู่ถูกลบจากเครื่องอื่น กู้คืนได้จากถังรายงานที่ลบ")
        elif current.draft:
            self._take_in(current.draft, report)

    def _take_in(self, draft: Draft, report: Report) -> None:
        form = self._window.current.form
        assert form is not None
        draft.report.pictures |= report.pictures
        if any(_ids(draft.report, part.name) != _ids(report, part.name) for part in lists_of(Report)):
            if form.is_typed_in():
                self._waits = True  # a list drawn anew would take the keys away
            else:
                self._window.current.show(Draft(report))
            return
        for table, old, new in _pairs(draft.report, report):
            old.rank = new.rank
            for field in fields_of(type(old)):
                if getattr(old, field.name) == getattr(new, field.name):
                    continue
                if form.has_keys(table, old.id, field.name):
                    self._waits = True
                    continue
                setattr(old, field.name, getattr(new, field.name))
                form.show_value(table, old.id, field.name)
        self._window.current.refresh()


def _ids(report: Report, name: str) -> list[str]:
    return [item.id for item in getattr(report, name)]


def _pairs(old: Report, new: Report) -> list[tuple[str, Item, Item]]:
    """Each row of two reports that have the same rows."""
    rows: list[tuple[str, Item, Item]] = [(REPORT, old, new)]
    for part in lists_of(Report):
        rows += [(part.name, *pair) for pair in zip(getattr(old, part.name), getattr(new, part.name), strict=True)]
    return rows


def _now(shown: str, store: "Store") -> Now:
    summaries = store.summaries()
    return summaries, store.load(shown) if any(one.id == shown for one in summaries) else None
