"""The report at the right of the window: shown, watched while it is edited, and left without losing a key."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.model.changes import Draft
from desktop_app.model.checks import Remark, remarks
from desktop_app.model.records import Report

from .saving import Saving

if TYPE_CHECKING:
    from desktop_app.report.document import Stamp
    from desktop_app.store.database import Store

    from .form.report_form import ReportForm

REFRESH = 200  # ms after an edit until list, remarks and preview follow


class CurrentReport(QObject):
    """Holds the draft that the form shows. The form is made when the first report is shown."""

    edited = Signal()
    shown = Signal()  # another report, or none, is shown
    refreshed = Signal(object, list)  # the report and its remarks, shortly after an edit and when it is shown

    def __init__(self, saving: Saving, make_form: Callable[[], "ReportForm"]) -> None:
        super().__init__()
        self.draft: Draft | None = None
        self.form: ReportForm | None = None
        self._saving = saving
        self._make_form = make_form
        self._revisions: dict[str, int] = {}
        self._wanted = ""
        self._edits = 0  # so that what was read before a key is not shown after it
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH)
        self._refresh.timeout.connect(self.refresh)
        saving.saved.connect(self._saved)

    @property
    def id(self) -> str:
        return self.draft.report.id if self.draft else ""

    def show(self, draft: Draft) -> None:
        """That draft takes the place of the one before."""
        self.leave()
        if self._refresh.isActive():
            self.refresh()  # the last words of the one before
        self._wanted = draft.report.id
        self.draft = draft
        self._saving.watch(draft)
        if self.form is None:
            self.form = self._make_form()
            self.form.edited.connect(self._edited)
            self.form.focus_left.connect(self._saving.save_now)
        self.form.show_draft(draft)
        self.shown.emit()
        self.refresh()

    def show_none(self) -> None:
        self.draft, self._wanted = None, ""
        self._refresh.stop()
        self.shown.emit()

    def open(self, report_id: str, then: Callable[[], None] | None = None) -> None:
        """The report comes from the database, or as it is here while it could not be saved."""
        self.leave()
        self._wanted = report_id
        waiting = self._saving.draft_of(report_id)
        if waiting:
            self.show(waiting)
            if then:
                then()
        else:
            self._saving.store.ask(partial(_load, report_id), partial(self._loaded, then, self._edits))

    def reload(self) -> None:
        """What the database has now is shown; call it when nothing is unsaved."""
        if self.draft and not self.draft.unsaved:
            self.open(self.id)

    def flush(self) -> None:
        """What the focused field holds, pending input of an input method included, is in the record."""
        if self.form and self.draft:
            self.form.flush()

    def leave(self) -> None:
        """The report, its focused field included, goes to the database at once."""
        self.flush()
        self._saving.save_now()

    def tree(self) -> dict[str, Any]:
        """The report as plain values, for the way to paper."""
        from desktop_app.model.exchange import as_bytes, to_json

        self.flush()
        return to_json(self.draft.report if self.draft else Report(), as_bytes)

    def stamp(self) -> "Stamp":
        from desktop_app.report.document import Stamp

        return Stamp(self.id, self._revisions.get(self.id, 0))

    def ask_revision(self) -> None:
        """The first report was read before there was a store: its revision comes later."""
        if self.draft and self.id not in self._revisions:
            self._saving.store.ask(partial(_revision, self.id), partial(self._revision_known, self.id), lambda _: None)

    def refresh(self) -> None:
        """List, remarks and preview are told how the report is now."""
        self._refresh.stop()
        if self.draft:
            found: list[Remark] = remarks(self.draft.report)
            self.refreshed.emit(self.draft.report, found)

    def _edited(self) -> None:
        self._edits += 1
        self._saving.edited()
        self.edited.emit()
        if not self._refresh.isActive():
            self._refresh.start()

    def _loaded(self, then: Callable[[], None] | None, edits: int, found: tuple[Report, int]) -> None:
        report, revision = found
        self._revisions.setdefault(report.id, revision)
        if report.id != self._wanted:
            return
        self.flush()
        if report.id == self.id and edits != self._edits:  # typed in while it was read: once more, after a save
            self.open(report.id, then)
            return
        self.show(Draft(report))
        if then:
            then()

    def _saved(self, report_id: str, revision: int, _: object) -> None:
        self._revisions[report_id] = revision

    def _revision_known(self, report_id: str, revision: int) -> None:
        self._revisions.setdefault(report_id, revision)
        self.refresh()


def _load(report_id: str, store: "Store") -> tuple[Report, int]:
    """In the store's thread, which keeps nothing of the report it hands over."""
    return store.load(report_id), store.revision(report_id)


def _revision(report_id: str, store: "Store") -> int:
    return store.revision(report_id)
